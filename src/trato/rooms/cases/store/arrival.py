"""What a batch of arrivals reads and writes of cases: one statement each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of, insert, run
from trato.kit.tx import Tx

LOOK_AT_PRESENT = """
select c.id, c.number, c.contact_id, c.state, c.waiting_on, c.set_aside, c.merged_into, c.holder_kind, c.holder_id,
  c.priority, c.country, c.brand_id, c.account_id, c.queue_id, c.channel, c.unanswered_since, c.opened_at,
  c.last_message_at, c.origin,
  case when c.state <> 'open' then (
    select s.from_at from cases.state_seg s where s.case_id = c.id and s.workspace_id = $1 and s.to_at is null
  ) end as ended_at
from cases."case" c where c.id = any($2::uuid[]) and c.workspace_id = $1
"""
LOCK_PRESENT = f"{LOOK_AT_PRESENT} order by c.id for update"

LAST_OF_CONTACTS = """
select u.contact_id, c.* from unnest($2::uuid[]) u(contact_id)
cross join lateral (
  select k.id, k.state, k.last_message_at, k.disposition_id, k.channel, k.opened_at,
    (select h.holder_id from cases.holding h where h.case_id = k.id and h.workspace_id = $1 and h.holder_kind = 'agent'
     order by h.from_at desc limit 1) as last_agent_id,
    (select jsonb_agg(jsonb_build_array(w.channel, w.unanswered_since) order by w.unanswered_since)
     from (select * from cases."case" where contact_id = u.contact_id and workspace_id = $1
       order by opened_at desc limit 500) w
     where w.state = 'open' and w.set_aside is null and w.unanswered_since is not null) as unanswered
  from cases."case" k where k.contact_id = u.contact_id and k.workspace_id = $1 order by k.opened_at desc limit 1) c
"""

# cases that were opened for somebody (u.former) who only answered what this contact had said
GIVE_TO_CONTACTS = """
update cases."case" c set contact_id = u.contact_id, opened_by_kind = 'contact', opened_by_id = u.contact_id,
  origin = case when c.origin = 'outbound' then 'mention' else c.origin end
from unnest($2::uuid[], $3::uuid[], $4::uuid[]) u(id, former, contact_id)
where c.id = u.id and c.workspace_id = $1 and c.contact_id = u.former returning c.id, u.former, u.contact_id
"""
GIVE_PARTS = """
update cases.participant p set contact_id = u.contact_id
from unnest($2::uuid[], $3::uuid[], $4::uuid[]) u(id, former, contact_id)
where p.case_id = u.id and p.workspace_id = $1 and p.contact_id = u.former and p.role = 'requester'
"""

TAKE_NUMBERS = "update cases.counter set number = number + $2 where workspace_id = $1 returning number - $2"

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
        "preview": "text",
        "origin": "text",
        "recorded_as": "text",
        "opened_at": "timestamptz",
        "opened_by_kind": "text",
        "opened_by_id": "uuid",
        "web_session_id": "uuid",
        "country": "text",
        "country_source": "text",
        "rating": "smallint",
        "set_aside": "text",
        "holder_kind": "text",
        "holder_id": "uuid",
        "previous_case_id": "uuid",
        "last_inbound_at": "timestamptz",
        "last_outbound_at": "timestamptz",
        "last_message_at": "timestamptz",
        "unanswered_since": "timestamptz",
    },
)

ADD_PARTICIPANTS = insert(
    "cases.participant",
    {"case_id": "uuid", "contact_id": "uuid", "role": "text", "since": "timestamptz", "evidence": "text"},
    "on conflict do nothing",
)
ADD_STATES = insert(
    "cases.state_seg",
    {"case_id": "uuid", "state": "text", "from_at": "timestamptz", "by_kind": "text", "by_id": "uuid"},
)
ADD_HOLDINGS = insert(
    "cases.holding",
    {
        "case_id": "uuid",
        "holder_kind": "text",
        "holder_id": "uuid",
        "from_at": "timestamptz",
        "by_kind": "text",
        "by_id": "uuid",
    },
)
ADD_OPENINGS = insert(
    "cases.opening",
    {
        "case_id": "uuid",
        "previous_case_id": "uuid",
        "seconds_since": "bigint",
        "previous_state": "text",
        "previous_disposition_id": "uuid",
        "last_agent_id": "uuid",
        "previous_channel": "text",
        "team_id": "uuid",
        "tier": "smallint",
        "modern": "bool",
        "live": "bool",
        "referral": "jsonb",
        "queue_id": "uuid",
        "channel": "text",
        "surface": "text",
    },
)
ADD_EXCLUSIONS = insert(
    "cases.case_exclusion",
    {
        "id": "uuid",
        "case_id": "uuid",
        "reason": "text",
        "message_id": "uuid",
        "from_at": "timestamptz",
        "by_kind": "text",
    },
)
ADD_ATTEMPTS = insert(
    "cases.attempt",
    {
        "message_id": "uuid",
        "case_id": "uuid",
        "contact_id": "uuid",
        "cause": "text",
        "at": "timestamptz",
        "silence_seconds": "bigint",
    },
)
LIST_EXPERIMENTS = """
select id, feature, holdout from cases.experiment
where workspace_id = $1 and from_at <= $2 and (to_at is null or to_at > $2)
"""
ADD_EXPOSURES = insert(
    "cases.exposure",
    {"case_id": "uuid", "feature": "text", "arm": "text", "experiment_id": "uuid", "at": "timestamptz"},
)

REFRESH = """
update cases."case" c set state = u.state, waiting_on = null, waiting_until = null, waiting_team_id = null,
  end_reason = case when u.state = 'open' then null else c.end_reason end,
  preview = u.preview, channel = u.channel, surface = u.surface,
  last_inbound_at = greatest(c.last_inbound_at, u.at), last_message_at = greatest(c.last_message_at, u.at),
  unanswered_since = u.unanswered_since, rating = coalesce(u.rating, c.rating), revision = c.revision + 1
