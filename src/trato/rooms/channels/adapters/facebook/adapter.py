"""The channel of a Page's posts: comments, visitors' posts, mentions and recommendations."""

from __future__ import annotations

from datetime import datetime

from trato.rooms.channels.adapters.facebook import reposting
from trato.rooms.channels.adapters.facebook.capabilities import capabilities_of
from trato.rooms.channels.adapters.facebook.moderating import moderate
from trato.rooms.channels.adapters.facebook.parse import parse
from trato.rooms.channels.adapters.facebook.render import render
from trato.rooms.channels.adapters.meta.channel import MetaChannel
from trato.rooms.channels.adapters.meta.moderating import moderated
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    ModerationOrder,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    PublicPost,
    SendOutcome,
)


class Facebook(MetaChannel):
    """The adapter contract for a Page's posts. The account's `external_id` is the Page's id."""

    channel = "facebook"

    def events(self, delivery: Delivery) -> list[InboundEvent]:
        """Return one event for each item about posts. Raises `Malformed`."""
        return parse(delivery)

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a thread at `now`."""
        return capabilities_of(account, facts, now)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that publish `message`."""
        return render(message, account)

    def moderate(self, order: ModerationOrder, account: AccountView) -> HttpRequest:
        """Return the call that hides, shows, deletes or likes."""
        return moderate(order, account)

    def moderated(self, order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer to such a call."""
        return moderated(order, answer)

    def post(self, ref: str, account: AccountView) -> HttpRequest:
        """Return the call that asks for a post."""
        return reposting.post(ref, account)

    def posted(self, answer: HttpAnswer) -> PublicPost | None:
        """Return the post that an answer tells."""
        return reposting.posted(answer)


ADAPTER = Facebook()
