"""Deeds of taking: the next best case for one agent, chosen by the same rules that give cases out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import assert_never
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.routing.errors import (
    KeptForAnother,
    NoQueueToTake,
    NoRoomToTake,
    NotAbleToTake,
    NotAtWork,
    NothingToTake,
)
from trato.rooms.routing.model import Decision, Mode, NotGiven, Queue
from trato.rooms.routing.rules import fitness
from trato.rooms.routing.rules.planning import plan
from trato.rooms.routing.service.policies import current_policy
from trato.rooms.routing.service.seeing import at_work, held_by, people_of, waiting_in
from trato.rooms.routing.store import choosing as store
from trato.rooms.routing.store import queues as queue_store
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

AT_WORK = frozenset({PresenceState.ONLINE, PresenceState.BUSY})


async def next_for(tx: Tx, agent: UUID) -> Decision:
    """Choose the case that this agent should take next, of those that they may reach; it stays locked, they too.

    Raises NotAtWork, and a NothingToTake that says why.
    """
    if (presence := (await workforce.presence_of(tx, [agent])).get(agent)) is None or presence.state not in AT_WORK:
        raise NotAtWork()
    queues = await _reach(tx, agent)
    if not queues:
        raise NoQueueToTake()
    waiting = await waiting_in(tx, queues)
    if not waiting:
        raise NothingToTake()
    people = await people_of(tx, {one.team_id for one in queues if one.team_id})
    everybody = [replace(one, state="online") if one.id == agent else one for one in people]
    _, policy = await current_policy(tx)
    policy = replace(policy, sticky={one.id: one.sticky for one in queues})
    alone = plan(waiting, [one for one in everybody if one.id == agent], policy, tx.now)
    kept = plan(waiting, everybody, policy, tx.now).waiting
    of = {case.case_id: case for case in waiting}
    for one in alone.decisions:
        if kept.get(one.case_id) is NotGiven.KEPT_FOR or not await store.lock_waiting(tx, [one.case_id]):
            continue
        locked = await workforce.lock_agent(tx, agent, held_by)
        me = next(each for each in everybody if each.id == agent)
        now = replace(at_work(locked, me, await workforce.channel_weights(tx)), state="online")
        if fitness.no_room(of[one.case_id], now) is None:
            return replace(one, reason="pull")
    whys = Counter(alone.waiting.values()) or Counter(kept.values())
    raise _refusal(whys.most_common(1)[0][0] if whys else NotGiven.OTHERS_FIRST)


def _refusal(why: NotGiven) -> NothingToTake:
    match why:
        case NotGiven.NO_ROOM:
            return NoRoomToTake()
        case NotGiven.NOBODY_ABLE:
            return NotAbleToTake()
        case NotGiven.KEPT_FOR | NotGiven.OTHERS_FIRST:
            return KeptForAnother()
        case NotGiven.NOBODY_THERE | NotGiven.BY_HAND | NotGiven.NO_TEAM | NotGiven.RESTS | NotGiven.AT_ONCE:
            return NothingToTake()
        case _:
            assert_never(why)


async def _reach(tx: Tx, agent: UUID) -> list[Queue]:
    """Return the queues that an agent may take from: those of their teams that do not only push."""
    mine = set(await access.memberships_of(tx, UserId(agent)))
    return [one for one in await queue_store.list_queues(tx) if one.team_id in mine and one.mode is not Mode.PUSH]
