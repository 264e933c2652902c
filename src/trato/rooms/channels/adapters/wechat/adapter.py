"""The WeChat channel: people who write to an Official Account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.adapters.wechat.capabilities import capabilities_of
from trato.rooms.channels.adapters.wechat.classify import classify
from trato.rooms.channels.adapters.wechat.door import answer_check, is_authentic
from trato.rooms.channels.adapters.wechat.media import next_call
from trato.rooms.channels.adapters.wechat.parse import parse
from trato.rooms.channels.adapters.wechat.people import WeChatNames
from trato.rooms.channels.adapters.wechat.render import render
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


class WeChat(WeChatNames, Usual):
    """The adapter contract for WeChat. The account's `external_id` is its AppID.

    Secrets: `app_secret`, the `token` of its server settings, and where messages come sealed its `aes_key`.
    """

    channel: str = "wechat"
    requires: Sequence[str] = ("app_secret", "token")

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Answer WeChat's check of our address."""
        return answer_check(request, account)

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether WeChat sent this; a missing secret is a no."""
        return is_authentic(request, account)

    def answer(self, request: WebhookRequest, account: AccountView) -> Handshake:
        """Say what WeChat waits for: anything else it shows people as a service that is broken."""
        return Handshake(200, "success")

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the event of a delivery. Raises `Malformed`."""
        return parse(delivery, account)

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a conversation at `now`."""
        return capabilities_of(facts, now)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`."""
        return render(message, account)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the next call that fetches a file, None when it is there. Raises `NoFile`."""
        return next_call(ref, account, previous)


ADAPTER = WeChat()
