"""A challenger against the champion: fitted without what it is judged on, promoted only where it is not worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.pupil import Guessed, Pupil, example_of
from trato.rooms.intelligence.engine.tags import TagModel
from trato.rooms.intelligence.model import Learner, Lesson
from trato.rooms.intelligence.rules.labels import Labels

HELD_OUT = timedelta(days=14)  # what is newest is nearest to what comes
EACH = 5  # where there is no champion: one lesson of so many is held out
TOLD = 0.5  # from which probability one of several tags counts as said
BINS = 10
CHANCE = 0.02  # of calibration: what a few dozen lessons move it by without anything having changed


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model is worth on lessons that it had not seen. `off` is the expected calibration error (0 is best)."""

    macro_f1: float
    off: float
    lessons: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A champion (None before the first fit) and a challenger, judged on the same lessons."""

    challenger: Judgement
    champion: Judgement | None

    @property
    def is_won(self) -> bool:
        """Say whether the challenger may take the place: neither F1 nor calibration gets worse."""
        if self.champion is None:
            return True
        calm = self.challenger.off <= self.champion.off + CHANCE
        return calm and self.challenger.macro_f1 >= self.champion.macro_f1 - 1e-9


@dataclass(frozen=True, slots=True)
class Material:
    """Lessons with their vectors, row by row, and the labels that are in use."""

    name: Learner
    lessons: Sequence[Lesson]
    vectors: Floats
    labels: Labels

    def part(self, at: Sequence[int]) -> Material:
        """Return some of it."""
        return Material(self.name, [self.lessons[n] for n in at], self.vectors[list(at)], self.labels)


def held_out(material: Material, now: datetime, until: int | None) -> tuple[list[int], list[int]]:
    """Return which lessons to fit on, and which to judge on.

    `until` is the last lesson that the champion has seen: what came after it within fourteen days, neither has.
    Only people's lessons judge: the examples of a starter say the same in three languages.
    """
    many = range(len(material.lessons))
    if until is None:
        judged = [n for n in many if not material.lessons[n].is_ours][EACH - 1 :: EACH]
    else:
        judged = [n for n in many if material.lessons[n].number > until and now - material.lessons[n].at < HELD_OUT]
    chosen = set(judged)
    return [n for n in many if n not in chosen], judged


def fit(material: Material, encoder: Encoder) -> TagModel:
    """Return a model of all lessons of `material`; a correction weighs what it weighs."""
    known = frozenset(path for one in material.lessons for path in material.labels.said(one.labels))
    examples = [example_of(one, material.labels, known) for one in material.lessons]
    kept = [n for n, one in enumerate(examples) if one is not None]
    return TagModel.fit(
        [one for one in examples if one is not None], material.vectors[kept], encoder.encoder_id,
        several=material.name is Learner.TAGS,
    )  # fmt: skip


def judge(model: TagModel, material: Material) -> Judgement:
    """Judge a model on lessons that it has not seen: F1 of each label that is in them, averaged, and calibration."""
    lessons = [n for n, one in enumerate(material.lessons) if material.labels.said(one.labels) and one.text.strip()]
    if not lessons:
        return Judgement(0.0, 0.0, 0)
    chosen = material.part(lessons)
    texts = [one.text for one in chosen.lessons]
    said = Pupil(material.name, model).predict(texts, chosen.vectors, material.labels)
    truth = [_truth(one, material.labels) for one in chosen.lessons]
    guesses = [_taken(one, material.name) for one in said]
    scores = []
    for label in sorted(set().union(*truth)):
        right = sum(label in has and label in took for has, took in zip(truth, guesses, strict=True))
        scores.append(2 * right / (sum(label in one for one in truth) + sum(label in one for one in guesses)))
    return Judgement(float(np.mean(scores)), _off(said, truth), len(lessons))


def _truth(lesson: Lesson, labels: Labels) -> set[UUID]:
    return {one for label in lesson.labels if (one := labels.now(label)) is not None}


def _taken(said: Guessed, name: Learner) -> set[UUID]:
    if name is Learner.REASONS:
        return {one for one, _ in said.top[:1]}
    return {one for n, (one, score) in enumerate(said.top) if n == 0 or score >= TOLD}


def _off(said: Sequence[Guessed], truth: Sequence[set[UUID]]) -> float:
    """Return the expected calibration error of what is likeliest (Naeini et al., 2015), over ten bins."""
    tops = np.array([one.top[0][1] if one.top else 0.0 for one in said])
    right = np.array([bool(one.top) and one.top[0][0] in has for one, has in zip(said, truth, strict=True)], float)
    bins = np.minimum((tops * BINS).astype(int), BINS - 1)
    return float(sum(abs(tops[bins == n].sum() - right[bins == n].sum()) for n in range(BINS)) / len(tops))
