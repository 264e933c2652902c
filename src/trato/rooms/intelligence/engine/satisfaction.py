"""How a case is going: predicted satisfaction from 0 to 100, and how likely it goes wrong, with reasons.

Points, each of which a person can check; the base heads say how a turn sounds, `reactions.py` how it takes the answer
before it. Where surveys have been answered, a logistic over the same points and the last turns takes over (`turns.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from trato.rooms.intelligence.engine.analysis import Analyser
from trato.rooms.intelligence.engine.features import clean, plain
from trato.rooms.intelligence.engine.phrases import AGAIN, MOVED, SAID, SENT_AWAY, Reason
from trato.rooms.intelligence.model import Heard, Understanding


class Role(StrEnum):
    """Who says a turn."""

    CONTACT = "contact"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said. `minutes` since the case began, where known."""

    role: Role
    text: str
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a case is going now: `csat` 0 to 100, the others probabilities; reasons with the points they took or gave."""

    csat: int
    dissatisfied: float
    escalation: float
    churn: float
    reasons: tuple[tuple[Reason, float], ...]


# How many points of satisfaction each reason takes (or gives) at its full strength of 1.
POINTS: dict[Reason, float] = {
    Reason.ANGRY: -28, Reason.GETTING_WORSE: -10, Reason.REPEATS: -14, Reason.ASKS_FOR_PERSON: -10,
    Reason.CONTRADICTS: -18, Reason.OFFENDS: -16, Reason.WAITED: -12, Reason.UNANSWERED: -10, Reason.SENT_AWAY: -14,
    Reason.LEAVING: -22, Reason.THREATENS: -18, Reason.OFTEN_WRITTEN: -12, Reason.TRANSFERRED: -8,
    Reason.REOPENED: -12, Reason.THANKS: 14, Reason.SOLVED: 16, Reason.TURNS_DOWN: -18, Reason.GOES_ALONG: 10,
}  # fmt: skip
ESCALATES: dict[Reason, float] = {
    Reason.ANGRY: 1.3, Reason.ASKS_FOR_PERSON: 1.8, Reason.THREATENS: 2.6, Reason.OFTEN_WRITTEN: 1.2,
    Reason.REPEATS: 0.7,
    Reason.OFFENDS: 0.8, Reason.WAITED: 0.5, Reason.SENT_AWAY: 0.6, Reason.UNANSWERED: 0.5, Reason.TRANSFERRED: 0.6,
    Reason.REOPENED: 0.8, Reason.LEAVING: 0.8, Reason.THANKS: -1.0, Reason.SOLVED: -1.3,
}  # fmt: skip
CHURNS: dict[Reason, float] = {
    Reason.LEAVING: 4.0, Reason.ANGRY: 0.8, Reason.THREATENS: 0.6, Reason.OFTEN_WRITTEN: 0.7, Reason.REOPENED: 0.5,
    Reason.SENT_AWAY: 0.5, Reason.THANKS: -0.6, Reason.SOLVED: -0.8,
}  # fmt: skip
BEGINNING = 72.0  # what a case is worth before anything was said
FADES = 0.75  # what a turn counts one turn later
PATIENCE = 15.0  # minutes without an answer that nobody minds
DISSATISFIED = 45.0  # points at which dissatisfied is as likely as not
STEEP = 9.0

_WORD = re.compile(r"\w{3,}")


def outlooks(cases: Sequence[Sequence[Turn]], analyser: Analyser) -> list[Outlook]:
    """Return how each case is going after its last turn."""
    return [outlook_of(turns, understood) for turns, understood in zip(cases, _heard(cases, analyser), strict=True)]


def _heard(cases: Sequence[Sequence[Turn]], analyser: Analyser) -> list[list[Understanding]]:
    messages = [Heard(turn.text) for turns in cases for turn in turns if turn.role is Role.CONTACT]
    understood = iter(analyser.analyse(messages))
    return [[next(understood) for turn in turns if turn.role is Role.CONTACT] for turns in cases]


def outlook_of(turns: Sequence[Turn], understood: Sequence[Understanding]) -> Outlook:
    """Return how a case is going; `understood` are the contact's turns, in order."""
    strengths = strengths_of(turns, understood)
    points = BEGINNING + sum(POINTS[reason] * strength for reason, strength in strengths.items())
    points = min(100.0, max(0.0, points))
    reasons = sorted(
        (
            (reason, round(POINTS[reason] * strength, 1))
            for reason, strength in strengths.items()
            if abs(POINTS[reason] * strength) >= 2
        ),
        key=lambda one: -abs(one[1]),
    )
    return Outlook(
        round(points),
        _logistic((DISSATISFIED - points) / STEEP),
        _logistic(-3.0 + sum(ESCALATES.get(reason, 0) * strength for reason, strength in strengths.items())),
        _logistic(-3.6 + sum(CHURNS.get(reason, 0) * strength for reason, strength in strengths.items())),
        tuple(reasons),
    )


