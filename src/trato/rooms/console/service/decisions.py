"""Why a case is where it is: the decisions about it with names, and why it waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseState, HolderKind
from trato.rooms.console.model import Person
from trato.rooms.console.model.decisions import CandidateView, DecisionView, NeedView, StickyView, WaitingView, WhyView
from trato.rooms.console.store import decisions as store
from trato.rooms.routing import api as routing


async def why(tx: Tx, case_id: UUID) -> WhyView:
    """Return the last decisions about a case, and why it waits if it does."""
    rows = await store.list_decisions(tx, case_id)
    people = await store.people(tx, {one for row in rows for one in _people_in(row)})
    skills = await store.skill_names(
        tx, {UUID(c["skill_id"]) for row in rows for c in row["candidates"] if c.get("skill_id")}
    )
    offered = bool(rows) and rows[0]["outcome"] == "offered"  # then its decision says whom it waits for
    waiting = None if offered else await _waiting(tx, case_id)
    return WhyView(tuple(_decision(row, people, skills) for row in rows), waiting)


async def _waiting(tx: Tx, case_id: UUID) -> WaitingView | None:
    case = (await cases.get_many(tx, [case_id]))[case_id]
    if case.state is not CaseState.OPEN or case.holder.kind is not HolderKind.QUEUE or case.holder.id is None:
        return None
    found = await routing.why_waits(tx, case_id, case.holder.id)
    names = await store.skill_names(tx, {need.skill_id for need in found.needs}) if found.needs else {}
    needs = [NeedView(names.get(need.skill_id, ""), need.level, able) for need, able in found.needs.items()]
    return WaitingView(found.why.value, dict(found.against), tuple(needs))


def _people_in(row: Any) -> list[UUID]:
    named = [row["author_id"], row["agent_id"], row["sticky_candidate"]]
    return [one for one in named if one] + [UUID(one["agent_id"]) for one in row["candidates"]]


def _decision(row: Any, people: Mapping[UUID, Any], skills: Mapping[UUID, str]) -> DecisionView:
    sticky = row["sticky_candidate"]
    return DecisionView(
        id=row["id"],
        at=row["at"],
        author=row["author"],
        reason=row["reason"],
        outcome=row["outcome"],
        queue=row["queue"],
        waited_seconds=row["seconds"],
        chosen=_person(people, row["agent_id"]),
        by=_person(people, row["author_id"]),
        candidates=tuple(_candidate(one, people, skills) for one in sorted(row["candidates"], key=_is_passed_over)),
        others=row["others"],
        factors=row["factors"],
        sticky=StickyView(_named(people, sticky), bool(row["sticky_honoured"]), row["sticky_reason"])
        if sticky
        else None,
    )


def _is_passed_over(candidate: Mapping[str, Any]) -> bool:
    return bool(candidate.get("why"))


def _candidate(one: Mapping[str, Any], people: Mapping[UUID, Any], skills: Mapping[UUID, str]) -> CandidateView:
    skill = one.get("skill_id")
    return CandidateView(
        _named(people, UUID(one["agent_id"])),
        one.get("why", ""),
        skills.get(UUID(skill)) if skill else None,
        one.get("points", 0.0),
        one["free"],
        one["cases"],
    )


def _person(people: Mapping[UUID, Any], user: UUID | None) -> Person | None:
    return None if user is None else _named(people, user)


def _named(people: Mapping[UUID, Any], user: UUID) -> Person:
    row = people.get(user)
    return Person("user", user, row["name"] if row else "", (row["alias"] or None) if row else None)
