"""What another system held is here once, as it was, and nothing begins by it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.rooms.imports.world import LUIS, OPEN, ROSA, SAID, SOLVED, Desk, small, write
from trato.app.wiring import reactions_of
from trato.flow.composing import NewReply
from trato.flow.writing import reply
from trato.kit.ids import uuid7
from trato.kit.reactions import Reactor
from trato.rooms.cases import api as cases
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations.api import AccountRetired
from trato.rooms.imports import api as imports
from trato.rooms.imports.errors import ImportTouched
from trato.rooms.imports.model import Cursor, File, Page, RunState, Source
from trato.rooms.imports.sources.csv_folder import CsvFolder

pytestmark = pytest.mark.anyio

ROSAS = """
select distinct c.contact_id, p.name from cases."case" c
join contacts.contact p on p.id = c.contact_id where p.name like 'Rosa%'
"""


async def test_everything_of_an_export_is_here_as_it_was(desk: Desk, tmp_path: Path) -> None:
    run = await desk.folder(small(tmp_path))
    assert run.state is RunState.DONE
    assert await desk.codes(run) == []
    assert run.counts == {
        "organisation": {"created": 1}, "contact": {"created": 2}, "tag": {"created": 1}, "canned": {"created": 1},
        "article": {"created": 1}, "conversation": {"created": 2}, "message": {"created": 3}, "note": {"created": 1},
    }  # fmt: skip
    told = await desk.state()
    assert [row[1:] for row in told["cases"]] == [
        ("Zapato roto", "resolved", "None", "import", "import", "email", "Lo cambiamos", "nobody",
         "2025-01-05 09:30:00+00:00", "True", "Rosa Huamán"),
        ("¿Y mi pedido?", "open", "None", "import", "import", "whatsapp", "Hola", "nobody",
         "2025-02-01 12:00:00+00:00", "False", "Luis Peña"),
    ]  # fmt: skip
    assert ("phone", "+51987310214", "987 310 214", "Rosa Huamán") in told["identities"]
    assert ("email", "rosa@correo.example", "Rosa@Correo.example", "Rosa Huamán") in told["identities"]
    assert told["notes"] == [("Cliente de años", "2025-01-05 09:40:00+00:00", "Ana Ruiz")]
    assert told["tags"] == [("defecto", "1"), ("mayorista", "0"), ("reembolso", "1")]
    assert [row[:2] for row in told["files"]] == [("guia.txt", "ready")]
    assert ("Lo cambiamos", "out", "user", "Ana Ruiz") in [row[:4] for row in told["messages"]]
    assert told["canned"] == [("saludo-inicial", "Saludo", "1", "True")]
    (text,) = await desk.world.fetch("select text from knowledge.canned_text")
    assert text["text"] == "Hola {{contact.name}}"
    assert {row[2] for row in told["accounts"]} == {"retired"}


async def test_a_second_time_changes_nothing_and_brings_what_is_new(desk: Desk, tmp_path: Path) -> None:
    await desk.folder(small(tmp_path))
    before = await desk.state()
    again = await desk.folder(tmp_path)
    assert {outcome for many in again.counts.values() for outcome in many} == {"same"}
    assert await desk.state() == before
    new = {"id": "m5", "conversation_id": "t2", "at": "2025-02-02 08:00", "author": "agente", "text": "Va en camino"}
    write(
        tmp_path, messages=[*SAID, new], conversations=[SOLVED, {**OPEN, "status": "closed", "closed_at": "2025-02-03"}]
    )
    third = await desk.folder(tmp_path)
    assert third.counts["message"] == {"same": 3, "created": 1}
    assert third.counts["conversation"] == {"same": 1, "updated": 1}
    closed = [row for row in (await desk.state())["cases"] if row[1] == "¿Y mi pedido?"]
    assert closed[0][2] == "closed" and closed[0][7] == "Va en camino"


async def test_a_dry_run_says_the_same_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    empty = await desk.state()
    dry = await desk.folder(small(tmp_path), dry=True)
    assert await desk.state() == empty
    earnest = await desk.folder(tmp_path)
    assert dry.counts == earnest.counts
    assert dry.problems == earnest.problems == 0


async def test_nothing_begins_by_it(desk: Desk, tmp_path: Path) -> None:
    await desk.folder(small(tmp_path))
    reactor = Reactor(desk.world.house.db, reactions_of(desk.world.house))
    while await reactor.work(desk.world.workspace):
        pass
    for what in ("sla.clock", "webhooks.delivery", "console.push", "conversations.delivery", "kit.reaction_failure",
                 "routing.offer"):  # fmt: skip
        assert await desk.world.fetch(f"select 1 from {what}") == [], what
    told = await desk.world.fetch("select distinct kind from kit.event where origin = 'import' order by 1")
    assert [row["kind"] for row in told] == ["cases.imported", "knowledge.canned_saved"]
    found = await desk.world.fetch("select count(*) from search.document where kind = 'message'")
    assert found[0]["count"] == 3


async def test_a_no_survives_and_a_yes_needs_its_proof(desk: Desk, tmp_path: Path) -> None:
    said_no = {**ROSA, "organisation_id": "", "marketing": "no"}
    bare_yes = {**LUIS, "marketing": "yes"}
    proven = {"id": "c3", "name": "Eva", "email": "eva@correo.example", "marketing": "sí",
              "marketing_evidence": "Formulario del 3 de mayo", "marketing_at": "2024-05-03"}  # fmt: skip
    run = await desk.folder(write(tmp_path, contacts=[said_no, bare_yes, proven]))
    assert await desk.codes(run) == ["consent_unproven"]
    told = await desk.state()
    assert told["consents"] == [("Eva", "marketing", "True", "True"), ("Rosa Huamán", "marketing", "False", "True")]
    controller = desk.world.brand.controller_id
    address = Address(IdentityKind.EMAIL, "rosa@correo.example")
    async with desk.world.tx() as tx:
        held = await compliance.nos_on(tx, [compliance.address_id(controller, address)])
    assert held
    yes = {**said_no, "marketing": "yes", "marketing_evidence": "Planilla", "marketing_at": "2026-01-01"}
    later = await desk.folder(write(tmp_path, contacts=[yes]))
    assert await desk.codes(later) == ["consent_refused_here"]
    assert ("Rosa Huamán", "marketing", "False", "True") in (await desk.state())["consents"]


async def test_nobody_is_joined_beyond_what_one_record_says(desk: Desk, tmp_path: Path) -> None:
    await desk.world.whatsapp("Hola", phone="51987310214", name="Rosa")
    mail = {"id": "x1", "name": "R. Huamán", "email": "rosa@correo.example"}
    await desk.folder(write(tmp_path, contacts=[mail]))
    run = await desk.folder(write(tmp_path, contacts=[mail, {**ROSA, "organisation_id": ""}]))
    assert await desk.codes(run) == ["address_of_another"]
    owners = await desk.world.fetch(
        "select address, contact_id from contacts.identity where kind in ('phone', 'email')"
    )
    assert len({row["contact_id"] for row in owners}) == 2
    assert await desk.world.fetch("select 1 from contacts.identity_link") == []


async def test_each_problem_names_its_row_and_keeps_nothing_else_back(desk: Desk, tmp_path: Path) -> None:
    write(
        tmp_path,
        contacts=[{**ROSA, "email": "rosa(en)correo", "organisation_id": ""}, {"id": "", "name": "Nadie"}],
        conversations=[SOLVED, {**OPEN, "contact_id": "c9"}, {**OPEN, "id": "t3", "opened_at": "ayer"}],
        messages=[SAID[0], SAID[3], {**SAID[0], "id": "m9", "author": "marciano"}],
    )
    run = await desk.folder(tmp_path)
    async with desk.world.tx() as tx:
        rows = await imports.problems_of(tx, run.id)
    assert [(row.problem.code, row.problem.place, row.problem.refused) for row in rows] == [
        ("missing", "contacts.csv:3", True), ("bad_email", "contacts.csv:2", False),
        ("bad_time", "conversations.csv:4", True), ("contact_unknown", "conversations.csv:3", True),
        ("bad_author", "messages.csv:4", True), ("case_unknown", "messages.csv:3", True),
    ]  # fmt: skip
    assert run.counts["message"] == {"created": 1, "refused": 2}


@dataclass(slots=True)
class Dying:
    """A source that dies after some pages, as a process does."""

    inner: CsvFolder
    pages_left: int
    kind: str = "csv"

    async def pages(self, cursor: Cursor) -> AsyncIterator[Page]:
        async for page in self.inner.pages(cursor):
            if self.pages_left == 0:
                raise ConnectionResetError
            self.pages_left -= 1
            yield page

    async def count(self) -> int | None:
        return None

    async def open(self, file: File) -> bytes:
        return await self.inner.open(file)


@pytest.mark.parametrize("pages", [0, 2, 5])
async def test_what_stopped_goes_on_and_ends_alike(desk: Desk, tmp_path: Path, pages: int) -> None:
    source: Source = Dying(CsvFolder(small(tmp_path)), pages)
    with pytest.raises(ConnectionResetError):
        await desk.bring(source)
    run = await desk.folder(tmp_path)
    runs = await desk.world.fetch("select state, id from imports.run")
    assert [(row["state"], row["id"]) for row in runs] == [("done", run.id)]  # the same run went on
    assert run.counts["message"] == {"created": 3}
    assert len((await desk.state())["messages"]) == 3


@dataclass(slots=True)
class Halting(Dying):
    """A source that stands still after some pages, until it is told to go on."""

    halted: asyncio.Event = field(default_factory=asyncio.Event)
    going: asyncio.Event = field(default_factory=asyncio.Event)

    async def pages(self, cursor: Cursor) -> AsyncIterator[Page]:
        async for page in self.inner.pages(cursor):
            if self.pages_left == 0:
                self.halted.set()
                await self.going.wait()
            self.pages_left -= 1
            yield page


@pytest.mark.parametrize("pages", [1, 3, 5])
async def test_whoever_was_held_to_be_dead_brings_nothing_twice(desk: Desk, tmp_path: Path, pages: int) -> None:
    alone = await desk.folder(small(tmp_path), dry=True)
    slow, second = Halting(CsvFolder(tmp_path), pages), Halting(CsvFolder(tmp_path), 1)
    first = asyncio.create_task(desk.bring(slow))
    await slow.halted.wait()
    await desk.world.fetch("update imports.run set beat_at = beat_at - interval '1 minute' returning id")
    other = asyncio.create_task(desk.bring(second))
    await second.halted.wait()
    slow.going.set()
    assert (await first).state is RunState.RUNNING  # elsewhere
    second.going.set()
    run = await other
    assert (run.state, run.counts, run.done) == (RunState.DONE, alone.counts, alone.done)
    told = await desk.state()
    assert [len(told[what]) for what in ("contacts", "cases", "messages", "notes")] == [2, 2, 3, 1]


async def test_what_nobody_touched_is_taken_out_again(desk: Desk, tmp_path: Path) -> None:
    empty = await desk.state()
    run = await desk.folder(small(tmp_path))
    await desk.undo(run)
    left = await desk.state()
    assert {what for what in left if left[what] != empty[what]} == {"canned", "accounts", "tags"}
    assert left["canned"] == [("saludo-inicial", "Saludo", "1", "False")]  # retired, as people retire them
    assert len((await desk.folder(tmp_path)).counts) == 8  # and it may come again


async def test_what_somebody_worked_with_stays(desk: Desk, tmp_path: Path) -> None:
    run = await desk.folder(small(tmp_path))
    (case,) = await desk.world.fetch("select id from cases.\"case\" where state = 'open'")
    before = await desk.state()
    async with desk.world.tx() as tx:
        await cases.set_subject(tx, case["id"], "Otro asunto")
    with pytest.raises(ImportTouched):
        await desk.undo(run)
    assert (await desk.state())["messages"] == before["messages"]
    write(tmp_path, conversations=[SOLVED, {**OPEN, "status": "closed"}])
    again = await desk.folder(tmp_path)
    assert await desk.codes(again) == ["worked_on_here"]


async def test_an_answer_into_the_archive_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    await desk.folder(small(tmp_path))
    (thread,) = await desk.world.fetch(
        "select v.id, v.case_id from conversations.conversation v"
        " join cases.\"case\" c on c.id = v.case_id where c.state = 'open'"
    )
    new = NewReply(uuid7(), thread["id"], thread["case_id"], "Va en camino")
    async with desk.world.tx() as tx:
        with pytest.raises(AccountRetired):
            await reply(tx, desk.world.house.book, new)


async def test_a_later_message_reaches_the_contact_who_was_imported(desk: Desk, tmp_path: Path) -> None:
    await desk.folder(small(tmp_path))
    await desk.world.whatsapp("Sigo esperando", phone="51987310214", name="Otro nombre")
    rows = await desk.world.fetch(ROSAS)
    assert len(rows) == 1
    live = await desk.world.fetch('select origin from cases."case" where contact_id = $1', rows[0]["contact_id"])
    assert sorted(row["origin"] for row in live) == ["import", "inbound"]
