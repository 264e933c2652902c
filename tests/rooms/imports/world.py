"""A house that imports, and small exports to import."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.flow.world import World
from trato.kit.events import SYSTEM, Origin
from trato.kit.virus import Scanner
from trato.rooms.imports import api as imports
from trato.rooms.imports.model import Run, Source
from trato.rooms.imports.sources.csv_folder import CsvFolder

Rows = Sequence[Mapping[str, str]]

ROSA = {"id": "c1", "name": "Rosa Huamán", "email": "Rosa@Correo.example", "phone": "987 310 214", "country": "PE",
        "organisation_id": "o1", "created_at": "2024-03-01"}  # fmt: skip
LUIS = {"id": "c2", "name": "Luis Peña", "email": "luis@correo.example"}
SOLVED = {"id": "t1", "contact_id": "c1", "subject": "Zapato roto", "channel": "email", "status": "solved",
          "opened_at": "2025-01-05 09:00", "closed_at": "2025-01-06 10:00", "tags": "defecto|reembolso"}  # fmt: skip
OPEN = {"id": "t2", "contact_id": "c2", "subject": "¿Y mi pedido?", "channel": "whatsapp", "status": "open",
        "opened_at": "2025-02-01T12:00:00Z"}  # fmt: skip
SAID = [
    {"id": "m1", "conversation_id": "t1", "at": "2025-01-05 09:00", "author": "contact", "text": "Vino roto, señor"},
    {"id": "m2", "conversation_id": "t1", "at": "2025-01-05 09:30", "author": "agent", "author_name": "Ana Ruiz",
     "author_email": "ana@antes.example", "text": "Lo cambiamos"},
    {"id": "m3", "conversation_id": "t1", "at": "2025-01-05 09:40", "author": "agent", "author_name": "Ana Ruiz",
     "text": "Cliente de años", "private": "sí"},
    {"id": "m4", "conversation_id": "t2", "at": "2025-02-01T12:00:00Z", "author": "contacto", "text": "Hola",
     "attachments": "files/guia.txt"},
]  # fmt: skip


def table(rows: Rows, separator: str = ",") -> str:
    """Return rows as a table."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: Path, **tables: Rows) -> Path:
    """Write tables, and the one attachment that they name."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    (folder / "files" / "guia.txt").write_text("Guía 123", encoding="utf-8")
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(table(rows), encoding="utf-8")
    return folder


def small(folder: Path) -> Path:
    """Write an export with one of each."""
    return write(
        folder, organisations=[{"id": "o1", "name": "Andes SAC"}], contacts=[ROSA, LUIS],
        conversations=[SOLVED, OPEN], messages=SAID, tags=[{"name": "mayorista"}],
        canned=[{"shortcut": "Saludo inicial", "title": "Saludo", "text_es": "Hola {{ticket.requester.name}}"}],
        articles=[{"title": "Cambios", "body": "<p>Treinta días</p>", "language": "es", "published": "sí"}],
    )  # fmt: skip


@dataclass(slots=True)
class Desk:
    """Imports into one workspace."""

    world: World
    scanner: Scanner = Scanner()

    async def bring(self, source: Source, *, dry: bool = False, name: str = "csv:prueba", again: bool = False) -> Run:
        house = self.world.house
        async with self.world.tx() as tx:
            run = await imports.ask(tx, name, source.kind, await imports.plan_for(tx), dry=dry, again=again)
        porter = imports.Porter(house.blobs, self.scanner)
        return await imports.Importer(house.db, porter).run(self.world.workspace, run, source)

    async def folder(self, folder: Path, *, dry: bool = False, again: bool = False) -> Run:
        return await self.bring(CsvFolder(folder), dry=dry, again=again)

    async def codes(self, run: Run) -> list[str]:
        async with self.world.tx() as tx:
            return [row.problem.code for row in await imports.problems_of(tx, run.id)]

    async def undo(self, run: Run) -> None:
        async with self.world.house.db.transaction(self.world.workspace, SYSTEM, origin=Origin.IMPORT) as tx:
            await imports.undo(tx, run.id)

    async def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return everything that imports write, without ids and instants of ours, in an order of its own."""
        told = {}
        for name, statement in STATE.items():
            rows = await self.world.fetch(statement)
            told[name] = sorted(tuple(str(value) for value in row.values()) for row in rows)
        return told


STATE = {
    "organisations": "select name, kind from contacts.organisation",
    "contacts": "select name, name_source, locale, country, origin, organisation_id is null as alone, created_at"
    " from contacts.contact",
    "identities": "select i.kind, i.address, i.raw, c.name from contacts.identity i"
    " join contacts.contact c on c.id = i.contact_id",
    "consents": "select c.name, purpose, granted, withdrawn_at is null as stands from contacts.consent s"
    " join contacts.contact c on c.id = s.contact_id",
    "cases": 'select y.number, y.subject, y.state, y.waiting_on, y.origin, y.recorded_as, y.channel, y.preview,'
    ' y.holder_kind, y.last_message_at, y.unanswered_since is null as answered, c.name from cases."case" y'
    " join contacts.contact c on c.id = y.contact_id",
    "states": "select state, from_at, to_at from cases.state_seg",
    "notes": "select body, at, author_alias from cases.note",
    "tags": "select t.name, count(m.id) from cases.tag t left join cases.tag_mark m on m.tag_id = t.id group by 1",
    "messages": "select text, direction, author_kind, author_alias, occurred_at, origin, parts"
    " from conversations.message",
    "files": "select name, state, blob_key, size, error from conversations.attachment",
    "canned": "select shortcut, title, version, retired_at is null as used from knowledge.canned_reply",
    "articles": "select title, body, published from imports.article",
    "accounts": "select name, channel, state from channels.account where settings ? 'archive'",
}  # fmt: skip
