"""The manuals' practices for one channel (S139 to S169): what each asks, how it is looked at, and what stands of it.

A channel's folder may hold `practices.json`, a list of `Practice`. What a provider changed or withdrew since says so,
with its source and day; the practice is then judged by its intent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, assert_never
from uuid import UUID

from msgspec import Struct

from trato.rooms.channels.connecting import Said


class Stage(StrEnum):
    """The three columns of the manual: first steps, going on, the greatest effort."""

    FIRST = "first"
    GOING = "going"
    BEST = "best"


class CheckKind(StrEnum):
    FACT = "fact"  # of what the workspace has set up; computed when it is looked at
    FINDING = "finding"  # of the last look at the provider
    CAPABILITY = "capability"  # of what the account can carry
    BUILT = "built"  # the house does it, whatever anybody sets
    ASKED = "asked"  # nobody but a person can see it


class Check(Struct, frozen=True):
    """How a practice is looked at; `code` names the fact, the finding, the capability or the question."""

    kind: CheckKind
    code: str


class PlatformState(StrEnum):
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNVERIFIED = "unverified"  # it could not be seen whether the provider still offers it


class Platform(Struct, frozen=True):
    """What a provider did to a practice since the manual: from when ("" where it tells no day), and where it says so.

    `seen` is the day on which the source was read; `instead` is how the practice is met now.
    """

    state: PlatformState
    since: str
    source: str
    seen: str
    told: Said
    instead: Said


class Practice(Struct, frozen=True):
    """One practice: its row of the manuals, what it asks, and what to do where it is not met; `page` leads there."""

    id: str
    stage: Stage
    asks: Said
    check: Check
    remedy: Said
    page: str = ""
    platform: Platform | None = None


class Standing(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNSEEN = "unseen"  # the account was not looked at, or the look did not come so far
    UNASKED = "unasked"  # nobody has confirmed it, either way


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody confirmed of a practice, and when."""

    practice: str
    done: bool
    note: str
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """A practice as it stands on one account; `answer` is the confirmation that counts, where it is asked."""

    practice: Practice
    standing: Standing
    answer: Answer | None = None


def judge(
    practices: Sequence[Practice],
    facts: Mapping[str, bool],
    findings: Sequence[Mapping[str, Any]],
    capabilities: Collection[str],
    answers: Mapping[str, Answer],
) -> list[Judged]:
    """Return how each practice stands; `facts` and `capabilities` by code, `findings` as they were kept."""
    seen = {str(one["check"]): str(one["state"]) for one in findings}
    return [_judged(one, facts, seen, capabilities, answers.get(one.id)) for one in practices]


def _judged(
    one: Practice,
    facts: Mapping[str, bool],
    seen: Mapping[str, str],
    capabilities: Collection[str],
    answer: Answer | None,
) -> Judged:
    code = one.check.code
    match one.check.kind:
        case CheckKind.FACT:
            return Judged(one, Standing.MET if facts[code] else Standing.UNMET)
        case CheckKind.FINDING:
            state = seen.get(code)
            known = {"good": Standing.MET, "bad": Standing.UNMET}
            return Judged(one, known.get(state or "", Standing.UNSEEN))
        case CheckKind.CAPABILITY:
            return Judged(one, Standing.MET if code in capabilities else Standing.UNMET)
        case CheckKind.BUILT:
            return Judged(one, Standing.MET)
        case CheckKind.ASKED:
            if answer is None:
                return Judged(one, Standing.UNASKED)
            return Judged(one, Standing.MET if answer.done else Standing.UNMET, answer)
        case never:
            assert_never(never)


def score(judged: Sequence[Judged]) -> tuple[int, int]:
    """Return how many practices are met, of how many."""
    return sum(one.standing is Standing.MET for one in judged), len(judged)
