"""The generic channel: what Trato does not ship, others connect by signed calls in and out (docs/api-channel.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.api.capabilities import CAPABILITIES
from trato.rooms.channels.adapters.api.classify import classify
from trato.rooms.channels.adapters.api.door import is_authentic, refusal_of, taken
from trato.rooms.channels.adapters.api.parse import INLINE, parse
from trato.rooms.channels.adapters.api.reading import content_of, events_in
from trato.rooms.channels.adapters.api.render import render
from trato.rooms.channels.adapters.api.shapes import MessageTold
from trato.rooms.channels.adapters.usual import Usual
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
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    SendOutcome,
    WebhookRequest,
)


class GenericApi(Usual):
    """The adapter contract for any system. Settings: `url`. Secret: `signing_secret`, for both directions."""

    channel: str = "api"
    requires: Sequence[str] = ("signing_secret",)

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Tell whoever calls wrongly what is wrong; None for a good call."""
        return refusal_of(request, account)

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether the account's secret signed this call."""
        return is_authentic(request, account)

    def answer(self, request: WebhookRequest, account: AccountView) -> Handshake:
        """Say that the call is kept."""
        return taken(request)

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return the SHA-256 of the call's id: the same at every attempt of whoever calls."""
        return hashlib.sha256(request.headers.get("webhook-id", "").encode()).digest()

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return one event for each that the call tells. Raises `Malformed`."""
        return parse(delivery, account)

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done: the same at every moment."""
        return CAPABILITIES

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the call that tells `message`."""
        return render(message, account)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the other system's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the call that fetches a file from the address that the other system gave."""
        if previous is not None or not ref.startswith(("https://", "http://")):
            return None
        return HttpRequest("GET", ref, outside=True)

    def embedded(self, raw: bytes, ref: str) -> FetchedMedia | None:
        """Return a file that came in the call itself."""
        if not ref.startswith(INLINE):
            return None
        place, _, number = ref.removeprefix(INLINE).partition(":")
        event = events_in(raw)[int(place)]
        assert isinstance(event, MessageTold), "only messages have files"
        file = event.files[int(number)]
        return FetchedMedia(content_of(file), file.type, file.name)


ADAPTER = GenericApi()
