"""Who writes, when providers name one person in several ways, and who may claim a thread that is not theirs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.flow.providers import mail, meta, reply, said, send
from tests.flow.world import World
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.contacts import api as contacts


async def count(world: World, table: str) -> int:
    (row,) = await world.fetch(f"select count(*) n from {table}")
    return int(row["n"])


def known_as(phone: str = "", user: str = "", name: str = "Rosa") -> dict[str, Any]:
    """Return one contact of Meta's shape."""
    ids = {"wa_id": phone} if phone else {}
    return {"profile": {"name": name}, **ids, **({"user_id": user} if user else {})}


def by(wamid: str, text: str, phone: str = "", user: str = "") -> bytes:
    """Return a webhook in which a person is named by a telephone number, a business-scoped id, or both."""
    message = said(wamid, text, phone) | ({"from_user_id": user} if user else {})
    if not phone:
        del message["from"]
    return meta([message], contacts=[known_as(phone, user)])


async def test_who_wrote_with_phone_and_id_and_then_with_the_id_alone_goes_on_in_one_conversation(world: World) -> None:
    for raw in (
        by("wamid.1", "mi pedido no llegó", "51987310214", "PE.1034"),
        by("wamid.2", "¿siguen ahí?", user="PE.1034"),
        by("wamid.3", "escribo de mi número", "51987310214"),
    ):
        await world.accept("whatsapp", raw)
        await world.receive()

    assert await count(world, "contacts.contact") == 1
    assert await count(world, "conversations.conversation") == 1
    assert await count(world, 'cases."case"') == 1
    kinds = {row["kind"] for row in await world.fetch("select kind from contacts.identity")}
    assert {"phone", "whatsapp_user"} <= kinds


async def test_an_id_whose_phone_comes_later_is_still_one_person(world: World) -> None:
    for raw in (
        by("wamid.1", "mi pedido no llegó", user="PE.77"),
        by("wamid.2", "este es mi número", "51987310214", "PE.77"),
        by("wamid.3", "¿y bien?", "51987310214"),
    ):
        await world.accept("whatsapp", raw)
    await world.receive()

    assert await count(world, "contacts.contact") == 1
    assert await count(world, "conversations.conversation") == 1


async def test_an_id_that_comes_with_the_phone_of_somebody_else_merges_nobody(world: World) -> None:
    for raw in (
        by("wamid.1", "soy Rosa, mi pedido no llegó", "51987310214"),
        by("wamid.2", "soy Beto, el mío tampoco", user="PE.88"),
        by("wamid.3", "tengo el número que era de Rosa", "51987310214", "PE.88"),
    ):
        await world.accept("whatsapp", raw)
        await world.receive()

    assert await count(world, "contacts.contact") == 2
    assert await count(world, "conversations.message") == 3


@pytest.mark.parametrize(
    "numbers",
    [
        ("5491123456789", "541123456789"),
        ("5493416123456", "543416123456"),
        ("5215512345678", "525512345678"),
        ("5511987654321", "551187654321"),
    ],
    ids=["Buenos Aires", "Rosario", "Ciudad de México", "São Paulo"],
)
async def test_the_variants_of_one_number_are_one_contact(world: World, numbers: tuple[str, str]) -> None:
    for n, number in enumerate((*numbers, numbers[0])):
        await world.whatsapp(f"mensaje {n} de mi pedido", phone=number)

    assert await count(world, "contacts.contact") == 1
    assert await count(world, "conversations.conversation") == 1
    assert await count(world, 'cases."case"') == 1


async def test_numbers_that_differ_in_one_digit_are_two_contacts(world: World) -> None:
    for number in ("5491123456789", "5491123456788", "551132654321", "5511932654321"):
        await world.whatsapp("mi pedido no llegó", phone=number)

    assert await count(world, "contacts.contact") == 4


async def test_what_a_blocked_contact_writes_is_kept_and_waits_for_nobody(world: World) -> None:
    await world.whatsapp("son unos ladrones")
    (contact,) = await world.fetch("select id from contacts.contact")
    agent = Actor(ActorKind.USER, uuid7())
    async with world.tx(agent) as tx:
        await contacts.block(tx, contact["id"], "amenazas")
    clocks = await count(world, "sla.clock")
    await world.whatsapp("otra vez yo", "ladrones")

    assert await count(world, "conversations.message") == 3
    assert await count(world, "sla.clock") == clocks

    async with world.tx(agent) as tx:
        await contacts.unblock(tx, contact["id"])
    await world.whatsapp("quiero disculparme y saber de mi pedido")
    (last,) = await world.fetch(
        'select c.set_aside, c.due_at from conversations.message m join cases."case" c on c.id = m.case_id '
        "order by m.sort_at desc, m.sort_id desc limit 1"
    )
    assert last["set_aside"] is None and last["due_at"] is not None


