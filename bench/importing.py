"""Imports in pages: how many records a second come in, beside the same records one at a time, in the same run.

The baseline is the same code with pages of one record: what an importer costs that asks the database about each.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.stand import stand
from trato.app.importing import importer_of
from trato.app.report import Limit, Report
from trato.kit.events import SYSTEM
from trato.rooms.cases.model import CaseState
from trato.rooms.imports import api as imports
from trato.rooms.imports.errors import FileGone
from trato.rooms.imports.model import Author, Case, Contact, Cursor, File, Message, Page, Record, WhoWrote

BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
SAID = 5  # messages of a case


@dataclass(slots=True)
class Made:
    """A history of so many cases, each with its contact and messages, in pages of so many records."""

    cases: int
    page: int
    mark: str
    kind: str = "bench"

    def records(self) -> list[Record]:
        found: list[Record] = []
        for n in range(self.cases):
            key, at = f"{self.mark}{n}", BEGAN + timedelta(minutes=n)
            found.append(Contact(key, f"Contacto {n}", (f"{key}@correo.example",), (f"+519{n:08d}",)))
            found.append(Case(key, key, at, f"Asunto {n}", "email", "", CaseState.CLOSED, None, at, at, 0, ("uno",)))
            for m in range(SAID):
                who = WhoWrote(Author.CONTACT if m % 2 == 0 else Author.AGENT, name="Ana")
                found.append(Message(f"{key}-{m}", key, at + timedelta(minutes=m), who, f"Mensaje {m} del caso {n}"))
        return found

    async def count(self) -> int | None:
        return self.cases * (2 + SAID)

    async def pages(self, cursor: Cursor) -> AsyncIterator[Page]:
        records = self.records()
        for start in range(0, len(records), self.page):
            yield Page(tuple((one, "") for one in records[start : start + self.page]), {})

    async def open(self, file: File) -> bytes:
        raise FileGone("none")


def run(report: Report, cases: int) -> None:
    """Measure, and write the figures into `report`."""
    asyncio.run(_run(report, cases))


async def _run(report: Report, cases: int) -> None:
    async with stand() as one:
        space = await one.found()
        importer = importer_of(one.house)
        one_by_one = max(20, cases // 50)
        speeds: dict[str, float] = {}
        for name, source in (
            ("warm", Made(20, 500, "w")),
            ("one_at_a_time", Made(one_by_one, 1, "o")),
            ("in_pages", Made(cases, 500, "p")),
            ("again", Made(cases, 500, "p")),
        ):
            async with one.house.db.transaction(space.workspace, SYSTEM) as tx:
                plan = await imports.plan_for(tx, str(space.brand.brand.id))
                asked = await imports.ask(tx, f"bench:{name}", "bench", plan, dry=False)
                if name == "again":
                    asked = await imports.ask(tx, "bench:in_pages", "bench", plan, dry=False)
            began = time.perf_counter()
            await importer.run(space.workspace, asked, source)
            speeds[name] = source.cases * (2 + SAID) / (time.perf_counter() - began)
    report.add("records", cases * (2 + SAID), "records")
    report.add("one_at_a_time", round(speeds["one_at_a_time"]), "records/s")
    report.add("in_pages", round(speeds["in_pages"]), "records/s")
    report.add("again", round(speeds["again"]), "records/s", note="the same records a second time")
    report.add("ratio", round(speeds["in_pages"] / speeds["one_at_a_time"], 1), "times", Limit(at_least=5.0))
