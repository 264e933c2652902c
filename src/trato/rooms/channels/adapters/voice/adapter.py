"""The channel of calls: a telephone number at Twilio."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from trato.rooms.channels.adapters.twilio.door import is_authentic
from trato.rooms.channels.adapters.twilio.media import next_call
from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.adapters.voice.answers import answer, asked
from trato.rooms.channels.adapters.voice.orders import carried, request_of
from trato.rooms.channels.adapters.voice.parse import parse
from trato.rooms.channels.adapters.voice.script import script_of
from trato.rooms.channels.adapters.voice.softphone import softphone_of
from trato.rooms.channels.adapters.voice.words import word
from trato.rooms.channels.model import (
    AccountView,
    CallAsked,
    CallKnown,
    CallOrder,
    Capabilities,
    Carried,
    ConversationFacts,
    Delivery,
    Handshake,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    Rejected,
    RejectReason,
    SendOutcome,
    Softphone,
    WebhookRequest,
    WindowState,
)

RING_SECONDS = 20
FIRST_HOUR, LAST_HOUR = 9, 20


class Unwritable(ValueError):
    """Nothing is written in a call: capabilities say so, and nothing must come this far."""


class Voice(Usual):
    """The adapter contract for calls. The account's `external_id` is the number that people call.

    Settings: `account_sid`, `api_key_sid`, `menu` and what is said (see `script`), `aside_chat` and `aside_texts`
    (accounts by which a call goes on in writing), `aside_by`, `aside_template`, `aside_page`, `ring_seconds`,
    `calls_from` and `calls_until`, `api_base`. Secrets: `auth_token`, `api_key_secret`.
    """

    channel: str = "voice"
    live: bool = True
    requires: Sequence[str] = ("auth_token",)

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Say that we take nothing by GET: what is signed there are addresses alone, and nothing would be kept."""
        return Handshake(status=405, body="") if request.method == "GET" else None

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether Twilio sent this; a missing secret or header is a no."""
        return is_authentic(request, account)

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return the SHA-256 of where in the call it is and of the raw bytes: one key pressed twice is two webhooks."""
        return hashlib.sha256(request.query.get("key", "").encode() + b"\0" + request.body).digest()

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return what a webhook tells. Raises `Malformed`."""
        return parse(delivery, account)

    def asked(self, request: WebhookRequest, account: AccountView) -> CallAsked | None:
        """Return what must be known to answer this webhook; None when nothing."""
        return asked(request, account)

    def answer_call(self, request: WebhookRequest, account: AccountView, known: CallKnown) -> Handshake:
        """Return what the caller hears and does next."""
        return answer(request, account, known)

    def order(self, order: CallOrder, account: AccountView) -> HttpRequest:
        """Return the call of the API that does what is ordered."""
        return request_of(order, account)

    def carried(self, order: CallOrder, answer: ProviderAnswer) -> Carried:
        """Sort the answer to an order."""
        return carried(order, answer)

    def softphone(self, account: AccountView, identity: str, now: datetime) -> Softphone | None:
        """Return what a browser needs to take calls; None where they go to telephones."""
        return softphone_of(account, identity, now)

    def ring_seconds(self, account: AccountView) -> int:
        """Return how long one of us is rung."""
        stated = account.settings.get("ring_seconds")
        return int(stated) if isinstance(stated, int | float) and 5 <= stated <= 60 else RING_SECONDS

    def calling_hours(self, account: AccountView) -> tuple[int, int]:
        """Return from which hour, and until which, people outside may be called, by their own clock."""
        opens, closes = (_hour(account.settings.get(name)) for name in ("calls_from", "calls_until"))
        first, last = FIRST_HOUR if opens is None else opens, LAST_HOUR if closes is None else closes
        return (first, last) if first < last else (FIRST_HOUR, LAST_HOUR)

    def code_words(self, account: AccountView, code: str) -> str:
        """Return how a code is said: digit by digit."""
        return word(script_of(account).language, "code", code=", ".join(code))

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done: nothing is written, everything is said."""
        return Capabilities(
            live=True, text_limit=0, window=WindowState.CLOSED, files=0, charged=True, per_second=1.0,
            close_after=timedelta(hours=72), reopen_within=timedelta(hours=72),
        )  # fmt: skip

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Refuse: nothing is written in a call. Raises Unwritable."""
        raise Unwritable("nothing is written in a call")

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Say that nothing is sent here."""
        return Rejected(RejectReason.PERMANENT, "wrong_transport")

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the next call that fetches a recording, None when it is there."""
        return next_call(ref, account, previous)


def _hour(told: object) -> int | None:
    try:
        hour = int(str(told))
    except ValueError:
        return None
    return hour if 0 <= hour <= 24 else None


ADAPTER = Voice()
