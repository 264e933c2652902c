"""What teams expect of each other: which expectation holds, by whose hours, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.rooms.sla.world import world
from trato.kit.ids import uuid7
from trato.rooms.brands.model import HoursBook
from trato.rooms.cases.model import AskedKind, EscalationLevel
from trato.rooms.sla import api as sla
from trato.rooms.sla.errors import ExpectationNameTaken, ExpectationNotFound, SenselessPolicy
from trato.rooms.sla.model import Expectation, ExpectationId, ExpectationTerms, HelpStart, HelpTarget
from trato.rooms.sla.rules import choose_expectation, plan_expectation, replaced_by, senseless

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TEAM, BRAND = uuid7(), uuid7()


def expected(name: str, **terms: Any) -> Expectation:
    return Expectation(ExpectationId(uuid7()), name, name, 1, ExpectationTerms(**terms))


def asked(level: EscalationLevel = EscalationLevel.TEAM, team_id: UUID | None = TEAM, priority: int = 0) -> HelpStart:
    return HelpStart(
        uuid7(), uuid7(), HelpTarget.ACCEPTANCE, NOW, level, team_id, priority, BRAND, AskedKind.TEAM, TEAM
    )


def test_the_team_goes_before_the_level_and_the_level_before_the_priority() -> None:
    some = [
        expected("todos", accept=HOUR),
        expected("urgentes", priority=2, accept=MINUTE),
        expected("supervisión", level=EscalationLevel.SUPERVISOR, accept=2 * MINUTE),
        expected("equipo", team_id=TEAM, accept=3 * MINUTE),
        expected("solo respuesta", team_id=uuid7(), answer=HOUR),
    ]

    def chosen(**more: Any) -> str:
        found = choose_expectation(some, asked(**more))
        return found.name if found else ""

    assert chosen(priority=2) == "equipo"
    assert chosen(team_id=None, level=EscalationLevel.SUPERVISOR, priority=2) == "supervisión"
    assert chosen(team_id=None, priority=2) == "urgentes" and chosen(team_id=None) == "todos"


def test_a_younger_one_for_the_same_help_is_told_and_a_silent_one_takes_nothing() -> None:
    old, silent, young = (
        expected("vieja", team_id=TEAM, accept=HOUR),
        expected("muda", team_id=TEAM, answer=HOUR),
        expected("nueva", team_id=TEAM, accept=MINUTE),
    )
    found = replaced_by([old, silent, young], old)
    assert found is not None and found.name == "nueva"
    assert replaced_by([old, silent], old) is None


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (ExpectationTerms(), "accept"),
        (ExpectationTerms(accept=timedelta(0)), "accept"),
        (ExpectationTerms(accept=-HOUR), "accept"),
        (ExpectationTerms(answer=timedelta(days=91)), "answer"),
        (ExpectationTerms(accept=HOUR, approach=0.0), "approach"),
        (ExpectationTerms(accept=HOUR, wall_clock=True, calendar_id=uuid7()), "calendar"),  # type: ignore[arg-type]
        (ExpectationTerms(accept=HOUR), ""),
    ],
)
def test_what_makes_no_sense_is_told_by_its_field(terms: ExpectationTerms, field: str) -> None:
    assert senseless(terms) == field


def test_without_any_hours_the_wall_clock_counts() -> None:
    clock = plan_expectation(expected("x", accept=HOUR), asked(), HoursBook(None, {}, {}))
    assert (clock.due_at, clock.approach_at, clock.calendar_of) == (NOW + HOUR, NOW + 48 * MINUTE, "")


@pytest.mark.anyio
async def test_expectations_are_said_changed_retired_and_said_again(app_connection: asyncpg.Connection[Any]) -> None:
    tx = (await world(app_connection, NOW)).tx
    one = await sla.add_expectation(tx, "Nivel 2", ExpectationTerms(accept=HOUR))
    with pytest.raises(ExpectationNameTaken):
        await sla.add_expectation(tx, "Nivel 2", ExpectationTerms(accept=HOUR))
    with pytest.raises(SenselessPolicy):
        await sla.change_expectation(tx, one.id, "Nivel 2", ExpectationTerms(accept=-HOUR))
    changed = await sla.change_expectation(tx, one.id, "Nivel dos", ExpectationTerms(accept=2 * HOUR))
    assert (changed.version, changed.code) == (2, one.code)
    await sla.retire_expectation(tx, one.id)
    assert await sla.list_expectations(tx) == []
    with pytest.raises(ExpectationNotFound):
        await sla.retire_expectation(tx, one.id)
    assert (await sla.restore_expectation(tx, one.id)).name == "Nivel dos"
