"""What the channels of Meta's Pages share: one door, one signature, one way to answer, files at open addresses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.meta.classify import classify
from trato.rooms.channels.adapters.meta.door import answer_handshake, is_signed
from trato.rooms.channels.adapters.meta.media import next_call
from trato.rooms.channels.adapters.meta.notices import settle_handover
from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
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


class MetaChannel(Usual, ABC):
    """The adapter contract, but for what each channel reads, may and says.

    Settings: `api_base`, `graph_version`, `per_second`, `app_id` (ours, where several applications share the Page) and
    `apps` (what the others are called, by id, as Meta told).
    Secrets: the Page's `access_token`, `app_secret` and `verify_token`.
    """

    channel: str
    requires: Sequence[str] = ("access_token", "app_secret", "verify_token")

    @abstractmethod
    def events(self, delivery: Delivery) -> list[InboundEvent]:
        """Return one event for each item of a delivery that is this channel's. Raises `Malformed`."""

    @abstractmethod
    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a conversation at `now`."""

    @abstractmethod
    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`."""

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Answer Meta's check of the callback URL."""
        return answer_handshake(request, account)

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether Meta sent this; a missing secret or header is a no."""
        return is_signed(request, account.secrets.get("app_secret", ""))

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return one event for each item of a delivery. Raises `Malformed`."""
        app = str(account.settings.get("app_id") or "")
        try:
            return [settle_handover(event, app) for event in self.events(delivery)]
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the call that fetches a file, None when it is there."""
        return next_call(ref, previous)
