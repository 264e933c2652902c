"""Who says no is left alone at once, wherever they said it, and sees it ended by their own word alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.embedded import Urls
from tests.flow.providers import provider_door
from tests.flow.texting import NUMBER, ROSA, bring, connect, texted, told, twilio
from tests.flow.world import World, make_world, open_test_house
from trato.flow import clearing
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels.model import Text
from trato.rooms.console.rules.changes import OF_A_MESSAGE
from trato.rooms.console.service import opting
from trato.rooms.console.store import details
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Evidence, EvidenceKind
from trato.rooms.contacts.model import Purpose as Agreement
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Outgoing
from trato.rooms.conversations.model import NewMessage, Purpose


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        await connect(world)
        yield world


async def write(world: World, purpose: Purpose, channel: str) -> UUID:
    """Write a message of ours in the newest conversation of a channel; return its id."""
    message_id, agent = uuid7(), Actor(ActorKind.USER, uuid7())
    async with world.tx(agent) as tx:
        row = await tx.connection.fetchrow(
            "select id from conversations.conversation where channel = $1 order by created_at desc limit 1", channel
        )
        assert row is not None
        (thread,) = (await conversations.get_conversations(tx, [row["id"]])).values()
        message = NewMessage(
            id=message_id, conversation_id=thread.id, case_id=thread.case_id, account_id=thread.account_id,
            provider_id=None, direction="out", author=agent, alias="Camila", purpose=purpose, parts=(Text("Hola"),),
            text="Hola", occurred_at=tx.now, received_at=tx.now, sort=(tx.now, 0, 0),
        )  # fmt: skip
        await clearing.reply(tx, world.house.book, [Outgoing(message, thread)])
    return message_id


async def standing(world: World, message: UUID) -> tuple[str, str]:
    (row,) = await world.fetch("select state, reason from conversations.delivery where message_id = $1", message)
    return row["state"], row["reason"]


async def shown(world: World, case_of: UUID) -> list[Any]:
    """Return the no that the agent sees in each conversation of a message's case."""
    async with world.tx() as tx:
        case = await tx.connection.fetchval("select case_id from conversations.message where id = $1", case_of)
        threads = await details.list_conversations(tx, [case])
        accounts = await world.house.book.of_workspace(tx)
        return list((await opting.nos_of(tx, accounts, threads)).values())


@pytest.mark.parametrize("word", ["BAJA", "¡Alto!", "stop", "Sair", "CANCELAR"])
async def test_what_waited_to_leave_is_stopped_in_the_same_commit_with_its_reason(world: World, word: str) -> None:
    await world.whatsapp("Hola")
    begun, answer = await write(world, Purpose.PROACTIVE, "whatsapp"), await write(world, Purpose.REPLY, "whatsapp")
    assert (await standing(world, begun))[0] == "cleared"
    await world.whatsapp(word)
    assert await standing(world, begun) == ("blocked", "opted_out")
    assert (await standing(world, answer))[0] == "cleared"  # they wrote, and may be answered
    (no,) = await shown(world, answer)
    assert (no.everything, no.purposes) == (False, ("",))
    (consent,) = await world.fetch("select granted, purpose, evidence_kind, evidence_id from contacts.consent")
    (said,) = await world.fetch("select id from conversations.message where text = $1", word)
    assert (consent["granted"], consent["evidence_kind"], consent["evidence_id"]) == (False, "message", said["id"])


async def test_a_sentence_with_the_word_in_it_is_no_opt_out(world: World) -> None:
    await world.whatsapp("quiero dar de baja mi plan")
    assert await world.fetch("select 1 from compliance.send_hold") == []


async def test_by_text_a_stop_stops_answers_too_until_they_say_yes(world: World) -> None:
    async with provider_door(world.house) as door:
        await bring(world, door, texted("SM1", "Hola"))
        await world.receive()
        answer = await write(world, Purpose.REPLY, "sms")
        await bring(world, door, texted("SM2", "FUERA", OptOutType="STOP"))  # a word that the provider was taught
        await world.receive()
        assert await standing(world, answer) == ("blocked", "opted_out")
        (no,) = await shown(world, answer)
        assert no.everything
        await bring(world, door, texted("SM3", "¿y mi pedido?"))
        await world.receive()
        assert (await standing(world, await write(world, Purpose.REPLY, "sms")))[0] == "blocked"
        await bring(world, door, texted("SM4", "START", OptOutType="START"))
        await world.receive()
        assert (await standing(world, await write(world, Purpose.REPLY, "sms")))[0] == "cleared"
        assert await shown(world, answer) == []


async def test_a_refusal_of_the_provider_is_a_no_that_we_did_not_hear(world: World) -> None:
    async with provider_door(world.house) as door, twilio(world, door) as (simulator, send):
        await bring(world, door, texted("SM1", "Hola"))
        await world.receive()
        simulator.world.lines[NUMBER].opted_out.add(ROSA)
        first = await write(world, Purpose.REPLY, "sms")
        await send()
        assert await standing(world, first) == ("failed", "opt_out")
        assert await standing(world, await write(world, Purpose.REPLY, "sms")) == ("blocked", "opted_out")
        (consent,) = await world.fetch("select evidence_kind from contacts.consent")
        assert consent["evidence_kind"] == "provider"


async def test_a_receipt_that_says_so_is_a_no_too(world: World) -> None:
    async with provider_door(world.house) as door, twilio(world, door) as (_, send):
        await bring(world, door, texted("SM1", "Hola"))
        await world.receive()
        await write(world, Purpose.REPLY, "sms")
        await send()
        (sent,) = await world.fetch("select provider_id from conversations.delivery")
        await bring(world, door, told(sent["provider_id"], "failed", "21610"))
        await world.receive()
        assert (await standing(world, await write(world, Purpose.PROACTIVE, "sms")))[0] == "blocked"


async def test_a_no_goes_with_the_profile_and_ends_with_its_yes(world: World) -> None:
    await world.whatsapp("Hola", phone="51900000001", name="Rosa")
    await world.whatsapp("Hola", phone="51900000002", name="Rosa Huamán")
    rows = await world.fetch("select contact_id from conversations.conversation order by created_at")
    one, other = (row["contact_id"] for row in rows)
    async with world.tx() as tx:
        yes = await contacts.grant(tx, other, Agreement.LINKING, Evidence(EvidenceKind.FORM, None))
        await contacts.link(tx, other, one, yes.id)
    waiting = await write(world, Purpose.PROACTIVE, "whatsapp")  # to the second of them
    await world.whatsapp("BAJA", phone="51900000001", name="Rosa")
    assert await standing(world, waiting) == ("blocked", "opted_out")
    assert (await standing(world, await write(world, Purpose.PROACTIVE, "whatsapp")))[0] == "blocked"
    await world.whatsapp("ALTA", phone="51900000002", name="Rosa Huamán")
    assert (await standing(world, await write(world, Purpose.PROACTIVE, "whatsapp")))[0] == "cleared"


async def test_what_is_stopped_changes_its_message_on_open_screens(world: World) -> None:
    await world.whatsapp("Hola")
    begun = await write(world, Purpose.PROACTIVE, "whatsapp")
    await world.whatsapp("BAJA")
    facts = await world.fetch("select kind, case_id from kit.event where subject = $1 order by seq desc", begun)
    assert facts[0]["kind"] in OF_A_MESSAGE and facts[0]["case_id"] is not None
