"""The addresses of help: asked with a case, accepted, given and given back, declined, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.flow.acts import escalating
from trato.kit.errors import NotFound
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AskedKind, EscalationLevel
from trato.rooms.console.model import ContactRef, Person
from trato.rooms.console.model.help import HelpClock, HelpView
from trato.rooms.console.service import people
from trato.rooms.console.service.reach import check_case
from trato.rooms.console.store import help as store
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import ExpectationClock


class NewHelp(Struct, frozen=True):
    """Help with the case of the address; `id` is minted by the client: the same again is the same.

    A supervisor without a team or a person is who leads the team of the holder. `hands_over` gives the case to
    whoever accepts; `rests` lets it wait on the team meanwhile.
    """

    case_id: UUID
    id: UUID
    level: EscalationLevel
    team_id: UUID | None = None
    user_id: UUID | None = None
    why: Annotated[str, Meta(max_length=2_000)] = ""
    hands_over: bool = False
    rests: bool = False
    need_marked_at: datetime | None = None


class Answer(Struct, frozen=True):
    """What who asked is told; it becomes a note of the case that calls them."""

    id: UUID
    answer: Annotated[str, Meta(max_length=2_000)] = ""


async def open_help(tx: Tx, who: Principal, given: Nothing) -> list[HelpView]:
    """List the help that is asked of me, that I give, and that I asked, as long as it has not ended, oldest first."""
    teams = await access.memberships_of(tx, who.user.id)
    led = [team for team, leaders in (await access.leaders_of(tx, teams)).items() if who.user.id in leaders]
    rows = await store.list_open(tx, who.user.id, who.rights.scope(Verb.CASES_READ), teams, led)
    return await _views(tx, who, rows)


async def of_case(tx: Tx, who: Principal, given: OneId) -> list[HelpView]:
    """List the help that was asked for a case, newest first."""
    await check_case(tx, who, given.id)
    return await _views(tx, who, await store.list_of_case(tx, given.id))


async def ask(tx: Tx, who: Principal, given: NewHelp) -> HelpView:
    """Ask a supervisor or another team for help with a case."""
    await check_case(tx, who, given.case_id, Verb.CASES_REPLY)
    await people.check_holder(tx, who, await cases.get(tx, given.case_id), given.user_id, None)
    one = await escalating.escalate(
        tx, given.case_id, given.level, team_id=given.team_id, user_id=given.user_id, why=given.why,
        hands_over=given.hands_over, rests=given.rests, id=given.id, need_marked_at=given.need_marked_at,
    )  # fmt: skip
    return await _shown(tx, who, one.id)


async def accept(tx: Tx, who: Principal, given: OneId) -> HelpView:
    """Come to help; a case that goes along is then mine."""
    await _check(tx, who, given.id, Verb.CASES_READ)
    await escalating.accept(tx, given.id)
    return await _shown(tx, who, given.id)


async def decline(tx: Tx, who: Principal, given: Answer) -> HelpView:
    """Say that I cannot help, and why."""
    await _check(tx, who, given.id, Verb.NOTES_WRITE if given.answer.strip() else Verb.CASES_READ)
    await escalating.decline(tx, given.id, given.answer)
    return await _shown(tx, who, given.id)


async def give_back(tx: Tx, who: Principal, given: Answer) -> HelpView:
    """Answer who asked; the case goes on with its holder."""
    await _check(tx, who, given.id, Verb.NOTES_WRITE if given.answer.strip() else Verb.CASES_READ)
    await escalating.give_back(tx, given.id, given.answer)
    return await _shown(tx, who, given.id)


async def withdraw(tx: Tx, who: Principal, given: OneId) -> HelpView:
    """Ask no more, as long as nobody has come."""
    await _check(tx, who, given.id, Verb.CASES_REPLY)
    await escalating.withdraw(tx, given.id)
    return await _shown(tx, who, given.id)


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/help", Verb.CASES_READ, open_help, Nothing),
    ("GET", "/api/v1/cases/{id}/help", Verb.CASES_READ, of_case, OneId),
    ("POST", "/api/v1/cases/{case_id}/help", Verb.CASES_REPLY, ask, NewHelp),
    ("POST", "/api/v1/help/{id}/accept", Verb.CASES_READ, accept, OneId),
    ("POST", "/api/v1/help/{id}/decline", Verb.CASES_READ, decline, Answer),
    ("POST", "/api/v1/help/{id}/give-back", Verb.CASES_READ, give_back, Answer),
    ("POST", "/api/v1/help/{id}/withdraw", Verb.CASES_REPLY, withdraw, OneId),
)


async def _check(tx: Tx, who: Principal, escalation_id: UUID, verb: Verb) -> None:
    """Refuse help on a case out of reach, as one that never was. Raises NotFound and Forbidden."""
    row = await store.get(tx, escalation_id)
    if row is None:
        raise NotFound()
    await check_case(tx, who, row["case_id"], verb)


async def _shown(tx: Tx, who: Principal, escalation_id: UUID) -> HelpView:
    row = await store.get(tx, escalation_id)
    assert row is not None
    return (await _views(tx, who, [row]))[0]


async def _views(tx: Tx, who: Principal, rows: Sequence[Any]) -> list[HelpView]:
    if not rows:
        return []
    teams = await access.memberships_of(tx, who.user.id)
    leaders = await access.leaders_of(tx, teams)
    clocks: dict[UUID, list[HelpClock]] = {}
    for clock in await sla.expectations_of(tx, sorted({row["case_id"] for row in rows})):
        clocks.setdefault(clock.escalation_id, []).append(_clock(clock, tx.now))
    views = []
    for row in rows:
        of_team = row["target_kind"] == AskedKind.TEAM.value and row["target_id"] in teams
        leads = who.user.id in leaders.get(row["target_id"], [])
        for_me = row["target_id"] == who.user.id or (of_team and (row["level"] == "team" or leads))
        views.append(_view(row, who.user.id, for_me, tuple(clocks.get(row["id"], ()))))
    return views


def _clock(one: ExpectationClock, now: datetime) -> HelpClock:
    if one.voided_at is not None:
        state = "voided"
    elif one.stopped_at is not None:
        state = "met" if one.stopped_at <= one.due_at else "met_late"
    else:
        state = "running" if one.due_at > now else "breached"
    return HelpClock(one.id, one.target.value, state, one.started_at, one.approach_at, one.due_at)


def _view(row: Any, me: UUID, for_me: bool, clocks: tuple[HelpClock, ...]) -> HelpView:
    came = row["accepted_by"]
    return HelpView(
        id=row["id"],
        level=row["level"],
        state=row["outcome"] or ("accepted" if row["accepted_at"] else "asked"),
        team=row["team_name"],
        person=row["person_name"],
        by=Person(row["by_kind"], row["by_id"], row["by_name"] or "", row["by_alias"] or None),
        why=row["said"] or row["why"],
        answer=row["answered"] or "",
        hands_over=row["hands_over"],
        rests=row["rests"],
        sent_at=row["sent_at"],
        accepted_at=row["accepted_at"],
        accepted_by=Person("user", came, row["accepted_name"] or "", row["accepted_alias"] or None) if came else None,
        ended_at=row["ended_at"],
        clocks=clocks,
        case_id=row["case_id"],
        case_number=row["number"],
        subject=row["subject"],
        contact=ContactRef(row["contact_id"], row["contact_name"]),
        mine=row["by_kind"] == "user" and row["by_id"] == me,
        for_me=for_me,
    )
