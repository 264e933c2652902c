"""SQL of budgets and of the alarms that were raised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx
from trato.rooms.spending.model import Budget

# the one in force in each brand's month: a later word is the one that counts
BUDGETS_IN = """
select u.brand_id, b.from_month, b.amount, b.currency
from unnest($2::uuid[], $3::date[]) u(brand_id, month)
cross join lateral (
  select from_month, amount, currency from spending.budget b
  where b.brand_id = u.brand_id and b.workspace_id = $1 and b.from_month <= u.month
  order by b.from_month desc limit 1) b
where b.amount is not null
"""
SET_BUDGET = """
insert into spending.budget (brand_id, from_month, workspace_id, amount, currency, set_by, set_at)
values ($2, $3, $1, $4, $5, $6, $7)
on conflict (brand_id, from_month, workspace_id) do update set amount = excluded.amount, currency = excluded.currency,
  set_by = excluded.set_by, set_at = excluded.set_at
"""
ADD_ALARMS = """
insert into spending.alarm (brand_id, month, level, workspace_id, spent, amount, currency, at)
select u.brand_id, u.month, u.level, $1, u.spent, u.amount, u.currency, $2
from unnest($3::uuid[], $4::date[], $5::smallint[], $6::numeric[], $7::numeric[], $8::text[])
  u(brand_id, month, level, spent, amount, currency)
on conflict do nothing returning brand_id, month, level
"""


async def budgets_in(tx: Tx, asked: Sequence[tuple[UUID, date]]) -> dict[UUID, Budget]:
    """Return the budgets in force in each (brand, month); brands without one are left out."""
    rows = await tx.connection.fetch(BUDGETS_IN, tx.workspace, *columns_of(asked)) if asked else []
    return {row["brand_id"]: Budget(**dict(row)) for row in rows}


async def set_budget(tx: Tx, brand_id: UUID, month: date, amount: Decimal | None, currency: str) -> None:
    """Say what a brand may spend from a month on; None is nothing said."""
    await tx.connection.execute(SET_BUDGET, tx.workspace, brand_id, month, amount, currency, tx.actor.id, tx.now)


async def add_alarms(
    tx: Tx, raised: Sequence[tuple[UUID, date, int, Decimal, Decimal, str]]
) -> set[tuple[UUID, date, int]]:
    """Keep alarms: (brand, month, level, spent, amount, currency); return those that were not raised before."""
    rows = await tx.connection.fetch(ADD_ALARMS, tx.workspace, tx.now, *columns_of(raised))
    return {(row["brand_id"], row["month"], row["level"]) for row in rows}
