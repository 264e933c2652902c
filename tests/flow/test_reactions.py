"""What follows from facts: at least once, in order, failures in sight; consent asked and taken in a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tests.flow.world import World
from trato.app.wiring import reactions_of
from trato.flow import closing, consent
from trato.kit.events import Recorded
from trato.kit.reactions import Reaction, Reactor
from trato.kit.tx import Tx
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Purpose


async def drain(reactor: Reactor, world: World) -> None:
    while await reactor.work(world.workspace):
        pass


async def test_a_reaction_that_fails_is_kept_in_sight_and_tried_again_while_others_go_on(world: World) -> None:
    seen: list[str] = []
    broken = True

    async def fragile(tx: Tx, facts: Sequence[Recorded]) -> None:
        if broken:
            raise RuntimeError("not today")
        seen.extend(fact.kind for fact in facts)

    async def sturdy(tx: Tx, facts: Sequence[Recorded]) -> None:
        seen.extend(f"sturdy:{fact.kind}" for fact in facts)

    opened = frozenset({"cases.opened"})
    reactor = Reactor(world.house.db, [Reaction("fragile", opened, fragile), Reaction("sturdy", opened, sturdy)])
    await world.whatsapp("hola, necesito ayuda")
    await drain(reactor, world)
    assert seen == ["sturdy:cases.opened"]
    (failure,) = await world.fetch("select reaction, attempts, error from kit.reaction_failure")
    assert (failure["reaction"], failure["attempts"]) == ("fragile", 1) and "not today" in failure["error"]

    broken = False
    await world.fetch("update kit.reaction_failure set next_at = now() returning 1")
    await drain(reactor, world)
    assert seen == ["sturdy:cases.opened", "cases.opened"]
    assert await world.fetch("select 1 from kit.reaction_failure") == []


async def test_a_yes_inside_the_conversation_becomes_a_consent_and_opens_nothing(world: World) -> None:
    reactor = Reactor(world.house.db, reactions_of(world.house))
    await world.whatsapp("hola, necesito ayuda")
    (thread,) = await world.fetch("select id, contact_id from conversations.conversation")
    async with world.tx() as tx:
        await contacts.publish_text(
            tx, world.brand.controller_id, Purpose.MARKETING, "es", "¿Te escribimos con ofertas?"
        )
        await consent.ask(tx, world.house.book, thread["id"], Purpose.MARKETING)
    clocks = await world.fetch("select count(*) n from sla.clock")
    await world.whatsapp("Sí, claro")
    await drain(reactor, world)

    (row,) = await world.fetch("select purpose, granted, evidence_kind from contacts.consent")
    assert (row["purpose"], row["granted"], row["evidence_kind"]) == ("marketing", True, "message")
    assert len(await world.fetch('select 1 from cases."case"')) == 1
    assert await world.fetch("select count(*) n from sla.clock") == clocks


async def test_a_resolved_case_is_planned_to_become_final(world: World) -> None:
    reactor = Reactor(world.house.db, reactions_of(world.house))
    await world.whatsapp("hola, necesito ayuda")
    (case,) = await world.fetch('select id from cases."case"')
    async with world.tx() as tx:
        await closing.resolve(tx, case["id"])
    await drain(reactor, world)

    (timer,) = await world.fetch("select kind, due_at - now() as within from kit.timer where subject = $1", case["id"])
    assert timer["kind"] == "cases.auto_close" and timer["within"] > timedelta(hours=1)
