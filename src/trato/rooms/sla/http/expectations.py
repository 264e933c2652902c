"""The addresses of expectations between teams."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.brands.model import CalendarId
from trato.rooms.cases.model import EscalationLevel
from trato.rooms.sla import api as sla
from trato.rooms.sla import rules
from trato.rooms.sla.model import Expectation, ExpectationTerms

Seconds = Annotated[int, Meta(ge=1, le=90 * 86_400)]


class ExpectationShape(Struct, frozen=True):
    """Within how many seconds help is accepted, and answered after that; what is None fits everything."""

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    level: EscalationLevel | None = None
    team_id: UUID | None = None
    priority: Annotated[int, Meta(ge=-1, le=2)] | None = None
    accept_seconds: Seconds | None = None
    answer_seconds: Seconds | None = None
    calendar_id: UUID | None = None
    wall_clock: bool = False
    approach: Annotated[float, Meta(gt=0, le=1)] = 0.8

    def terms(self) -> ExpectationTerms:
        """Return them as the rules know them."""
        return ExpectationTerms(
            level=self.level,
            team_id=self.team_id,
            priority=self.priority,
            accept=_span(self.accept_seconds),
            answer=_span(self.answer_seconds),
            calendar_id=CalendarId(self.calendar_id) if self.calendar_id else None,
            wall_clock=self.wall_clock,
            approach=self.approach,
        )


class Change(Struct, frozen=True):
    id: UUID
    terms: ExpectationShape


class ExpectationView(Struct, frozen=True):
    """An expectation in force; `replaced_by` is a younger one for the same help, because of which it is never asked."""

    id: UUID
    code: str
    version: int
    terms: ExpectationShape
    replaced_by: str | None


async def list_expectations(tx: Tx, who: Principal, given: Nothing) -> list[ExpectationView]:
    """List what teams expect of each other, by name."""
    some = await sla.list_expectations(tx)
    return [_view(one, some) for one in some]


async def add(tx: Tx, who: Principal, given: ExpectationShape) -> ExpectationView:
    """Expect something of help that is asked from now on."""
    _check(who)
    one = await sla.add_expectation(tx, given.name, given.terms())
    return _view(one, await sla.list_expectations(tx))


async def change(tx: Tx, who: Principal, given: Change) -> ExpectationView:
    """Expect something else; what runs follows from its original start."""
    _check(who)
    one = await sla.change_expectation(tx, given.id, given.terms.name, given.terms.terms())
    return _view(one, await sla.list_expectations(tx))


async def retire(tx: Tx, who: Principal, given: OneId) -> None:
    """Expect it no longer; what runs goes on."""
    _check(who)
    await sla.retire_expectation(tx, given.id)


async def restore(tx: Tx, who: Principal, given: OneId) -> ExpectationView:
    """Expect it again."""
    _check(who)
    one = await sla.restore_expectation(tx, given.id)
    return _view(one, await sla.list_expectations(tx))


def _span(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


def _check(who: Principal) -> None:
    if not who.rights.scope(Verb.SLA_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.SLA_MANAGE.value)


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())


def _view(one: Expectation, some: list[Expectation]) -> ExpectationView:
    terms, instead = one.terms, rules.replaced_by(some, one)
    shape = ExpectationShape(
        name=one.name,
        level=terms.level,
        team_id=terms.team_id,
        priority=terms.priority,
        accept_seconds=_seconds(terms.accept),
        answer_seconds=_seconds(terms.answer),
        calendar_id=terms.calendar_id,
        wall_clock=terms.wall_clock,
        approach=terms.approach,
    )
    return ExpectationView(one.id, one.code, one.version, shape, instead.name if instead else None)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/expectations", Verb.SETTINGS_READ, list_expectations, Nothing),
    ("POST", "/api/v1/expectations", Verb.SLA_MANAGE, add, ExpectationShape),
    ("PUT", "/api/v1/expectations/{id}", Verb.SLA_MANAGE, change, Change),
    ("POST", "/api/v1/expectations/{id}/retire", Verb.SLA_MANAGE, retire, OneId),
    ("POST", "/api/v1/expectations/{id}/restore", Verb.SLA_MANAGE, restore, OneId),
)
