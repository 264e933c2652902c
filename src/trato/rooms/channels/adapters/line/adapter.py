"""The LINE channel: people who write to an official account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.line.capabilities import CAPABILITIES
from trato.rooms.channels.adapters.line.classify import classify
from trato.rooms.channels.adapters.line.door import is_authentic
from trato.rooms.channels.adapters.line.media import next_call
from trato.rooms.channels.adapters.line.parse import parse
from trato.rooms.channels.adapters.line.people import LineNames
from trato.rooms.channels.adapters.line.render import render
from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    Malformed,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    SendOutcome,
    WebhookRequest,
)


class Line(LineNames, Usual):
    """The adapter contract for LINE. The account's `external_id` is the bot's user id, a webhook's `destination`."""

    channel: str = "line"
    requires: Sequence[str] = ("channel_secret", "access_token")

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether LINE signed this; a missing secret or header is a no."""
        return is_authentic(request, account)

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the events of a webhook, none where LINE only tries our address. Raises `Malformed`."""
        try:
            return parse(delivery, account)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done: the same at every moment."""
        return CAPABILITIES

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`."""
        return render(message, account)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the call that fetches a file, None when it is there."""
        return next_call(ref, account, previous)


ADAPTER = Line()
