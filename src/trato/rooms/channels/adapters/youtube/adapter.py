"""The channel of the comments below a YouTube channel's videos."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from trato.rooms.channels.adapters.answers import body_of, over_http
from trato.rooms.channels.adapters.asked import Asked, pace_of
from trato.rooms.channels.adapters.google.answers import refusal_of
from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.adapters.reviews import words_of
from trato.rooms.channels.adapters.youtube import api
from trato.rooms.channels.adapters.youtube.looking import look
from trato.rooms.channels.adapters.youtube.moderating import OF_OTHERS, OF_OURS, moderate, moderated
from trato.rooms.channels.adapters.youtube.parse import parse
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    Elsewhere,
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
    SendOutcome,
    Unknown,
)

TEXT_LIMIT = 10_000  # characters
PER_SECOND = 0.5
EVERY = timedelta(minutes=1)  # 1,440 units a day, of 10,000
DAILY = Quota(10_000, "America/Los_Angeles")


class YouTube(Asked):
    """The adapter contract for YouTube. The account's `external_id` is the channel's id, UC….

    Settings: `api_base` of a stand-in. Secrets: `client_id`, `client_secret` and `refresh_token`.
    """

    channel: str = "youtube"
    requires: Sequence[str] = ("client_id", "client_secret", "refresh_token")
    quota: Quota | None = DAILY

    def every(self, account: AccountView) -> timedelta:
        """Return how long to wait between two looks."""
        return pace_of(account, EVERY)

    def look(self, account: AccountView, cursor: str, now: datetime) -> Look:
        """Read what is new since the last look."""
        return look(account, cursor, now)

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the events of a page of comments. Raises `Malformed`."""
        try:
            return parse(delivery, account)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done: the same at every moment."""
        return Capabilities(
            live=False, text_limit=TEXT_LIMIT, public=True, per_second=PER_SECOND, moderation=OF_OTHERS,
            own_moderation=OF_OURS, answers_elsewhere=Elsewhere.FREELY,
        )  # fmt: skip

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the call that answers below a comment. Raises `Unsendable`."""
        return (api.answer(account, message.thread_key, words_of(message, TEXT_LIMIT)),)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return over_http(answer, _meaning)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the call that fetches a picture: its address is signed for some hours, and open to who has it."""
        return None if previous is not None else HttpRequest("GET", ref, api.AGENT, outside=True)

    def moderate(self, order: ModerationOrder, account: AccountView) -> HttpRequest:
        """Return the call that moderates a comment. Raises ValueError for what YouTube cannot do."""
        return moderate(order, account)

    def moderated(self, order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer to a deed of moderation."""
        return moderated(order, answer)


def _meaning(answer: HttpAnswer) -> SendOutcome:
    if 200 <= answer.status < 300:
        identifier = text_in(body_of(answer), "id")
        return Accepted(identifier) if identifier else Unknown("no_id")
    return refusal_of(answer)


ADAPTER = YouTube()
