"""Learning from answers whether a turn leaves the contact dissatisfied: a logistic over the turn and what led to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.calibration import temperature_of
from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats, Grams, clean, grams, matrix, plain, rarity, weighed
from trato.rooms.intelligence.engine.fitting import Task, Weights, fit
from trato.rooms.intelligence.engine.heads import sigmoid
from trato.rooms.intelligence.engine.phrases import SAID, SENT_AWAY, Reason
from trato.rooms.intelligence.engine.satisfaction import Role, Turn

if TYPE_CHECKING:
    from scipy.sparse import csr_array

FOLDS = 3
STRENGTH = 0.6
HASHED = 0.6
BEFORE = 0.7  # what the encodings of the turns before count
POINTED = 0.5  # what the points count


@dataclass(frozen=True, slots=True)
class Seen:
    """A turn of a contact as the head sees it: its words and those of the answer before, and all before in numbers."""

    texts: tuple[str, str, str]  # this turn, the answer before it, the contact's turn before that
    points: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TurnHead:
    """What was learned; `say` gives the probability that the turn leaves the contact dissatisfied."""

    rare: Floats
    weights: Weights
    temperature: float

    def say(self, encoder: Encoder, seen: Sequence[Seen]) -> Floats:
        """Return a probability for each turn."""
        dense, many = rows_of(encoder, seen)
        scores = dense @ self.weights.dense[:, 0] + self.weights.bias[0]
        for at, one in enumerate(many):
            scores[at] += weighed(one, self.rare) @ self.weights.hashed[one.buckets, 0]
        return sigmoid(scores[:, None] / np.float32(self.temperature))[:, 0]


def seen_turns(turns: Sequence[Turn]) -> list[Seen]:
    """Return each of the contact's turns with what led to it, and nothing of what follows."""
    found = []
    earlier: list[str] = []
    denied = away = thanked = 0.0
    answer = before = ""
    for turn in turns:
        text = plain(clean(turn.text))
        if turn.role is Role.CONTACT:
            contradicts = float(bool(SAID[Reason.CONTRADICTS].search(text)))
            thanks = float(bool(SAID[Reason.THANKS].search(text)))
            words = set(text.split())
            repeated = max((len(words & set(one.split())) / max(len(words), 1) for one in earlier), default=0.0)
            found.append(
                Seen(
                    (turn.text, answer, before),
                    (
                        contradicts,
                        thanks,
                        repeated,
                        denied,
                        away,
                        thanked,
                        float(bool(SENT_AWAY.search(plain(clean(answer))))),
                        min(len(earlier), 12) / 12,
                        min(len(words), 40) / 40,
                        float(text.endswith("?")),
                        float(not earlier),
                    ),
                )
            )
            denied, thanked = 0.6 * denied + contradicts, 0.6 * thanked + thanks
            earlier.append(text)
            before = turn.text
        elif turn.role in {Role.AGENT, Role.BOT}:
            away = 0.6 * away + float(bool(SENT_AWAY.search(text)))
            answer = turn.text
    return found


def rows_of(encoder: Encoder, seen: Sequence[Seen]) -> tuple[Floats, list[Grams]]:
    """Return the dense rows and the grams of turns; the same text is encoded once."""
    texts = sorted({text for one in seen for text in one.texts})
    encoded = dict(zip(texts, encoder.encode(texts), strict=True))
    dense = [
        np.concatenate(
            [
                encoded[one.texts[0]], encoded[one.texts[1]] * BEFORE, encoded[one.texts[2]] * BEFORE / 2,
                np.array(one.points, np.float32) * POINTED,
            ]
        )
        for one in seen
    ]  # fmt: skip
    marked = [grams(clean(f"{one.texts[0]} ¶ {one.texts[1]}")) for one in seen]
    return np.array(dense, dtype=np.float32), marked


def learn_turns(seen: Sequence[Seen], wrong: NDArray[np.bool_], owner: NDArray[np.int64], encoder: Encoder) -> TurnHead:
    """Return a head fitted to turns of which `wrong` left the contact dissatisfied; `owner` is each one's case."""
    dense, many = rows_of(encoder, seen)
    rare = rarity(many)
    hashed = matrix(many, rare)
    targets = wrong[:, None].astype(np.float32)
    out = np.zeros((len(seen), 1), np.float32)
    for fold in range(FOLDS):
        kept, left = owner % FOLDS != fold, owner % FOLDS == fold
        w = _fit(dense[kept], hashed[kept], targets[kept])
        out[left] = dense[left] @ w.dense + hashed[left] @ w.hashed + w.bias
    return TurnHead(rare, _fit(dense, hashed, targets), temperature_of(out, wrong.astype(np.int64)))


def _fit(dense: Floats, hashed: csr_array, targets: Floats) -> Weights:
    task = Task(targets, False, STRENGTH, np.ones(len(targets), np.float32))
    return fit(dense, hashed, [task], hashed_scale=HASHED, steps=40)
