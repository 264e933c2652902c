"""Who objects to being profiled is not scored, who is forgotten leaves nothing, and no word of theirs is logged."""

from __future__ import annotations

import asyncio
import json
from uuid import UUID

import pytest
import structlog

from tests.flow.records import react
from tests.flow.understanding import understand
from tests.flow.world import World
from trato.app import logs
from trato.flow.understanding import Understander
from trato.kit.rounds import Rounds
from trato.kit.settings import LogLevel
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser

FORM = Evidence(EvidenceKind.FORM)
ROSA, ROSAS_OTHER = "51987310214", "51987310299"
UPSET = "Estoy harta, nadie responde. Soy Rosa Huamán y quiero hablar con una persona."


async def refuse(world: World, contact: UUID) -> None:
    async with world.tx() as tx:
        await contacts.withdraw(tx, contact, Purpose.PROFILING, FORM)


async def allow(world: World, contact: UUID) -> None:
    async with world.tx() as tx:
        await contacts.grant(tx, contact, Purpose.PROFILING, FORM)


async def contact_of(world: World, phone: str) -> UUID:
    (row,) = await world.fetch("select contact_id from contacts.identity where address like '%' || $1", phone)
    found: UUID = row["contact_id"]
    return found


async def scored(world: World) -> set[UUID]:
    rows = await world.fetch('select c.contact_id from intelligence.outlook o join cases."case" c on c.id = o.case_id')
    return {row["contact_id"] for row in rows}


async def many(world: World, table: str) -> int:
    (row,) = await world.fetch(f"select count(*) as many from intelligence.{table}")
    return int(row["many"])


async def two_people(world: World) -> tuple[UUID, UUID]:
    await world.whatsapp("Hola, mi pedido no llegó", phone=ROSA)
    await world.whatsapp("Hola, ¿a qué hora cierran?", phone=ROSAS_OTHER, name="R. H.")
    return await contact_of(world, ROSA), await contact_of(world, ROSAS_OTHER)


async def test_who_refused_is_not_scored_and_who_agreed_or_never_said_is(world: World, analyser: Analyser) -> None:
    rosa, other = await two_people(world)
    await refuse(world, rosa)
    await understand(world, analyser)
    assert await scored(world) == {other}
    assert await many(world, "understanding") == 2  # what is asked is read all the same: it must be answered
    await allow(world, rosa)
    await world.whatsapp("¿Alguna novedad?", phone=ROSA)
    await understand(world, analyser)
    assert await scored(world) == {rosa, other}


async def test_a_later_no_drops_what_was_scored_and_is_told(world: World, analyser: Analyser) -> None:
    rosa, other = await two_people(world)
    await understand(world, analyser)
    assert await scored(world) == {rosa, other}
    await refuse(world, rosa)
    await react(world)
    assert await scored(world) == {other}
    (fact,) = await world.fetch("select body from kit.event where kind = 'intelligence.outlooks_dropped'")
    assert fact["body"]["cases"] == 1


async def test_a_no_to_something_else_drops_nothing(world: World, analyser: Analyser) -> None:
    rosa, other = await two_people(world)
    await understand(world, analyser)
    async with world.tx() as tx:
        await contacts.withdraw(tx, rosa, Purpose.MARKETING, FORM)
    await react(world)
    assert await scored(world) == {rosa, other}


async def test_a_no_counts_for_all_who_are_one_person(world: World, analyser: Analyser) -> None:
    rosa, other = await two_people(world)
    await understand(world, analyser)
    await refuse(world, rosa)
    async with world.tx() as tx:
        yes = await contacts.grant(tx, rosa, Purpose.LINKING, FORM)
        await contacts.link(tx, other, rosa, yes.id)
    await react(world)
    assert await scored(world) == set()
    await world.whatsapp("¿Siguen ahí?", phone=ROSAS_OTHER)
    await understand(world, analyser)
    assert await scored(world) == set()


async def test_a_no_that_comes_while_the_model_runs_still_counts(
    world: World, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, other = await two_people(world)
    understander = Understander(world.house.db, analyser)
    whole = Understander._understand
    refused: list[UUID] = []

    async def meanwhile() -> None:
        await refuse(world, rosa)
        await react(world)

    def slow(self: Understander, read: object) -> object:
        if not refused:
            refused.append(rosa)
            asyncio.run_coroutine_threadsafe(meanwhile(), loop).result(20)
        return whole(self, read)  # type: ignore[arg-type]

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(Understander, "_understand", slow)
    while await understander.work(world.workspace):
        pass
    assert await scored(world) == {other}


async def test_who_is_forgotten_leaves_nothing_that_was_computed(world: World, analyser: Analyser) -> None:
    rosa, other = await two_people(world)
    await understand(world, analyser)
    async with world.tx() as tx:
        assert await intelligence.forget_contact(tx, [rosa]) == 1
    assert await scored(world) == {other}
    rows = await world.fetch("select contact_id, vector from intelligence.understanding")
    assert [row["contact_id"] for row in rows] == [other]


async def test_what_waits_to_be_understood_is_forgotten_too(world: World) -> None:
    rosa, _ = await two_people(world)
    await world.fetch(
        "insert into intelligence.shed (workspace_id, message_id, at) "
        "select workspace_id, id, received_at from conversations.message returning 1"
    )
    async with world.tx() as tx:
        await intelligence.forget_contact(tx, [rosa])
    assert await many(world, "shed") == 1


async def test_no_word_of_a_contact_gets_into_the_log(
    world: World, analyser: Analyser, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.configure(LogLevel.DEBUG)
    structlog.configure(cache_logger_on_first_use=False)  # or others would write to what is closed after this
    await world.whatsapp(UPSET)
    understander = Understander(world.house.db, analyser)

    def fails(messages: object, *_: object) -> None:
        raise ValueError(f"cannot read {messages!r}")

    rounds = Rounds("understand", "events", understander.look, understander.work)
    with monkeypatch.context() as broken:
        broken.setattr(analyser, "analyse_encoded", fails)
        await rounds._work(world.workspace)
    structlog.reset_defaults()
    await rounds._work(world.workspace)
    assert await many(world, "understanding") == 1
    written = capfd.readouterr().err
    assert "rounds.work_failed" in {json.loads(line)["event"] for line in written.splitlines() if line[:1] == "{"}
    for word in ("harta", "Rosa", "Huamán", ROSA):
        assert word not in written
