"""SQL of calls: what happened in them, their stretches, and the legs to us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.events import jsonable
from trato.kit.tx import Tx
from trato.rooms.calls.model import (
    Call,
    CallOutcome,
    CallState,
    Course,
    Direction,
    Happening,
    Leg,
    LegId,
    LegState,
    Placing,
    Segment,
    SegmentKind,
    WrapUp,
)
from trato.rooms.channels.model import CallNews, CallStage, CallWay

CALL = """id, account_id, provider_id, caller, state, outcome, began_at, conversation_id, message_id, case_id, queue_id,
room, queued_at, answered_at, answered_by, ended_at, direction, far_id, placed_by, trouble, wrapped"""
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
FIND_CALL = f"""
select {CALL} from calls.call where account_id = $1 and workspace_id = $3
  and (provider_id = $2 or far_id = $2 and far_id <> '')
"""
PLACE_OUT = f"""
insert into calls.call (id, workspace_id, account_id, provider_id, caller, state, began_at, direction, placed_by,
  conversation_id, message_id, case_id)
values ($1, $2, $3, $4, $5, 'calling', $6, 'out', $7, $8, $9, $10) returning {CALL}
"""
NAME_FAR = "update calls.call set far_id = $3 where id = $1 and workspace_id = $2 and far_id = ''"
SET_TROUBLE = "update calls.call set trouble = $3 where id = $1 and workspace_id = $2"
UNWRAPPED = f"""
select {CALL} from calls.call where workspace_id = $1 and placed_by = $2 and direction = 'out' and wrapped = ''
  and state = 'ended' and ended_at > $3::timestamptz - interval '1 hour' order by ended_at desc limit 3
"""
SET_WRAPPED = """
update calls.call set wrapped = $3, wrapped_at = $4 where id = $1 and workspace_id = $2
"""
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
where workspace_id = $1 and state in ('menu', 'queued', 'calling') and began_at < $2 and not exists (
  select 1 from calls.happening h where h.call_id = c.id and h.workspace_id = $1 and h.at >= $2)
order by began_at limit 20
"""
SET_LEG = """
update calls.leg set state = $3, answered_at = $4, ended_at = $5, why = $6 where id = $1 and workspace_id = $2
"""
NAME_LEG = "update calls.leg set provider_id = $3 where id = $1 and workspace_id = $2 and provider_id = ''"
MUTE_LEG = "update calls.leg set muted = $3 where id = $1 and workspace_id = $2"


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


async def place_out(tx: Tx, new: Placing, name: str) -> Call:
    row = await tx.connection.fetchrow(
        PLACE_OUT, new.id, tx.workspace, new.account_id, name, new.number, tx.now, new.by, new.conversation_id,
        new.message_id, new.case_id,
    )  # fmt: skip
    return _call(row)


async def name_far(tx: Tx, call_id: UUID, provider_id: str) -> None:
    await tx.connection.execute(NAME_FAR, call_id, tx.workspace, provider_id)


async def set_trouble(tx: Tx, call_id: UUID, why: str) -> None:
    await tx.connection.execute(SET_TROUBLE, call_id, tx.workspace, why)


async def unwrapped(tx: Tx, agent: UUID) -> list[Call]:
    return [_call(row) for row in await tx.connection.fetch(UNWRAPPED, tx.workspace, agent, tx.now)]


async def set_wrapped(tx: Tx, call_id: UUID, said: WrapUp) -> None:
    await tx.connection.execute(SET_WRAPPED, call_id, tx.workspace, said.value, tx.now)


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


def _call(row: Any) -> Call:
    told = dict(row)
    words = {
        "state": CallState(told["state"]), "outcome": CallOutcome(told["outcome"]),
        "direction": Direction(told["direction"]), "wrapped": WrapUp(told["wrapped"]),
    }  # fmt: skip
    return Call(**{**told, **words})


def _leg(row: Any) -> Leg:
    told = dict(row)
    return Leg(**{**told, "id": LegId(told["id"]), "way": CallWay(told["way"]), "state": LegState(told["state"])})
