"""The channels that this house speaks: one line each."""

from __future__ import annotations

from trato.rooms.channels.adapters.api import connecting as api
from trato.rooms.channels.adapters.api.adapter import GenericApi
from trato.rooms.channels.adapters.email import connecting as email
from trato.rooms.channels.adapters.email.adapter import Email
from trato.rooms.channels.adapters.facebook import connecting as facebook
from trato.rooms.channels.adapters.facebook.adapter import Facebook
from trato.rooms.channels.adapters.messenger import connecting as messenger
from trato.rooms.channels.adapters.messenger.adapter import Messenger
from trato.rooms.channels.adapters.sms import connecting as sms
from trato.rooms.channels.adapters.sms.adapter import Sms
from trato.rooms.channels.adapters.telegram import connecting as telegram
from trato.rooms.channels.adapters.telegram.adapter import Telegram
from trato.rooms.channels.adapters.webchat import connecting as webchat
from trato.rooms.channels.adapters.webchat.adapter import WebChat
from trato.rooms.channels.adapters.whatsapp import connecting as whatsapp
from trato.rooms.channels.adapters.whatsapp.adapter import WhatsApp
from trato.rooms.channels.connecting import Connection
from trato.rooms.channels.model import ChannelAdapter

ADAPTERS: dict[str, ChannelAdapter] = {
    "webchat": WebChat(),
    "whatsapp": WhatsApp(),
    "email": Email(),
    "messenger": Messenger(),
    "facebook": Facebook(),
    "sms": Sms(),
    "telegram": Telegram(),
    "api": GenericApi(),
}

CONNECTIONS: dict[str, Connection] = {
    one.CONNECTION.channel: one.CONNECTION
    for one in (webchat, whatsapp, email, messenger, facebook, sms, telegram, api)
}
