"""SQL of the model outside: what was said of it, what a month cost, and each call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx

READ = "select * from intelligence.llm where workspace_id = $1"
WRITE = """
insert into intelligence.llm (workspace_id, url, model, seconds, uses, month_tokens, month_money, currency, price_in,
  price_out, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (workspace_id) do update set url = excluded.url, model = excluded.model, seconds = excluded.seconds,
  uses = excluded.uses, month_tokens = excluded.month_tokens, month_money = excluded.month_money,
  currency = excluded.currency, price_in = excluded.price_in, price_out = excluded.price_out,
  changed_at = excluded.changed_at, failures = 0, rests_until = null, trouble = ''
"""
SET_KEY = "update intelligence.llm set key = $2 where workspace_id = $1"
DROP = "delete from intelligence.llm where workspace_id = $1 returning workspace_id"
PROBE = """
update intelligence.llm set rests_until = $3 where workspace_id = $1 and (rests_until is null or rests_until <= $2)
returning failures
"""
HEALED = """
update intelligence.llm set failures = 0, rests_until = null, trouble = '' where workspace_id = $1 and failures > 0
"""
FAILED = "update intelligence.llm set failures = failures + 1, trouble = $2 where workspace_id = $1 returning failures"
REST = "update intelligence.llm set rests_until = $2 where workspace_id = $1"
SPENT = "select calls, tokens, money from intelligence.llm_month where workspace_id = $1 and month = $2"
HOLD = """
insert into intelligence.llm_month (month, workspace_id, calls, tokens, money) values ($2, $1, 1, $3, $4)
on conflict (workspace_id, month) do update set calls = llm_month.calls + 1, tokens = llm_month.tokens + $3,
  money = llm_month.money + $4
  where llm_month.tokens + $3 <= $5 and ($6::numeric is null or llm_month.money + $4 <= $6)
returning tokens
"""
SETTLE_MONTH = """
update intelligence.llm_month set tokens = tokens + $3, money = money + $4 where workspace_id = $1 and month = $2
"""
ADD_CALL = """
insert into intelligence.llm_call (id, workspace_id, use, manner, model, case_id, user_id, at, month, tokens, money)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
END_CALL = """
update intelligence.llm_call set ended_at = $3, tokens = $4, money = $5, tokens_in = $6, tokens_out = $7, seconds = $8,
  trouble = $9
where id = $2 and workspace_id = $1 and ended_at is null returning id
"""
NEWEST = """
select id, use, manner, model, at, ended_at, tokens, money, seconds, trouble
from intelligence.llm_call where workspace_id = $1 order by at desc limit $2
"""
USING = "select workspace_id from intelligence.llm where $1 = any(uses)"


async def read(tx: Tx) -> Any | None:
    return await tx.connection.fetchrow(READ, tx.workspace)


async def write(tx: Tx, *values: Any) -> None:
    await tx.connection.execute(WRITE, tx.workspace, *values, tx.now)


async def set_key(tx: Tx, sealed: bytes | None) -> None:
    await tx.connection.execute(SET_KEY, tx.workspace, sealed)


async def drop(tx: Tx) -> bool:
    return await tx.connection.fetchval(DROP, tx.workspace) is not None


async def probe(tx: Tx, until: datetime) -> bool:
    """Be the one who asks whether it answers again; False while it rests, or when somebody asks already."""
    return await tx.connection.fetchval(PROBE, tx.workspace, tx.now, until) is not None


async def healed(tx: Tx) -> None:
    await tx.connection.execute(HEALED, tx.workspace)


async def failed(tx: Tx, trouble: str) -> int:
    """Count a failure; return how many there are in a row, 0 where nothing is set up any more."""
    return await tx.connection.fetchval(FAILED, tx.workspace, trouble) or 0


async def rest(tx: Tx, until: datetime) -> None:
    await tx.connection.execute(REST, tx.workspace, until)


async def spent(tx: Tx, month: date) -> Any | None:
    return await tx.connection.fetchrow(SPENT, tx.workspace, month)


async def hold(tx: Tx, month: date, tokens: int, money: Decimal, most_tokens: int, most_money: Decimal | None) -> bool:
    """Hold what a call may cost; False where that would pass the budget. One statement: two calls cannot both fit."""
    if tokens > most_tokens or (most_money is not None and money > most_money):
        return False
    given = (tx.workspace, month, tokens, money, most_tokens, most_money)
    return await tx.connection.fetchval(HOLD, *given) is not None


async def settle_month(tx: Tx, month: date, tokens: int, money: Decimal) -> None:
    """Add the difference between what a call cost and what was held for it."""
    await tx.connection.execute(SETTLE_MONTH, tx.workspace, month, tokens, money)


async def add_call(tx: Tx, *values: Any) -> None:
    await tx.connection.execute(ADD_CALL, tx.workspace, *values)


async def end_call(tx: Tx, call: UUID, *values: Any) -> bool:
    """End a call, once."""
    return await tx.connection.fetchval(END_CALL, tx.workspace, call, tx.now, *values) is not None


async def newest(tx: Tx, most: int) -> Sequence[Any]:
    return list(await tx.connection.fetch(NEWEST, tx.workspace, most))


async def using(door: Connection, use: str) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(USING, use)]
