"""Help that was asked, with the names that screens show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope

_ROW = """e.id, e.level, e.target_kind, e.target_id, e.by_kind, e.by_id, e.why, e.note_id, e.answer_note_id,
  e.hands_over, e.rests, e.sent_at, e.accepted_at, e.accepted_by, e.ended_at, e.outcome, e.case_id"""
_SHOWN = """
select e.*, c.number, c.subject, c.contact_id, coalesce(t.name, '') as contact_name, b.name as by_name,
  b.alias as by_alias, a.name as accepted_name, a.alias as accepted_alias, tm.name as team_name, p.name as person_name,
  case when n.deleted_at is null then n.body end as said, case when w.deleted_at is null then w.body end as answered
"""
_NAMES = """
cross join lateral (select number, subject, contact_id, brand_id, queue_id, account_id, unit_id from cases."case"
  where id = e.case_id and workspace_id = $1 limit 1) c
left join lateral (select name from contacts.contact where id = c.contact_id and workspace_id = $1 limit 1) t on true
left join lateral (select name, alias from access."user" where id = e.by_id and workspace_id = $1 limit 1) b on true
left join lateral (select name, alias from access."user"
  where id = e.accepted_by and workspace_id = $1 limit 1) a on true
left join lateral (select name from access.team
  where e.target_kind = 'team' and id = e.target_id and workspace_id = $1 limit 1) tm on true
left join lateral (select name from access."user"
  where e.target_kind = 'user' and id = e.target_id and workspace_id = $1 limit 1) p on true
left join lateral (select body, deleted_at from cases.note
  where id = e.note_id and workspace_id = $1 limit 1) n on true
left join lateral (select body, deleted_at from cases.note
  where id = e.answer_note_id and workspace_id = $1 limit 1) w on true
"""
# what is asked of me, of a team of mine, or of the leaders of a team that I lead; what I accepted; what I asked
OPEN = f"""
{_SHOWN} from (
  select {_ROW} from cases.escalation e
  where e.workspace_id = $1 and e.ended_at is null and (
    e.accepted_by = $6 or e.by_id = $6 and e.by_kind = 'user'
    or e.accepted_at is null and (
      e.target_kind = 'user' and e.target_id = $6
      or e.target_kind = 'team' and e.level = 'team' and e.target_id = any($7::uuid[])
      or e.target_kind = 'team' and e.level = 'supervisor' and e.target_id = any($8::uuid[])))
  order by e.sent_at, e.id limit 200) e {_NAMES}
where {access.visible("c", 2)} order by e.sent_at, e.id
"""
OF_CASE = f"""
{_SHOWN} from (
  select {_ROW} from cases.escalation e where e.case_id = $2 and e.workspace_id = $1
  order by e.sent_at desc, e.id limit 20) e {_NAMES} order by e.sent_at desc, e.id
"""
GET = f"{_SHOWN} from (select {_ROW} from cases.escalation e where e.id = $2 and e.workspace_id = $1) e {_NAMES}"


async def list_open(tx: Tx, user: UUID, scope: Scope, teams: Sequence[UUID], led: Sequence[UUID]) -> Sequence[Any]:
    """Return the help that concerns somebody and has not ended, on cases inside `scope`, oldest first, 200 at most."""
    return await tx.connection.fetch(OPEN, tx.workspace, *scope.parameters(), user, list(teams), list(led))


async def list_of_case(tx: Tx, case_id: UUID) -> Sequence[Any]:
    """Return the help that was asked for a case, newest first, 20 at most."""
    return await tx.connection.fetch(OF_CASE, tx.workspace, case_id)


async def get(tx: Tx, escalation_id: UUID) -> Any | None:
    return await tx.connection.fetchrow(GET, tx.workspace, escalation_id)
