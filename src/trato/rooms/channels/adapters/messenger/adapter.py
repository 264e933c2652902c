"""The Messenger channel: the inbox of one Page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.messenger.capabilities import BUBBLES, capabilities_of
from trato.rooms.channels.adapters.messenger.parse import parse
from trato.rooms.channels.adapters.messenger.people import MessengerNames
from trato.rooms.channels.adapters.meta.channel import MetaChannel
from trato.rooms.channels.adapters.meta.people import of_page
from trato.rooms.channels.adapters.meta.profile import MESSENGER
from trato.rooms.channels.adapters.meta.sending import render, render_seen
from trato.rooms.channels.adapters.meta.threads import SharedInbox
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    HttpRequest,
    InboundEvent,
    OutboundMessage,
    ProviderRequest,
)
from trato.rooms.channels.profiles import Profiling
from trato.rooms.contacts.model import Address


class Messenger(MessengerNames, SharedInbox, MetaChannel):
    """The adapter contract for Messenger. The account's `external_id` is the Page's id."""

    channel = "messenger"
    inbox = "263902037430900"
    profiling: Profiling = MESSENGER.profiling

    def events(self, delivery: Delivery) -> list[InboundEvent]:
        """Return one event for each item of an inbox. Raises `Malformed`."""
        return parse(delivery)

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a conversation at `now`."""
        return capabilities_of(account, facts, now)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`."""
        return render(message, account, caps, BUBBLES)

    def read_mark(self, provider_id: str, account: AccountView, to: Sequence[Address]) -> HttpRequest | None:
        """Return the call that shows that what a person wrote was read."""
        whom = of_page(to, account.external_id)
        return render_seen(whom, account, BUBBLES) if whom else None


ADAPTER = Messenger()
