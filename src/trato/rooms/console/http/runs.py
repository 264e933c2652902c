"""The addresses of what rules and macros did: looked through, and given back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.flow.acts import giving_back
from trato.kit.i18n import problem_title
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import Outcome, Run, SourceKind
from trato.rooms.cases import api as cases
from trato.rooms.console.service import automation as naming
from trato.rooms.console.service.lists import read_cursor, write_cursor
from trato.rooms.console.service.reach import check_everywhere

PAGE = 50


class RunQuery(Struct, frozen=True):
    source_id: UUID | None = None
    cursor: str = ""


class StepView(Struct, frozen=True):
    action: str
    outcome: Outcome
    reason: str


class RunView(Struct, frozen=True):
    """A run with the names of today; `undoable` says whether anything of it can be given back."""

    id: UUID
    source: SourceKind
    source_id: UUID
    name: str
    version: int
    case_id: UUID
    number: int | None
    at: datetime
    event: str
    outcome: Outcome
    reason: str
    steps: list[StepView]
    depth: int
    by: str
    undone_at: datetime | None
    undoable: bool


class RunPage(Struct, frozen=True):
    items: list[RunView]
    next: str | None


class Undone(Struct, frozen=True):
    """`left` are the actions that stay: they left the house, or somebody changed them meanwhile."""

    left: list[str]


async def list_runs(tx: Tx, who: Principal, given: RunQuery) -> RunPage:
    """List what rules and macros did, newest first, of one of them or of all."""
    before = read_cursor(given.cursor, (datetime, UUID))
    found = await automation.list_runs(tx, given.source_id, before, PAGE + 1)
    shown = found[:PAGE]
    views = await _runs(tx, shown, who.user.locale)
    return RunPage(views, write_cursor(shown[-1].at, shown[-1].id) if len(found) > PAGE else None)


async def undo(tx: Tx, who: Principal, given: OneId) -> Undone:
    """Give back what a rule did to a case."""
    check_everywhere(who)
    _, left = await giving_back.undo(tx, given.id)
    return Undone(left)


async def _runs(tx: Tx, found: list[Run], locale: str) -> list[RunView]:
    names = await naming.names_of(tx, {one.source_id for one in found})
    people = await naming.people_named(tx, {one.by_id for one in found})
    told = await cases.get_many(tx, sorted({one.case_id for one in found}))
    return [
        RunView(
            one.id, one.source, one.source_id, names.get(one.source_id, ""), one.version, one.case_id,
            told[one.case_id].number if one.case_id in told else None, one.at, one.event, one.outcome, one.reason,
            [StepView(step.action, step.outcome, _why(step.reason, locale)) for step in one.steps],
            len(one.cause.chain),
            people.get(one.by_id, "") if one.by_id else "", one.undone_at,
            one.undone_at is None and any(step.back is not None for step in one.steps),
        )
        for one in found
    ]  # fmt: skip


def _why(code: str, locale: str) -> str:
    """Return why a step was refused, in the words of whoever looks."""
    return (problem_title(code, locale, {}) or code) if code else ""


TABLE = (
    ("GET", "/api/v1/automation/runs", Verb.AUTOMATION_MANAGE, list_runs, RunQuery),
    ("POST", "/api/v1/automation/runs/{id}/undo", Verb.AUTOMATION_MANAGE, undo, OneId),
)
