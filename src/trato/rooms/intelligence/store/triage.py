"""SQL of triage: how a case stands, how a brand sorts, what was set aside by itself and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.intelligence.model import Situation, Sorted, TriageWay

A_MOMENT = timedelta(seconds=20)  # in which what was given by itself may still be set aside
WORDS_OF_A_CASE = 20  # more than that is a talk, which is not set aside

LOOK = """
select c.id, c.brand_id, c.contact_id, c.channel, c.surface, c.origin,
  c.state = 'open' and c.merged_into is null as open,
  coalesce(c.set_aside, '') as aside,
  c.holder_kind = 'agent' and not exists (select 1 from cases.holding h where h.case_id = c.id and h.workspace_id = $1
      and h.to_at is null and h.by_kind = 'system' and h.from_at > $3)
    or exists (select 1 from conversations.message m where m.case_id = c.id and m.workspace_id = $1
      and m.direction = 'out' and m.purpose <> 'auto')
    or exists (select 1 from cases.note n where n.case_id = c.id and n.workspace_id = $1 and n.deleted_at is null)
    as touched,
  exists (select 1 from cases."case" o where o.contact_id = c.contact_id and o.workspace_id = $1 and o.id <> c.id
    and o.state = 'open' and o.set_aside is null) as busy,
  exists (select 1 from contacts.contact p where p.id = c.contact_id and p.workspace_id = $1
      and p.organisation_id is not null)
    or exists (select 1 from contacts.identity i where i.contact_id = c.contact_id and i.workspace_id = $1
      and i.verified_at is not null and i.ended_at is null)
    or exists (select 1 from contacts.identity_link l where l.contact_id = c.contact_id and l.workspace_id = $1
      and l.unlinked_at is null)
    or exists (select 1 from contacts.identity_link l where l.profile_id = c.contact_id and l.workspace_id = $1
      and l.unlinked_at is null) as known,
  (select t.exclusion_id from intelligence.triage t
    join cases.case_exclusion e on e.id = t.exclusion_id and e.workspace_id = $1 and e.reversed_at is null
    where t.case_id = c.id and t.workspace_id = $1) as exclusion_id,
  exists (select 1 from intelligence.triage t where t.case_id = c.id and t.workspace_id = $1 and t.deed = 'handed'
    and t.back_at is null) as handed
from unnest($2::uuid[]) w(id)
cross join lateral (select * from cases."case" where id = w.id and workspace_id = $1 limit 1) c
"""
WORDS = """
select m.case_id, m.id, u.kind, coalesce(u.why, '') as why, coalesce(u.engageable, true) as engageable,
  1 - coalesce(u.engageable_score, 1) as score, coalesce(u.needs_human, false) as needs_human,
  coalesce(u.urgency, 0) as urgency, m.rating is not null as stars, m.courtesy, m.public,
  exists (select 1 from conversations.attachment a where a.message_id = m.id and a.workspace_id = $1) as files,
  coalesce(k.meant, '') as corrected
from unnest($2::uuid[]) w(id)
cross join lateral (select * from conversations.message where case_id = w.id and workspace_id = $1
  and direction = 'in' and deleted_at is null order by sort_at limit $3) m
left join intelligence.understanding u on u.message_id = m.id and u.workspace_id = $1
left join intelligence.correction k on k.message_id = m.id and k.workspace_id = $1 and k.aspect = 'engageable'
"""
_WAY = """brand_id, active, spam, troll, no_engagement, sample, trolls, reply, reply_days, team_id"""
WAYS = f"select {_WAY} from intelligence.triage_way where brand_id = any($2::uuid[]) and workspace_id = $1"
SET_WAY = f"""
insert into intelligence.triage_way (workspace_id, changed_at, changed_by, {_WAY})
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (brand_id, workspace_id) do update set active = excluded.active, spam = excluded.spam,
  troll = excluded.troll, no_engagement = excluded.no_engagement, sample = excluded.sample, trolls = excluded.trolls,
  reply = excluded.reply, reply_days = excluded.reply_days, team_id = excluded.team_id,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by
"""
KEEP = """
insert into intelligence.triage (case_id, workspace_id, message_id, contact_id, brand_id, at, deed, reason, score,
  exclusion_id, sampled)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (case_id, workspace_id) do update set message_id = excluded.message_id, at = excluded.at,
  deed = excluded.deed, reason = excluded.reason, score = excluded.score, exclusion_id = excluded.exclusion_id,
  answer = '', sampled = excluded.sampled, reviewed_at = null, reviewed_by = null, was_right = null, back_at = null
where intelligence.triage.deed = 'served'
"""
NOTE_ANSWER = "update intelligence.triage set answer = $3 where case_id = $2 and workspace_id = $1"
NOTE_BACK = """
update intelligence.triage set back_at = $3 where case_id = $2 and workspace_id = $1 and deed <> 'served'
  and back_at is null
returning at
"""
REPLIED_SINCE = """
select exists (select 1 from intelligence.triage
  where contact_id = $2 and workspace_id = $1 and answer = 'replied' and at > $3)
"""
REVIEW = """
update intelligence.triage set reviewed_at = $3, reviewed_by = $4, was_right = $5
where case_id = $2 and workspace_id = $1 and reviewed_at is null
returning deed
"""


async def look(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    """Return how each of these cases stands; who was just given one, without asking for it, has not touched it."""
    return list(await tx.connection.fetch(LOOK, tx.workspace, list(cases), tx.now - A_MOMENT))


async def words(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    """Return what contacts said in these cases, one more than triage reads where there is more."""
    return list(await tx.connection.fetch(WORDS, tx.workspace, list(cases), WORDS_OF_A_CASE + 1))


async def ways(tx: Tx, brands: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(WAYS, tx.workspace, list(brands)))


async def set_way(tx: Tx, way: TriageWay) -> None:
    await tx.connection.execute(
        SET_WAY, tx.workspace, tx.now, tx.actor.id, way.brand_id, way.active, way.spam, way.troll, way.no_engagement,
        way.sample, way.trolls.value, way.reply, way.reply_days, way.team_id,
    )  # fmt: skip


async def keep(
    tx: Tx, case: Situation, message_id: UUID, deed: str, sorted_: Sorted | None, score: float,
    exclusion_id: UUID | None, sampled: bool,
) -> None:  # fmt: skip
    await tx.connection.execute(
        KEEP, tx.workspace, case.id, message_id, case.contact_id, case.brand_id, tx.now, deed,
        sorted_.reason.value if sorted_ else "", score, exclusion_id, sampled,
    )  # fmt: skip


async def note_answer(tx: Tx, case_id: UUID, answer: str) -> None:
    await tx.connection.execute(NOTE_ANSWER, tx.workspace, case_id, answer)


async def note_back(tx: Tx, case_id: UUID) -> datetime | None:
    """Write that a case came back; return since when it stood aside, None where it did not by itself."""
    at: datetime | None = await tx.connection.fetchval(NOTE_BACK, tx.workspace, case_id, tx.now)
    return at


async def replied_since(tx: Tx, contact_id: UUID, since: datetime) -> bool:
    return bool(await tx.connection.fetchval(REPLIED_SINCE, tx.workspace, contact_id, since))


async def review(tx: Tx, case_id: UUID, right: bool) -> bool:
    """Write what who looked says; False where nothing waited to be looked at."""
    return None is not await tx.connection.fetchval(REVIEW, tx.workspace, case_id, tx.now, tx.actor.id, right)
