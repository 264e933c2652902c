"""SQL of canned replies and their use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.knowledge.model import Canned, CannedId, CannedUse, Habit, Touch

CANNED = "r.id, r.unit_id, r.team_id, r.shortcut, r.title, r.version, r.folder"
WITH_TEXTS = """
left join lateral (
  select jsonb_object_agg(t.language, t.text) as texts from knowledge.canned_text t
  where t.canned_id = r.id and t.version = r.version and t.workspace_id = $1) x on true
"""

ADD_CANNED = """
insert into knowledge.canned_reply
  (id, workspace_id, unit_id, team_id, shortcut, title, needle, version, created_by, created_at, folder)
values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10) on conflict do nothing returning id
"""
CHANGE_CANNED = """
update knowledge.canned_reply set title = $4, needle = $5, folder = $6, version = version + 1
where id = $1 and workspace_id = $2 and version = $3 and retired_at is null returning version
"""
ADD_TEXTS = """
insert into knowledge.canned_text (canned_id, version, language, workspace_id, text, written_by, written_at)
select $1, $2, u.language, $3, u.text, $4, $5 from unnest($6::text[], $7::text[]) u(language, text)
"""
RETIRE_CANNED = """
update knowledge.canned_reply set retired_at = $3
where id = $1 and workspace_id = $2 and retired_at is null returning id
"""
PLACE_CANNED = """
update knowledge.canned_reply r set unit_id = $3, team_id = $4
where r.id = $1 and r.workspace_id = $2 and r.retired_at is null and not exists (
  select 1 from knowledge.canned_reply o
  where o.shortcut = r.shortcut and o.unit_id = $3 and coalesce(o.team_id, o.unit_id) = coalesce($4, $3)
    and o.workspace_id = $2 and o.retired_at is null and o.id <> r.id)
returning id
"""
RESTORE_CANNED = """
update knowledge.canned_reply r set retired_at = null
where r.id = $1 and r.workspace_id = $2 and r.retired_at is not null and not exists (
  select 1 from knowledge.canned_reply o
  where o.shortcut = r.shortcut and o.unit_id = r.unit_id and o.workspace_id = $2 and o.retired_at is null
    and coalesce(o.team_id, o.unit_id) = coalesce(r.team_id, r.unit_id))
returning id
"""
GET_RETIRED = f"""
select {CANNED}, x.texts from knowledge.canned_reply r {WITH_TEXTS}
where r.id = $2 and r.workspace_id = $1 and r.retired_at is not null
"""
# uses are counted one by one up to a bound, so that no text makes a list slow
PAGE_CANNED = f"""
select r.*, x.texts, u.uses, u.used_at from (
  select {CANNED}, r.retired_at from knowledge.canned_reply r
  where r.workspace_id = $1 and r.unit_id = any($2::uuid[]) and ($3 or r.retired_at is null)
    and ($4::text is null or r.folder = $4)
    and ($5 = '' or r.shortcut like $5 || '%' or r.needle like '%' || $5 || '%')
    and (r.shortcut, r.id) > ($6, $7)
  order by r.shortcut, r.id limit $8) r {WITH_TEXTS}
left join lateral (
  select count(*) as uses, max(at) as used_at from (
    select at from knowledge.kb_touch k
    where k.ref_id = r.id and k.workspace_id = $1 and k.act = 'inserted' order by at desc limit 10000) t) u on true
order by r.shortcut, r.id
"""
LIST_FOLDERS = """
select folder, count(*) as texts from knowledge.canned_reply
where workspace_id = $1 and unit_id = any($2::uuid[]) and retired_at is null group by folder order by folder
"""
GET_CANNED = f"""
select {CANNED}, x.texts from knowledge.canned_reply r {WITH_TEXTS}
where r.id = $2 and r.workspace_id = $1 and r.retired_at is null
"""
FIND_CANNED = f"""
select r.*, x.texts from (
  select {CANNED}, r.needle from knowledge.canned_reply r
  where r.workspace_id = $1 and r.retired_at is null and r.unit_id = any($2::uuid[])
    and (r.team_id is null or r.team_id = any($3::uuid[]))
    and (r.shortcut like $4 || '%' or r.needle like $4 || '%' or r.needle like '% ' || $4 || '%')
  order by r.shortcut, r.id limit $5) r {WITH_TEXTS}
order by r.shortcut, r.id
"""
GET_VERSION = """
select language, text from knowledge.canned_text where canned_id = $1 and version = $2 and workspace_id = $3
"""
ADD_TOUCHES = """
insert into knowledge.kb_touch
  (id, workspace_id, case_id, message_id, kind, ref_id, version, act, why, seconds, user_id, at)
select u.id, $1, u.case_id, u.message_id, u.kind, u.ref_id, u.version, u.act, u.why, u.seconds,
  coalesce(u.user_id, $2), coalesce(u.at, $3)
from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::int[], $10::text[], $11::text[],
  $12::real[], $13::uuid[], $14::timestamptz[])
  u(id, case_id, message_id, kind, ref_id, version, act, why, seconds, user_id, at)
on conflict do nothing
"""
# what a message says it came from is the client's word: a reply that is not ours is no habit
ADD_HABITS = """
insert into knowledge.canned_habit as h (user_id, canned_id, channel, workspace_id, weight, at)
select u.user_id, u.canned_id, u.channel, $1, count(*), $2
from unnest($3::uuid[], $4::uuid[], $5::text[]) u(user_id, canned_id, channel)
where exists (select 1 from knowledge.canned_reply c where c.id = u.canned_id and c.workspace_id = $1)
group by 1, 2, 3 order by 1, 2, 3
on conflict (user_id, canned_id, channel, workspace_id) do update set
  weight = h.weight * power(0.5, greatest(extract(epoch from excluded.at - h.at), 0) / $6::float8) + excluded.weight,
  at = greatest(h.at, excluded.at)
