"""SQL of what messages cost by the rate cards of their day, and of the texts that channels approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx

PRICES_OF = """
select u.n, r.price, r.currency, r.version
from unnest($3::text[], $4::text[], $5::text[]) with ordinality u(channel, market, category, n)
cross join lateral (
  select price, currency, version from channels.rate_card c
  where c.workspace_id = $1 and c.channel = u.channel and c.category = u.category and c.market in (u.market, '')
    and c.from_at <= $2 and (c.to_at is null or c.to_at > $2)
  order by c.market = '', c.from_at desc limit 1) r
"""
FIND_TEMPLATE = """
select id, version from channels.template
where name = $3 and language = $4 and account_id = $2 and workspace_id = $1
"""


@dataclass(frozen=True, slots=True)
class Priced:
    """What one message (or one segment of it) costs, and by which version of the rate card."""

    price: Decimal
    currency: str
    version: str


async def prices_of(tx: Tx, asked: Sequence[tuple[str, str, str]]) -> list[Priced | None]:
    """Return the price of each (channel, market, category) now; the card without a market is for all others."""
    rows = await tx.connection.fetch(PRICES_OF, tx.workspace, tx.now, *columns_of(asked))
    known = {row["n"]: Priced(row["price"], row["currency"], row["version"]) for row in rows}
    return [known.get(n) for n in range(1, len(asked) + 1)]


async def find_template(tx: Tx, account_id: UUID, name: str, language: str) -> tuple[UUID, int] | None:
    """Return an approved text by its name in one language: (id, version)."""
    row = await tx.connection.fetchrow(FIND_TEMPLATE, tx.workspace, account_id, name, language)
    return (row["id"], row["version"]) if row else None
