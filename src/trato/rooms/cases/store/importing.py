"""What a page of an import reads and writes of cases: one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of, insert, run
from trato.kit.tx import Tx

ADD_CASES = insert(
    'cases."case"',
    {
        "id": "uuid",
        "number": "bigint",
        "brand_id": "uuid",
        "unit_id": "uuid",
        "account_id": "uuid",
        "queue_id": "uuid",
        "contact_id": "uuid",
        "surface": "text",
        "channel": "text",
        "subject": "text",
        "origin": "text",
        "recorded_as": "text",
        "opened_at": "timestamptz",
        "opened_by_kind": "text",
        "state": "text",
        "waiting_on": "text",
        "priority": "smallint",
        "end_reason": "text",
        "last_message_at": "timestamptz",
    },
)
ADD_STATES = insert(
    "cases.state_seg",
    {"case_id": "uuid", "state": "text", "waiting_on": "text", "from_at": "timestamptz", "to_at": "timestamptz"},
)
ADD_OPENINGS = insert("cases.opening", {"case_id": "uuid", "queue_id": "uuid", "channel": "text", "surface": "text"})
ADD_NOTES = insert(
    "cases.note",
    {
        "id": "uuid",
        "case_id": "uuid",
        "author_id": "uuid",
        "author_alias": "text",
        "body": "text",
        "at": "timestamptz",
    },
)
ADD_TAGS = insert("cases.tag", {"id": "uuid", "name": "text"}, "on conflict do nothing")
FIND_TAGS = """
select u.name as asked, coalesce(t.merged_into, t.id) as id from unnest($2::text[]) u(name)
join cases.tag t on lower(t.name) = lower(u.name) and t.workspace_id = $1
"""
ADD_MARKS = insert(
    "cases.tag_mark",
    {"id": "uuid", "case_id": "uuid", "tag_id": "uuid", "by_kind": "text", "at": "timestamptz"},
    "on conflict do nothing",
)
# what was said last, on cases that nobody here has worked on since
BRING_FORWARD = """
update cases."case" c set
  preview = case when u.at >= c.last_message_at or c.preview = '' then u.preview else c.preview end,
  last_message_at = greatest(c.last_message_at, u.at),
  last_inbound_at = greatest(c.last_inbound_at, u.inbound_at),
  last_outbound_at = greatest(c.last_outbound_at, u.outbound_at),
  unanswered_since = case when c.state = 'open' and u.inbound_at > coalesce(
      greatest(c.last_outbound_at, u.outbound_at), '-infinity') then coalesce(c.unanswered_since, u.inbound_at) end
from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
  u(id, preview, at, inbound_at, outbound_at)
where c.id = u.id and c.workspace_id = $1
"""
# only as the import left them: the revision says whether somebody here was at work since
MOVE = """
update cases."case" c set state = u.state, waiting_on = u.waiting_on, subject = u.subject, priority = u.priority,
  end_reason = u.end_reason, unanswered_since = case when u.state = 'open' then c.unanswered_since end,
  revision = c.revision + 1
from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::text[])
  u(id, revision, state, waiting_on, subject, priority, end_reason)
where c.id = u.id and c.workspace_id = $1 and c.revision = u.revision
returning c.id, c.revision
"""
END_STATES = """
update cases.state_seg s set to_at = greatest(s.from_at, u.at)
from unnest($2::uuid[], $3::timestamptz[]) u(case_id, at)
where s.case_id = u.case_id and s.workspace_id = $1 and s.to_at is null
returning s.case_id, s.from_at, s.to_at
"""
DROP_EMPTY_STATES = """
delete from cases.state_seg where case_id = any($2::uuid[]) and workspace_id = $1 and to_at = from_at
"""
TOUCHED = """
select count(distinct e.case_id) from unnest($2::uuid[]) u(id)
join kit.event e on e.case_id = u.id and e.workspace_id = $1 where e.origin <> 'import'
"""
DROP_MARKS = "delete from cases.tag_mark where case_id = any($2::uuid[]) and workspace_id = $1"
DROP_NOTES = "delete from cases.note where case_id = any($2::uuid[]) and workspace_id = $1"
DROP_THESE_NOTES = "delete from cases.note where id = any($2::uuid[]) and workspace_id = $1 returning id, case_id"
DROP_PARTICIPANTS = "delete from cases.participant where case_id = any($2::uuid[]) and workspace_id = $1"
DROP_STATES = "delete from cases.state_seg where case_id = any($2::uuid[]) and workspace_id = $1"
DROP_HOLDINGS = "delete from cases.holding where case_id = any($2::uuid[]) and workspace_id = $1"
DROP_OPENINGS = "delete from cases.opening where case_id = any($2::uuid[]) and workspace_id = $1"
DROP_CASES = 'delete from cases."case" where id = any($2::uuid[]) and workspace_id = $1'


async def add(tx: Tx, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows by one of the statements above."""
    await run(tx, statement, rows)


async def find_tags(tx: Tx, names: Sequence[str]) -> dict[str, UUID]:
    """Return tags by the name that was asked for."""
    return {row["asked"]: row["id"] for row in await tx.connection.fetch(FIND_TAGS, tx.workspace, list(names))}


async def bring_forward(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Note what was said last: (case, preview, at, last inbound, last outbound)."""
    if rows:
        await tx.connection.execute(BRING_FORWARD, tx.workspace, *columns_of(rows))


async def move(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> dict[UUID, int]:
    """Change (case, revision, state, waiting on, subject, priority, end reason); return those that were, by id."""
    found = await tx.connection.fetch(MOVE, tx.workspace, *columns_of(rows)) if rows else []
    return {row["id"]: row["revision"] for row in found}


async def turn_states(tx: Tx, rows: Sequence[tuple[UUID, str, str | None, Any]]) -> None:
    """End the present states and begin others: (case, state, waiting on, at)."""
    if not rows:
        return
    ends = [[row[0] for row in rows], [row[3] for row in rows]]
    ended = await tx.connection.fetch(END_STATES, tx.workspace, *ends)
    await tx.connection.execute(DROP_EMPTY_STATES, tx.workspace, ends[0])
    at = {row["case_id"]: row["to_at"] for row in ended}
    await run(tx, ADD_STATES, [(case, state, waits, at[case], None) for case, state, waits, _ in rows if case in at])


async def count_touched(tx: Tx, ids: Sequence[UUID]) -> int:
    """Return to how many of these cases something happened here."""
    found: int = await tx.connection.fetchval(TOUCHED, tx.workspace, list(ids))
    return found


async def drop(tx: Tx, ids: Sequence[UUID]) -> None:
    """Delete cases and all that an import gave them; the database refuses when more hangs on them."""
    for statement in (
        DROP_MARKS, DROP_NOTES, DROP_PARTICIPANTS, DROP_STATES, DROP_HOLDINGS, DROP_OPENINGS, DROP_CASES
    ):  # fmt: skip
        await tx.connection.execute(statement, tx.workspace, list(ids))


async def drop_notes(tx: Tx, ids: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """Delete notes; return (note, case) of each that was there."""
    rows = await tx.connection.fetch(DROP_THESE_NOTES, tx.workspace, list(ids))
    return [(row["id"], row["case_id"]) for row in rows]
