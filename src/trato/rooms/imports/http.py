"""The addresses of imports: asked for, dry or in earnest, looked at while they run, called off, taken out again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden, Invalid
from trato.kit.events import Origin
from trato.kit.i18n import problem_title
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.imports.model import Run, RunState
from trato.rooms.imports.rules.wording import words_of
from trato.rooms.imports.service import asking, undoing

HASH = re.compile(r"[0-9a-f]{64}")
SHOWN = 200  # problems


class Asked(Struct, frozen=True):
    """A zip that was uploaded (`file`, as its upload answered), what it is called, and whether to try it dry.

    `brand` is a brand's id; not needed when there is one only. The same name is the same source: their ids are known
    by it the next time.
    """

    file: str
    name: str
    dry: bool = True
    brand: str = ""


class ProblemView(Struct, frozen=True):
    """Something about one record; `refused` when it stays out."""

    n: int
    kind: str
    place: str
    words: str
    refused: bool


class RunView(Struct, frozen=True):
    """A run. `done` of `of` records were read (None: not known). `counts`: kind of record, outcome, how many.

    `file` is the zip it reads, "" for one that a command runs; `why`: of a failed one, in words.
    """

    id: UUID
    name: str
    kind: str
    dry: bool
    state: RunState
    counts: Mapping[str, Mapping[str, int]]
    problems: int
    done: int
    of: int | None
    asked_at: datetime
    ended_at: datetime | None
    brand_id: UUID
    file: str
    why: str


class RunDetail(Struct, frozen=True):
    """A run with the first of its problems."""

    run: RunView
    problems: list[ProblemView]


async def list_(tx: Tx, who: Principal, given: Nothing) -> list[RunView]:
    """List the imports, newest first."""
    _check(who)
    return [_view(who, run) for run in await asking.list_runs(tx)]


async def ask(tx: Tx, who: Principal, given: Asked) -> RunView:
    """Put an import in line; one at a time is done."""
    _check(who)
    name = " ".join(given.name.split())[:80]
    if not name:
        raise Invalid(field="name", reason="empty")
    if not HASH.fullmatch(given.file):
        raise Invalid(field="file", reason="malformed")
    plan = await asking.plan_for(tx, given.brand)
    run = await asking.ask(tx, f"csv:{name}", "csv", plan, dry=given.dry, origin={"file": given.file}, by=who.user.id)
    return _view(who, run)


async def look(tx: Tx, who: Principal, given: OneId) -> RunDetail:
    """Tell how far an import is, and what it has to say."""
    _check(who)
    run = await asking.look(tx, given.id)
    found = await asking.problems_of(tx, run.id, limit=SHOWN)
    shown = [
        ProblemView(row.n, p.kind.value, p.place or p.their_id, words_of(p, who.user.locale), p.refused)
        for row in found
        for p in [row.problem]
    ]
    return RunDetail(_view(who, run), shown)


async def call_off(tx: Tx, who: Principal, given: OneId) -> None:
    """Call an import off, whether it waits or runs: what came until now stays, and can be taken out."""
    _check(who)
    await asking.call_off(tx, given.id)


async def undo(tx: Tx, who: Principal, given: OneId) -> None:
    """Take out what an import brought, if nobody has worked with any of it."""
    _check(who)
    tx.origin = Origin.IMPORT  # nothing begins by it, as nothing began when it came
    await undoing.undo(tx, given.id)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/imports", Verb.SETTINGS_WRITE, list_, Nothing),
    ("POST", "/api/v1/imports", Verb.SETTINGS_WRITE, ask, Asked),
    ("GET", "/api/v1/imports/{id}", Verb.SETTINGS_WRITE, look, OneId),
    ("DELETE", "/api/v1/imports/{id}", Verb.SETTINGS_WRITE, call_off, OneId),
    ("POST", "/api/v1/imports/{id}/undo", Verb.SETTINGS_WRITE, undo, OneId),
)


def _check(who: Principal) -> None:
    """Refuse who may change the settings of a part only: an import is everybody's. Raises Forbidden."""
    if not who.rights.scope(Verb.SETTINGS_WRITE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.SETTINGS_WRITE.value)


def _view(who: Principal, run: Run) -> RunView:
    why = problem_title(run.refusal, who.user.locale, run.detail) if run.refusal else ""
    return RunView(
        run.id, run.source.partition(":")[2] or run.source, run.kind, run.dry, run.state, run.counts, run.problems,
        run.done, run.of, run.asked_at, run.ended_at, run.plan.brand_id, str(run.origin.get("file", "")), why,
    )  # fmt: skip
