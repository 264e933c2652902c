"""Calls that we make: our own telephone first, then theirs; once, at hours that may be, and a promise is kept by it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.embedded import Urls
from tests.flow.phoning import NUMBER, ROSA, Exchange, connect, exchange
from tests.flow.providers import provider_door
from tests.flow.records import agent
from tests.flow.test_routing import automatic
from tests.flow.world import World, make_world, open_test_house
from trato.flow.acts import dialling, proving, reaching
from trato.kit.clock import wall_clock
from trato.kit.errors import TratoError
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import WrapUp
from trato.rooms.cases import api as cases
from trato.rooms.channels.model import HttpAnswer, TransportFailure
from trato.rooms.channels.simulators.voice.world import Leg
from trato.rooms.compliance import api as compliance


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        await connect(world, calls_from="0", calls_until="24")
        await automatic(world)
        yield world


async def missed(line: Exchange) -> UUID:
    """Let Rosa call, and nobody answer; return her case."""
    rosa = await line.dial()
    await line.hang_up(rosa)
    (case,) = await line.world.fetch('select id from cases."case"')
    found: UUID = case["id"]
    return found


async def asked(world: World, by: UUID, case: UUID, call_id: UUID | None = None) -> UUID:
    """Ask for a call to the contact of a case; return its id."""
    call_id = call_id or uuid7()
    (number,) = await world.fetch("select id from contacts.identity where kind = 'phone'")
    async with world.tx(Actor(ActorKind.USER, by)) as tx:
        call = await dialling.call_out(tx, world.house.book, dialling.NewCall(call_id, case, number["id"], by))
    return call.id


async def made(world: World, call_id: UUID) -> dict[str, Any]:
    (row,) = await world.fetch("select * from calls.call where id = $1", call_id)
    return row


def called(line: Exchange, number: str) -> list[Leg]:
    """Return the calls that Twilio was told to make to a number."""
    return [one for one in line.twilio.world.legs.values() if not one.inbound and one.called == number]


async def stretches_of(world: World, call_id: UUID) -> list[str]:
    rows = await world.fetch("select kind from calls.segment where call_id = $1 order by n", call_id)
    return [row["kind"] for row in rows]


async def test_who_was_missed_is_called_back_and_the_promise_is_kept_by_that(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        case = await missed(line)
        call_id = await asked(world, lucia, case)
        await line.go_on()
        mine = await line.pick_up()
        (rosa,) = called(line, ROSA)
        assert rosa.status == "ringing" and rosa.caller == NUMBER and (await made(world, call_id))["state"] == "calling"
        assert "Llamando." in [one.text for one in mine.heard]
        line.twilio.pick_up(rosa.sid)
        await line.go_on()
        assert rosa.where == mine.where == "room" and rosa.room == mine.room and not line.twilio.world.refused
        call = await made(world, call_id)
        assert (call["state"], call["answered_by"], call["far_id"]) == ("talking", lucia, rosa.sid)
        (promise,) = await world.fetch("select kept_at from cases.promise")
        assert promise["kept_at"] is not None
        assert not await world.fetch("select 1 from sla.clock where target = 'first_response' and stopped_at is null")
        async with world.tx() as tx:
            await calls.hold(tx, call_id, lucia, on=True)
        await line.go_on()
        assert rosa.held
        async with world.tx() as tx:
            await calls.hold(tx, call_id, lucia, on=False)
        await line.go_on()
        await line.hang_up(rosa)
        assert mine.is_over
        call = await made(world, call_id)
        assert (call["state"], call["outcome"]) == ("ended", "answered")
        assert await stretches_of(world, call_id) == ["ring", "dial", "talk", "hold", "talk"]
        (message,) = await world.fetch("select direction, purpose from conversations.message where purpose = 'call'")
        assert message["direction"] == "out" and call["case_id"] == case
        assert len(await world.fetch("select 1 from conversations.conversation")) == 1, "her call's own thread goes on"


@pytest.mark.parametrize(("how", "cause"), [("busy", "busy"), ("no-answer", "no-answer"), ("hung up", "")])
async def test_who_does_not_answer_is_still_owed_a_call(world: World, how: str, cause: str) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        case = await missed(line)
        call_id = await asked(world, lucia, case)
        await line.go_on()
        mine = await line.pick_up()
        (rosa,) = called(line, ROSA)
        if cause:
            line.twilio.refuse(rosa.sid, how)
        else:
            line.twilio.hang_up(mine.sid)
        await line.go_on()
        assert rosa.is_over and mine.is_over
        call = await made(world, call_id)
        assert (call["state"], call["outcome"]) == ("ended", "unreached")
        owed = await world.fetch("select 1 from cases.promise where kept_at is null")
        assert len(owed) == 1, "no second promise is made by a call that we make"


async def test_somebody_who_does_not_pick_up_their_own_telephone_calls_nobody(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        call_id = await asked(world, lucia, await missed(line))
        await line.go_on()
        (mine,) = line.rung()
        line.twilio.refuse(mine.sid)
        await line.go_on()
        assert not called(line, ROSA) and (await made(world, call_id))["state"] == "ended"


async def test_on_a_telephone_of_ones_own_a_key_makes_the_call(world: World) -> None:
    lucia = await agent(world)
    async with world.tx() as tx:
        await tx.connection.execute(
            "update channels.account set settings = settings - 'softphone' where channel = 'voice'"
        )
        await calls.set_telephone(tx, lucia, "+51 999 000 111")
    world.house.book.forget(world.workspace)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        await asked(world, lucia, await missed(line))
        await line.go_on()
        mine = await line.pick_up()
        assert mine.called == "+51999000111" and mine.wants == "key" and not called(line, ROSA)
        assert "Tu llamada a un cliente. Para hacerla, marca 1." in [one.text for one in mine.heard]
        await line.press(mine, "1")
        assert [one.status for one in called(line, ROSA)] == ["ringing"]


async def test_a_call_asked_for_twice_is_one_and_two_people_do_not_ring_at_once(world: World) -> None:
    lucia, diego = await agent(world, "lucia"), await agent(world, "diego")
    async with provider_door(world.house) as door, exchange(world, door) as line:
        case = await missed(line)
        call_id = await asked(world, lucia, case)
        assert await asked(world, lucia, case, call_id) == call_id
        with pytest.raises(dialling.CaseOnCall):
            await asked(world, diego, case)
        await line.go_on()
        assert len(line.rung()) == 1


async def test_a_provider_that_may_have_dialled_is_not_asked_again_and_what_it_tells_later_counts(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        case = await missed(line)
        call_id = await asked(world, lucia, case)
        await line.go_on()
        mine = next(one for one in line.rung())
        carry = line.operator.carrier.call

        async def lost(request: Any) -> HttpAnswer | TransportFailure:
            answer = await carry(request)
            return TransportFailure("read_timeout", sent=True) if (request.form or {}).get("To") == ROSA else answer

        line.operator.carrier = Lossy(lost)  # type: ignore[assignment]
        line.twilio.pick_up(mine.sid)
        await line.go_on()
        await line.go_on()
        (rosa,) = called(line, ROSA)
        call = await made(world, call_id)
        assert (call["trouble"], call["state"]) == ("unsure", "calling")
        line.twilio.pick_up(rosa.sid)
        await line.go_on()
        assert (await made(world, call_id))["state"] == "talking" and len(called(line, ROSA)) == 1


class Lossy:
    """A carrier whose answers get lost."""

    def __init__(self, call: Any) -> None:
        self.call = call


async def test_a_worker_that_died_with_a_call_in_hand_leaves_it_flagged_and_not_dialled_twice(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        call_id = await asked(world, lucia, await missed(line))
        await line.go_on()
        (mine,) = line.rung()
        line.twilio.pick_up(mine.sid)
        await line.twilio.settled()
        await world.receive()
        async with world.tx() as tx:
            (taken,) = await calls.claim_errands(tx, 9)  # and the worker dies
            assert not taken.doubtful
            await tx.connection.execute("update calls.errand set next_at = now() where done_at is null")
        await line.go_on()
        assert not called(line, ROSA) and (await made(world, call_id))["trouble"] == "unsure"


async def test_a_number_that_is_none_says_so_and_lets_us_go(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        call_id = await asked(world, lucia, await missed(line))
        await line.go_on()
        (mine,) = line.rung()
        line.twilio.pick_up(mine.sid)
        await line.twilio.settled()
        await world.receive()
        line.twilio.barred.add(ROSA)
        await line.go_on()
        call = await made(world, call_id)
        assert (call["state"], call["outcome"], call["trouble"]) == ("ended", "unreached", "21215") and mine.is_over


async def test_who_wants_no_calls_is_called_by_nobody_until_they_call_again(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        case = await missed(line)
        call_id = await asked(world, lucia, case)
        await line.go_on()
        await line.pick_up()
        (rosa,) = called(line, ROSA)
        line.twilio.pick_up(rosa.sid)
        await line.go_on()
        await line.hang_up(rosa)
        async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
            await dialling.wrap_up(tx, world.house.book, call_id, lucia, WrapUp.STOP, None)
        with pytest.raises(dialling.CallsRefused):
            await asked(world, lucia, case)
        assert len(await world.fetch("select 1 from conversations.message where purpose = 'call'")) == 1
        await line.hang_up(await line.dial())
        await asked(world, lucia, case)


async def test_what_a_contact_refused_in_writing_is_refused_by_telephone_too(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        case = await missed(line)
        (contact,) = await world.fetch("select id, controller_id from contacts.contact")
        async with world.tx() as tx:
            await compliance.opt_out(tx, contact["controller_id"], contact["id"], [])
        with pytest.raises(dialling.CallsRefused):
            await asked(world, lucia, case)


async def test_nobody_is_called_at_night_but_who_has_just_called_or_agreed_to_it(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        case = await missed(line)
        far = (wall_clock().hour + 12) % 24  # no hour of any zone of hers
        async with world.tx() as tx:
            await tx.connection.execute(
                "update channels.account set settings = settings || $1 where channel = 'voice'",
                {"calls_from": str(far), "calls_until": str(far + 1)},
            )
        world.house.book.forget(world.workspace)
        await asked(world, lucia, case)  # she called a moment ago
        await line.go_on()
        (mine,) = line.rung()
        line.twilio.refuse(mine.sid)
        await line.go_on()
        async with world.tx() as tx:
            await tx.connection.execute("update calls.call set began_at = began_at - interval '2 hours'")
        with pytest.raises(dialling.QuietHour):
            await asked(world, lucia, case)


async def test_what_came_of_a_call_is_said_once_and_another_time_is_a_promise(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        case = await missed(line)
        call_id = await asked(world, lucia, case)
        await line.go_on()
        (mine,) = line.rung()
        line.twilio.refuse(mine.sid)
        await line.go_on()
        async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
            assert [one.id for one in await calls.unwrapped(tx, lucia)] == [call_id]
            with pytest.raises(TratoError):
                await dialling.wrap_up(tx, world.house.book, call_id, lucia, WrapUp.AGAIN, None)
            later = tx.now + timedelta(hours=3)
            await dialling.wrap_up(tx, world.house.book, call_id, lucia, WrapUp.AGAIN, later)
            assert not await calls.unwrapped(tx, lucia)
        owed = await world.fetch("select body, by_id, due_at from cases.promise where id = $1", call_id)
        assert [(one["body"], one["by_id"], one["due_at"]) for one in owed] == [(ROSA, lucia, later)]


async def test_a_contact_without_a_telephone_or_a_brand_without_a_line_is_called_by_nobody(world: World) -> None:
    await world.webchat("Hola")
    (case,) = await world.fetch('select id from cases."case"')
    async with world.tx() as tx:
        found = await reaching_of(tx, world, case["id"])
        assert found == "call_no_number"
        await tx.connection.execute("update channels.account set state = 'paused' where channel = 'voice'")
    world.house.book.forget(world.workspace)
    async with world.tx() as tx:
        assert await reaching_of(tx, world, case["id"]) == "call_no_line"


async def reaching_of(tx: Any, world: World, case_id: UUID) -> str:
    try:
        await reaching.reach_of(tx, world.house.book, await cases.get(tx, case_id))
    except TratoError as refused:
        return str(refused.code)
    return ""


async def test_a_telephone_is_ones_own_once_its_code_is_read_out_and_no_earlier(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        async with world.tx() as tx:
            await proving.ask(tx, world.house.book, lucia, "+51 999 000 111")
            await proving.ask(tx, world.house.book, lucia, "+51999000111")  # again, at once: one call
        await line.go_on()
        (mine,) = called(line, "+51999000111")
        line.twilio.pick_up(mine.sid)
        await line.go_on()
        code = "".join(sign for sign in mine.heard[0].text if sign.isdigit())
        assert len(code) == 6
        async with world.tx() as tx:
            assert not await calls.prove(tx, lucia, "000000" if code != "000000" else "111111")
            assert not await calls.telephones_of(tx, [lucia])
            assert await calls.prove(tx, lucia, f" {code} ")
            assert await calls.telephones_of(tx, [lucia]) == {lucia: "+51999000111"}
            with pytest.raises(TratoError):
                await calls.prove(tx, lucia, code)
        assert not await world.fetch("select 1 from calls.errand where body->>'words' <> ''"), "the code is not kept"


async def test_a_code_is_tried_five_times_and_no_more(world: World) -> None:
    lucia = await agent(world)
    async with world.tx() as tx:
        code = await calls.ask_proof(tx, lucia, "+51999000111")
        wrong = "000000" if code != "000000" else "111111"
        assert [await calls.prove(tx, lucia, wrong) for _ in range(5)] == [False] * 5
        with pytest.raises(TratoError):
            await calls.prove(tx, lucia, code)
