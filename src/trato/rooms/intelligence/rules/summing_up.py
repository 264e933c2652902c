"""A case in its own sentences, for whoever takes it over: chosen by rules, so that it makes nothing up.

What they came for, what we did or said, what was promised in words, what they still wait for, and what we asked and
wait for. Each point is a sentence that somebody wrote, with its message, so that one click shows where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from trato.rooms.intelligence.engine.features import plain
from trato.rooms.intelligence.engine.personal.finding import find_orders
from trato.rooms.intelligence.model import MessageKind
from trato.rooms.intelligence.rules.coaching import asks, touches
from trato.rooms.intelligence.rules.summing_words import (
    ABBREVIATED,
    ALREADY,
    CALLED,
    COURTESY,
    DONE,
    GREETING,
    KIND_WORDS,
    PROMISE,
    SPLIT,
    TROUBLE,
)

LINES = 6  # of a summary
LEAST = 3  # turns with words: fewer are read in a moment
LONGEST = 240  # letters of a point
READ = 4_000  # letters of a message that are looked at
WORTH = 3  # words that say something
ORDERS = 3  # numbers that are told, the newest first
ABOUT = frozenset({MessageKind.ISSUE, MessageKind.COMPLAINT_BRAND, MessageKind.QUESTION, MessageKind.LEAD})
NOTHING = frozenset({MessageKind.NOISE, MessageKind.SPAM})


class PointKind(StrEnum):
    """What a sentence is to whoever takes over, in the order of reading."""

    WANTS = "wants"  # what they came for
    SAID = "said"  # what we did, or told them
    PROMISED = "promised"  # in words, by us
    OPEN = "open"  # what they wait for
    ASKED = "asked"  # what we asked and wait for


ORDER = tuple(PointKind)
# which are kept where there are too many, the first first
WEIGHTY = (PointKind.WANTS, PointKind.OPEN, PointKind.PROMISED, PointKind.ASKED, PointKind.SAID)


@dataclass(frozen=True, slots=True)
class Said:
    """A turn: of the contact (`inward`), or one that `answers` them, by a person or a bot of ours; or a notice."""

    id: UUID
    inward: bool
    answers: bool
    text: str
    at: datetime
    kind: str = ""  # a MessageKind where it was understood


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence of the case. `waits`: nobody answered it."""

    kind: PointKind
    text: str
    message_id: UUID
    at: datetime
    inward: bool
    waits: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    turn: Said
    place: int  # of its turn


def is_short(turns: Sequence[Said]) -> bool:
    """Say whether a case is read faster than its summary."""
    return sum(bool(one.text.strip()) for one in turns if one.inward or one.answers) < LEAST


def sum_up(turns: Sequence[Said], room: int = LINES) -> list[Point]:
    """Return at most `room` points of a case by its turns, oldest first, in the order of reading."""
    if is_short(turns):
        return []
    said = [one for place, turn in enumerate(turns) for one in _of(turn, place)]
    theirs = [one for one in said if one.turn.inward and one.turn.kind not in NOTHING]
    ours = [one for one in said if one.turn.answers]
    answered = next((place for place, turn in enumerate(turns) if turn.answers), len(turns))
    wants, waiting = _wants(theirs, answered), _open(theirs, ours)
    if wants and any(one.text in wants.text for one in waiting):
        wants = replace(wants, waits=True)
        waiting = [one for one in waiting if one.text not in wants.text]
    points = [wants] if wants else []
    points += waiting
    points += [_point(PointKind.PROMISED, one) for one in ours if _promises(one.text)][-1:]
    points += _asked(turns, ours)
    told = {one.text for one in points}
    points += [_point(PointKind.SAID, one) for one in _said(ours) if one.text not in told]
    kept = sorted(points, key=lambda one: WEIGHTY.index(one.kind))[: max(room, 1)]
    return sorted(kept, key=lambda one: (ORDER.index(one.kind), one.at))


def orders_in(turns: Sequence[Said]) -> list[str]:
    """Return the numbers of orders, tickets and the like that the case names, the last named first."""
    found: dict[str, None] = {}
    for turn in reversed(turns):
        for one in reversed(find_orders(turn.text[:READ])):
            found.setdefault(one, None)
        if len(found) >= ORDERS:
            break
    return list(found)[:ORDERS]


