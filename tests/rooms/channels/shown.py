"""What people may meet before they write: a profile that every channel takes, in three languages."""

from __future__ import annotations

from typing import Any

import msgspec

from trato.rooms.channels.profiles import Profile

GOOD: dict[str, Any] = {
    "language": "es",
    "greeting": {
        "es": "Ayuda con pedidos. Una persona responde en menos de una hora.",
        "en": "Help with orders. A person answers within an hour.",
        "pt": "Ajuda com pedidos. Uma pessoa responde em menos de uma hora.",
    },
    "menu": [
        {"key": "pedido", "kind": "reply", "titles": {"es": "Seguir mi pedido", "en": "Track my order",
                                                      "pt": "Acompanhar meu pedido"},
         "texts": {"es": "El número está en el correo.", "en": "It is in the mail.", "pt": "Está no e-mail."}},
        {"key": "tienda", "kind": "link", "titles": {"es": "Ver la tienda", "en": "See the shop", "pt": "Ver a loja"},
         "url": "https://tienda.example/"},
        {"key": "persona", "kind": "person", "titles": {"es": "Hablar con alguien", "en": "Talk to somebody",
                                                        "pt": "Falar com alguém"}},
    ],
    "openers": [
        {"key": "horario", "kind": "reply",
         "titles": {"es": "¿A qué hora abren?", "en": "When do you open?", "pt": "A que horas abrem?"},
         "texts": {"es": "A las 9 h.", "en": "At 9.", "pt": "Às 9 h."}},
    ],
}  # fmt: skip
WHOLE = msgspec.convert(GOOD, Profile)
