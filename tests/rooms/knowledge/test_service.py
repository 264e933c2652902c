"""Canned replies on a real database, through the doors that people use."""

from __future__ import annotations

from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
import pytest

from tests.rooms.access.world import NOW, start
from tests.rooms.access.world import World as Organisation
from tests.rooms.sla.world import world
from trato.kit.errors import Forbidden, Invalid, NotFound
from trato.kit.ids import uuid7
from trato.kit.requests import OneId
from trato.rooms.access.errors import UnitUnknown
from trato.rooms.access.model import Principal, Reach, Rights, ScopeKind, User, UserId, UserState, WorkspaceId
from trato.rooms.access.rules.rights import resolve
from trato.rooms.knowledge import api as knowledge
from trato.rooms.knowledge import store
from trato.rooms.knowledge.errors import CannedChanged, CannedUnknown, ShortcutTaken
from trato.rooms.knowledge.events import CannedRetired, CannedSaved
from trato.rooms.knowledge.http import canned as http
from trato.rooms.knowledge.model import Touch, TouchAct, TouchKind

Connection: TypeAlias = "asyncpg.Connection[Any]"
HELLO = {"es": "Hola {{contact.name|vos}}, soy {{agent.alias}} de {{brand.name}} ({{case.number}})", "pt": "Olá"}
PARTS = {"CANNED", "WITH_TEXTS"}
STATEMENTS = [(n, sql) for n, sql in vars(store).items() if n.isupper() and isinstance(sql, str) and n not in PARTS]


async def _principal(here: Organisation, name: str) -> Principal:
    return Principal(WorkspaceId(here.tx.workspace), here.people[name], await here.rights(name))


@pytest.mark.parametrize(("name", "sql"), STATEMENTS)
async def test_every_statement_fits_the_schema(app_connection: Connection, name: str, sql: str) -> None:
    await app_connection.prepare(sql)


async def test_a_text_is_saved_in_versions_that_stay_readable(app_connection: Connection) -> None:
    here = await start(app_connection)
    made = await knowledge.add_canned(here.tx, here.brisa, "hola", "Saludo", HELLO)
    changed = await knowledge.change_canned(here.tx, made.id, 1, "Saludo nuevo", {"es": "Buenas"})
    assert (changed.version, dict(changed.texts)) == (2, {"es": "Buenas"})
    assert await knowledge.get_canned(here.tx, made.id) == changed
    assert await knowledge.texts_of(here.tx, made.id, 1) == HELLO
    with pytest.raises(CannedChanged):
        await knowledge.change_canned(here.tx, made.id, 1, "De otra persona", {"es": "x"})
    assert [one.version for one in here.facts(CannedSaved)] == [1, 2]
    await knowledge.retire_canned(here.tx, made.id)
    assert len(here.facts(CannedRetired)) == 1
    for gone in (knowledge.get_canned(here.tx, made.id), knowledge.retire_canned(here.tx, made.id)):
        with pytest.raises(CannedUnknown):
            await gone
    assert await knowledge.texts_of(here.tx, made.id, 2) == {"es": "Buenas"}


async def test_a_shortcut_is_one_for_each_unit_and_team(app_connection: Connection) -> None:
    here = await start(app_connection)
    team = await here.team("Retención")
    await knowledge.add_canned(here.tx, here.brisa, "hola", "Saludo", HELLO)
    with pytest.raises(ShortcutTaken):
        await knowledge.add_canned(here.tx, here.brisa, "hola", "Otro", HELLO)
    await knowledge.add_canned(here.tx, here.lumbre, "hola", "Saludo", HELLO)
    await knowledge.add_canned(here.tx, here.brisa, "hola", "Saludo del equipo", HELLO, team)
    with pytest.raises(UnitUnknown):
        await knowledge.add_canned(here.tx, uuid7(), "hola", "Saludo", HELLO)
    with pytest.raises(Invalid):
        await knowledge.add_canned(here.tx, here.brisa, "HOLA", "Saludo", HELLO)


async def test_people_find_by_the_start_of_a_shortcut_or_of_a_word(app_connection: Connection) -> None:
    here = await start(app_connection)
    for shortcut, title in (("envio", "Demora del envío"), ("dev", "Devolución"), ("adios", "Despedida")):
        await knowledge.add_canned(here.tx, here.root, shortcut, title, {"es": "x"})

    async def found(typed: str) -> list[str]:
        return [one.shortcut for one in await knowledge.find_canned(here.tx, here.brisa, [], typed)]

    assert await found("") == ["adios", "dev", "envio"]
    assert await found("/env") == await found("ENVÍO") == ["envio"]
    assert await found("de") == ["adios", "dev", "envio"]  # Despedida, Devolución, del
    assert await found("%") == await found("_") == []


