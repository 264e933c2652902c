"""The VK channel: the messages of a community, and its wall."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.reading import decode, text_in
from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.adapters.vk import moderating, reposting
from trato.rooms.channels.adapters.vk.capabilities import capabilities_of
from trato.rooms.channels.adapters.vk.classify import classify
from trato.rooms.channels.adapters.vk.door import answer_check, is_authentic
from trato.rooms.channels.adapters.vk.parse import parse
from trato.rooms.channels.adapters.vk.people import VKNames
from trato.rooms.channels.adapters.vk.render import render
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
    ModerationOrder,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    PublicPost,
    SendOutcome,
    WebhookRequest,
)


class VK(VKNames, Usual):
    """The adapter contract for VK (API 5.199). The account's `external_id` is the community's number.

    Secrets: `access_token` of the community, `secret` of its callback server, and where comments shall be deleted
    `user_token` of a person who manages it. Settings: `confirmation`, `api_base`.
    """

    channel: str = "vk"
    requires: Sequence[str] = ("access_token", "secret")

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Answer VK's check of our address."""
        return answer_check(request, account)

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether VK sent this; a missing secret is a no."""
        return is_authentic(request, account)

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return VK's id of the event: one that comes twice is to be ignored."""
        try:
            event = text_in(decode(request.body), "event_id")
        except Malformed:
            event = ""
        return hashlib.sha256(event.encode() or request.body).digest()

    def answer(self, request: WebhookRequest, account: AccountView) -> Handshake:
        """Say what VK waits for: without it the event comes again."""
        return Handshake(200, "ok")

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Return the event of a call. Raises `Malformed`."""
        try:
            return parse(delivery, account)
        except RecursionError as wrong:
            raise Malformed("nested too deeply") from wrong

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done on a surface."""
        return capabilities_of(account, facts)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`."""
        return render(message, account)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""
        return classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the call that fetches a file, which lies open at an address of VK's; None when it is there."""
        if previous is not None or not ref.startswith(("https://", "http://")):
            return None
        return HttpRequest("GET", ref)

    def moderate(self, order: ModerationOrder, account: AccountView) -> HttpRequest:
        """Return the call that deletes."""
        return moderating.moderate(order, account)

    def moderated(self, order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer to such a call."""
        return moderating.moderated(order, answer)

    def post(self, ref: str, account: AccountView) -> HttpRequest:
        """Return the call that asks for a post."""
        return reposting.post(ref, account)

    def posted(self, answer: HttpAnswer) -> PublicPost | None:
        """Return the post that an answer tells."""
        return reposting.posted(answer)


ADAPTER = VK()
