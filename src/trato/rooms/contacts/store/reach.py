"""SQL of how many hear a contact, and of what they bought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx

NOTE = """
insert into contacts.reach (workspace_id, told_at, contact_id, channel, followers, verified)
select $1, $2, u.contact_id, u.channel, u.followers, u.verified
from unnest($3::uuid[], $4::text[], $5::bigint[], $6::boolean[]) u(contact_id, channel, followers, verified)
on conflict (contact_id, channel, workspace_id) do update set told_at = excluded.told_at,
  followers = coalesce(excluded.followers, contacts.reach.followers),
  verified = coalesce(excluded.verified, contacts.reach.verified)
where (contacts.reach.followers, contacts.reach.verified) is distinct from
  (coalesce(excluded.followers, contacts.reach.followers), coalesce(excluded.verified, contacts.reach.verified))
"""
REACHES = """
select contact_id, channel, followers, verified from contacts.reach
where contact_id = any($1::uuid[]) and workspace_id = $2
"""
# what was paid, less what was given back, of each currency
ORDERS = """
select contact_id, currency, count(*) filter (where amount > 0)::int as orders, sum(amount) as spent,
  max(occurred_at) filter (where amount > 0) as newest
from contacts.activity
where contact_id = any($1::uuid[]) and workspace_id = $2 and occurred_at >= $3 and amount is not null
group by 1, 2
"""
USUAL = """
select u.currency, (select percentile_cont(0.5) within group (order by l.amount::float8)
  from (select a.amount from contacts.activity a
    where a.workspace_id = $1 and a.currency = u.currency and a.amount > 0
    order by a.occurred_at desc limit $3) l) as amount
from unnest($2::text[]) u(currency)
"""
FORGET = "delete from contacts.reach where contact_id = any($1::uuid[]) and workspace_id = $2"
NEWEST_ORDERS = 200


async def note(tx: Tx, told: Sequence[tuple[UUID, str, int | None, bool | None]]) -> None:
    await tx.connection.execute(NOTE, tx.workspace, tx.now, *columns_of(sorted(told, key=lambda one: one[:2])))


async def forget(tx: Tx, contacts: Sequence[UUID]) -> None:
    await tx.connection.execute(FORGET, list(contacts), tx.workspace)


async def reaches(tx: Tx, contacts: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(REACHES, list(contacts), tx.workspace))


async def orders(tx: Tx, contacts: Sequence[UUID], since: datetime) -> list[Any]:
    return list(await tx.connection.fetch(ORDERS, list(contacts), tx.workspace, since))


async def usual(tx: Tx, currencies: Sequence[str]) -> dict[str, float]:
    """Return the median of the newest orders of each currency."""
    rows = await tx.connection.fetch(USUAL, tx.workspace, list(currencies), NEWEST_ORDERS)
    return {row["currency"]: row["amount"] for row in rows if row["amount"]}
