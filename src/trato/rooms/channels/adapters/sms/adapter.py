"""The SMS channel: text messages and MMS by Twilio's Programmable Messaging."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.sms.capabilities import capabilities_of
from trato.rooms.channels.adapters.sms.classify import classify
from trato.rooms.channels.adapters.sms.parse import parse
from trato.rooms.channels.adapters.sms.render import render
from trato.rooms.channels.adapters.twilio.door import is_authentic
from trato.rooms.channels.adapters.twilio.media import next_call
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
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    SendOutcome,
    WebhookRequest,
)


class Sms(Usual):
    """The adapter contract for SMS. The account's `external_id` is the number that people write to.

    Settings: `account_sid`, `messaging_service_sid`, `api_key_sid`, `mms` ("yes" or "no"), `per_second`, `api_base`.
    Secrets: `auth_token`, which signs what comes, and `api_key_secret`.
    """

    channel: str = "sms"
    requires: Sequence[str] = ("auth_token",)

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Say that we take nothing by GET: Twilio checks no address, and a form in a query is not kept."""
        return Handshake(status=405, body="") if request.method == "GET" else None

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether Twilio sent this; a missing secret or header is a no."""
        return is_authentic(request, account)

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the event of a delivery. Raises `Malformed`."""
        return parse(delivery, account)

    def answer(self, request: WebhookRequest, account: AccountView) -> Handshake:
        """Tell Twilio that nothing is to be said back at once: what we say is sent by itself."""
        return Handshake(status=200, body="<Response/>", content_type="text/xml")

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done, at any time."""
        return capabilities_of(account)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`; the last one's answer carries the provider's id."""
        return render(message, account)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the next call that fetches a file, None when it is there."""
        return next_call(ref, account, previous)


ADAPTER = Sms()
