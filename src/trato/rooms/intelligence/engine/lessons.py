"""What people corrected is remembered: of the same words, or very near ones, the corrected word is said at once.

Two messages are near when their keys differ by three bits at most (links, numbers and mentions do not count) or when
the cosine of their vectors is high. To serve somebody whom we would have set aside, one lesson is enough and likeness
may be loose; to set aside by itself, two lessons must agree and the words must be nearly the same, for a lost person
costs more than a line of spam. Until then one lesson makes a doubt, which is shown and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.model import NO, YES, Aspect, Guess, Likelihood, MessageKind, NoAnswer, Understanding

NEAR_BITS = 3
ALIKE = 0.95  # cosine from which two messages say the same; "cancel it" and "do not cancel it" are at 0.93
LOOSE = 0.86  # cosine that is enough to serve somebody
TAUGHT = 0.98  # how sure a word is that a person said
DOUBT = 0.7  # how probable it is, by one lesson, that nobody need answer
AGREE = 2  # lessons that set aside by themselves
EMPTY = "0" * 16
KINDS = {
    NoAnswer.SPAM: MessageKind.SPAM,
    NoAnswer.TROLL: MessageKind.TROLL,
    NoAnswer.NO_ENGAGEMENT: MessageKind.NOISE,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a person said of one message. `vector` is empty where no encoder read it."""

    aspect: Aspect
    meant: str
    near_key: str
    encoder_id: str
    vector: Floats


class Taught:
    """The lessons of one workspace, the newest first."""

    def __init__(self, lessons: Sequence[Lesson], encoder_id: str) -> None:
        self._lessons = tuple(lessons)
        width = max((len(one.vector) for one in lessons if one.encoder_id == encoder_id), default=0)
        self._matrix = np.zeros((len(lessons), width), np.float32)
        for at, one in enumerate(lessons):
            if width and one.encoder_id == encoder_id and len(one.vector) == width:
                self._matrix[at] = one.vector / max(float(np.linalg.norm(one.vector)), 1e-9)
        self._keys = np.array([int(one.near_key, 16) for one in lessons], np.uint64)
        self._least = np.array([LOOSE if _serves(one) else ALIKE for one in lessons], np.float32)

    def recall(self, said: Understanding, vector: Floats) -> Understanding:
        """Return an understanding with what people said of messages like it; itself where nobody said anything."""
        if not self._lessons:
            return said
        likeness = self._likeness(said.near_key, vector)
        near: dict[Aspect, list[tuple[str, float]]] = {}
        for at in np.flatnonzero(likeness >= self._least).tolist():
            one = self._lessons[at]
            near.setdefault(one.aspect, []).append((one.meant, float(likeness[at])))
        for aspect in Aspect:
            if aspect in near:
                said = _taught(said, aspect, near[aspect])
        return said

    def _likeness(self, key: str, vector: Floats) -> Floats:
        alike = np.zeros(len(self._lessons), np.float32)
        if self._matrix.shape[1] and len(vector) == self._matrix.shape[1]:
            alike = self._matrix @ (vector / max(float(np.linalg.norm(vector)), 1e-9))
        if key != EMPTY:
            alike[np.bitwise_count(self._keys ^ np.uint64(int(key, 16))) <= NEAR_BITS] = 1.0
        return alike


def corrected(said: Understanding, meant: Mapping[Aspect, str]) -> Understanding:
    """Return an understanding with what a person said of this very message, by aspect: that is sure."""
    for aspect, word in meant.items():
        said = _taught(said, aspect, [(word, 1.0)] * AGREE)
    return said


def _serves(lesson: Lesson) -> bool:
    return lesson.aspect is Aspect.ENGAGEABLE and lesson.meant == YES


def _taught(said: Understanding, aspect: Aspect, near: Sequence[tuple[str, float]]) -> Understanding:
    """Return an understanding with the word of the likeliest lesson; of equals, the newest."""
    meant = max(near, key=lambda one: one[1])[0]
    match aspect:
        case Aspect.KIND:
            return replace(said, kind=Guess(meant, TAUGHT), kinds={meant: TAUGHT})
        case Aspect.SENTIMENT:
            return replace(said, sentiment=Guess(meant, TAUGHT))
        case Aspect.URGENCY:
            return replace(said, urgency=int(meant))
        case Aspect.NEEDS_HUMAN:
            return replace(said, needs_human=_likely(meant))
        case Aspect.OFFENSIVE:
            return replace(said, offensive=_likely(meant))
        case Aspect.LANGUAGE:
            return replace(said, lang=meant)
        case Aspect.ENGAGEABLE:
            return _engaging(said, meant, sum(one == meant for one, _ in near))


def _likely(meant: str) -> Likelihood:
    return Likelihood(meant != NO, TAUGHT if meant != NO else 1 - TAUGHT)


def _engaging(said: Understanding, meant: str, times: int) -> Understanding:
    if meant == YES:
        return replace(said, engageable=Likelihood(True, max(said.engageable.score, TAUGHT)), why="")
    kind = KINDS[NoAnswer(meant)]
    score = min(said.engageable.score, 1 - (TAUGHT if times >= AGREE else DOUBT))
    return replace(said, engageable=Likelihood(False, score), why=kind, kind=Guess(kind, TAUGHT), kinds={kind: TAUGHT})
