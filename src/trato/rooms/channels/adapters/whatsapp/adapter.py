"""The WhatsApp channel: Cloud API, straight from Meta or through 360dialog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.meta.door import answer_handshake
from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.adapters.whatsapp.capabilities import capabilities_of
from trato.rooms.channels.adapters.whatsapp.classify import classify
from trato.rooms.channels.adapters.whatsapp.door import is_authentic
from trato.rooms.channels.adapters.whatsapp.media import next_call
from trato.rooms.channels.adapters.whatsapp.parse import parse
from trato.rooms.channels.adapters.whatsapp.profile import PROFILING
from trato.rooms.channels.adapters.whatsapp.provider import Provider, provider_of
from trato.rooms.channels.adapters.whatsapp.render import render, render_read
from trato.rooms.channels.adapters.whatsapp.templates import LIBRARY
from trato.rooms.channels.library import Library
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
from trato.rooms.channels.profiles import Profiling
from trato.rooms.contacts.model import Address


class WhatsApp(Usual):
    """The adapter contract for WhatsApp.

    Settings: `provider` ("meta" or "360dialog"), `api_base`, `graph_version`, `business_account_id`,
    `per_second`, `webhook_header`, `webhook_token_in_url`. Secrets: of Meta `access_token`, `app_secret` and
    `verify_token`; of 360dialog `api_key`, and `platform_secret` or `webhook_secret`.
    """

    channel: str = "whatsapp"
    library: Library = LIBRARY
    profiling: Profiling = PROFILING
    # What is required depends on who serves the account (`requires_of`); `authenticate` fails closed by itself.
    requires: Sequence[str] = ()

    def requires_of(self, account: AccountView) -> Sequence[str]:
        """Return the secrets without which this account refuses everything, or cannot send."""
        if provider_of(account) is Provider.META:
            return ("access_token", "app_secret", "verify_token")
        return ("api_key",)

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Answer Meta's check of the callback URL."""
        return answer_handshake(request, account)

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether the provider sent this; a missing secret or header is a no."""
        return is_authentic(request, account)

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return one event for each item of a delivery. Raises `Malformed`."""
        try:
            return parse(delivery, account)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a conversation at `now`."""
        return capabilities_of(account, facts, now)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`; the last one's answer carries the provider's id."""
        return render(message, account)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the next call that fetches a file, None when it is there."""
        return next_call(ref, account, previous)

    def read_mark(self, provider_id: str, account: AccountView, to: Sequence[Address]) -> HttpRequest | None:
        """Return the call that turns the ticks of a person's message blue."""
        return render_read(provider_id, account)


ADAPTER = WhatsApp()
