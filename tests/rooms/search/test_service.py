"""Everything that was said is found, by who may read it, as it is now."""

from __future__ import annotations

from uuid import UUID

import asyncpg
import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, whatsapp_body
from tests.rooms.console.desk import open_desk
from tests.rooms.search.conftest import Library
from trato.app.safety import powerful_lookups, unsafe_roles
from trato.flow import closing
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind, UnitKind
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import NoteDeleted
from trato.rooms.cases.model import AssignReason, Holder, HolderKind
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import NameSource
from trato.rooms.conversations.events import MessageDeleted, MessageEdited
from trato.rooms.routing import api as routing
from trato.rooms.search import api as search


async def three_people(library: Library) -> None:
    """Let three people write of different matters, over three telephones."""
    world = library.world
    await world.whatsapp("Mi pedido PED-10482 llegó roto, quiero devolverlo", phone="51987310214", name="Rosa Huamán")
    await world.whatsapp("¿Tienen la devolución del envío?", phone="51987310299", name="Iván González")
    await world.whatsapp("Where is my refund? The parcel never arrived", phone="5511987654321", name="Thaís Nascimento")
    await library.settle()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pedidos", ["Rosa Huamán"]),
        ("DEVOLUCION", ["Iván González", "Rosa Huamán"]),
        ("devuelto", ["Iván González", "Rosa Huamán"]),
        ("PED-10482", ["Rosa Huamán"]),
        ("ped10482", ["Rosa Huamán"]),
        ("10482", ["Rosa Huamán"]),
        ('"llegó roto"', ["Rosa Huamán"]),
        ('"roto llegó"', []),
        ("refunded arriving", ["Thaís Nascimento"]),
        ("Gonsales", ["Iván González"]),
        ("Nacimiento", ["Thaís Nascimento"]),
        ("huaman", ["Rosa Huamán"]),
        ("devol", ["Iván González", "Rosa Huamán"]),
        ("devolución -envío", ["Rosa Huamán"]),
        ("987654321", ["Thaís Nascimento"]),
        ("+55 11 98765-4321", ["Thaís Nascimento"]),
        ("rosa devolver", ["Rosa Huamán"]),
        ("canal:whatsapp refund", ["Thaís Nascimento"]),
        ("canal:correo refund", []),
        ("estado:abierto refund", ["Thaís Nascimento"]),
        ("estado:cerrado refund", []),
        ("de:equipo refund", []),
        ("from:contact refund", ["Thaís Nascimento"]),
        ("antes:2020 refund", []),
        ("después:2020 refund", ["Thaís Nascimento"]),
        ("marca:pirca refund", ["Thaís Nascimento"]),
        ("agente:nadie refund", ["Thaís Nascimento"]),
        ("tiene:adjunto refund", []),
    ],
)
async def test_what_was_said_is_found(library: Library, asked: str, found: list[str]) -> None:
    await three_people(library)
    assert sorted(await library.numbers(asked)) == sorted(found)


async def test_a_question_in_parts(library: Library) -> None:
    """One story, many questions: a page, a passage, the case by its number, an unknown filter."""
    await three_people(library)
    page = await library.find("pedido")
    (rosa,) = page["items"]
    assert page["next"] is None and page["oldest"] is not None
    (passage,) = [one for one in rosa["passages"] if one["kind"] == "message"]
    assert [one["text"] for one in passage["segments"] if one["hit"]] == ["pedido"]
    assert "".join(one["text"] for one in passage["segments"]) == "Mi pedido PED-10482 llegó roto, quiero devolverlo"

    by_number = await library.find(f"#{rosa['number']}")
    assert by_number["items"][0]["id"] == rosa["id"]

    hinted = await library.find("kanal:whatsapp refund")
    assert hinted["hints"][0]["code"] == "unknown_filter" and "canal" in hinted["hints"][0]["suggestions"]
    nobody = await library.find("agente:camilla refund")
    assert nobody["items"] == [] and nobody["hints"][0]["code"] == "unknown_value"
    assert (await library.find(""))["items"] == []
    assert (await library.boss.ask("GET", "/search?q=pedido&cursor=zzz")).status_code == 422
    listed = await library.find("estado:abierto")
    assert len(listed["items"]) == 3


