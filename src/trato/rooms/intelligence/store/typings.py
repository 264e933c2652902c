"""SQL of what cases would be tagged with, and of the log that it follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.intelligence.model import Typed

WAITING = """
select h.workspace_id from kit.event_head h join intelligence.head i on i.workspace_id = h.workspace_id
where h.seq > i.typed_seq
"""
HEAD = """
select i.typed_seq as seq, h.seq as newest from intelligence.head i
join kit.event_head h on h.workspace_id = i.workspace_id where i.workspace_id = $1
"""
NEXT = """
select e.seq, e.subject as message_id, e.case_id from kit.event e
where e.workspace_id = $1 and e.seq > $2 and e.seq <= $3 and e.kind = $4 and e.origin = 'live' order by e.seq limit $5
"""
MOVE = "update intelligence.head set typed_seq = $3 where workspace_id = $1 and typed_seq = $2 returning 1"
# cases that people have not tagged, with the reason where one was given
UNTYPED = """
select c.id as case_id, c.disposition_id as reason, exists (
  select 1 from cases.tag_mark m where m.case_id = c.id and m.workspace_id = $1 and m.removed_at is null) as tagged
from cases."case" c where c.id = any($2::uuid[]) and c.workspace_id = $1 and c.state = 'open'
"""
_COLUMNS = """case_id, message_id, contact_id, tags, decided_tags, tags_version, reasons, decided_reason,
  above_reason, reasons_version"""
KEEP = f"""
insert into intelligence.typing (workspace_id, at, {_COLUMNS})
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (case_id, workspace_id) do update set at = excluded.at, message_id = excluded.message_id,
  contact_id = excluded.contact_id, tags = excluded.tags, decided_tags = excluded.decided_tags,
  tags_version = excluded.tags_version, reasons = excluded.reasons, decided_reason = excluded.decided_reason,
  above_reason = excluded.above_reason, reasons_version = excluded.reasons_version
"""
OF_CASES = f"select {_COLUMNS} from intelligence.typing where case_id = any($2::uuid[]) and workspace_id = $1"


async def waiting(door: Connection) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING)]


async def head(tx: Tx) -> tuple[int, int]:
    row = await tx.connection.fetchrow(HEAD, tx.workspace)
    return (row["seq"], row["newest"]) if row else (0, 0)


async def following(tx: Tx, seq: int, until: int, kind: str, most: int) -> list[Any]:
    return list(await tx.connection.fetch(NEXT, tx.workspace, seq, until, kind, most))


async def move(tx: Tx, from_seq: int, to_seq: int) -> bool:
    return await tx.connection.fetchval(MOVE, tx.workspace, from_seq, to_seq) is not None


async def untyped(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(UNTYPED, tx.workspace, list(cases)))


async def keep(tx: Tx, many: Sequence[Typed]) -> None:
    await tx.connection.executemany(
        KEEP,
        [
            (
                tx.workspace, tx.now, one.case_id, one.message_id, one.contact_id, one.tags, list(one.decided_tags),
                one.tags_version, one.reasons, one.decided_reason, one.above_reason, one.reasons_version,
            )
            for one in many
        ],
    )  # fmt: skip


async def of_cases(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(OF_CASES, tx.workspace, list(cases)))


def likely(kept: Any) -> tuple[tuple[UUID, float], ...]:
    """Return kept probabilities as ids with numbers."""
    return tuple((UUID(label), float(score)) for label, score in kept)
