"""The Messenger channel: the inbox of one Page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.messenger.capabilities import capabilities_of
from trato.rooms.channels.adapters.messenger.parse import parse
from trato.rooms.channels.adapters.messenger.render import render, render_seen
from trato.rooms.channels.adapters.meta.classify import classify
from trato.rooms.channels.adapters.meta.door import answer_handshake, is_signed
from trato.rooms.channels.adapters.meta.media import next_call
from trato.rooms.channels.adapters.meta.people import of_page
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    FetchedMedia,
    Handshake,
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
from trato.rooms.contacts.model import Address


class Messenger:
    """The adapter contract for Messenger. The account's `external_id` is the Page's id.

    Settings: `api_base`, `graph_version`, `per_second`. Secrets: the Page's `access_token`, `app_secret` and
    `verify_token`.
    """

    channel: str = "messenger"
    live: bool = False
    requires: Sequence[str] = ("access_token", "app_secret", "verify_token")

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Answer Meta's check of the callback URL."""
        return answer_handshake(request, account)

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether Meta sent this; a missing secret or header is a no."""
        return is_signed(request, account.secrets.get("app_secret", ""))

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return the SHA-256 of the raw bytes: Meta gives its deliveries no id."""
        return hashlib.sha256(request.body).digest()

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return one event for each item of a delivery. Raises `Malformed`."""
        try:
            return parse(delivery)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a conversation at `now`."""
        return capabilities_of(account, facts, now)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`."""
        return render(message, account, caps)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the call that fetches a file, None when it is there."""
        return next_call(ref, previous)

    def read_mark(self, provider_id: str, account: AccountView, to: Sequence[Address]) -> HttpRequest | None:
        """Return the call that shows that what a person wrote was read."""
        whom = of_page(to, account.external_id)
        return render_seen(whom, account) if whom else None

    def embedded(self, raw: bytes, ref: str) -> FetchedMedia | None:
        """No file is inside: a webhook gives its address."""
        return None


ADAPTER = Messenger()
