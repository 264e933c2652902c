"""SQL of what messages cost, and of the reply windows that providers grant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx

SET_COSTS = """
insert into conversations.delivery_cost
  (message_id, workspace_id, provider, billable, category, segments, price, currency, rate_card, free_until, at,
   brand_id)
select u.id, $1, u.provider::jsonb, u.billable, u.category, u.segments, u.price, u.currency, u.rate_card, u.free, $2,
  u.brand_id
from unnest($3::uuid[], $4::text[], $5::bool[], $6::text[], $7::int[], $8::numeric[], $9::text[], $10::text[],
  $11::timestamptz[], $12::uuid[])
  u(id, provider, billable, category, segments, price, currency, rate_card, free, brand_id)
on conflict (message_id, workspace_id) do update set provider = excluded.provider, billable = excluded.billable,
  category = excluded.category, segments = excluded.segments,
  price = coalesce(delivery_cost.price, excluded.price), currency = coalesce(delivery_cost.currency, excluded.currency),
  rate_card = case when delivery_cost.price is null then excluded.rate_card else delivery_cost.rate_card end,
  free_until = coalesce(excluded.free_until, delivery_cost.free_until)
"""
SPENT = """
select u.brand_id, d.currency, sum(d.price) as spent, count(*) as messages
from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) u(brand_id, since, until)
join conversations.delivery_cost d on d.brand_id = u.brand_id and d.workspace_id = $1 and d.at >= u.since
  and d.at < u.until and d.price is not null
group by 1, 2
"""
SET_WINDOWS = """
update conversations.conversation v set window_until = greatest(v.window_until, u.until)
from unnest($2::uuid[], $3::timestamptz[]) u(id, until) where v.id = u.id and v.workspace_id = $1
"""


async def set_costs(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Keep what messages cost: (message, provider's words as JSON, billable, category, segments, price, currency,
    rate card, free until, brand)."""
    await tx.connection.execute(SET_COSTS, tx.workspace, tx.now, *columns_of(rows))


async def spent(tx: Tx, asked: Sequence[tuple[UUID, datetime, datetime]]) -> list[tuple[UUID, str, Decimal, int]]:
    """Return what each (brand, since, until) spent: (brand, currency, sum, messages), one row for each currency."""
    rows = await tx.connection.fetch(SPENT, tx.workspace, *columns_of(asked)) if asked else []
    return [(row["brand_id"], row["currency"], row["spent"], row["messages"]) for row in rows]


async def set_windows(tx: Tx, rows: Sequence[tuple[UUID, datetime]]) -> None:
    """Note reply windows that a provider granted: (conversation, until); windows only grow."""
    await tx.connection.execute(SET_WINDOWS, tx.workspace, *columns_of(rows))