async def test_pages_follow_one_another_and_no_case_comes_twice(library: Library) -> None:
    for n in range(7):
        await library.world.whatsapp(f"consulta número {n}", phone=f"5198731{n:04}", name=f"Persona {n}")
    await library.settle()
    seen: list[str] = []
    page = await library.find("consulta", limit=3)
    while True:
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        page = await library.find("consulta", limit=3, cursor=page["next"])
    assert len(seen) == len(set(seen)) == 7


async def test_nobody_finds_what_they_may_not_open(library: Library) -> None:
    await three_people(library)
    async with library.world.tx() as tx:
        region = await access.add_unit(tx, tx.workspace, UnitKind.REGION, "Sur")
    account = library.world.accounts["webchat"]
    inside = await library.desk.add("inside", "agent", ScopeKind.BRAND, library.world.brand.brand.id)
    outside = await library.desk.add("outside", "agent", ScopeKind.UNIT, region.id)
    other_door = await library.desk.add("door", "agent", ScopeKind.ACCOUNT, account)
    nothing = await library.desk.add("nothing", "system_admin")
    assert len(await library.numbers("pedido", inside)) == 1
    for person in (outside, other_door):
        page = await library.find("pedido", person)
        assert page["items"] == [] and page["next"] is None
        assert await library.numbers("rosa", person) == []
    assert (await nothing.ask("GET", "/search?q=pedido")).status_code == 403


async def test_who_may_not_read_contacts_does_not_find_by_address(library: Library) -> None:
    await three_people(library)
    manager = await library.desk.add("manager", "product_manager")
    assert await library.numbers("5511987654321") == ["Thaís Nascimento"]
    assert await library.numbers("5511987654321", manager) == []
    assert await library.numbers("refund", manager) == ["Thaís Nascimento"]


async def test_another_workspace_finds_nothing_of_ours(library: Library) -> None:
    await three_people(library)
    other = await make_world(library.world.house)
    async with open_desk(library.world.house, other) as desk:
        stranger = await desk.add("stranger", "director_of_care")
        assert (await stranger.get("/search", q="pedido"))["items"] == []
    async with other.tx() as tx:
        found = await tx.connection.fetch("select * from search.find('pedido', '-infinity', 'infinity', 10)")
        assert found == []


async def test_notes_are_found_edited_and_forgotten(library: Library) -> None:
    await three_people(library)
    (case,) = (await library.find("refund"))["items"]
    note = uuid7()
    await library.boss.post(
        f"/cases/{case['id']}/notes", {"id": str(note), "text": "Revisar con almacén", "mentions": []}
    )
    await library.settle()
    (found,) = (await library.find("almacenes es:nota"))["items"]
    assert [(one["kind"], one["id"]) for one in found["passages"]] == [("note", str(note))]
    async with library.world.tx() as tx:
        await tx.connection.execute("update cases.note set deleted_at = now() where id = $1", note)
        tx.emit(NoteDeleted(subject=UUID(case["id"]), case_id=UUID(case["id"]), note_id=note))
    await library.settle()
    assert (await library.find("almacenes"))["items"] == []


async def test_an_edited_message_is_found_by_its_new_words_and_a_deleted_one_by_none(library: Library) -> None:
    await three_people(library)
    world = library.world
    (row,) = await world.fetch("select * from conversations.message where text like 'Mi ped%'")
    async with world.tx() as tx:
        await tx.connection.execute(
            "update conversations.message set text = 'Mi lámpara llegó rota' where id = $1", row["id"]
        )
        tx.emit(
            MessageEdited(subject=row["id"], case_id=row["case_id"], conversation_id=row["conversation_id"], revision=2)
        )
    await library.settle()
    assert await library.numbers("lámparas") == ["Rosa Huamán"] and await library.numbers("PED-10482") == []
    async with world.tx() as tx:
        await tx.connection.execute("update conversations.message set deleted_at = now() where id = $1", row["id"])
        tx.emit(MessageDeleted(subject=row["id"], case_id=row["case_id"], conversation_id=row["conversation_id"]))
    await library.settle()
    assert await library.numbers("lámparas") == []
    kept = await world.fetch("select word from search.word where word in ('lampara', 'pedido', 'refund')")
    assert [one["word"] for one in kept] == ["refund"]


