"""Signs of life of a contact, and what is kept when one leaves before anybody answered."""

from __future__ import annotations

from datetime import timedelta

from tests.flow.records import agent, answer, open_case, opened_ago, presence, react, the_case, wait_out_the_grace, web
from tests.flow.world import World
from trato.flow import closing
from trato.flow.acts import assigning
from trato.flow.acts.typing import TypingDesk
from trato.flow.timers import sweep_silent
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AbandonmentVariant, SetAsideReason
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Typing


async def test_a_widget_is_there_from_and_to_for_each_of_its_tabs(world: World) -> None:
    await world.webchat("hola, ¿hay alguien?")
    await presence(world, "here", "tab-one-1")
    await presence(world, "here", "tab-two-2")
    await presence(world, "gone", "tab-one-1")
    (thread,) = await world.fetch("select widget_gone_at from conversations.conversation")
    assert thread["widget_gone_at"] is None

    await presence(world, "gone", "tab-two-2")
    rows = await world.fetch("select socket, to_at - from_at as there from conversations.widget_seg order by from_at")
    assert [row["socket"] for row in rows] == ["tab-one-1", "tab-two-2"] and all(row["there"] for row in rows)
    (thread,) = await world.fetch("select widget_gone_at from conversations.conversation")
    assert thread["widget_gone_at"] is not None
    (fact,) = await world.fetch("select subject, occurred_at from kit.event where kind = 'conversations.contact_left'")
    assert fact == {"subject": (await the_case(world))["id"], "occurred_at": thread["widget_gone_at"]}


async def test_a_socket_that_died_with_its_process_ends_at_its_last_sign_of_life(world: World) -> None:
    await world.webchat("hola, ¿hay alguien?")
    await presence(world, "here", "tab-one-1", ago=1200)
    await presence(world, "here", "tab-one-1", ago=900)
    (seg,) = await world.fetch("select from_at, seen_at, to_at from conversations.widget_seg")
    assert seg["seen_at"] - seg["from_at"] > timedelta(minutes=4) and seg["to_at"] is None

    await sweep_silent(world.house.db, world.workspace)
    (row,) = await world.fetch(
        """select s.to_at, s.seen_at, v.widget_gone_at from conversations.widget_seg s
           join conversations.conversation v on v.id = s.conversation_id"""
    )
    assert row["to_at"] == row["seen_at"] == row["widget_gone_at"]


async def test_who_leaves_a_live_queue_beyond_the_grace_has_abandoned_it_with_evidence_and_holder(world: World) -> None:
    case = await opened_ago(world, 300)
    await presence(world, "here", "tab-one-1")
    await presence(world, "gone", "tab-one-1")
    await wait_out_the_grace(world)

    (row,) = await world.fetch("select * from cases.abandonment")
    assert (row["case_id"], row["variant"], row["evidence"]) == (case, "left_queue", "widget_gone")
    assert (row["holder_kind"], row["holder_id"]) == ("queue", world.brand.queue.id) and row["retracted_at"] is None
    (thread,) = await world.fetch("select widget_gone_at from conversations.conversation")
    assert row["at"] == thread["widget_gone_at"]


async def test_who_had_an_agent_and_no_word_left_without_a_dialogue(world: World) -> None:
    case = await opened_ago(world, 300)
    lucia = await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await assigning.assign(tx, case, lucia)
    await presence(world, "here", "tab-one-1")
    await presence(world, "gone", "tab-one-1")
    await wait_out_the_grace(world)

    (row,) = await world.fetch("select variant, holder_id from cases.abandonment")
    assert row == {"variant": "no_dialogue", "holder_id": lucia}


async def test_who_leaves_within_ten_seconds_is_kept_apart(world: World) -> None:
    await world.webchat("hola")
    await presence(world, "here", "tab-one-1")
    await presence(world, "gone", "tab-one-1")
    await world.fetch("update conversations.conversation set last_inbound_at = created_at returning 1")
    await wait_out_the_grace(world)

    assert [row["variant"] for row in await world.fetch("select variant from cases.abandonment")] == ["short"]


async def test_who_comes_back_has_not_abandoned(world: World) -> None:
    await opened_ago(world, 300)
    await presence(world, "here", "tab-one-1")
    await presence(world, "gone", "tab-one-1")
    await wait_out_the_grace(world)
    await presence(world, "here", "tab-two-2")
    await react(world)

    (row,) = await world.fetch("select retracted_at from cases.abandonment")
    assert row["retracted_at"] is not None
    assert len(await world.fetch("select 1 from kit.event where kind = 'cases.abandonment_retracted'")) == 1


async def test_who_reloads_the_page_within_the_grace_never_left(world: World) -> None:
    await opened_ago(world, 300)
    await presence(world, "here", "tab-one-1")
    await presence(world, "gone", "tab-one-1")
    await presence(world, "here", "tab-two-2")
    await wait_out_the_grace(world)

    assert await world.fetch("select 1 from cases.abandonment") == []


