"""The Telegram channel: private chats of people with a bot."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.reading import decode, map_in, text_in
from trato.rooms.channels.adapters.telegram.capabilities import CAPABILITIES
from trato.rooms.channels.adapters.telegram.classify import classify
from trato.rooms.channels.adapters.telegram.door import is_authentic
from trato.rooms.channels.adapters.telegram.media import next_call
from trato.rooms.channels.adapters.telegram.parse import parse
from trato.rooms.channels.adapters.telegram.profile import PROFILING
from trato.rooms.channels.adapters.telegram.render import render
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
from trato.rooms.channels.profiles import Profiling


class Telegram(Usual):
    """The adapter contract for Telegram (Bot API 10.1). Secrets: `bot_token` and `secret_token`."""

    channel: str = "telegram"
    profiling: Profiling = PROFILING
    requires: Sequence[str] = ("bot_token", "secret_token")

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether Telegram sent this; a missing secret or header is a no."""
        return is_authentic(request, account)

    def answer(self, request: WebhookRequest, account: AccountView) -> Handshake:
        """Let a pressed button rest: Telegram takes one call in the answer to an update."""
        try:
            query = text_in(map_in(decode(request.body), "callback_query"), "id")
        except Malformed:
            query = ""
        if not query:
            return Handshake(200, "")
        told = {"method": "answerCallbackQuery", "callback_query_id": query}
        return Handshake(200, json.dumps(told), "application/json")

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the event of an update. Raises `Malformed`."""
        try:
            return parse(delivery, account)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done: the same at every moment."""
        return CAPABILITIES

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`."""
        return render(message, account)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the next call that fetches a file, None when it is there."""
        return next_call(ref, account, previous)


ADAPTER = Telegram()
