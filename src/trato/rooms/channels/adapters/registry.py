"""The channels that this house speaks: one line each."""

from __future__ import annotations

from trato.rooms.channels.adapters.email.adapter import Email
from trato.rooms.channels.adapters.webchat.adapter import WebChat
from trato.rooms.channels.adapters.whatsapp.adapter import WhatsApp
from trato.rooms.channels.model import ChannelAdapter

ADAPTERS: dict[str, ChannelAdapter] = {
    "webchat": WebChat(),
    "whatsapp": WhatsApp(),
    "email": Email(),
}
