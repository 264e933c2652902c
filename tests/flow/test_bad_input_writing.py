"""Bad input of agents and their networks: doubled keys, cases that others closed, answers that may not leave."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest

from tests.flow.providers import reply
from tests.flow.world import World
from trato.flow import closing, writing
from trato.flow.composing import NewReply
from trato.flow.replying import ReplyDesk
from trato.flow.sayable import CaseClosed, ContactBlocked
from trato.flow.writing import Answering
from trato.kit.errors import NotFound
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.cases.errors import StateChanged
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations.errors import KeyReused, MessageEmpty, TextTooLong

AGENT = Actor(ActorKind.USER, UUID("019f0000-0000-7000-8000-00000000a9e7"))


async def written(world: World) -> list[str]:
    rows = await world.fetch("select text from conversations.message where direction = 'out' order by sort_at")
    return [row["text"] for row in rows]


async def the_case(world: World) -> UUID:
    (case,) = await world.fetch('select id from cases."case" order by number desc limit 1')
    assert isinstance(case["id"], UUID)
    return case["id"]


async def test_a_key_sent_twice_with_the_same_words_is_one_message(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    key = uuid7()
    await reply(world, "Lo revisamos", key)
    await reply(world, "Lo revisamos", key)

    assert await written(world) == ["Lo revisamos"]
    assert len(await world.fetch("select 1 from conversations.delivery")) == 1


async def test_a_key_sent_again_with_other_words_is_refused_and_the_first_words_stand(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    key = uuid7()
    await reply(world, "Lo revisamos", key)
    with pytest.raises(KeyReused):
        await reply(world, "Le devolvemos todo", key)

    assert await written(world) == ["Lo revisamos"]


async def test_a_key_of_another_conversation_is_refused(world: World) -> None:
    await world.webchat("mi pedido no llegó", visitor="v-1")
    key = uuid7()
    await reply(world, "Lo revisamos", key)
    await world.webchat("el mío tampoco", visitor="v-2")
    with pytest.raises(KeyReused):
        await reply(world, "Lo revisamos", key)


async def test_a_key_that_a_contacts_message_has_is_refused(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    (message,) = await world.fetch("select id from conversations.message")
    with pytest.raises(KeyReused):
        await reply(world, "Lo revisamos", message["id"])


async def test_one_key_with_two_texts_in_one_commit_is_refused_to_both_and_writes_nothing_of_them(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    (thread,) = await world.fetch("select id, case_id from conversations.conversation")
    first, other = uuid7(), uuid7()
    news = [
        Answering(AGENT, NewReply(key, thread["id"], thread["case_id"], text))
        for key, text in ((first, "uno"), (first, "uno"), (other, "dos"), (other, "tres"))
    ]
    async with world.tx(AGENT) as tx:
        refused = await writing.reply_many(tx, world.house.book, news)

    assert await written(world) == ["uno"]
    assert {key: type(why) for key, why in refused.items()} == {other: KeyReused}


async def test_a_weak_link_that_sends_one_answer_on_two_connections_at_once_writes_it_once(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    key = uuid7()
    outcomes = await asyncio.gather(*(reply(world, "Lo revisamos", key) for _ in range(4)), return_exceptions=True)

    assert await written(world) == ["Lo revisamos"]
    assert key in outcomes  # whoever lost the race asks again with the same key, and that is safe
    assert await reply(world, "Lo revisamos", key) == key


async def test_at_the_desk_one_refused_answer_takes_nobody_with_it(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    (thread,) = await world.fetch("select id, case_id from conversations.conversation")
    desk = ReplyDesk(world.house.db, world.house.book)
    texts = ("uno", "", "dos\x00", "tres")
    outcomes = await asyncio.gather(
        *(
            desk.hand_in(world.workspace, Answering(AGENT, NewReply(uuid7(), thread["id"], thread["case_id"], text)))
            for text in texts
        ),
        return_exceptions=True,
    )

    assert [type(one).__name__ for one in outcomes] == ["NoneType", "MessageEmpty", "NoneType", "NoneType"]
    assert sorted(await written(world)) == ["dos", "tres", "uno"]


async def test_a_key_sent_by_two_processes_at_once_is_written_once_and_nobody_hears_of_a_bug(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    (thread,) = await world.fetch("select id, case_id from conversations.conversation")
    new = NewReply(uuid7(), thread["id"], thread["case_id"], "Lo revisamos")
    desks = [ReplyDesk(world.house.db, world.house.book) for _ in range(4)]
    await asyncio.gather(*(desk.hand_in(world.workspace, Answering(AGENT, new)) for desk in desks))

    assert await written(world) == ["Lo revisamos"]


async def test_a_case_that_somebody_closed_meanwhile_takes_no_answer_and_says_so(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    case_id = await the_case(world)
    async with world.tx(AGENT) as tx:
        await closing.resolve(tx, case_id)
        await closing.close(tx, case_id)
    with pytest.raises(CaseClosed) as refusal:
        await reply(world, "Lo revisamos", case_id=case_id)

    assert (refusal.value.code, refusal.value.status) == ("case_closed", 409)
    assert refusal.value.data["case"] == str(case_id)
    assert await written(world) == []


async def test_a_case_that_somebody_merged_meanwhile_names_the_one_that_goes_on(world: World) -> None:
    await world.webchat("mi pedido no llegó", visitor="v-1")
    absorbed = await the_case(world)
    await world.webchat("es lo mismo que la otra", visitor="v-2")
    survivor = await the_case(world)
    async with world.tx(AGENT) as tx:
        await closing.merge(tx, absorbed, survivor)
    with pytest.raises(CaseClosed) as refusal:
        await reply(world, "Lo revisamos", case_id=absorbed)

    assert refusal.value.data["merged_into"] == survivor


async def test_two_people_who_resolve_one_case_do_it_once(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    case_id = await the_case(world)

    async def resolve() -> None:
        async with world.tx(AGENT) as tx:
            await closing.resolve(tx, case_id)

    outcomes = await asyncio.gather(resolve(), resolve(), return_exceptions=True)
    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "StateChanged"]
    assert any(isinstance(one, StateChanged) and one.status == 409 for one in outcomes)


async def test_a_message_that_comes_while_the_case_is_being_closed_is_never_lost(world: World) -> None:
    await world.webchat("mi pedido no llegó")
    case_id = await the_case(world)

    async def close() -> None:
        async with world.tx(AGENT) as tx:
            await closing.resolve(tx, case_id)
            await closing.close(tx, case_id)

    await asyncio.gather(close(), world.webchat("sigue sin llegar"))

    rows = await world.fetch(
        'select m.text, c.state, c.due_at from conversations.message m join cases."case" c on c.id = m.case_id'
    )
    assert {row["text"] for row in rows} == {"mi pedido no llegó", "sigue sin llegar"}


async def test_nobody_writes_to_whom_a_colleague_has_just_blocked(world: World) -> None:
    await world.webchat("son unos ladrones")
    (contact,) = await world.fetch("select id from contacts.contact")
    async with world.tx(AGENT) as tx:
        await contacts.block(tx, contact["id"], "amenazas")
    with pytest.raises(ContactBlocked):
        await reply(world, "Hola")

    assert await written(world) == []


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
async def test_an_answer_without_words_or_files_is_refused(world: World, text: str) -> None:
    await world.webchat("mi pedido no llegó")
    with pytest.raises(MessageEmpty):
        await reply(world, text)


async def test_an_answer_longer_than_its_channel_takes_is_refused_with_the_limit(world: World) -> None:
    await world.whatsapp("mi pedido no llegó")
    with pytest.raises(TextTooLong) as refusal:
        await reply(world, "a" * 4097)

    assert refusal.value.data["limit"] == 4096


async def test_an_answer_to_a_conversation_of_nobody_is_not_found(world: World) -> None:
    async with world.tx(AGENT) as tx:
        with pytest.raises(NotFound):
            await writing.reply(tx, world.house.book, NewReply(uuid7(), uuid7(), uuid7(), "hola"))


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "a\ud800b"])
async def test_characters_that_a_database_refuses_do_not_break_an_answer(world: World, text: str) -> None:
    await world.webchat("mi pedido no llegó")
    try:
        await reply(world, text)
    except MessageEmpty:
        assert not text.strip("\x00")
    assert all("\x00" not in one for one in await written(world))
