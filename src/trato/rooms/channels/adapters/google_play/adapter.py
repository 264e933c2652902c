"""The channel of an application's reviews in Google Play."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from trato.rooms.channels.adapters.answers import body_of, over_http
from trato.rooms.channels.adapters.asked import Asked, pace_of
from trato.rooms.channels.adapters.google.answers import refusal_of
from trato.rooms.channels.adapters.google_play import api
from trato.rooms.channels.adapters.google_play.looking import look
from trato.rooms.channels.adapters.google_play.parse import parse, stamp_of
from trato.rooms.channels.adapters.reading import map_in
from trato.rooms.channels.adapters.reviews import capabilities_of, words_of
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    InboundEvent,
    Look,
    Malformed,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    SendOutcome,
)

TEXT_LIMIT = 350  # characters; "approximately", says the discovery document
PER_SECOND = 0.5  # 2,000 answers a day and application
EVERY = timedelta(minutes=1)  # of 200 readings an hour and application


class GooglePlay(Asked):
    """The adapter contract for Google Play. The account's `external_id` is the application's package name.

    Settings: `api_base` of a stand-in. Secret: `service_account`, the JSON file of its key.
    """

    channel: str = "google_play"
    requires: Sequence[str] = ("service_account",)

    def every(self, account: AccountView) -> timedelta:
        """Return how long to wait between two looks."""
        return pace_of(account, EVERY)

    def look(self, account: AccountView, cursor: str, now: datetime) -> Look:
        """Read what is new since `cursor`."""
        return look(account, cursor, now)

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the events of a page of reviews. Raises `Malformed`."""
        try:
            return parse(delivery, account)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done: the same at every moment."""
        return capabilities_of(TEXT_LIMIT, PER_SECOND)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the call that answers a review. Raises `Unsendable`."""
        return (api.reply(account, message.thread_key, words_of(message, TEXT_LIMIT)),)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return over_http(answer, _meaning)


def _meaning(answer: HttpAnswer) -> SendOutcome:
    if 200 <= answer.status < 300:
        result = map_in(body_of(answer), "result")
        return Accepted(stamp_of({"lastModified": map_in(result, "lastEdited")}))
    return refusal_of(answer)


ADAPTER = GooglePlay()