"""
LIST_HABITS = """
select canned_id, channel, weight, at from knowledge.canned_habit
where user_id = $2 and workspace_id = $1 and at > $3 limit 5000
"""
LIST_TOUCHES = """
select case_id, kind, ref_id, version, act, message_id, why, seconds, user_id, at from knowledge.kb_touch
where case_id = $1 and workspace_id = $2 order by at, id
"""


async def add_canned(tx: Tx, canned: Canned, needle: str) -> bool:
    """Add a canned reply; False when its shortcut is taken."""
    c = canned
    added = await tx.connection.fetchval(
        ADD_CANNED, c.id, tx.workspace, c.unit_id, c.team_id, c.shortcut, c.title, needle, tx.actor.id, tx.now, c.folder
    )
    if added is None:
        return False
    await _add_texts(tx, c)
    return True


async def change_canned(tx: Tx, canned: Canned, needle: str) -> bool:
    """Write the version that `canned` bears; False when the one before it is not the last any more."""
    c, before = canned, canned.version - 1
    changed = await tx.connection.fetchval(CHANGE_CANNED, c.id, tx.workspace, before, c.title, needle, c.folder)
    if changed is None:
        return False
    await _add_texts(tx, c)
    return True


async def retire_canned(tx: Tx, canned: UUID) -> bool:
    return await tx.connection.fetchval(RETIRE_CANNED, canned, tx.workspace, tx.now) is not None


async def place_canned(tx: Tx, canned: UUID, unit: UUID, team: UUID | None) -> bool:
    """Say who may use a text; False when it is not there, or its shortcut is taken there."""
    return await tx.connection.fetchval(PLACE_CANNED, canned, tx.workspace, unit, team) is not None


async def restore_canned(tx: Tx, canned: UUID) -> bool:
    """Offer a retired text again; False when it is not retired, or its shortcut was given away."""
    return await tx.connection.fetchval(RESTORE_CANNED, canned, tx.workspace) is not None


async def get_retired(tx: Tx, canned: UUID) -> Canned | None:
    row = await tx.connection.fetchrow(GET_RETIRED, tx.workspace, canned)
    return _canned(row) if row else None


async def page_canned(
    tx: Tx,
    units: Sequence[UUID],
    *,
    retired: bool,
    folder: str | None,
    words: str,
    after: tuple[str, UUID],
    limit: int,
) -> list[CannedUse]:
    """Return texts by shortcut after a place, each with its use."""
    rows = await tx.connection.fetch(PAGE_CANNED, tx.workspace, list(units), retired, folder, words, *after, limit)
    return [CannedUse(_canned(row), row["uses"], row["used_at"], row["retired_at"]) for row in rows]


async def list_folders(tx: Tx, units: Sequence[UUID]) -> dict[str, int]:
    """Return the folders in use, each with how many texts are in it."""
    return {row[0]: row[1] for row in await tx.connection.fetch(LIST_FOLDERS, tx.workspace, list(units))}


async def get_canned(tx: Tx, canned: UUID) -> Canned | None:
    row = await tx.connection.fetchrow(GET_CANNED, tx.workspace, canned)
    return _canned(row) if row else None


async def find_canned(tx: Tx, units: Sequence[UUID], teams: Sequence[UUID], prefix: str, limit: int) -> list[Canned]:
    """Find by the beginning of a shortcut or of a word of a title, within units and teams, by shortcut."""
    rows = await tx.connection.fetch(FIND_CANNED, tx.workspace, units, teams, prefix, limit)
    return [_canned(row) for row in rows]


async def get_version(tx: Tx, canned: UUID, version: int) -> dict[str, str]:
    """Return the texts of one version, also of an old or a retired one."""
    rows = await tx.connection.fetch(GET_VERSION, canned, version, tx.workspace)
    return {row["language"]: row["text"] for row in rows}


async def add_touches(tx: Tx, touches: Sequence[Touch]) -> None:
    rows = [
        (
            uuid7(),
            t.case_id,
            t.message_id,
            t.kind.value,
            t.ref_id,
            t.version,
            t.act.value,
            t.why.value,
            t.seconds,
            t.user_id,
            t.at,
        )
        for t in touches
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    await tx.connection.execute(ADD_TOUCHES, tx.workspace, tx.actor.id, tx.now, *columns)


async def add_habits(tx: Tx, used: Sequence[tuple[UUID, UUID, str]], half_life: float) -> None:
    """Count uses: (user, canned reply, channel). What was counted before has faded, by half in `half_life` seconds."""
    columns = [list(column) for column in zip(*used, strict=True)]
    await tx.connection.execute(ADD_HABITS, tx.workspace, tx.now, *columns, half_life)


async def list_habits(tx: Tx, user: UUID, since: datetime) -> list[Habit]:
    return [Habit(*row) for row in await tx.connection.fetch(LIST_HABITS, tx.workspace, user, since)]


async def list_touches(tx: Tx, case: UUID) -> list[asyncpg.Record]:
    return list(await tx.connection.fetch(LIST_TOUCHES, case, tx.workspace))


async def _add_texts(tx: Tx, c: Canned) -> None:
    await tx.connection.execute(
        ADD_TEXTS, c.id, c.version, tx.workspace, tx.actor.id, tx.now, list(c.texts), list(c.texts.values())
    )


def _canned(row: asyncpg.Record) -> Canned:
    return Canned(
        CannedId(row["id"]),
        row["unit_id"],
        row["team_id"],
        row["shortcut"],
        row["title"],
        row["version"],
        row["texts"] or {},
        row["folder"],
    )
