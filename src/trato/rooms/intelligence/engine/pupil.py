"""Who learns the tags, or the reasons, of one workspace: a model, and how far it has read the lessons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.tagger import Example
from trato.rooms.intelligence.engine.tags import TagModel, TagPrediction
from trato.rooms.intelligence.model import Learner, Lesson
from trato.rooms.intelligence.rules.labels import Labels

TOLD = 3  # that are one click away


@dataclass(frozen=True, slots=True)
class Guessed:
    """What is said of a text, in ids that are in use now: the likeliest, what is proven, a branch that is sure."""

    top: tuple[tuple[UUID, float], ...]
    decided: tuple[UUID, ...]
    above: UUID | None


@dataclass(slots=True)
class Pupil:
    """Not safe for threads: one at a time learns or predicts with it."""

    name: Learner
    model: TagModel
    champion: UUID | None = None  # of which it began
    version: int = 0
    until: int = 0  # the last lesson that it has learned
    forgot_at: datetime | None = None  # who was forgotten since then is in it still

    @classmethod
    def blank(cls, name: Learner, encoder: Encoder, champion: UUID | None = None) -> Pupil:
        """Return one that knows nothing; it learns in place of a champion that cannot read this encoder's numbers."""
        return cls(name, TagModel.empty(encoder.encoder_id, encoder.wide, several=name is Learner.TAGS), champion)

    @property
    def called(self) -> str:
        """What its predictions are signed with: the model, and how many lessons it has learned since."""
        return f"{self.name.value}-{self.version}+{self.model.learned}"

    def learn(self, lessons: Sequence[Lesson], vectors: Floats, labels: Labels) -> None:
        """Learn lessons in order, those after the last that it learned; row n of `vectors` is of lesson n."""
        for one, vector in zip(lessons, vectors, strict=True):
            if one.number <= self.until:
                continue
            self.until = one.number
            example = example_of(one, labels, frozenset(self.model.labels))
            if example is not None:
                self.model.learn(example, vector)

    def predict(self, texts: Sequence[str], vectors: Floats, labels: Labels) -> list[Guessed]:
        """Return what is said of each text."""
        return [_guessed(one, labels) for one in self.model.predict(texts, vectors)]


def example_of(lesson: Lesson, labels: Labels, known: frozenset[str]) -> Example | None:
    """Return a lesson as a model learns it; None where nothing of it is in use or its words are gone.

    Who only took a tag away said nothing of the `known` others.
    """
    if not lesson.text.strip():
        return None
    said, refused = labels.said(lesson.labels), frozenset(labels.said(lesson.refused))
    if said:
        unsure = frozenset(labels.said(lesson.unsure)) - set(said)
        return Example(lesson.text, said, lesson.weight, unsure, proves=not lesson.is_ours)
    return Example(lesson.text, (), lesson.weight, known - refused) if refused & known else None


def stacked(kept: Sequence[bytes], wide: int) -> Floats:
    """Return kept vectors as rows of `wide` numbers."""
    return np.frombuffer(b"".join(kept), dtype="<f2").astype(np.float32).reshape(len(kept), wide)


def vectors_of(lessons: Sequence[Lesson], encoder: Encoder) -> Floats:
    """Return the numbers of lessons, a row each: as they were kept, or read anew where another encoder kept them."""
    found = np.zeros((len(lessons), encoder.wide), np.float32)
    own = [n for n, one in enumerate(lessons) if one.encoder_id == encoder.encoder_id and one.vector]
    if own:
        found[own] = stacked([lessons[n].vector for n in own], encoder.wide)
    strange = sorted(set(range(len(lessons))) - set(own))
    if strange and encoder.wide:
        found[strange] = encoder.encode([lessons[n].text for n in strange])
    return found


def _guessed(said: TagPrediction, labels: Labels) -> Guessed:
    told: dict[UUID, float] = {}
    for label, score in said.top:  # the likeliest first, which counts where two were merged since
        one = labels.meant(label)
        if one is not None:
            told.setdefault(one, score)
    proven = (labels.meant(label) for label in said.tags)
    decided = tuple(dict.fromkeys(one for one in proven if one is not None and one in told))
    shown = tuple((one, score) for n, (one, score) in enumerate(told.items()) if n < TOLD or one in decided)
    return Guessed(shown, decided, labels.meant(said.parent) if said.parent else None)
