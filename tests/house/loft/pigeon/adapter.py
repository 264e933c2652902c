"""The adapter of letters by pigeon: `{"id", "from", "text"}` comes in, the same goes out to the loft's address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trato.rooms.channels.adapters.answers import body_of, over_http
from trato.rooms.channels.adapters.reading import decode, text_in
from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    InboundKind,
    OutboundMessage,
    ProviderAnswer,
    ProviderRequest,
    SendOutcome,
    Text,
    WebhookRequest,
)
from trato.rooms.contacts.model import Address, IdentityKind


class Pigeon(Usual):
    """The adapter contract for pigeons. Settings: `loft`. Secret: `ring`."""

    channel: str = "pigeon"
    requires: Sequence[str] = ("ring",)

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether the pigeon wears our ring."""
        return request.headers.get("x-ring") == account.secrets.get("ring")

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Read one letter."""
        letter = decode(delivery.raw)
        who = Address(IdentityKind.ACCOUNT_USER, text_in(letter, "from"), str(account.id))
        name = text_in(letter, "id")
        return [
            InboundEvent(
                InboundKind.MESSAGE, name, delivery.received_at, (who,), text_in(letter, "from"), name,
                parts=(Text(text_in(letter, "text")),), account_ref=account.external_id,
            )
        ]  # fmt: skip

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """A letter has a hundred words at most."""
        return Capabilities(live=False, text_limit=600)

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the call that lets a pigeon fly."""
        words = " ".join(part.text for part in message.parts if isinstance(part, Text))
        letter = {"id": str(message.key), "to": message.to[0].value, "text": words}
        return (HttpRequest("POST", account.settings["loft"], {"x-ring": account.secrets["ring"]}, json=letter),)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """A pigeon that flew away has a number."""
        return over_http(answer, _flown)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Pigeons carry no files."""
        return None


def _flown(answer: HttpAnswer) -> SendOutcome:
    return Accepted(text_in(body_of(answer), "number"))


ADAPTER = Pigeon()