async def test_who_was_answered_by_a_person_has_not_abandoned(world: World) -> None:
    case = await opened_ago(world, 300)
    message = await answer(world, case, await agent(world))
    await world.fetch(
        "update conversations.delivery set state = 'sent', sent_at = now() where message_id = $1 returning 1", message
    )
    await presence(world, "here", "tab-one-1")
    await presence(world, "gone", "tab-one-1")
    await wait_out_the_grace(world)

    assert await world.fetch("select 1 from cases.abandonment") == []


async def test_a_case_that_closes_without_any_persons_answer_was_abandoned_by_us(world: World) -> None:
    case = await open_case(world)
    async with world.tx() as tx:
        await closing.resolve(tx, case)
        await closing.close(tx, case)
    await react(world)

    (row,) = await world.fetch("select variant, evidence, holder_kind from cases.abandonment")
    assert row == {"variant": "asynchronous", "evidence": "closed_unanswered", "holder_kind": "queue"}


async def test_a_case_set_aside_is_nobodys_abandonment(world: World) -> None:
    case = await open_case(world)
    async with world.tx() as tx:
        await closing.set_aside(tx, case, SetAsideReason.SPAM)
    await react(world)

    assert await world.fetch("select 1 from cases.abandonment") == []
    (row,) = await world.fetch("select reason, reversed_at from cases.case_exclusion")
    assert row == {"reason": "spam", "reversed_at": None}


async def test_a_case_knows_the_visit_that_opened_it(world: World) -> None:
    page = {"type": "context", "id": str(uuid7()), "page": {"url": "https://pirca.example/ollas"}}
    await web(world, page)
    await world.webchat("hola, ¿hay alguien?")
    await presence(world, "here", "tab-one-1")
    await presence(world, "gone", "tab-one-1")

    case = await the_case(world)
    (visit,) = await world.fetch("select * from contacts.web_session")
    assert visit["id"] == case["web_session_id"] and visit["contact_id"] == case["contact_id"]
    assert visit["page"] == "https://pirca.example/ollas"
    assert visit["started_at"] < visit["last_seen_at"] <= visit["gone_at"]


async def test_typing_is_kept_from_and_to_on_both_sides_where_it_can_be_seen(world: World) -> None:
    await world.webchat("hola, ¿hay alguien?")
    await world.whatsapp("hola, mi pedido no llegó")
    for on in (True, False):
        await web(world, {"type": "typing", "at": 1, "on": on, "thread": "t-1"})
        await world.receive()
    (thread,) = await world.fetch(
        "select id, typing_observable from conversations.conversation where channel = 'webchat'"
    )
    lucia = await agent(world)
    async with world.tx() as tx:
        span = Typing(thread["id"], lucia, tx.now - timedelta(seconds=7), tx.now)
        await conversations.note_typing(tx, [span])

    rows = await world.fetch(
        "select side, user_id, to_at - from_at as for_long from conversations.typing_seg order by side"
    )
    assert [(row["side"], row["user_id"]) for row in rows] == [("contact", None), ("user", lucia)]
    assert timedelta(0) < rows[0]["for_long"] < timedelta(minutes=1) and rows[1]["for_long"] == timedelta(seconds=7)
    assert thread["typing_observable"]
    (other,) = await world.fetch("select typing_observable from conversations.conversation where channel = 'whatsapp'")
    assert not other["typing_observable"]


async def test_signs_of_typing_become_one_interval_that_ends_by_itself(world: World) -> None:
    await world.webchat("hola, ¿hay alguien?")
    (thread,) = await world.fetch("select id from conversations.conversation")
    lucia, desk = await agent(world), TypingDesk(world.house.db)
    async with world.tx() as tx:
        began = tx.now
    for second in (0, 3, 6):
        desk.heard(world.workspace, thread["id"], lucia, began + timedelta(seconds=second), on=True)
    desk.heard(world.workspace, thread["id"], None, began, on=True)
    desk.heard(world.workspace, thread["id"], None, began + timedelta(seconds=2), on=False)

    assert await desk.flush(began + timedelta(seconds=8)) == 1
    assert await desk.flush(began + timedelta(seconds=60)) == 1
    assert await desk.flush(began + timedelta(seconds=90)) == 0
    rows = await world.fetch("select user_id, to_at - from_at as it from conversations.typing_seg order by side")
    assert [(row["user_id"], row["it"].total_seconds()) for row in rows] == [(None, 2), (lucia, 6)]


async def test_what_was_said_before_leaving_and_is_told_late_takes_nothing_back(world: World) -> None:
    case = await opened_ago(world, 600)
    async with world.tx() as tx:
        await cases.abandon(tx, case, AbandonmentVariant.LEFT_QUEUE, "widget_gone")
    await react(world)  # of the message that opened the case, only now
    (row,) = await world.fetch("select retracted_at from cases.abandonment")
    assert row["retracted_at"] is None
    await world.webchat("ya volví, ¿hay alguien?")
    await react(world)
    (row,) = await world.fetch("select retracted_at from cases.abandonment")
    assert row["retracted_at"] is not None
