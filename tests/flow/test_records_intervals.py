"""Intervals of states and holders, whatever happens: none overlaps another, none leaves a gap, each has its author."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from tests.flow.records import agent
from tests.flow.world import World
from trato.flow import closing
from trato.flow.acts import assigning
from trato.kit.errors import TratoError
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases.model import SetAsideReason, WaitingOn
from trato.rooms.conversations import api as conversations

BROKEN = """
select 'overlap' as what from {table} a join {table} b using (case_id, workspace_id)
where a.from_at < b.from_at and (a.to_at is null or a.to_at <> b.from_at)
  and not exists (select 1 from {table} c
    where c.case_id = a.case_id and c.from_at > a.from_at and c.from_at < b.from_at)
union all
select 'present' from cases."case" k
where 1 <> (select count(*) from {table} s where s.case_id = k.id and s.to_at is null)
union all
select 'beginning' from cases."case" k
where k.opened_at <> (select min(from_at) from {table} s where s.case_id = k.id)
"""
DIFFERENT = """
select k.number from cases."case" k
join cases.state_seg s on s.case_id = k.id and s.to_at is null
join cases.holding h on h.case_id = k.id and h.to_at is null
where (k.state, k.waiting_on, k.holder_kind, k.holder_id)
  is distinct from (s.state, s.waiting_on, h.holder_kind, h.holder_id)
"""


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens_the_intervals_of_a_case_neither_overlap_nor_leave_gaps(world: World, seed: int) -> None:
    chance = random.Random(seed)
    users = [await agent(world, "lucia"), await agent(world, "diego")]
    for step in range(30):
        await one_deed(world, chance, users, step)

    for table in ("cases.state_seg", "cases.holding"):
        assert await world.fetch(BROKEN.format(table=table)) == []
    assert await world.fetch(DIFFERENT) == []
    nameless = "select 1 from {} where by_kind in ('user', 'contact') and by_id is null"
    assert await world.fetch(nameless.format("cases.state_seg")) == []
    assert await world.fetch(nameless.format("cases.holding")) == []
    assert await world.fetch('select id from cases."case" except select case_id from cases.opening') == []
    doubled = "select conversation_id from conversations.delivery where state <> 'queued' and verdict_id is null"
    assert await world.fetch(doubled) == []


async def one_deed(world: World, chance: random.Random, users: list[UUID], step: int) -> None:
    """Let one thing happen that may happen; what the rules refuse is part of it."""
    rows = await world.fetch('select id, state, set_aside from cases."case" order by number')
    if not rows or chance.random() < 0.35:
        texts = ("hola, mi pedido no llegó", "gracias", "¿hay novedades?", "llegó roto")
        phone = chance.choice(("51987310214", "51987310215"))
        return await world.whatsapp(f"{chance.choice(texts)}", phone=phone)
    case, user = chance.choice(rows)["id"], chance.choice(users)
    deed = chance.choice(DEEDS)
    with contextlib.suppress(TratoError):
        async with world.tx(Actor(ActorKind.USER, user)) as tx:
            await deed(tx, case, user, chance.choice(rows)["id"])
    return None


async def _split(tx: Tx, case: UUID, user: UUID, other: UUID) -> None:
    messages = await conversations.messages_of_case(tx, case)
    if messages:
        await closing.split(tx, case, uuid7(), messages[-1], following=True)


DEEDS: tuple[Callable[[Tx, UUID, UUID, UUID], Awaitable[object]], ...] = (
    lambda tx, case, user, _: assigning.assign(tx, case, user),
    lambda tx, case, user, _: assigning.assign(tx, case, None),
    lambda tx, case, user, _: closing.resolve(tx, case),
    lambda tx, case, user, _: closing.undo_resolve(tx, case),
    lambda tx, case, user, _: closing.reopen(tx, case),
    lambda tx, case, user, _: closing.close(tx, case),
    lambda tx, case, user, _: closing.wait(tx, case, WaitingOn.CONTACT),
    lambda tx, case, user, _: closing.wait(tx, case, None),
    lambda tx, case, user, _: closing.set_aside(tx, case, SetAsideReason.SPAM),
    lambda tx, case, user, _: closing.restore(tx, case),
    lambda tx, case, user, other: closing.merge(tx, case, other),
    _split,
)
