"""The addresses of the what-if: a replay is asked for, looked at while it runs, and called off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.i18n import problem_title
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.whatif.model import Asked, Run, RunState
from trato.rooms.whatif.service import runs


class RunView(Struct, frozen=True):
    """A replay. `done` of `of` cases are lived, both ways; then the two are compared. `why`: of a failed one, in words.

    `result` has `days`, how many, and `numbers`: by name, before and after and the difference, each with its 95 %
    interval where one can be told.
    """

    id: UUID
    state: RunState
    asked: Asked
    done: int
    of: int
    result: Mapping[str, Any] | None
    why: str


async def ask(tx: Tx, who: Principal, given: Asked) -> RunView:
    """Put a replay in line: past days, or synthetic ones, and what changes. It is forgotten after a day."""
    _check(who)
    return _view(who, await runs.ask(tx, who.user.id, given))


async def look(tx: Tx, who: Principal, given: OneId) -> RunView:
    """Tell how far a replay is, and what came out."""
    _check(who)
    return _view(who, await runs.look(tx, given.id))


async def call_off(tx: Tx, who: Principal, given: OneId) -> None:
    """Call a replay off, whether it waits or runs."""
    _check(who)
    await runs.call_off(tx, given.id)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("POST", "/api/v1/what-if", Verb.REPORTS_READ, ask, Asked),
    ("GET", "/api/v1/what-if/{id}", Verb.REPORTS_READ, look, OneId),
    ("DELETE", "/api/v1/what-if/{id}", Verb.REPORTS_READ, call_off, OneId),
)


def _check(who: Principal) -> None:
    """Refuse who reads some reports only: a day is lived with everybody's cases. Raises Forbidden."""
    if not who.rights.scope(Verb.REPORTS_READ).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.REPORTS_READ.value)


def _view(who: Principal, run: Run) -> RunView:
    why = problem_title(run.refusal, who.user.locale, run.detail) if run.refusal else ""
    return RunView(run.id, run.state, run.asked, run.done, run.of, run.result, why)
