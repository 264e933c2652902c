"""What knows one channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

from trato.rooms.channels.model.accounts import AccountView
from trato.rooms.channels.model.arriving import Delivery, Handshake, InboundEvent, PublicPost, WebhookRequest
from trato.rooms.channels.model.capabilities import Capabilities, ConversationFacts
from trato.rooms.channels.model.leaving import (
    FetchedMedia,
    HttpAnswer,
    HttpRequest,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    Renewed,
    SendOutcome,
)
from trato.rooms.contacts.model import Address


class NoFile(Exception):
    """That a provider answered with a refusal where the file should be, with status 200; `final` when for good."""

    def __init__(self, code: str, *, final: bool) -> None:
        super().__init__(code)
        self.code = code
        self.final = final


class ChannelAdapter(Protocol):
    """What a channel must know how to do. Everything here is pure: no input, no output, no clock."""

    channel: str
    live: bool  # a person waits on the other side (COPC real-time), or not (deferrable)
    requires: Sequence[str]  # names of the secrets without which the account refuses everything

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Answer the provider's check of our callback URL, or None when `request` is not one."""

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether `request` was signed by the provider. A missing secret or header is False."""

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return the provider's delivery id, or the SHA-256 of the raw bytes."""

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Read a delivery: total (unknown kinds become UNSUPPORTED), or raise `Malformed`."""

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a conversation with these facts at `now`."""

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`; the last one's answer carries the provider's id."""

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the next call that fetches the file `ref`, or None when the `previous` answer is the file.

        Raises `NoFile` where `previous` is a refusal.
        """

    def read_mark(self, provider_id: str, account: AccountView, to: Sequence[Address]) -> HttpRequest | None:
        """Return the call that tells a person that we have read this message of theirs; None where nothing is told."""

    def embedded(self, raw: bytes, ref: str) -> FetchedMedia | None:
        """Return the file `ref` when the delivery `raw` carries it inside (a mail), else None."""


@runtime_checkable
class Answering(Protocol):
    """An adapter whose provider wants to be told something in the answer to a delivery; others get an empty 200."""

    def answer(self, request: WebhookRequest, account: AccountView) -> Handshake:
        """Return the answer to a delivery that is kept; called after the commit, pure as everything here."""


@runtime_checkable
class Renewing(Protocol):
    """An adapter whose accounts have a token that is renewed before it ends, long before anybody would be told."""

    def renewal(self, account: AccountView, now: datetime) -> HttpRequest | None:
        """Return the call that renews the account's token, None while there is time."""

    def renewed(self, answer: ProviderAnswer, account: AccountView, now: datetime) -> Renewed:
        """Read what came of it."""


@runtime_checkable
class Reposting(Protocol):
    """An adapter whose channel can be asked for the post below which people write. Pure, as everything here."""

    def post(self, ref: str, account: AccountView) -> HttpRequest:
        """Return the call that asks for a post, by `InboundEvent.parent`."""

    def posted(self, answer: HttpAnswer) -> PublicPost | None:
        """Return the post that an answer tells, None when it tells none."""