async def test_a_brand_sees_its_own_and_what_stands_above_it(app_connection: Connection) -> None:
    here = await start(app_connection)
    team = await here.team("Retención")
    await knowledge.add_canned(here.tx, here.root, "hola", "Saludo de todos", {"es": "todos"})
    await knowledge.add_canned(here.tx, here.brisa, "hola", "Saludo de Brisa", {"es": "brisa"})
    await knowledge.add_canned(here.tx, here.lumbre, "fuego", "Solo Lumbre", {"es": "lumbre"})
    await knowledge.add_canned(here.tx, here.root, "oferta", "Oferta del equipo", {"es": "equipo"}, team)

    async def found(brand: UUID, teams: list[UUID]) -> list[str]:
        return [one.texts["es"] for one in await knowledge.find_canned(here.tx, brand, teams)]

    assert await found(here.brisa, []) == ["brisa"]
    assert await found(here.brisa, [team]) == ["brisa", "equipo"]
    assert await found(here.lumbre, []) == ["lumbre", "todos"]


async def test_a_brands_agent_is_shown_no_other_brands_texts(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("ana", "agent", ScopeKind.BRAND, here.brisa)
    await here.user("lider", "service_leader", ScopeKind.BRAND, here.brisa)
    ana, leader = await _principal(here, "ana"), await _principal(here, "lider")
    mine = await http.add_canned(here.tx, leader, http.NewCanned(here.brisa, "hola", "Saludo", HELLO))
    theirs = await knowledge.add_canned(here.tx, here.lumbre, "fuego", "Solo Lumbre", {"es": "lumbre"})
    for query in (http.CannedQuery(), http.CannedQuery(brand_id=here.brisa)):
        shown = await http.list_canned(here.tx, ana, query)
        assert [(one.shortcut, one.language, one.brand_id) for one in shown] == [
            ("hola", "es", here.brisa),
            ("hola", "pt", here.brisa),
        ]
    for brand in (here.lumbre, uuid7()):
        with pytest.raises(NotFound):
            await http.list_canned(here.tx, ana, http.CannedQuery(brand_id=brand))
    for canned in (theirs, mine):
        with pytest.raises(Forbidden):
            await http.retire_canned(here.tx, ana, OneId(canned.id))
    with pytest.raises(Forbidden):
        await http.change_canned(here.tx, leader, http.CannedChange(theirs.id, 1, "Nuestro", {"es": "x"}))
    with pytest.raises(Forbidden):
        await http.add_canned(here.tx, leader, http.NewCanned(here.root, "todos", "Para todos", {"es": "x"}))


async def test_a_text_is_filled_in_for_a_case_and_its_use_is_kept(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    case = await here.case()
    user = User(UserId(uuid7()), "ana@example.org", "Ana", "Anita", "es", "UTC", UserState.ACTIVE, here.tx.now)
    queue = uuid7()
    await app_connection.execute('update cases."case" set queue_id = $1', queue)
    who = Principal(WorkspaceId(here.tx.workspace), user, _queue_rights(queue))
    made = await knowledge.add_canned(here.tx, here.brand, "hola", "Saludo", HELLO)
    wanted = http.Fill(made.id, case, "es-AR", {"contact.name": "Luz", "agent.alias": "Impostora"})
    filled = await http.fill_canned(here.tx, who, wanted)
    assert filled.text == "Hola Luz, soy Anita de Brisa (#1)"
    other = Principal(WorkspaceId(here.tx.workspace), user, _queue_rights(uuid7()))
    for asked, by in ((case, other), (uuid7(), who)):
        with pytest.raises(NotFound) as refused:
            await http.fill_canned(here.tx, by, http.Fill(made.id, asked))
        assert (refused.value.code, refused.value.data) == ("not_found", {"case": asked})
    shown = await http.list_canned(here.tx, who, http.CannedQuery(case_id=case, q="/ho"))
    assert len(shown) == 2
    used = Touch(case, TouchKind.CANNED, made.id, filled.version, TouchAct.INSERTED, seconds=1.5)
    await knowledge.note_use(here.tx, [used, used])
    (first, _) = await knowledge.list_uses(here.tx, case)
    assert (first.ref_id, first.version, first.act, first.seconds) == (made.id, 1, TouchAct.INSERTED, 1.5)
    assert first.at == here.tx.now


def _queue_rights(queue: UUID) -> Rights:
    return resolve([Reach("agent", ScopeKind.QUEUE, queue)])
