"""UNDERSTAND: after the commit, in batches, each message once, late rather than lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import pytest

from tests.embedded import Urls
from tests.flow.records import agent, answer, react
from tests.flow.understanding import typify, understand
from tests.flow.world import World
from trato.flow import understanding
from trato.flow.understanding import TOGETHER, Understander
from trato.kit import failpoints
from trato.kit.events import Origin
from trato.rooms.conversations.events import MessageReceived
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser

ANGRY = "Es la tercera vez que escribo, nadie me responde y sigo sin mi pedido. Quiero hablar con una persona."


async def facts(world: World, kind: str) -> int:
    (row,) = await world.fetch("select count(*) as many from kit.event where kind = $1", kind)
    return int(row["many"])


async def kept(world: World) -> dict[str, str]:
    rows = await world.fetch(
        "select m.text, u.kind from intelligence.understanding u join conversations.message m on m.id = u.message_id"
    )
    return {row["text"]: row["kind"] for row in rows}


async def test_what_a_contact_writes_is_understood_once_and_told(world: World, analyser: Analyser) -> None:
    await world.whatsapp("Hola, mi pedido no llegó", "¿A qué hora cierran hoy?")
    assert await understand(world, analyser) > 0
    assert await kept(world) == {"Hola, mi pedido no llegó": "issue", "¿A qué hora cierran hoy?": "question"}
    assert await facts(world, "intelligence.message_understood") == 2
    assert await understand(world, analyser) <= 1  # only its own facts to pass over
    assert await facts(world, "intelligence.message_understood") == 2


async def test_two_processes_write_each_understanding_once(world: World, analyser: Analyser) -> None:
    await world.whatsapp(*[f"mi pedido {n} no llegó" for n in range(TOGETHER)])
    one, other = Understander(world.house.db, analyser), Understander(world.house.db, analyser)
    for _ in range(6):
        await asyncio.gather(one.work(world.workspace), other.work(world.workspace))
    assert await facts(world, "intelligence.message_understood") == TOGETHER


async def test_the_outlook_of_a_case_follows_each_turn(world: World, analyser: Analyser) -> None:
    await world.whatsapp("Hola, ¿me ayudan con mi pedido?")
    await understand(world, analyser)
    (calm,) = await world.fetch("select case_id, csat, first_csat from intelligence.outlook")
    await world.whatsapp(ANGRY, "Voy a poner una denuncia, me cambio de empresa")
    await understand(world, analyser)
    (angry,) = await world.fetch("select csat, first_csat, escalation, reasons from intelligence.outlook")
    assert angry["csat"] < calm["csat"] == angry["first_csat"]
    assert angry["escalation"] > 0.5
    assert "asks_for_person" in dict(angry["reasons"])
    lucia = await agent(world)
    await answer(world, calm["case_id"], lucia, "Rosa, ya salió: llega hoy antes de las cinco.")
    judged = await facts(world, "intelligence.case_judged")
    await understand(world, analyser)
    assert await facts(world, "intelligence.case_judged") == judged + 1


async def test_a_case_is_judged_by_what_is_understood_of_it_and_again_by_what_came_since(
    world: World, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.whatsapp("Hola, ¿me ayudan con mi pedido?", ANGRY)
    monkeypatch.setattr(understanding, "TOGETHER", 1)  # the second waits while the first is judged
    read: list[str] = []
    encode = analyser.encoder.encode

    def noted(texts: list[str]) -> intelligence.Floats:
        read.extend(texts)
        return encode(texts)

    monkeypatch.setattr(analyser.encoder, "encode", noted)
    assert await understand(world, analyser) >= 2
    (case,) = await world.fetch("select csat, first_csat from intelligence.outlook")
    assert case["csat"] < case["first_csat"]
    assert sorted(read) == sorted(["Hola, ¿me ayudan con mi pedido?", ANGRY])  # each was read once


async def test_nothing_to_read_is_not_understood(world: World, analyser: Analyser) -> None:
    await world.whatsapp("   ")
    await understand(world, analyser)
    assert await kept(world) == {}


async def test_history_that_was_imported_is_passed_over(world: World, analyser: Analyser) -> None:
    await world.whatsapp("Hola, mi pedido no llegó")
    (told,) = await world.fetch("select subject, case_id, body from kit.event where kind = $1", MessageReceived.kind)
    await understand(world, analyser)
    await world.fetch("delete from intelligence.understanding returning 1")
    async with world.tx(origin=Origin.IMPORT) as tx:
        tx.emit(
            MessageReceived(
                **{**told["body"], "subject": told["subject"], "case_id": told["case_id"], "occurred_at": None}
            )
        )
    await understand(world, analyser)
    assert await kept(world) == {}


async def test_what_waited_too_long_is_put_off_told_and_understood_when_it_is_calm(
    world: World, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.whatsapp(*[f"mi pedido {n} no llegó" for n in range(TOGETHER + 1)])
    with monkeypatch.context() as late:
        late.setattr(understanding, "USEFUL", -1.0)
        await Understander(world.house.db, analyser).work(world.workspace)
    async with world.tx() as tx:
        assert await intelligence.count_put_off(tx) == TOGETHER
    assert await kept(world) == {}
    assert await facts(world, "intelligence.messages_shed") == 1
    await understand(world, analyser)
    async with world.tx() as tx:
        assert await intelligence.count_put_off(tx) == 0
    assert len(await kept(world)) == TOGETHER + 1


async def test_a_failure_leaves_the_place_in_the_log_where_it_was(
    world: World, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.whatsapp("Hola, mi pedido no llegó")

    def fails(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(analyser, "analyse_encoded", fails)
        with pytest.raises(MemoryError):
            await Understander(world.house.db, analyser).work(world.workspace)
    assert await kept(world) == {}
    await understand(world, analyser)
    assert len(await kept(world)) == 1


async def test_a_message_has_its_vector_back_within_half_precision(world: World, analyser: Analyser) -> None:
    await world.whatsapp("Hola, mi pedido no llegó")
    await understand(world, analyser)
    (row,) = await world.fetch("select message_id from intelligence.understanding")
    async with world.tx(origin=Origin.LIVE) as tx:
        found = (await intelligence.of_messages(tx, [row["message_id"]]))[row["message_id"]]
    vector = intelligence.unpacked(found.vector)
    (meant,) = analyser.encoder.encode(["Hola, mi pedido no llegó"])
    assert vector.shape == meant.shape == (512,)
    assert abs(vector - meant).max() < 1e-3


async def test_receiving_and_reacting_never_wait_for_it(world: World) -> None:
    await world.whatsapp("Hola, mi pedido no llegó")
    await react(world)
    (case,) = await world.fetch('select state from cases."case"')
    assert case["state"] == "open"


@pytest.mark.parametrize("place", failpoints.OF_MODELS)
async def test_what_somebody_died_with_is_understood_by_the_next_and_once(
    world: World, analyser: Analyser, database_urls: Urls, place: str
) -> None:
    await world.whatsapp("Hola, mi pedido no llegó")
    told = {
        "TRATO_HOME": str(world.house.settings.home), "TRATO_DATABASE_URL": database_urls.owner,
        "TRATO_FAILPOINT": place,
    }  # fmt: skip
    dying = await asyncio.create_subprocess_exec(sys.executable, "-m", "trato.app.understander", env=os.environ | told)
    assert await asyncio.wait_for(dying.wait(), 60) == -signal.SIGKILL
    await understand(world, analyser)
    await typify(world, analyser)
    assert await facts(world, "intelligence.message_understood") == 1
