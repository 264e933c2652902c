"""Whom a fact is told to: who holds its case, who is mentioned or asked for help, the team in whose queue it waits,
and who leads the team in which a promise broke."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from trato.kit.events import Origin, Recorded
from trato.rooms.console.model import Listed
from trato.rooms.console.model.preferences import NoticeKind
from trato.rooms.console.rules.changes import read

PROMISES = frozenset({"sla.clock_approaching", "sla.clock_breached"})
OWED = frozenset({"cases.promise_due", "cases.promise_broken"})  # by who made them, whoever holds the case
OFFERED = "routing.case_offered"  # to who is asked to take it
LEFT = "cases.promise_left"  # who made it is gone: the team is told
QUEUED = frozenset({"cases.opened", "cases.assigned", "cases.reopened"})
ASKED = frozenset({"cases.escalated", "cases.escalation_restored"})
HELPED = frozenset({"cases.escalation_accepted", "cases.escalation_ended"})
EXPECTED = frozenset({"sla.expectation_approaching", "sla.expectation_breached"})
FOLLOWED = (
    PROMISES
    | OWED
    | QUEUED
    | ASKED
    | HELPED
    | EXPECTED
    | {LEFT, OFFERED, "cases.user_mentioned", "conversations.message_received"}
)
# of several facts of one case, the one that says most is told
WEIGHT = {
    NoticeKind.MENTION: 6,
    NoticeKind.HELP: 5,
    NoticeKind.NEW_CASE: 4,
    NoticeKind.PROMISE: 3,
    NoticeKind.TEAM_PROMISE: 2,
    NoticeKind.MESSAGE: 1,
    NoticeKind.TEAM_QUEUE: 0,
}


@dataclass(frozen=True, slots=True)
class Addressed:
    """A fact and to whom it is told: one person, a team, or who leads one."""

    fact: Recorded
    kind: NoticeKind
    user_id: UUID | None = None
    team_id: UUID | None = None
    led_team_id: UUID | None = None


def addressed(facts: Iterable[Recorded], one: Listed) -> list[Addressed]:
    """Return what is told of these facts of one case, as the case stands now.

    What oneself did is no news; nor is what a replay or an import brings.
    """
    found = [told for fact in facts if fact.origin is Origin.LIVE for told in _addresses(fact, one)]
    return [told for told in found if told.user_id is None or told.user_id != told.fact.actor.id]


def _addresses(fact: Recorded, one: Listed) -> list[Addressed]:
    if fact.kind in ASKED or fact.kind in EXPECTED:
        return _asked(fact)
    if fact.kind in HELPED:
        asker = read(fact).asked_by
        return [Addressed(fact, NoticeKind.HELP, user_id=asker)] if asker is not None else []
    told = _address(fact, one)
    found = [told] if told is not None else []
    if fact.kind == "sla.clock_breached" and one.row.team_id is not None:
        found.append(Addressed(fact, NoticeKind.TEAM_PROMISE, led_team_id=one.row.team_id))
    return found


def _asked(fact: Recorded) -> list[Addressed]:
    """Help goes to who is asked; that it was not given in time, to who waits for it too."""
    named = read(fact)
    kind, id = named.target_kind or named.asked_kind, named.target_id or named.asked_id
    found = []
    if kind == "user":
        found.append(Addressed(fact, NoticeKind.HELP, user_id=id))
    elif kind == "team" and named.level == "supervisor":
        found.append(Addressed(fact, NoticeKind.HELP, led_team_id=id))
    elif kind == "team":
        found.append(Addressed(fact, NoticeKind.HELP, team_id=id))
    if fact.kind == "sla.expectation_breached" and named.asked_by is not None:
        found.append(Addressed(fact, NoticeKind.HELP, user_id=named.asked_by))
    return found


def _address(fact: Recorded, one: Listed) -> Addressed | None:
    if fact.kind not in FOLLOWED:
        return None
    if fact.kind == "cases.user_mentioned":
        return Addressed(fact, NoticeKind.MENTION, user_id=read(fact).user_id)
    if fact.kind in OWED and (owing := read(fact).user_id) is not None:
        return Addressed(fact, NoticeKind.PROMISE, user_id=owing)
    if fact.kind == OFFERED and (asked := read(fact).user_id) is not None:
        return Addressed(fact, NoticeKind.NEW_CASE, user_id=asked)
    if fact.kind == LEFT:
        return Addressed(fact, NoticeKind.PROMISE, team_id=one.row.team_id) if one.row.team_id is not None else None
    holder = one.holder_id if one.holder_kind == "agent" else None
    if holder is None:
        waits = fact.kind in QUEUED and one.row.state == "open" and one.row.set_aside is None
        waits = waits and one.holder_kind not in {"agent", "bot"} and one.row.team_id is not None
        return Addressed(fact, NoticeKind.TEAM_QUEUE, team_id=one.row.team_id) if waits else None
    if fact.kind in PROMISES:
        return Addressed(fact, NoticeKind.PROMISE, user_id=holder)
    if fact.kind == "conversations.message_received":
        return Addressed(fact, NoticeKind.MESSAGE, user_id=holder)
    if fact.kind == "cases.assigned" and read(fact).holder_id == holder:
        return Addressed(fact, NoticeKind.NEW_CASE, user_id=holder)
    return None


def told_to(
    user: UUID, teams: Collection[UUID], some: Iterable[Addressed], led: Collection[UUID] = ()
) -> Addressed | None:
    """Return what one person is told of a case: of several things, the one that says most."""
    own = [
        one
        for one in some
        if one.user_id == user or (one.fact.actor.id != user and (one.team_id in teams or one.led_team_id in led))
    ]
    return max(own, key=lambda one: (WEIGHT[one.kind], one.fact.seq), default=None)
