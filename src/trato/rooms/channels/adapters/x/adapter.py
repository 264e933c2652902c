"""The channel of an account of X: what it is told in public, and its direct messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.adapters.x.capabilities import capabilities_of
from trato.rooms.channels.adapters.x.classify import classify
from trato.rooms.channels.adapters.x.door import answer_challenge, is_signed
from trato.rooms.channels.adapters.x.looking import look
from trato.rooms.channels.adapters.x.media import next_call
from trato.rooms.channels.adapters.x.moderating import moderate, moderated
from trato.rooms.channels.adapters.x.parse import parse
from trato.rooms.channels.adapters.x.render import render
from trato.rooms.channels.adapters.x.renewing import renewal, renewed
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    Handshake,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    Look,
    Malformed,
    ModerationOrder,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    Quota,
    Renewed,
    SendOutcome,
    WebhookRequest,
)

LOOK_EVERY = timedelta(minutes=10)


class X(Usual):
    """The adapter contract for X (API 2.167). The account's `external_id` is its user id.

    Settings: `username`, `client_id`, `api_base`. Secrets: the app's `consumer_secret`, `bearer_token` and, where it
    has one, `client_secret`; the account's `access_token` and `refresh_token`, and `access_ends` (Unix seconds).
    """

    channel: str = "x"
    requires: Sequence[str] = ("consumer_secret", "access_token")
    quota: Quota | None = None

    def every(self, account: AccountView) -> timedelta:
        """Return how often gaps are filled: seldom, for each post that is read costs."""
        return LOOK_EVERY

    def look(self, account: AccountView, cursor: str, now: datetime) -> Look:
        """Read what was said while nothing could be brought to us."""
        return look(account, cursor, now)

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Answer X's check of the callback URL."""
        return answer_challenge(request, account)

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether X sent this; a missing secret or header is a no."""
        return is_signed(request, account)

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the events of a delivery. Raises `Malformed`."""
        try:
            return parse(delivery, account)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done on a surface."""
        return capabilities_of(account, facts)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`."""
        return render(message, account)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the call that fetches a file, None when it is there."""
        return next_call(ref, account, previous)

    def moderate(self, order: ModerationOrder, account: AccountView) -> HttpRequest:
        """Return the call that hides, shows or takes away."""
        return moderate(order, account)

    def moderated(self, order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer to such a call."""
        return moderated(order, answer)

    def renewal(self, account: AccountView, now: datetime) -> HttpRequest | None:
        """Return the call that renews the account's token, None while there is time."""
        return renewal(account, now)

    def renewed(self, answer: ProviderAnswer, account: AccountView, now: datetime) -> Renewed:
        """Read what came of a renewal."""
        return renewed(answer, account, now)


ADAPTER = X()