from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
    $9::smallint[]) u(id, state, preview, channel, surface, at, unanswered_since, rating)
where c.id = u.id and c.workspace_id = $1
"""

# ending and beginning are two statements: in one, the index that allows one present state would see both
END_STATES = """
with present as (
  select case_id, from_at, greatest(from_at, $3) as at from cases.state_seg
  where case_id = any($2::uuid[]) and workspace_id = $1 and to_at is null
), rewritten as (
  update cases.state_seg s set state = 'open', waiting_on = null, waiting_team_id = null, by_kind = 'contact',
    by_id = u.by_id
  from present p, unnest($2::uuid[], $4::uuid[]) u(case_id, by_id)
  where s.case_id = p.case_id and s.workspace_id = $1 and s.to_at is null and p.from_at = p.at and u.case_id = p.case_id
), ended as (
  update cases.state_seg s set to_at = p.at
  from present p where s.case_id = p.case_id and s.workspace_id = $1 and s.to_at is null and p.from_at < p.at
  returning s.case_id, p.at
)
select case_id, at from ended
"""
ADD_REOPENINGS = insert(
    "cases.reopening",
    {
        "id": "uuid",
        "case_id": "uuid",
        "at": "timestamptz",
        "cause": "text",
        "gap_seconds": "bigint",
        "message_id": "uuid",
    },
)

SET_DUE = """
update cases."case" c set due_from = u.due_from, due_at = u.due_at, due_kind = u.due_kind, breached = u.breached
from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::bool[])
  u(id, due_from, due_at, due_kind, breached)
where c.id = u.id and c.workspace_id = $1
  and (c.due_at, c.due_kind, c.breached, c.due_from) is distinct from (u.due_at, u.due_kind, u.breached, u.due_from)
"""

# the promise that the case shows is the one that broke: a flag, and no index moves
BROKEN = """
update cases."case" c set breached = true
from unnest($2::uuid[], $3::timestamptz[], $4::text[]) u(id, due_at, due_kind)
where c.id = u.id and c.workspace_id = $1 and c.due_at = u.due_at and c.due_kind = u.due_kind and not c.breached
"""

ANSWERED = """
update cases."case" c set unanswered_since = case when u.answers then null else c.unanswered_since end,
  last_outbound_at = greatest(c.last_outbound_at, u.at), last_message_at = greatest(c.last_message_at, u.at),
  preview = u.preview, channel = u.channel, revision = c.revision + 1
