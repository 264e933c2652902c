"""Why a case is where it is, in names."""

from __future__ import annotations

from tests.rooms.console.desk import Desk
from trato.flow.acts.routing import Dispatcher
from trato.rooms.access.model import ScopeKind
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import Matches, PresenceState


async def test_a_case_that_waits_says_why_and_one_that_was_given_says_to_whom_and_why_not_to_others(desk: Desk) -> None:
    world = desk.world
    camila = await desk.add("camila", team=world.brand.team_id)
    joana = await desk.add("joana", team=world.brand.team_id)
    stranger = await desk.add("stranger", "agent", ScopeKind.QUEUE, world.workspace)
    await world.fetch("update routing.queue set automatic = true returning 1")
    await world.whatsapp("Olá, meu pedido não chegou")
    await world.fetch("update contacts.contact set locale = 'pt' returning 1")
    (case,) = await world.fetch('select id from cases."case"')
    async with world.tx() as tx:
        portuguese = await workforce.add_skill(tx, "Portugués", Matches.LANGUAGE, "pt", 2)
        await workforce.set_presence(tx, camila.id, PresenceState.ONLINE)
        await workforce.set_skills(tx, joana.id, {portuguese.id: 3})
        await workforce.set_presence(tx, joana.id, PresenceState.BREAK)

    waits = await camila.get(f"/cases/{case['id']}/why")
    asks = [{"skill": "Portugués", "level": 2, "able": 1}]
    waiting = {"why": "nobody_able", "people": {"break": 1, "skill": 1}, "needs": asks}
    assert waits == {"decisions": [], "waiting": waiting}
    async with world.tx() as tx:
        await workforce.set_skills(tx, joana.id, {portuguese.id: 1})
    waits = await camila.get(f"/cases/{case['id']}/why")
    assert [one["able"] for one in waits["waiting"]["needs"]] == [0]  # nobody of the team, wherever they are
    async with world.tx() as tx:
        await workforce.set_skills(tx, joana.id, {portuguese.id: 3})

    async with world.tx() as tx:
        await workforce.set_presence(tx, joana.id, PresenceState.ONLINE)
    await Dispatcher(world.house.db).work(world.workspace)
    given = await camila.get(f"/cases/{case['id']}/why")
    (decision,) = given["decisions"]
    assert given["waiting"] is None
    assert (decision["author"], decision["reason"], decision["chosen"]["name"]) == ("engine", "skill", "Joana")
    assert [(one["person"]["name"], one["why"], one["skill"]) for one in decision["candidates"]] == [
        ("Joana", "", None),
        ("Camila", "skill", "Portugués"),
    ]
    assert decision["factors"]["level"] == 1.0 and decision["queue"] and decision["sticky"] is None
    assert (await stranger.ask("GET", f"/cases/{case['id']}/why")).status_code == 404


async def test_a_queue_that_gives_nothing_by_itself_says_so(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await desk.world.whatsapp("Hola")
    await desk.world.fetch("update routing.queue set automatic = false returning 1")
    (case,) = await desk.world.fetch('select id from cases."case"')
    assert (await camila.get(f"/cases/{case['id']}/why"))["waiting"]["why"] == "by_hand"


async def test_a_case_that_is_offered_says_to_whom_and_nothing_of_waiting(desk: Desk) -> None:
    world = desk.world
    camila = await desk.add("camila", team=world.brand.team_id)
    await world.fetch("update routing.queue set automatic = true, accept_seconds = 60 returning 1")
    await world.whatsapp("Hola")
    async with world.tx() as tx:
        await workforce.set_presence(tx, camila.id, PresenceState.ONLINE)
    await Dispatcher(world.house.db).work(world.workspace)
    (case,) = await world.fetch('select id from cases."case"')
    why = await camila.get(f"/cases/{case['id']}/why")
    assert [(one["outcome"], one["chosen"]["name"]) for one in why["decisions"]] == [("offered", "Camila")]
    assert why["waiting"] is None
