"""Consent: the words, the question, the yes and the no, and what rests on them."""

from __future__ import annotations

from datetime import timedelta

import asyncpg
import pytest

from tests.rooms.contacts.world import World
from trato.kit.ids import uuid7
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.errors import ConsentTextMissing, OtherController
from trato.rooms.contacts.events import ConsentAsked, ConsentGiven, ConsentWithdrawn, ContactsLinked, ContactsUnlinked
from trato.rooms.contacts.model import Answer, Evidence, EvidenceKind, Purpose

pytestmark = pytest.mark.anyio
FORM = Evidence(EvidenceKind.FORM)
DAY = timedelta(days=1)


async def test_who_never_said_is_neither_yes_nor_no(world: World) -> None:
    ana, luis, eva = [await world.contact() for _ in range(3)]
    await contacts.grant(world.tx, ana, Purpose.MARKETING, FORM)
    await contacts.withdraw(world.tx, luis, Purpose.MARKETING, FORM)
    assert await contacts.standing(world.tx, [ana, luis, eva], Purpose.MARKETING) == {ana: True, luis: False}
    assert await contacts.standing(world.tx, [ana, luis, eva], Purpose.SURVEY) == {}


async def test_a_yes_after_a_no_stands_and_both_are_kept(world: World) -> None:
    ana = await world.contact()
    await contacts.withdraw(world.tx, ana, Purpose.MARKETING, FORM)
    world.after(60)
    await contacts.grant(world.tx, ana, Purpose.MARKETING, FORM)
    assert await contacts.standing(world.tx, [ana], Purpose.MARKETING) == {ana: True}
    no, yes = await contacts.consents_of(world.tx, ana)
    assert (no.granted, no.withdrawn_at) == (False, world.tx.now)
    assert (yes.granted, yes.withdrawn_at) == (True, None)


async def test_the_same_answer_twice_is_one_answer(world: World) -> None:
    ana = await world.contact()
    assert await contacts.grant(world.tx, ana, Purpose.SURVEY, FORM) == await contacts.grant(
        world.tx, ana, Purpose.SURVEY, FORM
    )
    no = await contacts.withdraw(world.tx, ana, Purpose.SURVEY, FORM)
    assert (await contacts.withdraw(world.tx, ana, Purpose.SURVEY, FORM)).id == no.id
    assert (len(world.facts(ConsentGiven)), len(world.facts(ConsentWithdrawn))) == (1, 1)


async def test_a_consent_that_an_agent_noted_is_audited(world: World) -> None:
    ana = await world.contact()
    await contacts.grant(world.tx, ana, Purpose.RECORDING, Evidence(EvidenceKind.AGENT, world.agent))
    assert [entry.verb for entry in world.tx.audits] == ["consent.grant"]


async def test_every_version_of_the_words_is_kept(world: World) -> None:
    for body in ("¿Acepta?", "¿Acepta usted?"):
        await contacts.publish_text(world.tx, world.controller, Purpose.LINKING, "es", body)
    text = await contacts.newest_text(world.tx, world.controller, Purpose.LINKING, "es-AR")
    assert (text.version, text.body) == (2, "¿Acepta usted?")
    with pytest.raises(ConsentTextMissing):
        await contacts.newest_text(world.tx, world.controller, Purpose.SURVEY, "es")


async def test_a_yes_in_the_conversation_is_consent_with_its_words_and_its_message(world: World) -> None:
    ana = await world.contact(locale="es-AR")
    text = await contacts.publish_text(world.tx, world.controller, Purpose.SURVEY, "es", "¿Acepta encuestas?")
    request, words = await contacts.ask(world.tx, ana, Purpose.SURVEY, until=world.tx.now + DAY)
    await contacts.asked_by(world.tx, request.id, uuid7())
    assert words == text
    message = uuid7()
    assert await contacts.answer(world.tx, request.id, "Sí, dale!", message) is Answer.YES
    (given,) = await contacts.consents_of(world.tx, ana)
    assert (given.granted, given.text_id) == (True, text.id)
    assert given.evidence == Evidence(EvidenceKind.MESSAGE, message)
    (asked,) = await contacts.requests_of(world.tx, ana)
    assert (asked.answer, asked.consent_id) == (Answer.YES, given.id)
    assert len(world.facts(ConsentAsked)) == 1