from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::bool[]) u(id, at, preview, channel, answers)
where c.id = u.id and c.workspace_id = $1
"""

UNANSWERED = """
update cases."case" c set unanswered_since = least(c.unanswered_since, u.since), revision = c.revision + 1
from unnest($2::uuid[], $3::timestamptz[]) u(id, since) where c.id = u.id and c.workspace_id = $1
"""

HOLDINGS = """
select case_id, holder_kind, holder_id, from_at, to_at from cases.holding
where case_id = any($2::uuid[]) and workspace_id = $1 order by case_id, from_at
"""


async def holdings_of_many(
    tx: Tx, ids: Sequence[UUID]
) -> list[tuple[UUID, str, UUID | None, datetime, datetime | None]]:
    """Return who held these cases when: (case, holder kind, holder, from, to)."""
    return [tuple(row) for row in await tx.connection.fetch(HOLDINGS, tx.workspace, list(ids))]


async def look_at_present(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the present of cases without locking them."""
    return {row["id"]: dict(row) for row in await tx.connection.fetch(LOOK_AT_PRESENT, tx.workspace, list(ids))}


async def lock_present(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Lock cases, in order of their ids, and return their present; `ended_at` is when one left *open*."""
    return {row["id"]: dict(row) for row in await tx.connection.fetch(LOCK_PRESENT, tx.workspace, list(ids))}


async def last_of_contacts(tx: Tx, contacts: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the newest case of each contact: id, state, last_message_at, disposition_id, channel, opened_at,
    last_agent_id, and `unanswered`: (channel, since when) of all the cases in which they wait for us, or None."""
    rows = await tx.connection.fetch(LAST_OF_CONTACTS, tx.workspace, list(contacts))
    return {row["contact_id"]: dict(row) for row in rows}


async def take_numbers(tx: Tx, count: int) -> int:
    """Take `count` numbers that people can say; returns the one before the first."""
    first: int = await tx.connection.fetchval(TAKE_NUMBERS, tx.workspace, count)
    return first


async def list_experiments(tx: Tx) -> list[tuple[UUID, str, float]]:
    """Return the experiments that run now: (id, feature, share held out)."""
    rows = await tx.connection.fetch(LIST_EXPERIMENTS, tx.workspace, tx.now)
    return [(row["id"], row["feature"], row["holdout"]) for row in rows]


async def refresh(
    tx: Tx, rows: Sequence[tuple[UUID, str, str, str, str, datetime, datetime | None, int | None]]
) -> None:
    """Bring cases to the present: (id, state, preview, channel, surface, at, unanswered since, stars). Waiting ends."""
    if rows:
        await tx.connection.execute(REFRESH, tx.workspace, *columns_of(rows))


async def turn_states(tx: Tx, turned: Mapping[UUID, UUID]) -> None:
    """End the present state of these cases and begin *open*, now, each by the contact it is given with."""
    if turned:
        ended = await tx.connection.fetch(END_STATES, tx.workspace, list(turned), tx.now, list(turned.values()))
        rows = [(row["case_id"], "open", row["at"], "contact", turned[row["case_id"]]) for row in ended]
        await run(tx, ADD_STATES, rows)


async def give_to_contacts(tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID]]) -> list[tuple[UUID, UUID, UUID]]:
    """Give cases (case, former contact, contact) to contacts, where they are still the former ones'; return which."""
    given = await tx.connection.fetch(GIVE_TO_CONTACTS, tx.workspace, *columns_of(rows))
    moved = [(row["id"], row["former"], row["contact_id"]) for row in given]
    if moved:
        await tx.connection.execute(GIVE_PARTS, tx.workspace, *columns_of(moved))
    return moved


async def set_due(tx: Tx, rows: Sequence[tuple[UUID, datetime | None, datetime | None, str | None, bool]]) -> None:
    """Note the promise that falls due first: (case, from, due, kind, breached)."""
    if rows:
        await tx.connection.execute(SET_DUE, tx.workspace, *columns_of(rows))


async def note_broken(tx: Tx, rows: Sequence[tuple[UUID, datetime, str]]) -> None:
    """Note that promises broke, on the cases that show them: (case, due, kind)."""
    if rows:
        await tx.connection.execute(BROKEN, tx.workspace, *columns_of(rows))


async def note_outbound(tx: Tx, rows: Sequence[tuple[UUID, datetime, str, str, bool]]) -> None:
    """Note that we said something: (case, at, preview, channel, whether it answers the contact)."""
    if rows:
        await tx.connection.execute(ANSWERED, tx.workspace, *columns_of(rows))


async def note_unanswered(tx: Tx, rows: Sequence[tuple[UUID, datetime]]) -> None:
    """Note that contacts wait again: (case, since)."""
    if rows:
        await tx.connection.execute(UNANSWERED, tx.workspace, *columns_of(rows))


async def add(tx: Tx, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows by one of the statements above."""
    await run(tx, statement, rows)