def sentences(text: str) -> list[str]:
    """Return the sentences of a message that say something, without the greeting in front of them."""
    pieces: list[str] = []
    for piece in SPLIT.split(text[:READ].strip()):
        if pieces and ABBREVIATED.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    found = []
    for piece in pieces:
        bare = " ".join(piece.split())
        while (cut := GREETING.sub("", bare, count=1)) != bare:
            bare = CALLED.sub("", cut, count=1)
        if _words(bare) >= WORTH and not COURTESY.match(bare):
            found.append(bare if len(bare) <= LONGEST else bare[:LONGEST].rsplit(" ", 1)[0] + "…")
    return found


def _of(turn: Said, place: int) -> list[_Sentence]:
    return [_Sentence(text, turn, place) for text in sentences(turn.text)] if turn.inward or turn.answers else []


def _wants(theirs: Sequence[_Sentence], answered: int) -> Point | None:
    """Return what they came for: of what they wrote before we answered, the message that tells the most, or else the
    first that is about something; of it the two sentences that tell the most.
    """
    about = [one for one in theirs if one.turn.kind in ABOUT] or theirs
    if not about:
        return None
    first = max([one for one in about if one.place < answered] or about[:1], key=lambda one: _weight(one.text))
    same = [one for one in theirs if one.place == first.place]
    best = sorted(sorted(range(len(same)), key=lambda at: (-_weight(same[at].text), at))[:2])
    between = " " if best[-1] - best[0] <= 1 else " … "
    whole = between.join(same[at].text for at in best)
    # two that are too long together: the one that tells more, whole, rather than both in part
    text = whole if len(whole) <= LONGEST else max((same[at].text for at in best), key=_weight)
    return Point(PointKind.WANTS, text, first.turn.id, first.turn.at, True)


def _open(theirs: Sequence[_Sentence], ours: Sequence[_Sentence]) -> list[Point]:
    """Return what they wait for: a question that no answer of ours touched, and what they said since the last one."""
    last = max((one.place for one in ours), default=-1)
    fresh = [one for one in theirs if one.place > last]
    asked = [one for one in fresh if asks(one.text)][-1:]
    left = [
        one
        for one in theirs
        if one.place < last
        and asks(one.text)
        and not any(touches(answer.text, plain(one.text)) for answer in ours if answer.place > one.place)
    ]
    found = {one.text: one for one in (*left[-1:], *asked, *fresh[-1:])}
    return [replace(_point(PointKind.OPEN, one), waits=True) for one in list(found.values())[-2:]]


def _asked(turns: Sequence[Said], ours: Sequence[_Sentence]) -> list[Point]:
    """Return what we asked last, where nobody has said anything since."""
    spoke = [at for at, one in enumerate(turns) if one.inward or one.answers]
    asked = [one for one in ours if spoke and one.place == spoke[-1] and one.text.endswith("?")]
    return [_point(PointKind.ASKED, one) for one in asked if not KIND_WORDS.search(one.text)][-1:]


def _said(ours: Sequence[_Sentence]) -> list[_Sentence]:
    """Return the last two things that we did, or else what our last answer tells the most of."""
    told = [
        one
        for one in ours
        if not one.text.endswith("?") and not KIND_WORDS.search(one.text) and not _promises(one.text)
    ]
    done = {one.text: one for one in told if DONE.search(one.text)}
    if done:
        return list(done.values())[-2:]
    newest = [one for one in told if one.place == told[-1].place]
    return [max(newest, key=lambda one: _weight(one.text))] if newest else []


def _promises(text: str) -> bool:
    if KIND_WORDS.search(text) or text.endswith("?") or (ALREADY.search(text) and DONE.search(text)):
        return False
    return bool(PROMISE.search(text))


def _point(kind: PointKind, one: _Sentence) -> Point:
    return Point(kind, one.text, one.turn.id, one.turn.at, one.turn.inward)


def _weight(text: str) -> float:
    """Return how much a sentence tells: words of trouble, a question, numbers, and not being short."""
    trouble = min(len(TROUBLE.findall(text)), 3)
    return trouble * 2.0 + asks(text) + any(one.isdigit() for one in text) + min(_words(text), 20) / 10


def _words(text: str) -> int:
    return len(re.findall(r"[^\W_]+", text))
