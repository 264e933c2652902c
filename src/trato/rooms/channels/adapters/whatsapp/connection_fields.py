"""What somebody who connects a WhatsApp number has at hand, and where they find it."""

from __future__ import annotations

from trato.rooms.channels.connecting import Field, FieldKind, Holder, Said

META, DIALOG = ("provider", "meta"), ("provider", "360dialog")

NEEDS = (
    Said("Un número que no use nadie en la aplicación de WhatsApp.", "A number that nobody uses in the WhatsApp app.",
         "Um número que ninguém use no aplicativo do WhatsApp."),
    Said("Una cuenta de Meta Business verificada, con permiso de administración.",
         "A verified Meta Business account, with the right to administer it.",
         "Uma conta do Meta Business verificada, com permissão de administração."),
    Said("Una app de Meta con WhatsApp, y un usuario del sistema con token permanente; o una clave de 360dialog.",
         "A Meta app with WhatsApp, and a system user with a permanent token; or a key of 360dialog.",
         "Um app da Meta com WhatsApp, e um usuário do sistema com token permanente; ou uma chave da 360dialog."),
)  # fmt: skip

FIELDS = (
    Field("provider", Said("Quién lo sirve", "Who serves it", "Quem o atende"), Holder.SETTINGS, FieldKind.CHOICE,
          usual="meta", choices=("meta", "360dialog")),
    Field("phone_number_id", Said("Identificador del número", "Phone number ID", "Identificador do número"),
          Holder.EXTERNAL_ID,
          hint=Said("App de Meta → WhatsApp → Configuración de la API. No es el número.",
                    "Meta app → WhatsApp → API setup. It is not the number.",
                    "App da Meta → WhatsApp → Configuração da API. Não é o número.")),
    Field("business_account_id", Said("Identificador de la cuenta de WhatsApp Business",
                                      "WhatsApp Business account ID",
                                      "Identificador da conta do WhatsApp Business"),
          Holder.SETTINGS, only_if=META,
          hint=Said("Debajo del identificador del número.", "Below the phone number ID.",
                    "Abaixo do identificador do número.")),
    Field("access_token", Said("Token de acceso", "Access token", "Token de acesso"), Holder.SECRETS,
          FieldKind.SECRET, only_if=META,
          hint=Said("De un usuario del sistema, con whatsapp_business_messaging y whatsapp_business_management.",
                    "Of a system user, with whatsapp_business_messaging and whatsapp_business_management.",
                    "De um usuário do sistema, com whatsapp_business_messaging e whatsapp_business_management.")),
    Field("app_secret", Said("Secreto de la app", "App secret", "Segredo do app"), Holder.SECRETS, FieldKind.SECRET,
          only_if=META,
          hint=Said("App de Meta → Configuración → Básica.", "Meta app → Settings → Basic.",
                    "App da Meta → Configurações → Básico.")),
    Field("api_key", Said("Clave de la API", "API key", "Chave da API"), Holder.SECRETS, FieldKind.SECRET,
          only_if=DIALOG),
    Field("webhook_secret", Said("Secreto del webhook", "Webhook secret", "Segredo do webhook"), Holder.SECRETS,
          FieldKind.SECRET, only_if=DIALOG,
          hint=Said("El que 360dialog manda en la cabecera Authorization.",
                    "The one that 360dialog sends in the Authorization header.",
                    "O que a 360dialog envia no cabeçalho Authorization.")),
    Field("portfolio", Said("Portafolio de Meta Business", "Meta Business portfolio", "Portfólio do Meta Business"),
          Holder.PORTFOLIO, required=False,
          hint=Said("El mismo en todos los números del portafolio: así un contacto es uno en todos.",
                    "The same for every number of the portfolio: so a contact is one on all of them.",
                    "O mesmo em todos os números do portfólio: assim um contato é um só em todos.")),
    Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
          Holder.SETTINGS, required=False, local=True, steers=True,
          hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                    "Só para praticar nesta máquina.")),
)  # fmt: skip
