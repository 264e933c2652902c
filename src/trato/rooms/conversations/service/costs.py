"""What our messages cost: the provider's words as they came, and the price of the rate card in force (fact 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from trato.kit.events import jsonable
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.api import Priced
from trato.rooms.channels.model import Receipt
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations.model import Conversation
from trato.rooms.conversations.store import arrival as threads
from trato.rooms.conversations.store import costs as store


@dataclass(frozen=True, slots=True)
class Charged:
    """A receipt about a message of ours that says what it costs, or until when answers are free."""

    message_id: UUID
    conversation_id: UUID
    receipt: Receipt

    @property
    def pricing(self) -> Mapping[str, Any]:
        return self.receipt.pricing or {}

    @property
    def category(self) -> str:
        return str(self.pricing.get("category") or "")

    @property
    def segments(self) -> int:
        said = self.pricing.get("segments")
        return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else 1


async def charge(tx: Tx, charged: Sequence[Charged]) -> None:
    """Keep what messages cost, and the windows that their receipts grant, in a few statements for all of them.

    The price is that of the day, by the market that the contact is in. Of several receipts of one message the last
    one's words stay, and the first price that was known.
    """
    last = {one.message_id: one for one in charged if one.receipt.pricing}
    until = {one.conversation_id: one.receipt.window_until for one in charged if one.receipt.window_until}
    if until:
        await store.set_windows(tx, [(conversation, at) for conversation, at in until.items() if at])
    if last:
        of = await threads.get_conversations(tx, list({one.conversation_id for one in last.values()}))
        prices = await _prices(tx, of, list(last.values()))
        rows = [
            (*_row(one, price), of[one.conversation_id].brand_id)
            for one, price in zip(last.values(), prices, strict=True)
        ]
        await store.set_costs(tx, rows)


async def _prices(tx: Tx, of: Mapping[UUID, Conversation], charged: Sequence[Charged]) -> list[Priced | None]:
    people = await contacts.get_many(tx, list({thread.contact_id for thread in of.values()}))
    asked = []
    for one in charged:
        thread = of[one.conversation_id]
        person = people.get(thread.contact_id)
        asked.append((thread.channel, person.country if person else "", one.category))
    return await channels.prices_of(tx, asked)


def _row(one: Charged, price: Priced | None) -> tuple[Any, ...]:
    billable = one.pricing.get("billable")
    said = billable if isinstance(billable, bool) else None
    amount = None if price is None else Decimal(0) if said is False else price.price * one.segments
    return (
        one.message_id, jsonable(dict(one.pricing)), said, one.category, one.segments, amount,
        price.currency if price else None, price.version if price else "", one.receipt.window_until,
    )  # fmt: skip