async def test_a_no_in_the_conversation_is_kept_too(world: World) -> None:
    ana = await world.contact()
    await contacts.publish_text(world.tx, world.controller, Purpose.SURVEY, "es", "¿Acepta encuestas?")
    request, _ = await contacts.ask(world.tx, ana, Purpose.SURVEY, until=world.tx.now + DAY)
    assert await contacts.answer(world.tx, request.id, "no, gracias", None) is Answer.NO
    assert await contacts.standing(world.tx, [ana], Purpose.SURVEY) == {ana: False}


async def test_an_unclear_or_late_reply_changes_nothing(world: World) -> None:
    ana = await world.contact()
    await contacts.publish_text(world.tx, world.controller, Purpose.SURVEY, "es", "¿Acepta encuestas?")
    request, _ = await contacts.ask(world.tx, ana, Purpose.SURVEY, until=world.tx.now + DAY)
    assert await contacts.answer(world.tx, request.id, "¿para qué?", None) is Answer.UNCLEAR
    world.after(2 * 86_400)
    assert await contacts.answer(world.tx, request.id, "sí", None) is Answer.UNCLEAR
    assert await contacts.consents_of(world.tx, ana) == []


async def test_asking_anew_cancels_the_open_question(world: World) -> None:
    ana = await world.contact()
    await contacts.publish_text(world.tx, world.controller, Purpose.SURVEY, "es", "¿Acepta encuestas?")
    first, _ = await contacts.ask(world.tx, ana, Purpose.SURVEY, until=world.tx.now + DAY)
    second, _ = await contacts.ask(world.tx, ana, Purpose.SURVEY, until=world.tx.now + DAY)
    assert await contacts.answer(world.tx, first.id, "sí", None) is Answer.UNCLEAR
    assert await contacts.answer(world.tx, second.id, "sí", None) is Answer.YES


async def test_a_yes_to_a_linking_links_and_its_withdrawal_restores_both(world: World) -> None:
    chat, mail = await world.contact(), await world.contact()
    await contacts.publish_text(world.tx, world.controller, Purpose.LINKING, "es", "¿Es usted también?")
    request, _ = await contacts.ask(world.tx, chat, Purpose.LINKING, until=world.tx.now + DAY, profile_id=mail)
    assert await contacts.answer(world.tx, request.id, "sí", uuid7()) is Answer.YES
    assert await contacts.profile_of(world.tx, chat) == mail
    assert await contacts.contacts_of(world.tx, mail) == [mail, chat]
    await contacts.withdraw(world.tx, chat, Purpose.LINKING, FORM)
    assert await contacts.profiles_of(world.tx, [chat, mail]) == {chat: chat, mail: mail}
    assert (len(world.facts(ContactsLinked)), len(world.facts(ContactsUnlinked))) == (1, 1)


async def test_a_linking_over_two_controllers_is_not_even_asked(world: World) -> None:
    ours, theirs = await world.contact(), await world.contact(world.other_controller)
    await contacts.publish_text(world.tx, world.controller, Purpose.LINKING, "es", "¿Es usted también?")
    with pytest.raises(OtherController):
        await contacts.ask(world.tx, ours, Purpose.LINKING, until=world.tx.now + DAY, profile_id=theirs)


@pytest.mark.parametrize(
    "statement",
    [
        "update contacts.consent set granted = true where granted is false",
        "update contacts.consent set purpose = 'linking'",
        "update contacts.consent set withdrawn_at = null where withdrawn_at is not null",
    ],
)
async def test_the_database_lets_a_consent_only_be_withdrawn(world: World, statement: str) -> None:
    ana = await world.contact()
    await contacts.grant(world.tx, ana, Purpose.SURVEY, FORM)
    await contacts.withdraw(world.tx, ana, Purpose.SURVEY, FORM)
    with pytest.raises(asyncpg.CheckViolationError, match="may only be withdrawn"):
        await world.tx.connection.execute(statement)
