"""The Instagram channel: the inbox of a professional account, and what is said in public below its posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.instagram.asking import InstagramQuestions
from trato.rooms.channels.adapters.instagram.capabilities import BUBBLES, capabilities_of
from trato.rooms.channels.adapters.instagram.moderating import moderate
from trato.rooms.channels.adapters.instagram.parse import parse
from trato.rooms.channels.adapters.instagram.render import render_in_public
from trato.rooms.channels.adapters.meta.channel import MetaChannel
from trato.rooms.channels.adapters.meta.moderating import moderated
from trato.rooms.channels.adapters.meta.people import of_page
from trato.rooms.channels.adapters.meta.profile import INSTAGRAM
from trato.rooms.channels.adapters.meta.sending import render, render_seen
from trato.rooms.channels.adapters.meta.threads import SharedInbox
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    HttpRequest,
    InboundEvent,
    ModerationOrder,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    SendOutcome,
)
from trato.rooms.channels.profiles import Profiling
from trato.rooms.contacts.model import Address


class Instagram(InstagramQuestions, SharedInbox, MetaChannel):
    """The adapter contract for Instagram. The account's `external_id` is that of the professional account."""

    channel = "instagram"
    inbox = "1217981644879628"
    sender = "me"  # the Page that the professional account is linked to
    profiling: Profiling = INSTAGRAM.profiling

    def events(self, delivery: Delivery) -> list[InboundEvent]:
        """Return one event for each item about the account. Raises `Malformed`."""
        return parse(delivery)

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a conversation at `now`: its surface decides."""
        return capabilities_of(account, facts, now)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`, or publish it."""
        return render_in_public(message, account) if caps.public else render(message, account, caps, BUBBLES)

    def read_mark(self, provider_id: str, account: AccountView, to: Sequence[Address]) -> HttpRequest | None:
        """Return the call that shows that what a person wrote was seen."""
        whom = of_page(to, account.external_id)
        return render_seen(whom, account, BUBBLES) if whom else None

    def moderate(self, order: ModerationOrder, account: AccountView) -> HttpRequest:
        """Return the call that hides, shows or deletes."""
        return moderate(order, account)

    def moderated(self, order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer to such a call."""
        return moderated(order, answer)


ADAPTER = Instagram()
