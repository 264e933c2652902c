"""The channel of an application's reviews in the App Store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from trato.rooms.channels.adapters.answers import over_http
from trato.rooms.channels.adapters.app_store import api
from trato.rooms.channels.adapters.app_store.answers import meaning
from trato.rooms.channels.adapters.app_store.looking import look
from trato.rooms.channels.adapters.app_store.parse import parse
from trato.rooms.channels.adapters.asked import Asked, pace_of
from trato.rooms.channels.adapters.reviews import capabilities_of, words_of
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    InboundEvent,
    Look,
    Malformed,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    ReceiptLevel,
    SendOutcome,
)

TEXT_LIMIT = 5970  # characters
PER_SECOND = 1.0
EVERY = timedelta(minutes=2)  # two calls each, of 3,600 an hour and key


class AppStore(Asked):
    """The adapter contract for the App Store. The account's `external_id` is the application's Apple ID, digits.

    Settings: `api_base` of a stand-in. Secrets: `issuer_id`, `key_id` and `private_key`, the text of the .p8 file.
    """

    channel: str = "app_store"
    requires: Sequence[str] = ("issuer_id", "key_id", "private_key")

    def every(self, account: AccountView) -> timedelta:
        """Return how long to wait between two looks."""
        return pace_of(account, EVERY)

    def look(self, account: AccountView, cursor: str, now: datetime) -> Look:
        """Read what is new since the last look."""
        return look(account, cursor, now)

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the events of a page of reviews. Raises `Malformed`."""
        try:
            return parse(delivery, account)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done: the same at every moment. Apple tells when it has published an answer."""
        return msgspec.structs.replace(capabilities_of(TEXT_LIMIT, PER_SECOND), receipts=ReceiptLevel.DELIVERED)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the call that answers a review. Raises `Unsendable`."""
        return (api.respond(account, message.thread_key, words_of(message, TEXT_LIMIT)),)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return over_http(answer, meaning)


ADAPTER = AppStore()
