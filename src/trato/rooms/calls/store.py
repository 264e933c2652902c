"""SQL of calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.events import jsonable
from trato.kit.tx import Connection, Tx
from trato.rooms.calls.model import (
    Call,
    CallId,
    CallOutcome,
    CallState,
    Course,
    Errand,
    Happening,
    Leg,
    LegId,
    LegState,
    Segment,
    SegmentKind,
)
from trato.rooms.channels.model import CallNews, CallOrder, CallStage, CallWay

CALL = """id, account_id, provider_id, caller, state, outcome, began_at, conversation_id, message_id, case_id, queue_id,
room, queued_at, answered_at, answered_by, ended_at"""
LEG = """id, call_id, agent_id, way, address, state, offered, began_at, ends_at, provider_id, muted, answered_at,
ended_at, why"""
ADD_CALL = f"""
insert into calls.call (id, workspace_id, account_id, provider_id, caller, state, began_at)
values ($1, $2, $3, $4, $5, 'menu', $6)
on conflict (account_id, provider_id, workspace_id) do update set caller =
  case when calls.call.caller = '' then excluded.caller else calls.call.caller end
returning {CALL}
"""
LOCK_CALL = f"select {CALL} from calls.call where id = $1 and workspace_id = $2 for update"
GET_CALL = f"select {CALL} from calls.call where id = $1 and workspace_id = $2"
FIND_CALL = f"select {CALL} from calls.call where account_id = $1 and provider_id = $2 and workspace_id = $3"
ALIVE_OF_CASES = f"""
select {CALL} from calls.call where workspace_id = $1 and case_id = any($2::uuid[]) and state <> 'ended'
order by began_at
"""
OF_CASE = f"select {CALL} from calls.call where workspace_id = $1 and case_id = $2 order by began_at desc limit 50"
OF_AGENT = f"""
select {", ".join("c." + name.strip() for name in CALL.split(","))} from calls.leg l
join calls.call c on c.id = l.call_id and c.workspace_id = $1
where l.workspace_id = $1 and l.agent_id = $2 and l.state <> 'ended' order by l.began_at desc limit 5
"""
PLACE_CALL = """
update calls.call set conversation_id = $3, message_id = $4, case_id = $5
where id = $1 and workspace_id = $2 and case_id is null
"""
SET_ROOM = "update calls.call set room = $3 where id = $1 and workspace_id = $2"
SET_COURSE = """
update calls.call set state = $3, outcome = $4, queue_id = $5, queued_at = $6, answered_at = $7, answered_by = $8,
  ended_at = $9
where id = $1 and workspace_id = $2
"""
ADD_HAPPENING = """
insert into calls.happening (call_id, key, workspace_id, at, stage, agent_id, queue_id, news)
values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb) on conflict do nothing returning key
"""
LIST_HAPPENINGS = """
select key, at, agent_id, queue_id, news::text as news from calls.happening
where call_id = $1 and workspace_id = $2 order by at
"""
LIST_NEWS = """
select call_id, news::text as news from calls.happening
where call_id = any($1::uuid[]) and workspace_id = $2 and stage = $3 order by at
"""
DROP_SEGMENTS = "delete from calls.segment where call_id = $1 and workspace_id = $2"
ADD_SEGMENTS = """
insert into calls.segment (call_id, n, workspace_id, kind, agent_id, queue_id, began_at, ended_at)
select $1, u.n, $2, u.kind, u.agent, u.queue, u.began, u.ended
from unnest($3::int[], $4::text[], $5::uuid[], $6::uuid[], $7::timestamptz[], $8::timestamptz[])
  u(n, kind, agent, queue, began, ended)
"""
LIST_SEGMENTS = """
select call_id, kind, agent_id, queue_id, began_at, ended_at from calls.segment
where call_id = any($1::uuid[]) and workspace_id = $2 order by call_id, n
"""
ADD_LEG = """
insert into calls.leg (id, workspace_id, call_id, agent_id, way, address, state, offered, began_at, ends_at)
values ($1, $2, $3, $4, $5, $6, 'ringing', $7, $8, $9)
"""
LIST_LEGS = f"select {LEG} from calls.leg where call_id = any($1::uuid[]) and workspace_id = $2 order by began_at, id"
FIND_LEG = f"select {LEG} from calls.leg where id = $1 and workspace_id = $2"
OVERDUE_LEGS = f"""
select {LEG} from calls.leg where workspace_id = $1 and state = 'ringing' and ends_at < $2 order by ends_at limit 20
"""
SILENT_CALLS = f"""
select {CALL} from calls.call c
where workspace_id = $1 and state in ('menu', 'queued') and began_at < $2 and not exists (
  select 1 from calls.happening h where h.call_id = c.id and h.workspace_id = $1 and h.at >= $2)
