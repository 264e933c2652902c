"""Who answers a contact: our automation, a person of ours, or another application of the business, one at a time."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.flow.pages import PAGE, SECRETS, comment, inbox, item, open_page, stamp, wall
from tests.flow.providers import carrier_of, reply
from tests.flow.test_automating import drain, write
from tests.flow.world import World
from trato.flow import closing
from trato.flow.acts import assigning, giving_back, handing_over
from trato.flow.acts.handing_over import NewHandover, Passer
from trato.flow.outbound import Sender
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access.model import Rights, Scope, Verb
from trato.rooms.automation.model import HandOver, ModerateSaid, Reply, TriggerKind
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import CONNECTIONS
from trato.rooms.channels.model import ThreadAct
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import OTHER_APP, Page
from trato.rooms.console.rules.permissions import may
from trato.rooms.console.service import details
from trato.rooms.conversations.api import CannotHandOver, NothingAsked, OtherAppHolds
from trato.rooms.conversations.errors import CannotUndoHandover
from trato.rooms.conversations.model import ThreadHolder

CASES = 'select id, number, state, set_aside, holder_kind, unanswered_since from cases."case" order by number'
THREAD = "select id, holder, holder_app, case_id from conversations.conversation order by created_at desc limit 1"
OF = """select holder from conversations.conversation
where identity_id in (select id from contacts.identity where address = '?')"""
HOLDS = "select holder, app, cause, note, by_kind, to_at from conversations.thread_hold order by from_at, id"
CLOCKS = "select target, started_at from sla.clock where voided_at is null order by started_at"
FACTS = "select kind, body from kit.event where kind like 'conversations.thread%' order by seq"
DEEDS = "select act, app, state, reason from conversations.thread_deed order by asked_at, id"


@pytest.fixture
async def stand_in() -> AsyncIterator[Running]:
    running = await serve(Simulator(pace=Pace(0.0, 0.0, 0.0)))
    page = Page(PAGE, "Pirca", "http://127.0.0.1:9", SECRETS["access_token"], SECRETS["app_secret"])
    running.simulator.add_page(page)
    running.simulator.add_person("7001", "Lucía")
    yield running
    await running.stop()


def standby(*items: dict[str, Any]) -> bytes:
    """Return a webhook with items of conversations that another application holds."""
    return inbox(*items).replace(b'"messaging"', b'"standby"')


def passed(at: int = 0, owner: str = "", note: str = "Pide una persona") -> dict[str, Any]:
    told = {"new_owner_app_id": owner, "previous_owner_app_id": OTHER_APP, "metadata": note}
    return item("7001", at, pass_thread_control=told)


async def _one(world: World, statement: str) -> dict[str, Any]:
    (row,) = await world.fetch(statement)
    return row


async def _hear(world: World, *bodies: bytes) -> None:
    for body in bodies:
        await world.accept("messenger", body)
        await world.receive()


async def test_what_another_application_answers_is_kept_and_nobody_here_waits_for_it(world: World) -> None:
    await open_page(world, "messenger")
    await _hear(world, standby(item("7001", message={"mid": "m_1", "text": "¿Y mi pedido?"})))
    echo = {"mid": "m_2", "text": "Va en camino", "is_echo": True, "app_id": 300000000000003}
    said = {"sender": {"id": PAGE}, "recipient": {"id": "7001"}, "timestamp": stamp(), "message": echo}
    await _hear(world, standby(said))
    assert [row["text"] for row in await world.fetch("select text from conversations.message order by sort_at")] == [
        "¿Y mi pedido?",
        "Va en camino",
    ]
    (theirs,) = await world.fetch(
        "select facts, author_kind, author_id from conversations.message where direction = 'out'"
    )
    assert (theirs["facts"], theirs["author_kind"], theirs["author_id"]) == ({"app": OTHER_APP}, "system", None)
    thread, case = await _one(world, THREAD), await _one(world, CASES)
    assert (thread["holder"], thread["holder_app"]) == ("other_app", OTHER_APP)
    assert (case["state"], case["set_aside"], case["unanswered_since"]) == ("open", "other_app", None)
    assert await world.fetch("select 1 from sla.clock") == []
    with pytest.raises(OtherAppHolds):
        await reply(world, "Hola")


async def test_passed_to_us_the_case_is_in_its_queue_and_the_promise_counts_from_the_pass(world: World) -> None:
    await open_page(world, "messenger")
    await _hear(world, standby(item("7001", stamp() - 3_600_000, message={"mid": "m_1", "text": "¿Y mi pedido?"})))
    before = await _one(world, "select clock_timestamp() as now")
    told = inbox(passed())
    await _hear(world, told, told)
    thread, case = await _one(world, THREAD), await _one(world, CASES)
    assert (thread["holder"], case["state"], case["set_aside"]) == ("automation", "open", None)
    assert case["holder_kind"] == "queue" and case["unanswered_since"] >= before["now"]
    clocks = await world.fetch(CLOCKS)
    assert "first_response" in {row["target"] for row in clocks}
    assert all(row["started_at"] >= before["now"] for row in clocks)
    holds = await world.fetch(HOLDS)
    assert [(row["holder"], row["note"]) for row in holds] == [("other_app", ""), ("automation", "Pide una persona")]
    assert holds[0]["to_at"] is not None and holds[1]["to_at"] is None
    facts = [row["kind"] for row in await world.fetch(FACTS)]
    assert facts == ["conversations.thread_taken", "conversations.thread_passed"]
    await reply(world, "Hola, aquí estamos")
    assert (await _one(world, THREAD))["holder"] == "person"


async def test_who_never_wrote_here_and_is_passed_to_us_has_a_case_that_waits(world: World) -> None:
    await open_page(world, "messenger")
    told = inbox(passed())
    await _hear(world, told)
    case = await _one(world, CASES)
    assert (case["state"], case["holder_kind"]) == ("open", "queue") and case["unanswered_since"]
    assert await world.fetch(CLOCKS)
    await _hear(world, told.replace(b"  ", b" ") + b"\n", inbox(item("7001", message={"mid": "m_1", "text": "¿Hola?"})))
    assert len(await world.fetch(CASES)) == 1


async def test_an_open_case_goes_aside_when_another_takes_it_and_comes_back_to_its_agent(world: World) -> None:
    await open_page(world, "messenger", app_id="99")
    await _hear(world, inbox(item("7001", message={"mid": "m_1", "text": "Hola"})))
    case_id, agent = (await _one(world, CASES))["id"], uuid7()
    async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, agent)) as tx:
        await assigning.assign(tx, case_id, agent)
    taken = {"previous_owner_app_id": "99", "new_owner_app_id": OTHER_APP}
    await _hear(world, inbox(item("7001", take_thread_control=taken)))
    assert (await _one(world, CASES))["set_aside"] == "other_app" and await world.fetch(CLOCKS) == []
    async with world.tx() as tx:
        shown = (await details.load(tx, world.house.book, [case_id]))[case_id].listed
    everywhere = Rights({Verb.CASES_REPLY: Scope(everywhere=True)})
    assert may(everywhere, shown) == ("case.reply",)  # there the control is taken
    await _hear(world, inbox(passed(owner="99")))
    case = await _one(world, CASES)
    assert (case["set_aside"], case["holder_kind"]) == (None, "agent") and await world.fetch(CLOCKS)
    await _hear(world, inbox(passed(owner="12345")))  # to a third one
    assert (await _one(world, THREAD))["holder_app"] == "12345"


async def test_in_whatever_order_it_is_told_the_newest_word_counts(world: World) -> None:
    await open_page(world, "messenger")
    chance, start = random.Random(11), stamp() - 60_000
    ends = set()
    for turn in range(8):
        who = f"90{turn}"
        mids = [f"m_{turn}_{n}" for n in range(4)]
        taken = {"new_owner_app_id": OTHER_APP}
        told = [
            inbox(item(who, start, message={"mid": mids[0], "text": "Uno"})),
            inbox(item(who, start + 1000, take_thread_control=taken)),
            standby(item(who, start + 2000, message={"mid": mids[1], "text": "Dos"})),
            inbox(item(who, start + 3000, pass_thread_control={"metadata": "ya"})),
            inbox(item(who, start + 4000, message={"mid": mids[2], "text": "Tres"})),
        ]
        if turn % 2:
            told = [*told, standby(item(who, start + 5000, message={"mid": mids[3], "text": "Cuatro"}))]
        told = [*told, *told]
        if turn > 1:
            chance.shuffle(told)
        for body in told:
            await world.accept("messenger", body)
            if chance.random() < 0.5:
                await world.receive()
        await world.receive()
        row = await _one(world, OF.replace("?", who))
        ends.add((turn % 2, row["holder"]))
    assert ends == {(0, "automation"), (1, "other_app")}


async def test_an_answer_that_waits_does_not_leave_once_another_application_answers(
    world: World, stand_in: Running
) -> None:
    await open_page(world, "messenger", api_base=stand_in.url)
    stand_in.simulator.say_text(PAGE, "7001", "Hola")
    await _hear(world, inbox(item("7001", message={"mid": "m_1", "text": "Hola"})))
    await reply(world, "¡Hola!")
    await _hear(world, inbox(item("7001", take_thread_control={"new_owner_app_id": OTHER_APP})))
    async with carrier_of(world) as carrier:
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
    assert stand_in.simulator.world.ledger == []
    (row,) = await world.fetch("select state, reason from conversations.delivery")
    assert (row["state"], row["reason"]) == ("blocked", "other_app")


async def test_what_the_provider_refuses_for_another_tells_us_who_holds_it(world: World, stand_in: Running) -> None:
    await open_page(world, "messenger", api_base=stand_in.url)
    stand_in.simulator.say_text(PAGE, "7001", "Hola")
    await _hear(world, inbox(item("7001", message={"mid": "m_1", "text": "Hola"})))
    await reply(world, "¡Hola!")
    stand_in.simulator.threads.play(PAGE, "7001", "take")  # its webhook is still on its way while we send
    async with carrier_of(world) as carrier:
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
    (row,) = await world.fetch("select state, reason from conversations.delivery")
    assert (row["state"], row["reason"]) == ("failed", "other_app")
    assert (await _one(world, THREAD))["holder"] == "other_app"
    (account,) = await world.fetch("select state from channels.account where channel = 'messenger'")
    assert account["state"] == "active"
    await _hear(world, inbox(item("7001", take_thread_control={"new_owner_app_id": OTHER_APP})))
    assert (await _one(world, THREAD))["holder_app"] == OTHER_APP and len(await world.fetch(HOLDS)) == 2


async def _ask(world: World, act: ThreadAct, app: str = "", actor: Actor | None = None) -> UUID:
    id, thread = uuid7(), (await _one(world, THREAD))["id"]
    async with world.house.db.transaction(world.workspace, actor or Actor(ActorKind.USER, uuid7())) as tx:
        await handing_over.ask(tx, world.house.book, NewHandover(id, thread, act, app, "Ya está resuelto"))
    return id


async def _carry(world: World) -> int:
    async with carrier_of(world) as carrier:
        return await Passer(world.house.db, world.house.book, carrier).work(world.workspace)


async def _shared(world: World, stand_in: Running) -> None:
    """Let somebody write while another application holds their conversation."""
    await open_page(world, "messenger", api_base=stand_in.url)
    stand_in.simulator.threads.play(PAGE, "7001", "take")
    await _hear(world, standby(item("7001", message={"mid": "m_1", "text": "Hola"})))


async def test_an_agent_takes_it_has_the_case_passes_it_back_and_undoes_that(world: World, stand_in: Running) -> None:
    await _shared(world, stand_in)
    agent = Actor(ActorKind.USER, uuid7())
    await _ask(world, ThreadAct.TAKE, actor=agent)
    assert (await _one(world, THREAD))["holder"] == "other_app"  # asked is not done
    assert await _carry(world) == 1
    thread, case = await _one(world, THREAD), await _one(world, CASES)
    assert (thread["holder"], case["state"], case["holder_kind"]) == ("person", "open", "agent")
    assert await world.fetch(CLOCKS) and not stand_in.simulator.threads.is_others(_page(stand_in), "7001")
    await _ask(world, ThreadAct.TAKE, actor=agent)  # it is so already
    passing = await _ask(world, ThreadAct.PASS, OTHER_APP, agent)
    assert await _carry(world) == 1
    assert (await _one(world, THREAD))["holder_app"] == OTHER_APP and (await _one(world, CASES))["set_aside"]
    async with world.house.db.transaction(world.workspace, agent) as tx:
        await handing_over.undo(tx, world.house.book, passing, uuid7())
    assert await _carry(world) == 1 and (await _one(world, THREAD))["holder"] == "person"
    assert [row["act"] for row in await world.fetch(DEEDS)] == ["take", "pass", "take"]


async def test_released_it_is_whoever_s_comes_next(world: World, stand_in: Running) -> None:
    await _shared(world, stand_in)
    await _ask(world, ThreadAct.TAKE)
    await _carry(world)
    await _ask(world, ThreadAct.PASS)
    assert await _carry(world) == 1 and stand_in.simulator.world.owners == {}
    await _hear(world, inbox(item("7001", message={"mid": "m_2", "text": "Sigo aquí"})))
    assert (await _one(world, THREAD))["holder"] == "automation"
    (case,) = await world.fetch(CASES)
    assert case["state"] == "open"


async def test_a_refusal_is_shown_and_leaves_the_account_alone(world: World, stand_in: Running) -> None:
    await _shared(world, stand_in)
    _page(stand_in).takes = False
    await _ask(world, ThreadAct.TAKE)
    await _carry(world)
    (deed,) = await world.fetch(DEEDS)
    assert (deed["state"], deed["reason"]) == ("failed", "not_allowed")
    (account,) = await world.fetch("select state from channels.account where channel = 'messenger'")
    assert account["state"] == "active"
    asked = await _ask(world, ThreadAct.REQUEST)
    assert await _carry(world) == 1
    async with world.tx() as tx:
        with pytest.raises(CannotUndoHandover):
            await handing_over.undo(tx, world.house.book, asked, uuid7())


def _page(stand_in: Running) -> Page:
    return stand_in.simulator.world.numbers[PAGE]


async def test_what_another_application_asks_is_granted_or_refused_once(world: World, stand_in: Running) -> None:
    await open_page(world, "messenger", api_base=stand_in.url)
    await _hear(world, inbox(item("7001", message={"mid": "m_1", "text": "Hola"})))
    for n, grants in enumerate((False, True)):
        asking = {"requested_owner_app_id": OTHER_APP, "metadata": "Es un pedido"}
        told = inbox(item("7001", stamp() + n, request_thread_control=asking))
        await _hear(world, told, told)
        thread = (await _one(world, THREAD))["id"]
        async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, uuid7())) as tx:
            await handing_over.decide(tx, world.house.book, thread, uuid7(), grants=grants)
            with pytest.raises(NothingAsked):
                await handing_over.decide(tx, world.house.book, thread, uuid7(), grants=True)
    assert await _carry(world) == 1 and (await _one(world, THREAD))["holder_app"] == OTHER_APP
    rows = await world.fetch("select state, note from conversations.thread_request order by asked_at")
    assert [(row["state"], row["note"]) for row in rows] == [("refused", "Es un pedido"), ("granted", "Es un pedido")]


async def test_where_nobody_else_may_hold_it_nothing_is_asked(world: World) -> None:
    await world.whatsapp("Hola")
    with pytest.raises(CannotHandOver):
        await _ask(world, ThreadAct.TAKE)


async def test_who_writes_holds_the_thread_until_it_is_given_back_or_the_case_ends(world: World) -> None:
    await world.whatsapp("Hola")
    await reply(world, "¡Hola!")
    row = await _one(world, THREAD)
    assert row["holder"] == "person"
    async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, uuid7())) as tx:
        await handing_over.choose(tx, row["id"], ThreadHolder.AUTOMATION)
    assert (await _one(world, THREAD))["holder"] == "automation"
    await reply(world, "Otra cosa")
    async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, uuid7())) as tx:
        await closing.resolve(tx, row["case_id"])
    assert (await _one(world, THREAD))["holder"] == "automation"
    async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, uuid7())) as tx:
        await closing.undo_resolve(tx, row["case_id"])
    assert (await _one(world, THREAD))["holder"] == "person"
    bodies = [row["body"] for row in await world.fetch(FACTS)]
    assert [body["cause"] for body in bodies] == ["wrote", "given_back", "wrote", "case_ended", "case_taken"]
    assert all(body["held_seconds"] >= 0 for body in bodies)


async def test_rules_answer_nothing_where_a_person_does_until_it_is_given_back(world: World) -> None:
    await write(world, "Contesta", TriggerKind.MESSAGE_RECEIVED, Reply(texts={"es": "Ya lo vemos"}))
    await world.whatsapp("Hola")
    await drain(world)
    await reply(world, "¡Hola!")
    await world.whatsapp("¿Siguen ahí?")
    await drain(world)
    async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, uuid7())) as tx:
        await handing_over.choose(tx, (await _one(world, THREAD))["id"], ThreadHolder.AUTOMATION)
    await world.whatsapp("¿Hola?")
    await drain(world)
    steps = await world.fetch(
        "select s.outcome, s.reason from automation.step s join automation.run r on r.id = s.run_id order by r.at"
    )
    assert [(one["outcome"], one["reason"]) for one in steps] == [
        ("done", ""),
        ("refused", "person_holds"),
        ("done", ""),
    ]


async def test_a_rule_takes_a_conversation_and_what_it_asked_is_taken_back(world: World, stand_in: Running) -> None:
    await write(world, "Toma", TriggerKind.MESSAGE_RECEIVED, HandOver("take"))
    await _shared(world, stand_in)
    await drain(world)
    (step,) = await world.fetch("select run_id, outcome from automation.step")
    assert step["outcome"] == "done"
    async with world.tx() as tx:
        assert (await giving_back.undo(tx, step["run_id"]))[1] == []
    assert [(row["act"], row["state"]) for row in await world.fetch(DEEDS)] == [("take", "cancelled")]


async def test_a_rule_hides_a_comment_and_what_it_asked_is_taken_back(world: World) -> None:
    await open_page(world, "facebook")
    await write(world, "Oculta", TriggerKind.MESSAGE_RECEIVED, ModerateSaid("hide"))
    await world.accept("facebook", wall(comment(1, "Compra en mi tienda")))
    await world.receive()
    await drain(world)
    (step,) = await world.fetch("select run_id, outcome from automation.step")
    (asked,) = await world.fetch("select act, state from conversations.moderation")
    assert (step["outcome"], asked["act"], asked["state"]) == ("done", "hide", "queued")
    async with world.tx() as tx:
        assert (await giving_back.undo(tx, step["run_id"]))[1] == []
    assert (await _one(world, "select state from conversations.moderation"))["state"] == "cancelled"
    await world.whatsapp("Hola")  # said in private: there is nothing to hide
    await drain(world)
    (last,) = await world.fetch("select outcome, reason from automation.step where outcome = 'refused'")
    assert last["reason"] == "nothing_in_public"


async def test_an_application_that_the_provider_named_is_called_so_and_may_be_passed_to(
    world: World, stand_in: Running
) -> None:
    await _shared(world, stand_in)
    await _hear(world, inbox(item("7001", take_thread_control={"new_owner_app_id": OTHER_APP})))
    case_id = (await _one(world, CASES))["id"]
    assert await _apps(world, case_id) == (OTHER_APP, {}, [OTHER_APP, "263902037430900"])
    _page(stand_in).others = {OTHER_APP: "Asistente de pedidos", "12": "Encuestas"}
    async with world.tx() as tx:
        account = (await world.house.book.of_workspace(tx))[world.accounts["messenger"]]
    async with httpx.AsyncClient() as http:
        found = await channels.Examiner(http).examine(CONNECTIONS["messenger"], account.view, "")
    for _ in range(2):  # found again, it is so already
        async with world.tx() as tx:
            await channels.keep_examined(tx, account.id, found)
    world.house.book.forget(world.workspace)
    named = dict.fromkeys(("es", "en", "pt"), "Asistente de pedidos")
    assert await _apps(world, case_id) == (OTHER_APP, named, [OTHER_APP, "263902037430900", "12"])


async def _apps(world: World, case_id: UUID) -> tuple[str, dict[str, str], list[str]]:
    """Return who holds the conversation of a case, what it is called, and to whom it may be passed."""
    async with world.tx() as tx:
        (one,) = (await details.load(tx, world.house.book, [case_id]))[case_id].detail.conversations
    assert one.thread is not None and one.thread.app is not None
    return one.thread.app.id, dict(one.thread.app.names), [each.id for each in one.thread.apps]
