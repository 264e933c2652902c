"""What messages cost by the dated rate cards, and which approved text a template is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.store import rates as store
from trato.rooms.channels.store.rates import Priced, Rate

MOST_RATES = 20_000


async def prices_of(tx: Tx, asked: Sequence[tuple[str, str, str]]) -> list[Priced | None]:
    """Return what a message of each (channel, market, category) costs now, in one statement; None without a card.

    `market` is the country that the receiver's address is in. A card without a market is for all others.
    """
    return await store.prices_of(tx, asked) if asked else []


async def list_rates(tx: Tx, channels: Sequence[str] | None = None) -> list[Rate]:
    """Return the lines of rate cards, past and to come, by channel, category, market and time."""
    return await store.list_rates(tx, channels, MOST_RATES)


async def keep_rates(tx: Tx, added: Sequence[Rate], ended: Sequence[tuple[UUID, datetime]]) -> None:
    """Write lines of rate cards, and end those that they follow. What was charged before stays as it was charged."""
    if ended:
        await store.end_rates(tx, ended)
    if added:
        await store.add_rates(tx, added)
        tx.audit(AuditEntry("channels.rates", "workspace", tx.workspace, {"lines": len(added)}))


async def template_of(tx: Tx, account_id: UUID, name: str, language: str) -> tuple[UUID, int] | None:
    """Return the approved text that a template is: (id, version); None when the account does not know it."""
    return await store.find_template(tx, account_id, name, language)
