"""SQL of volumes: those of the time before, and how much was held at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx

SAVE_VOLUMES = """
insert into workforce.past_volume (brand_id, workspace_id, channel, at, contacts, handle_seconds)
select $1, $2, u.channel, u.at, u.contacts, u.handle
from unnest($3::text[], $4::timestamptz[], $5::int[], $6::real[]) u(channel, at, contacts, handle)
on conflict (brand_id, channel, at, workspace_id)
do update set contacts = excluded.contacts, handle_seconds = excluded.handle_seconds
"""
LIST_VOLUMES = """
select channel, at, contacts from workforce.past_volume
where brand_id = $2 and workspace_id = $1 and at >= $3 and at < $4
"""
HANDLE_TIMES = """
select channel, sum(handle_seconds * contacts) / nullif(sum(contacts), 0) from workforce.past_volume
where brand_id = $2 and workspace_id = $1 and at >= $3 and handle_seconds is not null group by channel
"""

HELD_AT_ONCE = """
select avg(cases)::float8 from workforce.load_sample
where user_id = any($2::uuid[]) and workspace_id = $1 and at >= $3 and state in ('online', 'busy')
"""


async def save_volumes(tx: Tx, brand: UUID, rows: Sequence[tuple[str, datetime, int, float | None]]) -> None:
    await tx.connection.execute(
        SAVE_VOLUMES,
        brand,
        tx.workspace,
        [one[0] for one in rows],
        [one[1] for one in rows],
        [one[2] for one in rows],
        [one[3] for one in rows],
    )


async def list_volumes(tx: Tx, brand: UUID, begins: datetime, ends: datetime) -> list[tuple[str, datetime, int]]:
    rows = await tx.connection.fetch(LIST_VOLUMES, tx.workspace, brand, begins, ends)
    return [(row[0], row[1], row[2]) for row in rows]


async def handle_times(tx: Tx, brand: UUID, since: datetime) -> dict[str, float]:
    rows = await tx.connection.fetch(HANDLE_TIMES, tx.workspace, brand, since)
    return {row[0]: float(row[1]) for row in rows if row[1]}


async def held_at_once(tx: Tx, users: Sequence[UUID], since: datetime) -> float | None:
    found: float | None = await tx.connection.fetchval(HELD_AT_ONCE, tx.workspace, list(users), since)
    return found
