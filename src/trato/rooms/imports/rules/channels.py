"""What other systems call the channels, in our words."""

from __future__ import annotations

from collections.abc import Collection

from trato.rooms.channels.model import Surface
from trato.rooms.imports.sources.reading import fold

OTHER = "api"  # what came by something that this house does not speak
CALLED = {
    "webwidget": "webchat", "web_widget": "webchat", "chat": "webchat", "native_messaging": "webchat",
    "messaging": "webchat", "web": "email", "mail": "email", "correo": "email", "web_form": "email",
    "facebookpage": "messenger", "facebook_messenger": "messenger", "facebook_post": "facebook",
    "twiliosms": "sms", "text": "sms", "texto": "sms", "phone": "voice", "telefono": "voice",
}  # fmt: skip
SURFACES = {
    "webchat": Surface.CHAT, "email": Surface.MAIL, "voice": Surface.CALL, "facebook": Surface.PUBLIC_COMMENT,
}  # fmt: skip


def channel_of(told: str, known: Collection[str]) -> str:
    """Return the channel that another system means ("Channel::Whatsapp", "chat"), the generic one for a strange one."""
    word = fold(told.rsplit("::", 1)[-1])
    for name in (word, CALLED.get(word, "")):
        if name in known:
            return name
    return OTHER


def surface_of(channel: str) -> Surface:
    """Return where on a channel a conversation of history was."""
    return SURFACES.get(channel, Surface.DIRECT_MESSAGE)