async def test_the_first_word_of_a_blocked_contact_in_a_new_thread_opens_a_case_that_is_set_aside(world: World) -> None:
    await world.accept("email", mail("son unos ladrones"))
    await world.receive()
    (contact,) = await world.fetch("select id from contacts.contact")
    async with world.tx(Actor(ActorKind.USER, uuid7())) as tx:
        await contacts.block(tx, contact["id"], "amenazas")
    await world.accept("email", mail("otra cosa", subject="Segundo asunto"))
    await world.receive()

    rows = await world.fetch('select set_aside, due_at from cases."case" order by number')
    assert [row["set_aside"] for row in rows] == [None, "blocked"]
    assert rows[1]["due_at"] is None


async def thread_of_rosa(world: World) -> int:
    """Let Rosa write and an agent answer; return the number of her case."""
    await world.accept("email", mail("mi pedido no llegó"))
    await world.receive()
    await reply(world, "Lo revisamos")
    await send(world)
    (case,) = await world.fetch('select number from cases."case"')
    return int(case["number"])


async def test_a_mail_that_lost_its_references_finds_its_case_by_the_number_when_its_author_takes_part(
    world: World,
) -> None:
    number = await thread_of_rosa(world)
    await world.accept("email", mail("¿y entonces?", subject=f"Re: [#{number}] Pedido"))
    await world.receive()

    assert await count(world, "conversations.conversation") == 1
    assert await count(world, 'cases."case"') == 1


async def test_a_stranger_who_writes_the_number_of_a_case_gets_a_case_of_his_own(world: World) -> None:
    number = await thread_of_rosa(world)
    stranger = "Curioso <curioso@malo.example>"
    await world.accept("email", mail("¿qué pasó con esto?", sender=stranger, subject=f"Re: [#{number}] Pedido"))
    await world.receive()

    assert await count(world, "conversations.conversation") == 2
    assert await count(world, 'cases."case"') == 2
    rows = await world.fetch("select distinct case_id from conversations.message where text like '¿qué pasó%'")
    (first,) = await world.fetch('select id from cases."case" where number = $1', number)
    assert [row["case_id"] for row in rows] != [first["id"]]


async def test_a_number_that_no_case_has_is_just_a_subject(world: World) -> None:
    await world.accept("email", mail("mi pedido no llegó", subject="[#999999] Pedido"))
    await world.receive()

    assert await count(world, 'cases."case"') == 1


async def test_a_mail_with_a_signed_id_of_ours_joins_its_thread_even_from_another_address(world: World) -> None:
    await thread_of_rosa(world)
    (ours,) = await world.fetch("select provider_id from conversations.message where direction = 'out'")
    raw = mail("soy su hijo, respondo por ella", sender="hijo@otra.example", In_Reply_To=ours["provider_id"])
    await world.accept("email", raw)
    await world.receive()

    assert await count(world, "conversations.conversation") == 1
    assert await count(world, 'cases."case"') == 1
    assert await count(world, "contacts.contact") == 2


async def test_a_mail_with_a_forged_id_of_ours_joins_nothing(world: World) -> None:
    await thread_of_rosa(world)
    (ours,) = await world.fetch("select provider_id from conversations.message where direction = 'out'")
    number, key, signature = ours["provider_id"].strip("<>").partition("@")[0].split(".")
    forged = f"<{number}.{key}.{signature[::-1]}@pirca.example>"
    await world.accept("email", mail("déjenme entrar", sender="curioso@malo.example", In_Reply_To=forged))
    await world.receive()

    assert await count(world, "conversations.conversation") == 2
    assert await count(world, 'cases."case"') == 2


@pytest.mark.parametrize("word", ["BAJA", "baja.", "¡Baja!", "STOP", "dar de baja", "SAIR"])
async def test_the_exact_word_opts_out(world: World, word: str) -> None:
    await world.whatsapp(word)

    assert await count(world, "compliance.send_hold") > 0


@pytest.mark.parametrize(
    "text", ["quiero dar de baja mi plan", "la calidad es baja", "stop, mi pedido llegó roto", "no me den de baja"]
)
async def test_words_around_it_are_a_matter_to_answer_and_no_opt_out(world: World, text: str) -> None:
    await world.whatsapp(text)

    assert await count(world, "compliance.send_hold") == 0
    (case,) = await world.fetch('select due_at, set_aside from cases."case"')
    assert case["due_at"] is not None and case["set_aside"] is None
