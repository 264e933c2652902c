"""SQL of what messages cost by the rate cards of their day, and of the texts that channels approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.ids import uuid7
from trato.kit.tx import Tx

PRICES_OF = """
select u.n, r.price, r.currency, r.version, r.source, r.from_at
from unnest($3::text[], $4::text[], $5::text[]) with ordinality u(channel, market, category, n)
cross join lateral (
  select price, currency, version, source, from_at from channels.rate_card c
  where c.workspace_id = $1 and c.channel = u.channel and c.category = u.category and c.market in (u.market, '')
    and c.from_at <= $2 and (c.to_at is null or c.to_at > $2)
  order by c.market = '', c.from_at desc limit 1) r
"""
LIST_RATES = """
select id, channel, market, category, price, currency, source, version, from_at, to_at from channels.rate_card
where workspace_id = $1 and ($2::text[] is null or channel = any($2)) and (to_at is null or to_at > from_at)
order by channel, category, market, from_at, id limit $3
"""
ADD_RATES = """
insert into channels.rate_card
  (id, workspace_id, channel, market, category, price, currency, source, version, from_at, to_at, noted_at)
select u.id, $1, u.channel, u.market, u.category, u.price, u.currency, u.source, u.version, u.from_at, u.to_at, $2
from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::text[], $9::text[], $10::text[],
  $11::timestamptz[], $12::timestamptz[])
  u(id, channel, market, category, price, currency, source, version, from_at, to_at)
"""
END_RATES = """
update channels.rate_card r set to_at = u.to_at from unnest($2::uuid[], $3::timestamptz[]) u(id, to_at)
where r.id = u.id and r.workspace_id = $1
"""
FIND_TEMPLATE = """
select id, version from channels.template
where name = $3 and language = $4 and account_id = $2 and workspace_id = $1
"""


@dataclass(frozen=True, slots=True)
class Priced:
    """What one message (or one segment of it) costs, by which version of the rate card, read where, since when."""

    price: Decimal
    currency: str
    version: str
    source: str = ""
    from_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """One line of a rate card: a price of a category in a market ("" is every other one), from an instant to another.

    `id` is None for one that is not kept yet.
    """

    id: UUID | None
    channel: str
    market: str
    category: str
    price: Decimal
    currency: str
    source: str
    version: str
    from_at: datetime
    to_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What there is one price of at any instant: channel, market and category."""
        return self.channel, self.market, self.category


async def prices_of(tx: Tx, asked: Sequence[tuple[str, str, str]]) -> list[Priced | None]:
    """Return the price of each (channel, market, category) now; the card without a market is for all others."""
    rows = await tx.connection.fetch(PRICES_OF, tx.workspace, tx.now, *columns_of(asked))
    known = {
        row["n"]: Priced(row["price"], row["currency"], row["version"], row["source"], row["from_at"]) for row in rows
    }
    return [known.get(n) for n in range(1, len(asked) + 1)]


async def list_rates(tx: Tx, channels: Sequence[str] | None, limit: int) -> list[Rate]:
    """Return the lines of the rate cards of some channels (None: of all), by key and time."""
    rows = await tx.connection.fetch(LIST_RATES, tx.workspace, channels, limit)
    return [Rate(**dict(row)) for row in rows]


async def add_rates(tx: Tx, rates: Sequence[Rate]) -> None:
    """Write lines of rate cards; each gets an id."""
    rows = [
        (uuid7(), r.channel, r.market, r.category, r.price, r.currency, r.source, r.version, r.from_at, r.to_at)
        for r in rates
    ]
    await tx.connection.execute(ADD_RATES, tx.workspace, tx.now, *columns_of(rows))


async def end_rates(tx: Tx, ended: Sequence[tuple[UUID, datetime]]) -> None:
    """Say when lines of rate cards end."""
    await tx.connection.execute(END_RATES, tx.workspace, *columns_of(ended))


async def find_template(tx: Tx, account_id: UUID, name: str, language: str) -> tuple[UUID, int] | None:
    """Return an approved text by its name in one language: (id, version)."""
    row = await tx.connection.fetchrow(FIND_TEMPLATE, tx.workspace, account_id, name, language)
    return (row["id"], row["version"]) if row else None