def strengths_of(turns: Sequence[Turn], understood: Sequence[Understanding]) -> dict[Reason, float]:
    """Return how much of each reason there is, from 0 to 1; what was said last counts most."""
    found = dict.fromkeys(Reason, 0.0)
    said = [plain(clean(turn.text)) for turn in turns]
    own = [at for at, turn in enumerate(turns) if turn.role is Role.CONTACT]
    dark = [_darkness(one) for one in understood]
    for back, at in enumerate(reversed(own)):
        fade = FADES**back
        heard = understood[len(own) - 1 - back]
        _raise(found, Reason.ANGRY, fade * dark[len(own) - 1 - back])
        _raise(found, Reason.OFFENDS, fade * max(0.0, 2 * heard.offensive.score - 1))
        for reason, pattern in SAID.items():
            if pattern.search(said[at]):
                _raise(found, reason, fade)
        if back < 3:
            _raise(found, Reason.REPEATS, fade * _repeated(said, own, len(own) - 1 - back))
    if len(dark) > 1:
        found[Reason.GETTING_WORSE] = max(0.0, dark[-1] - sum(dark[:-1]) / len(dark[:-1]))
    if own and any(turn.role in {Role.AGENT, Role.BOT} for turn in turns[: own[-1]]):
        found[Reason.TURNS_DOWN] = max(0.0, understood[-1].reaction)
        found[Reason.GOES_ALONG] = max(0.0, -understood[-1].reaction)
    found[Reason.UNANSWERED] = min(1.0, _trailing(turns) / 3)
    found[Reason.WAITED] = min(1.0, max(0.0, _longest_wait(turns) - PATIENCE) / 120)
    served = [at for at, turn in enumerate(turns) if turn.role in {Role.AGENT, Role.BOT}]
    for back, at in enumerate(reversed(served)):
        if SENT_AWAY.search(said[at]):
            _raise(found, Reason.SENT_AWAY, FADES**back)
    for at, turn in enumerate(turns):
        if turn.role is Role.SYSTEM:
            _raise(found, Reason.TRANSFERRED, float(bool(MOVED.search(said[at]))))
            _raise(found, Reason.REOPENED, float(bool(AGAIN.search(said[at]))))
    return found


def _raise(found: dict[Reason, float], reason: Reason, strength: float) -> None:
    found[reason] = max(found[reason], strength)


def _darkness(one: Understanding) -> float:
    """Return how negative a turn sounds; an issue told calmly is not anger."""
    negative = one.sentiment.score if one.sentiment.label == "negative" else (1 - one.sentiment.score) / 2
    calm = one.kinds.get("issue", 0.0) * (1 - one.offensive.score)
    return negative * (1 - 0.5 * calm)


def _repeated(said: list[str], own: list[int], which: int) -> float:
    """Return how much of a contact's turn he had said before: the share of its words in the likest earlier turn."""
    words = set(_WORD.findall(said[own[which]]))
    if len(words) < 3:
        return 0.0
    shares = [len(words & set(_WORD.findall(said[at]))) / len(words) for at in own[:which]]
    return max(0.0, max(shares, default=0.0) - 0.4) / 0.6


def _trailing(turns: Sequence[Turn]) -> int:
    """Return how many turns the contact has said since anybody answered, but the first of them."""
    many = 0
    for turn in reversed(turns):
        if turn.role in {Role.AGENT, Role.BOT}:
            break
        many += turn.role is Role.CONTACT
    return max(0, many - 1)


def _longest_wait(turns: Sequence[Turn]) -> float:
    longest, since = 0.0, None
    for turn in turns:
        if turn.minutes is None:
            continue
        if turn.role is Role.CONTACT:
            since = turn.minutes if since is None else since
            longest = max(longest, turn.minutes - since)
        elif turn.role is not Role.SYSTEM and since is not None:
            longest, since = max(longest, turn.minutes - since), None
    return longest


def _logistic(value: float) -> float:
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, value)))), 4)