async def test_a_name_that_is_taken_away_leaves_nothing_behind(library: Library) -> None:
    await three_people(library)
    (row,) = await library.world.fetch("select id from contacts.contact where name = 'Iván González'")
    async with library.world.tx() as tx:
        await contacts.rename(tx, row["id"], "Contacto borrado", NameSource.AGENT)
    await library.settle()
    assert await library.numbers("González") == await library.numbers("Gonsales") == []
    assert await library.numbers("borrado") == ["Contacto borrado"]
    assert await library.world.fetch("select * from search.word where word = 'gonzalez'") == []
    assert await library.world.fetch("select * from search.lead where word = 'gonzalez'") == []


async def test_a_merged_case_is_found_as_the_one_that_remains(library: Library) -> None:
    await three_people(library)
    rosa, thais = (await library.find("pedido"))["items"][0], (await library.find("refund"))["items"][0]
    async with library.world.tx() as tx:
        await closing.merge(tx, UUID(thais["id"]), UUID(rosa["id"]))
    await library.settle()
    assert (await library.find("refund"))["items"][0]["id"] == rosa["id"]


async def test_what_was_said_before_there_was_search_is_taken_in_bit_by_bit(library: Library) -> None:
    await three_people(library)
    async with library.world.tx() as tx:
        await search.begin_again(tx)
    page = await library.find("pedido")
    assert page["items"] == [] and page["indexed"] == 0.0
    async with library.world.tx() as tx:
        assert await search.go_on(tx, 2) == 2
    assert 0 < (await library.find("pedido"))["indexed"] < 1
    async with library.world.tx() as tx:
        assert await search.go_on(tx, 2) == 1
        assert await search.go_on(tx, 2) == 0
    page = await library.find("pedido")
    assert len(page["items"]) == 1 and page["indexed"] == 1.0


async def take_history_in(library: Library) -> None:
    """Take in what was said before, to the end."""
    async with library.world.tx() as tx:
        while await search.go_on(tx):
            pass


async def test_a_common_word_is_read_back_to_the_beginning(library: Library) -> None:
    """By whoever sees one queue and by whoever sees everything, page after page, over years."""
    world = library.world
    for n in range(9):
        await world.whatsapp(f"consulta número {n}", phone=f"5198731{n:04}", name=f"Persona {n}")
    async with world.tx() as tx:
        await tx.connection.execute(
            """update conversations.message set sort_at = sort_at - right(text, 1)::int * interval '110 days'
               where workspace_id = $1""",
            tx.workspace,
        )
        await search.begin_again(tx)
    await take_history_in(library)
    async with world.tx() as tx:  # as if there were many more of them, and much else was said these weeks
        await tx.connection.execute("update search.word set documents = 50000 where workspace_id = $1", tx.workspace)
        await tx.connection.execute(
            """insert into search.document (id, workspace_id, kind, case_id, at, words)
               select gen_random_uuid(), $1, 'message', c.id, $2::timestamptz - n * interval '3 minutes', 'relleno'
               from generate_series(1, 9000) n, (select id from cases."case" where workspace_id = $1 limit 1) c""",
            tx.workspace,
            tx.now,
        )
    here = await library.desk.add("here", "agent", ScopeKind.QUEUE, world.brand.queue.id)
    brand = await library.desk.add("brand", "agent", ScopeKind.BRAND, world.brand.brand.id)
    for person in (here, brand, library.boss):
        for question in ("consulta", "consulta número", '"consulta número"', "marca:pirca consultas", "persona"):
            found: list[str] = []
            page = await library.find(question, person, limit=4)
            while True:
                found += [one["contact_name"] for one in page["items"]]
                if page["next"] is None:
                    break
                page = await library.find(question, person, limit=4, cursor=page["next"])
            assert sorted(set(found)) == [f"Persona {n}" for n in range(9)], (person.id, question)


