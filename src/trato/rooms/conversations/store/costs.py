"""SQL of what messages cost, and of the reply windows that providers grant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx

SET_COSTS = """
insert into conversations.delivery_cost
  (message_id, workspace_id, provider, billable, category, segments, price, currency, rate_card, free_until, at)
select u.id, $1, u.provider::jsonb, u.billable, u.category, u.segments, u.price, u.currency, u.rate_card, u.free, $2
from unnest($3::uuid[], $4::text[], $5::bool[], $6::text[], $7::int[], $8::numeric[], $9::text[], $10::text[],
  $11::timestamptz[]) u(id, provider, billable, category, segments, price, currency, rate_card, free)
on conflict (message_id, workspace_id) do update set provider = excluded.provider, billable = excluded.billable,
  category = excluded.category, segments = excluded.segments,
  price = coalesce(delivery_cost.price, excluded.price), currency = coalesce(delivery_cost.currency, excluded.currency),
  rate_card = case when delivery_cost.price is null then excluded.rate_card else delivery_cost.rate_card end,
  free_until = coalesce(excluded.free_until, delivery_cost.free_until)
"""
SET_WINDOWS = """
update conversations.conversation v set window_until = greatest(v.window_until, u.until)
from unnest($2::uuid[], $3::timestamptz[]) u(id, until) where v.id = u.id and v.workspace_id = $1
"""


async def set_costs(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Keep what messages cost: (message, provider's words as JSON, billable, category, segments, price, currency,
    rate card, free until)."""
    await tx.connection.execute(SET_COSTS, tx.workspace, tx.now, *columns_of(rows))


async def set_windows(tx: Tx, rows: Sequence[tuple[UUID, datetime]]) -> None:
    """Note reply windows that a provider granted: (conversation, until); windows only grow."""
    await tx.connection.execute(SET_WINDOWS, tx.workspace, *columns_of(rows))
