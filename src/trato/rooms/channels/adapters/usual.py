"""What most channels do alike: their adapters say only what is their own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from trato.rooms.channels.model import AccountView, FetchedMedia, Handshake, HttpRequest, WebhookRequest
from trato.rooms.contacts.model import Address


class Usual:
    """The parts of the adapter contract for a provider that calls a webhook and has nothing special about it."""

    live: bool = False

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Nobody checks a callback URL of ours."""
        return None

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return the SHA-256 of the raw bytes: the provider gives its deliveries no id that we could trust."""
        return hashlib.sha256(request.body).digest()

    def read_mark(self, provider_id: str, account: AccountView, to: Sequence[Address]) -> HttpRequest | None:
        """Nobody is told that what they wrote was read."""
        return None

    def embedded(self, raw: bytes, ref: str) -> FetchedMedia | None:
        """No file is inside: a webhook names it, the provider keeps it."""
        return None
