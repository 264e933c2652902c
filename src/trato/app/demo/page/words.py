"""The words of the control page."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("es", "en", "pt")

WORDS: Final[dict[str, dict[str, str]]] = {
    "es": {
        "title": "Muestra de Trato",
        "lead": "Todo ocurre en esta máquina: los contactos y los proveedores son simulados.",
        "pace": "Ritmo",
        "paused": "En pausa",
        "calm": "Tranquilo",
        "busy": "Movido",
        "storm": "Tormenta",
        "told": "historias contadas",
        "now": "en curso",
        "be_contact": "Ser el contacto",
        "shop": "Tienda de Pirca",
        "shop_help": "Una página ajena que lleva el chat. Se puede entrar como cliente.",
        "phone": "Teléfono",
        "phone_help": "WhatsApp simulado: escribir a Pirca o a Zumbal desde cualquier número.",
        "mailbox": "Buzón",
        "mailbox_help": "Correo simulado, de quien sea.",
        "be_agent": "Ser el agente",
        "console": "Abrir la consola",
        "agent_help": (
            "Lo que escribas como contacto llega a Camila (Pirca), Emiliano o Karla (Zumbal) si otro no lo toma antes."
        ),
        "password": "Contraseña de todos",
        "copy": "Copiar",
        "copied": "Copiado",
        "played": "Estos responden solos, para que haya movimiento",
    },
    "en": {
        "title": "Trato demo",
        "lead": "Everything happens on this machine: contacts and providers are simulated.",
        "pace": "Pace",
        "paused": "Paused",
        "calm": "Calm",
        "busy": "Busy",
        "storm": "Storm",
        "told": "stories told",
        "now": "under way",
        "be_contact": "Be the contact",
        "shop": "Pirca's shop",
        "shop_help": "Somebody else's page that wears the chat. You can sign in as a customer.",
        "phone": "Phone",
        "phone_help": "Simulated WhatsApp: write to Pirca or Zumbal from any number.",
        "mailbox": "Mailbox",
        "mailbox_help": "Simulated mail, anybody's.",
        "be_agent": "Be the agent",
        "console": "Open the console",
        "agent_help": (
            "What you write as a contact reaches Camila (Pirca), Emiliano or Karla (Zumbal) unless "
            "somebody takes it first."
        ),
        "password": "Everybody's password",
        "copy": "Copy",
        "copied": "Copied",
        "played": "These answer by themselves, so that something happens",
    },
    "pt": {
        "title": "Demonstração do Trato",
        "lead": "Tudo acontece nesta máquina: contatos e provedores são simulados.",
        "pace": "Ritmo",
        "paused": "Em pausa",
        "calm": "Calmo",
        "busy": "Agitado",
        "storm": "Tempestade",
        "told": "histórias contadas",
        "now": "em andamento",
        "be_contact": "Ser o contato",
        "shop": "Loja da Pirca",
        "shop_help": "Uma página alheia com o chat. Dá para entrar como cliente.",
        "phone": "Telefone",
        "phone_help": "WhatsApp simulado: escrever à Pirca ou à Zumbal de qualquer número.",
        "mailbox": "Caixa de correio",
        "mailbox_help": "E-mail simulado, de qualquer pessoa.",
        "be_agent": "Ser o agente",
        "console": "Abrir o console",
        "agent_help": (
            "O que você escrever como contato chega a Camila (Pirca), Emiliano ou Karla (Zumbal), "
            "se ninguém pegar antes."
        ),
        "password": "Senha de todos",
        "copy": "Copiar",
        "copied": "Copiado",
        "played": "Estes respondem sozinhos, para haver movimento",
    },
}
