"""How many hear a contact, as channels tell it, and what they bought."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.contacts.store import reach as store


@dataclass(frozen=True, slots=True)
class ToldReach:
    """What a channel told of a contact; what it did not tell is None."""

    contact_id: UUID
    channel: str
    followers: int | None
    verified: bool | None


@dataclass(frozen=True, slots=True)
class Bought:
    """What a contact bought in one currency: how many orders, what was spent less what was given back, the newest."""

    contact_id: UUID
    currency: str
    orders: int
    spent: Decimal
    newest: datetime | None


async def note_reach(tx: Tx, told: Sequence[ToldReach]) -> None:
    """Keep what channels tell of these contacts, the last word of each; what is not told takes nothing away."""
    last = {(one.contact_id, one.channel): (one.followers, one.verified) for one in told}
    if last:
        await store.note(tx, [(*key, *said) for key, said in last.items()])


async def forget_reach(tx: Tx, contacts: Collection[UUID]) -> None:
    """Forget what channels told of how many hear these contacts."""
    await store.forget(tx, sorted(contacts))


async def reaches_of(tx: Tx, contacts: Collection[UUID]) -> list[ToldReach]:
    """Return what channels told of these contacts: one statement."""
    return [ToldReach(**dict(row)) for row in await store.reaches(tx, sorted(contacts))] if contacts else []


async def bought_by(tx: Tx, contacts: Collection[UUID], since: datetime) -> list[Bought]:
    """Return what these contacts bought since an instant, each currency by itself: one statement."""
    return [Bought(**dict(row)) for row in await store.orders(tx, sorted(contacts), since)] if contacts else []


async def usual_orders(tx: Tx, currencies: Collection[str]) -> dict[str, float]:
    """Return what an order of each currency usually comes to here: the median of the newest 200."""
    return await store.usual(tx, sorted(currencies)) if currencies else {}
