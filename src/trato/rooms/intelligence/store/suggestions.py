"""SQL of suggestions: made, looked at, taken, rejected, sent; and what people made of each text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.intelligence.model import SuggestedText

ADD = """
insert into intelligence.suggestion (workspace_id, made_at, case_id, message_id, model, id, rank, source, source_id,
  key, by_id, said_at, version, text, language, score)
select $1, $2, $3, $4, $5, u.* from unnest($6::uuid[], $7::smallint[], $8::text[], $9::uuid[], $10::text[],
  $11::uuid[], $12::timestamptz[], $13::int[], $14::text[], $15::text[], $16::real[]) u
on conflict do nothing
"""
COLUMNS = """id, case_id, message_id, rank, source, source_id, key, by_id, said_at, version, text, language, score,
  model, made_at, shown_at, taken_at, rejected_at, reason, sent_id, edit_share"""
SHOW = """
update intelligence.suggestion set shown_at = $3
where id = any($2::uuid[]) and workspace_id = $1 and case_id = $4 and shown_at is null
"""
TAKE = f"""
update intelligence.suggestion set taken_at = $3, user_id = $4, seconds = $5
where id = $2 and workspace_id = $1 and case_id = $6 returning {COLUMNS}
"""
REJECT = f"""
update intelligence.suggestion set rejected_at = $3, user_id = $4, seconds = $5, reason = $7
where id = $2 and workspace_id = $1 and case_id = $6 and rejected_at is null returning {COLUMNS}
"""
RESTORE = f"""
update intelligence.suggestion set rejected_at = null, reason = null
where id = $2 and workspace_id = $1 and case_id = $3 and rejected_at is not null returning {COLUMNS},
  (select s.reason from intelligence.suggestion s where s.id = $2 and s.workspace_id = $1) as given
"""
# the client says which suggestion a text came from: only one of that case, once, is believed
SENT = f"""
update intelligence.suggestion s set sent_id = u.message_id, edit_share = u.edit_share,
  taken_at = coalesce(s.taken_at, $2), user_id = coalesce(u.user_id, s.user_id)
from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::real[], $7::uuid[])
  u(id, message_id, case_id, edit_share, user_id)
where s.id = u.id and s.workspace_id = $1 and s.case_id = u.case_id and s.sent_id is null
returning {", ".join(f"s.{one.strip()}" for one in COLUMNS.split(","))}
"""
NOTE = """
insert into intelligence.text_record as r (source, key, workspace_id, accepted, edited, rejected)
values ($2, $3, $1, $4, $5, greatest($6::real, 0))
on conflict (key, source, workspace_id) do update set accepted = r.accepted + $4, edited = r.edited + $5,
  rejected = greatest(r.rejected + $6::real, 0)
"""
RECORDS = "select source, key, accepted, edited, rejected from intelligence.text_record where workspace_id = $1"


async def add(
    tx: Tx, case_id: UUID, message_id: UUID, model: str, many: Sequence[tuple[UUID, int, SuggestedText]]
) -> None:
    """Keep the suggestions for a message: (id, rank from 1, text). Those that it has already stand."""
    texts = [one for _, _, one in many]
    await tx.connection.execute(
        ADD, tx.workspace, tx.now, case_id, message_id, model,
        [id_ for id_, _, _ in many], [rank for _, rank, _ in many], [one.source for one in texts],
        [one.source_id for one in texts], [one.key for one in texts], [one.by_id for one in texts],
        [one.said_at for one in texts], [one.version for one in texts], [one.text for one in texts],
        [one.lang for one in texts], [one.score for one in texts],
    )  # fmt: skip


async def show(tx: Tx, case_id: UUID, ids: Sequence[UUID]) -> None:
    await tx.connection.execute(SHOW, tx.workspace, list(ids), tx.now, case_id)


async def take(tx: Tx, case_id: UUID, id_: UUID, seconds: float | None) -> Any | None:
    return await tx.connection.fetchrow(TAKE, tx.workspace, id_, tx.now, tx.actor.id, seconds, case_id)


async def reject(tx: Tx, case_id: UUID, id_: UUID, seconds: float | None, reason: str) -> Any | None:
    return await tx.connection.fetchrow(REJECT, tx.workspace, id_, tx.now, tx.actor.id, seconds, case_id, reason)


async def restore(tx: Tx, case_id: UUID, id_: UUID) -> Any | None:
    return await tx.connection.fetchrow(RESTORE, tx.workspace, id_, case_id)


async def note_sent(tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID, float, UUID | None]]) -> list[Any]:
    """Say which messages suggestions became: (suggestion, message, case, edit share, who)."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    return list(await tx.connection.fetch(SENT, tx.workspace, tx.now, *columns))


async def note_record(tx: Tx, source: str, key: str, accepted: int, edited: int, rejected: float) -> None:
    await tx.connection.execute(NOTE, tx.workspace, source, key, accepted, edited, rejected)


async def records(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(RECORDS, tx.workspace))
