"""The web chat channel: the only one whose other end we wrote ourselves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import assert_never
from urllib.parse import quote

from trato.rooms.channels.adapters.webchat.reading import read
from trato.rooms.channels.adapters.webchat.shapes import MAX_TEXT
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    FetchedMedia,
    Handshake,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    LocalAnswer,
    LocalPush,
    MailAnswer,
    MediaKind,
    NotAccepted,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    ReceiptLevel,
    Rejected,
    RejectReason,
    SendOutcome,
    TransportFailure,
    WebhookRequest,
)
from trato.rooms.contacts.model import Address

LARGEST_FILE = 25 * 1024 * 1024
LARGEST_FILES: Mapping[MediaKind, int] = MappingProxyType(dict.fromkeys(MediaKind, LARGEST_FILE))


class WebChat:
    """Web chat. Its deliveries enter by the visitor's door (`channels/webchat`), never as a provider's webhook."""

    channel: str = "webchat"
    live: bool = True
    requires: Sequence[str] = ("visitor_secret",)

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Nobody checks a callback URL of ours here."""
        return None

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Refuse every webhook: the visitor's door authenticates by token, and wraps what it lets in."""
        return False

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return the SHA-256 of the raw bytes; the door has a better key, see `delivery_key_of`."""
        return hashlib.sha256(request.body).digest()

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Read one envelope; unknown items become UNSUPPORTED, what is no envelope raises `Malformed`."""
        return read(delivery, account)

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done: a live channel without window, with receipts up to read."""
        return Capabilities(
            live=self.live,
            text_limit=MAX_TEXT,
            receipts=ReceiptLevel.READ,
            idempotent_send=True,
            media=LARGEST_FILES,
            caption_limit=1_000,
            buttons=10,
            typing_in=True,
            typing_out=True,
            per_second=5_000.0,
            nudge_after=timedelta(minutes=5),
            close_after=timedelta(minutes=15),
        )

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return a ring for each browser or site user that it is for: the message itself is read, not pushed."""
        body = {"message": str(message.key), "thread": message.thread_key}
        return tuple(LocalPush(topic=topic_of(account, one), body=body) for one in message.to)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Take a durable message as sent; it is delivered and read when the widget says so."""
        match answer:
            case LocalAnswer():
                return Accepted(provider_id=answer.provider_id)
            case TransportFailure():
                return NotAccepted(code=answer.error)  # ringing twice does no harm
            case HttpAnswer() | MailAnswer():
                return Rejected(RejectReason.PERMANENT, "wrong_transport")
            case _:
                assert_never(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Nothing has to be fetched: `ref` is the key of a blob that the door has stored."""
        return None

    def read_mark(self, provider_id: str, account: AccountView, to: Sequence[Address]) -> HttpRequest | None:
        """A widget sees by itself how far we have read."""
        return None

    def embedded(self, raw: bytes, ref: str) -> FetchedMedia | None:
        """No file is inside: the door stored it before."""
        return None


def topic_of(account: AccountView, address: Address) -> str:
    """Return the topic that the sockets of this address listen to."""
    return f"webchat:{account.id}:{address.kind}:{quote(address.value, safe='')}"  # a ring has no spaces


def delivery_key_of(visitor: str, delivery_id: str) -> bytes:
    """Return the inbox's dedupe key of a delivery: the widget's own id, which cannot collide across visitors."""
    return hashlib.sha256(f"webchat\0{visitor}\0{delivery_id}".encode()).digest()


ADAPTER = WebChat()
