"""What somebody who connects a Twilio number has at hand, and where they find it."""

from __future__ import annotations

from trato.rooms.channels.connecting import Field, FieldKind, Holder, Said

NEEDS = (
    Said("Un número de Twilio con SMS, en el país de quienes escriben.",
         "A Twilio number with SMS, in the country of those who write.",
         "Um número da Twilio com SMS, no país de quem escreve."),
    Said("El SID de la cuenta y su token, de la primera página de la consola de Twilio.",
         "The account SID and its auth token, from the first page of Twilio's console.",
         "O SID da conta e o token, da primeira página do console da Twilio."),
    Said("Donde el país lo pide, el registro del remitente aprobado (A2P 10DLC en Estados Unidos).",
         "Where the country asks for it, the approved registration of the sender (A2P 10DLC in the United States).",
         "Onde o país exige, o registro do remetente aprovado (A2P 10DLC nos Estados Unidos)."),
)  # fmt: skip

FIELDS = (
    Field("number", Said("Número", "Number", "Número"), Holder.EXTERNAL_ID,
          hint=Said("Con + y el código del país, sin espacios: +56229382000. Un número corto va como es.",
                    "With + and the country code, without spaces: +56229382000. A short code as it is.",
                    "Com + e o código do país, sem espaços: +56229382000. Um número curto, como é.")),
    Field("account_sid", Said("SID de la cuenta", "Account SID", "SID da conta"), Holder.SETTINGS, steers=True,
          hint=Said("Empieza por AC.", "It begins with AC.", "Começa com AC.")),
    Field("auth_token", Said("Token de la cuenta", "Auth token", "Token da conta"), Holder.SECRETS, FieldKind.SECRET,
          hint=Said("Con él firma Twilio lo que llega: hace falta también con una clave de API.",
                    "Twilio signs what comes with it: it is needed with an API key too.",
                    "Com ele a Twilio assina o que chega: é necessário também com uma chave de API.")),
    Field("api_key_sid", Said("SID de una clave de API", "SID of an API key", "SID de uma chave de API"),
          Holder.SETTINGS, required=False, steers=True,
          hint=Said("Opcional, empieza por SK: con ella se envía en lugar del token.",
                    "Optional, it begins with SK: messages are sent with it in place of the token.",
                    "Opcional, começa com SK: com ela se envia no lugar do token.")),
    Field("api_key_secret", Said("Secreto de la clave", "Secret of the key", "Segredo da chave"), Holder.SECRETS,
          FieldKind.SECRET, required=False),
    Field("messaging_service_sid", Said("SID del servicio de mensajería", "Messaging service SID",
                                        "SID do serviço de mensagens"),
          Holder.SETTINGS, required=False,
          hint=Said("Opcional, empieza por MG: si el número está en uno.",
                    "Optional, it begins with MG: where the number is in one.",
                    "Opcional, começa com MG: se o número está em um.")),
    Field("mms", Said("Enviar archivos (MMS)", "Send files (MMS)", "Enviar arquivos (MMS)"), Holder.SETTINGS,
          FieldKind.CHOICE, usual="no", choices=("no", "yes"),
          hint=Said("Solo donde el número puede: casi siempre, en Estados Unidos y Canadá.",
                    "Only where the number can: nearly always, in the United States and Canada.",
                    "Só onde o número pode: quase sempre, nos Estados Unidos e no Canadá.")),
    Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
          Holder.SETTINGS, required=False, local=True, steers=True,
          hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                    "Só para praticar nesta máquina.")),
)  # fmt: skip
