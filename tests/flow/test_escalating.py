"""Help is asked with a case: of whom, who comes, how it is given back, and what becomes of the case meanwhile."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.flow.world import World
from trato.flow import closing
from trato.flow.acts import assigning, escalating
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId, UserId
from trato.rooms.cases import api as cases
from trato.rooms.cases.errors import HelpAsked, HelpEnded
from trato.rooms.cases.model import EscalationLevel, EscalationMode, EscalationOutcome, SetAsideReason

pytestmark = pytest.mark.anyio
SUPERVISOR, TEAM = EscalationLevel.SUPERVISOR, EscalationLevel.TEAM


@dataclass(frozen=True)
class Floor:
    """A case of Lucía's; she is in a team that Marisol leads. Diego and Paula are in another."""

    world: World
    case: UUID
    lucia: UserId
    marisol: UserId
    diego: UserId
    paula: UserId
    own: TeamId
    other: TeamId

    def by(self, user: UserId) -> AbstractAsyncContextManager[Tx]:
        return self.world.tx(Actor(ActorKind.USER, user))


@pytest.fixture
async def floor(world: World) -> Floor:
    await world.whatsapp("Me cobraron dos veces")
    (row,) = await world.fetch('select id from cases."case"')
    async with world.tx() as tx:
        unit = next(one for one in await access.list_units(tx) if one.parent_id is None).id
        own, other = await access.add_team(tx, unit, "Cobros"), await access.add_team(tx, unit, "Despachos")
        users = [
            (await access.add_user(tx, f"{name}@{uuid7().hex}.example", name.title())).id
            for name in ("lucia", "marisol", "diego", "paula")
        ]
        for user, team in zip(users, (own, own, other, other), strict=True):
            await access.join_team(tx, team.id, user)
        await access.lead_team(tx, own.id, users[1], True)
        await assigning.assign(tx, row["id"], users[0])
    lucia, marisol, diego, paula = users
    return Floor(world, row["id"], lucia, marisol, diego, paula, own.id, other.id)


async def test_help_of_a_supervisor_is_asked_of_who_leads_the_holders_team_and_the_holder_stays(floor: Floor) -> None:
    async with floor.by(floor.lucia) as tx:
        one = await escalating.escalate(tx, floor.case, SUPERVISOR, why="Pide un reembolso grande")
        assert (one.target_id, await escalating.asked(tx, one)) == (floor.own, [floor.marisol])
        assert [note.body for note in await cases.notes_of(tx, [floor.case])] == ["Pide un reembolso grande"]
    async with floor.by(floor.diego) as tx:
        with pytest.raises(escalating.NotAsked):
            await escalating.accept(tx, one.id)
    async with floor.by(floor.marisol) as tx:
        accepted = await escalating.accept(tx, one.id)
        assert (accepted.accepted_by, (await cases.get(tx, floor.case)).holder.id) == (floor.marisol, floor.lucia)
        given = await escalating.give_back(tx, one.id, "Autorizado hasta 200")
        assert (given.outcome, (await cases.get(tx, floor.case)).holder.id) == (
            EscalationOutcome.ANSWERED, floor.lucia,
        )  # fmt: skip
        assert [one[1] for one in await cases.mentions_of(tx, floor.lucia)] == [floor.case]


async def test_a_rule_asks_in_the_same_way_and_the_same_help_is_asked_once(floor: Floor) -> None:
    async with floor.world.tx() as tx:
        one = await escalating.escalate(tx, floor.case, SUPERVISOR, why="cliente_vip", mode=EscalationMode.RULE)
        assert (one.by_kind, one.why, one.note_id) == ("system", "cliente_vip", None)
        with pytest.raises(HelpAsked):
            await escalating.escalate(tx, floor.case, SUPERVISOR, mode=EscalationMode.RULE)


async def test_a_case_that_goes_along_changes_hands_when_somebody_accepts_and_not_before(floor: Floor) -> None:
    async with floor.by(floor.lucia) as tx:
        one = await escalating.escalate(tx, floor.case, TEAM, team_id=floor.other, hands_over=True)
        assert (await cases.get(tx, floor.case)).holder.id == floor.lucia
    async with floor.by(floor.paula) as tx:
        assert (await escalating.accept(tx, one.id)).outcome is EscalationOutcome.HANDED_OVER
        assert (await cases.get(tx, floor.case)).holder.id == floor.paula
        assert len(await cases.transfers_of(tx, floor.case)) == 1
    async with floor.by(floor.diego) as tx:
        with pytest.raises(HelpEnded):
            await escalating.accept(tx, one.id)


async def test_what_was_asked_is_taken_back_until_somebody_comes(floor: Floor) -> None:
    key = uuid7()
    async with floor.by(floor.lucia) as tx:
        one = await escalating.escalate(tx, floor.case, TEAM, team_id=floor.other, rests=True, id=key)
        assert (await cases.get(tx, floor.case)).standing.waiting_team_id == floor.other
        assert await escalating.escalate(tx, floor.case, TEAM, team_id=floor.other, rests=True, id=key) == one
        assert (await escalating.withdraw(tx, one.id)).outcome is EscalationOutcome.WITHDRAWN
        assert (await cases.get(tx, floor.case)).waiting_on is None
        again = await escalating.escalate(tx, floor.case, TEAM, team_id=floor.other)
    async with floor.by(floor.diego) as tx:
        await escalating.accept(tx, again.id)
    async with floor.by(floor.lucia) as tx:
        with pytest.raises(HelpEnded):
            await escalating.withdraw(tx, again.id)


async def test_a_case_that_rests_for_help_goes_on_when_it_is_declined(floor: Floor) -> None:
    async with floor.by(floor.lucia) as tx:
        one = await escalating.escalate(tx, floor.case, TEAM, team_id=floor.other, rests=True)
    async with floor.by(floor.diego) as tx:
        assert (await escalating.decline(tx, one.id, "Es de Cobros")).outcome is EscalationOutcome.DECLINED
        assert (await cases.get(tx, floor.case)).waiting_on is None


async def test_help_ends_with_its_case_and_is_waited_for_again_when_that_is_undone(floor: Floor) -> None:
    async with floor.by(floor.lucia) as tx:
        one = await escalating.escalate(tx, floor.case, SUPERVISOR)
        await closing.resolve(tx, floor.case)
        assert (await cases.escalation(tx, one.id)).outcome is EscalationOutcome.CASE_ENDED
    async with floor.by(floor.lucia) as tx:
        await closing.undo_resolve(tx, floor.case)
        assert (await cases.escalation(tx, one.id)).is_open
        await closing.set_aside(tx, floor.case, SetAsideReason.SPAM)
    async with floor.by(floor.lucia) as tx:
        await closing.restore(tx, floor.case)
        assert (await cases.escalation(tx, one.id)).is_open


async def test_where_nobody_else_leads_somebody_has_to_be_named(floor: Floor) -> None:
    async with floor.by(floor.marisol) as tx:
        await assigning.assign(tx, floor.case, floor.marisol)
        with pytest.raises(escalating.NobodyLeads):
            await escalating.escalate(tx, floor.case, SUPERVISOR)
        with pytest.raises(escalating.NobodyLeads):
            await escalating.escalate(tx, floor.case, SUPERVISOR, team_id=floor.other)
