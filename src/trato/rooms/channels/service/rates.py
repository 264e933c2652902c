"""What messages cost by the dated rate cards, and which approved text a template is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels.store import rates as store
from trato.rooms.channels.store.rates import Priced


async def prices_of(tx: Tx, asked: Sequence[tuple[str, str, str]]) -> list[Priced | None]:
    """Return what a message of each (channel, market, category) costs now, in one statement; None without a card.

    `market` is the country that the receiver's address is in. A card without a market is for all others.
    """
    return await store.prices_of(tx, asked) if asked else []


async def template_of(tx: Tx, account_id: UUID, name: str, language: str) -> tuple[UUID, int] | None:
    """Return the approved text that a template is: (id, version); None when the account does not know it."""
    return await store.find_template(tx, account_id, name, language)