order by began_at limit 20
"""
SET_LEG = """
update calls.leg set state = $3, answered_at = $4, ended_at = $5, why = $6 where id = $1 and workspace_id = $2
"""
NAME_LEG = "update calls.leg set provider_id = $3 where id = $1 and workspace_id = $2 and provider_id = ''"
MUTE_LEG = "update calls.leg set muted = $3 where id = $1 and workspace_id = $2"
ADD_ERRAND = """
insert into calls.errand (id, workspace_id, call_id, body, next_at) values ($1, $2, $3, $4::text::jsonb, $5)
"""
WAITING_WORKSPACES = "select distinct workspace_id from calls.errand where done_at is null and next_at <= $1"
CLAIM_ERRANDS = """
update calls.errand e set attempts = e.attempts + 1, next_at = $2::timestamptz + interval '20 seconds'
from (select id from calls.errand where workspace_id = $1 and done_at is null and next_at <= $2
  order by next_at, id limit $3 for update skip locked) due, calls.call c
where e.id = due.id and e.workspace_id = $1 and c.id = e.call_id and c.workspace_id = $1
returning e.id, e.call_id, c.account_id, e.body::text as body, e.attempts
"""
SETTLE_ERRAND = """
update calls.errand set done_at = $3, error = $4, next_at = coalesce($5, next_at) where id = $1 and workspace_id = $2
"""
GET_TELEPHONES = "select user_id, number from calls.telephone where user_id = any($1::uuid[]) and workspace_id = $2"
SET_TELEPHONE = """
insert into calls.telephone (user_id, workspace_id, number) values ($1, $2, $3)
on conflict (user_id, workspace_id) do update set number = excluded.number
"""
DROP_TELEPHONE = "delete from calls.telephone where user_id = $1 and workspace_id = $2"


async def add_call(tx: Tx, call_id: UUID, account: UUID, provider_id: str, caller: str, at: datetime) -> Call:
    """Add a call, or return the one that is there; it is locked by this."""
    row = await tx.connection.fetchrow(ADD_CALL, call_id, tx.workspace, account, provider_id, caller, at)
    return _call(row)


async def lock_call(tx: Tx, call_id: UUID) -> Call | None:
    row = await tx.connection.fetchrow(LOCK_CALL, call_id, tx.workspace)
    return _call(row) if row else None


async def get_call(tx: Tx, call_id: UUID) -> Call | None:
    row = await tx.connection.fetchrow(GET_CALL, call_id, tx.workspace)
    return _call(row) if row else None


async def find_call(tx: Tx, account: UUID, provider_id: str) -> Call | None:
    row = await tx.connection.fetchrow(FIND_CALL, account, provider_id, tx.workspace)
    return _call(row) if row else None


async def alive_of_cases(tx: Tx, cases: Sequence[UUID]) -> dict[UUID, Call]:
    rows = await tx.connection.fetch(ALIVE_OF_CASES, tx.workspace, list(cases))
    return {row["case_id"]: _call(row) for row in rows}


async def of_case(tx: Tx, case: UUID) -> list[Call]:
    return [_call(row) for row in await tx.connection.fetch(OF_CASE, tx.workspace, case)]


async def of_agent(tx: Tx, agent: UUID) -> list[Call]:
    return [_call(row) for row in await tx.connection.fetch(OF_AGENT, tx.workspace, agent)]


async def place_call(tx: Tx, call_id: UUID, conversation: UUID, message: UUID, case: UUID) -> None:
    await tx.connection.execute(PLACE_CALL, call_id, tx.workspace, conversation, message, case)


async def set_room(tx: Tx, call_id: UUID, room: str) -> None:
    await tx.connection.execute(SET_ROOM, call_id, tx.workspace, room)


async def add_happening(tx: Tx, call_id: UUID, one: Happening) -> bool:
    """Keep what happened; False when it was told before."""
    told = (
        call_id,
        one.key,
        tx.workspace,
        one.at,
        one.news.stage.value,
        one.agent_id,
        one.queue_id,
        jsonable(one.news),
    )
    return await tx.connection.fetchval(ADD_HAPPENING, *told) is not None


async def list_happenings(tx: Tx, call_id: UUID) -> list[Happening]:
    rows = await tx.connection.fetch(LIST_HAPPENINGS, call_id, tx.workspace)
    return [
        Happening(
            row["key"], row["at"], msgspec.json.decode(row["news"], type=CallNews), row["agent_id"], row["queue_id"]
        )
        for row in rows
    ]


async def list_news(tx: Tx, calls: Sequence[UUID], stage: CallStage) -> dict[UUID, list[CallNews]]:
    found: dict[UUID, list[CallNews]] = {}
    for row in await tx.connection.fetch(LIST_NEWS, list(calls), tx.workspace, stage.value):
        found.setdefault(row["call_id"], []).append(msgspec.json.decode(row["news"], type=CallNews))
    return found


async def set_course(tx: Tx, call: Call, course: Course) -> None:
    await tx.connection.execute(
        SET_COURSE, call.id, tx.workspace, course.state.value, course.outcome.value, call.queue_id, course.queued_at,
        course.answered_at, course.answered_by, course.ended_at,
    )  # fmt: skip
    await tx.connection.execute(DROP_SEGMENTS, call.id, tx.workspace)
    them = course.segments
    await tx.connection.execute(
        ADD_SEGMENTS, call.id, tx.workspace, list(range(len(them))), [one.kind.value for one in them],
        [one.agent_id for one in them], [one.queue_id for one in them], [one.began_at for one in them],
        [one.ended_at for one in them],
    )  # fmt: skip


async def list_segments(tx: Tx, calls: Sequence[UUID]) -> dict[UUID, list[Segment]]:
    found: dict[UUID, list[Segment]] = {}
    for row in await tx.connection.fetch(LIST_SEGMENTS, list(calls), tx.workspace):
        one = Segment(
            SegmentKind(row["kind"]), row["began_at"], row["ended_at"], row["agent_id"], row["queue_id"]
        )  # fmt: skip
        found.setdefault(row["call_id"], []).append(one)
    return found


async def add_leg(tx: Tx, leg: Leg) -> None:
    await tx.connection.execute(
        ADD_LEG, leg.id, tx.workspace, leg.call_id, leg.agent_id, leg.way.value, leg.address, leg.offered, leg.began_at,
        leg.ends_at,
    )  # fmt: skip


async def list_legs(tx: Tx, calls: Sequence[UUID]) -> list[Leg]:
    return [_leg(row) for row in await tx.connection.fetch(LIST_LEGS, list(calls), tx.workspace)]


async def find_leg(tx: Tx, leg: UUID) -> Leg | None:
    row = await tx.connection.fetchrow(FIND_LEG, leg, tx.workspace)
    return _leg(row) if row else None


async def overdue_legs(tx: Tx, before: datetime) -> list[Leg]:
    return [_leg(row) for row in await tx.connection.fetch(OVERDUE_LEGS, tx.workspace, before)]


async def silent_calls(tx: Tx, since: datetime) -> list[Call]:
    return [_call(row) for row in await tx.connection.fetch(SILENT_CALLS, tx.workspace, since)]


async def set_leg(tx: Tx, leg: Leg) -> None:
    told = (leg.id, tx.workspace, leg.state.value, leg.answered_at, leg.ended_at, leg.why)
    await tx.connection.execute(SET_LEG, *told)


async def name_leg(tx: Tx, leg: UUID, provider_id: str) -> None:
    await tx.connection.execute(NAME_LEG, leg, tx.workspace, provider_id)


async def mute_leg(tx: Tx, leg: UUID, on: bool) -> None:
    await tx.connection.execute(MUTE_LEG, leg, tx.workspace, on)


async def add_errand(tx: Tx, errand: UUID, call: UUID, order: CallOrder) -> None:
    await tx.connection.execute(ADD_ERRAND, errand, tx.workspace, call, jsonable(order), tx.now)


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING_WORKSPACES, now)]


async def claim_errands(tx: Tx, limit: int) -> list[Errand]:
    rows = await tx.connection.fetch(CLAIM_ERRANDS, tx.workspace, tx.now, limit)
    found = [
        Errand(
            row["id"], CallId(row["call_id"]), row["account_id"], msgspec.json.decode(row["body"], type=CallOrder),
            row["attempts"],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.id)


async def settle_errand(tx: Tx, errand: UUID, done_at: datetime | None, error: str, next_at: datetime | None) -> None:
    await tx.connection.execute(SETTLE_ERRAND, errand, tx.workspace, done_at, error, next_at)


async def telephones_of(tx: Tx, users: Sequence[UUID]) -> dict[UUID, str]:
    rows = await tx.connection.fetch(GET_TELEPHONES, list(users), tx.workspace)
    return {row["user_id"]: row["number"] for row in rows}


async def set_telephone(tx: Tx, user: UUID, number: str) -> None:
    if number:
        await tx.connection.execute(SET_TELEPHONE, user, tx.workspace, number)
    else:
        await tx.connection.execute(DROP_TELEPHONE, user, tx.workspace)


def _call(row: Any) -> Call:
    told = dict(row)
    return Call(**{**told, "state": CallState(told["state"]), "outcome": CallOutcome(told["outcome"])})


def _leg(row: Any) -> Leg:
    told = dict(row)
    return Leg(**{**told, "id": LegId(told["id"]), "way": CallWay(told["way"]), "state": LegState(told["state"])})