async def test_a_case_is_found_by_those_of_the_queue_where_it_is_now(library: Library) -> None:
    """Every text of a case bears its queue: the index leaves the others' out."""
    await three_people(library)
    await take_history_in(library)
    world = library.world
    async with world.tx() as tx:
        other = await routing.create_queue(
            tx, "Talleres", brand_id=world.brand.brand.id, team_id=world.brand.team_id, automatic=False
        )
    here = await library.desk.add("here", "agent", ScopeKind.QUEUE, world.brand.queue.id)
    there = await library.desk.add("there", "agent", ScopeKind.QUEUE, other.id)
    (case,) = (await library.find("pedido"))["items"]
    for question in ("pedido", "huaman"):
        assert await library.numbers(question, here) == ["Rosa Huamán"] and await library.numbers(question, there) == []
    async with world.tx() as tx:
        await cases.assign(tx, UUID(case["id"]), Holder(HolderKind.QUEUE, other.id), AssignReason.MANUAL)
    await library.settle()
    for question in ("pedido", "huaman"):
        assert await library.numbers(question, there) == ["Rosa Huamán"] and await library.numbers(question, here) == []


async def test_documents_of_older_rules_are_found_until_they_are_made_anew(library: Library) -> None:
    await three_people(library)
    await take_history_in(library)
    world = library.world
    here = await library.desk.add("here", "agent", ScopeKind.QUEUE, world.brand.queue.id)
    bare = """select * from search.document where workspace_id = $1
      and not exists (select 1 from unnest(tsvector_to_array(words)) word where word like 'q:%')"""
    async with world.tx() as tx:  # as they were before they bore their places
        await tx.connection.execute(
            """update search.document set words = ts_delete(words, array(
                 select word from unnest(tsvector_to_array(words)) word where word like 'q%:%'))
               where workspace_id = $1""",
            tx.workspace,
        )
        await tx.connection.execute("update search.progress set form = 1 where workspace_id = $1", tx.workspace)
        assert len(await tx.connection.fetch(bare, tx.workspace)) == 6
    page = await library.find("pedido", here)
    assert len(page["items"]) == 1 and page["indexed"] == 1.0
    async with world.tx() as tx:
        assert await search.go_on(tx, 2) == 2
    page = await library.find("pedido", here)  # only some of it is made anew
    assert len(page["items"]) == 1 and page["indexed"] == 1.0
    await take_history_in(library)
    assert await world.fetch(bare, world.workspace) == []
    assert len((await library.find("pedido", here))["items"]) == 1


async def test_a_file_is_found_by_its_name(library: Library) -> None:
    image = {"from": "51987310214", "id": f"wamid.{uuid7()}", "timestamp": str(int(wall_clock().timestamp())),
             "type": "document", "document": {"id": "1", "mime_type": "application/pdf", "sha256": "x",
             "filename": "factura-octubre.pdf", "caption": "aquí va"}}  # fmt: skip
    await library.world.accept("whatsapp", whatsapp_body(image, "51987310214", "Rosa Huamán"))
    await library.world.receive()
    await library.settle()
    (found,) = (await library.find("factura tiene:adjunto"))["items"]
    assert [one["text"] for one in found["passages"][0]["segments"] if one["hit"]] == ["factura"]


async def test_the_function_that_looks_words_up_may_do_nothing_else(database_urls: Urls) -> None:
    connection = await asyncpg.connect(database_urls.owner)
    try:
        assert await powerful_lookups(connection) == await unsafe_roles(connection) == []
        may = await connection.fetch(
            """select table_schema || '.' || table_name as t, privilege_type as p
               from information_schema.role_table_grants where grantee = 'trato_search'"""
        )
        assert [tuple(row) for row in may] == [("search.document", "SELECT")]
    finally:
        await connection.close()


async def test_a_thread_opens_around_a_note_that_was_found(library: Library) -> None:
    await three_people(library)
    (case,) = (await library.find("refund"))["items"]
    note = str(uuid7())
    await library.boss.post(f"/cases/{case['id']}/notes", {"id": note, "text": "Revisar con almacén"})
    page = await library.boss.get(f"/cases/{case['id']}/thread", around=note, limit=2)
    assert note in [one["note"]["id"] for one in page["items"] if one["kind"] == "note"]
