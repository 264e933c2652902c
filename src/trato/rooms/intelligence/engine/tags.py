"""The tags of a workspace as one thing that is fitted, learns from each example at once, and is kept as bytes.

`TagModel.fit` learns from many examples and judges itself on examples left out; `learn` adds one in less than a
millisecond, so that the next message profits; `predict` says tags with calibrated probabilities, and decides only where
the wished precision is proven. Labels may be paths, as `cobros/doble`: where a tag is not sure, its parent may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

import numpy as np

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import BUCKETS, Buckets, Floats, clean, grams, weighed
from trato.rooms.intelligence.engine.fitting import Weights
from trato.rooms.intelligence.engine.intents import EVERYTHING, Fitted, fit_tags, truth_of
from trato.rooms.intelligence.engine.memory import no_memory
from trato.rooms.intelligence.engine.precision import (
    NEVER,
    PRECISION,
    Bools,
    TagReport,
    parent_threshold,
    reports,
    tag_thresholds,
)  # fmt: skip
from trato.rooms.intelligence.engine.tag_files import pack, unpack
from trato.rooms.intelligence.engine.tagger import (
    DENSE,
    HASHED,
    OUT_OF_SCOPE,
    Example,
    Tagger,
    sums_of,
    trust_of,
)  # fmt: skip
from trato.rooms.intelligence.engine.tree import Branches

TOLD = 5  # tags that a prediction names
FRESH = 0.9  # from which probability a tag is decided that no fit has judged yet
SPARE = 16  # columns kept free for tags to come
STRANGE = 0.02  # share of rightly tagged messages that are less known than what counts as untyped
SOFT = 1.0  # 1 / (2 cost): how little one example is believed

__all__ = ["Example", "TagModel", "TagPrediction", "TagReport"]


@dataclass(frozen=True, slots=True)
class TagPrediction:
    """What is said of a message: `top` are the likeliest tags, best first, always as many as are known (at most five).

    `decided` is the tag that may be set without a person (of several, the likeliest; `tags` has them all); where there
    is none, `parent` is the deepest path above the likeliest tags that is sure. `untyped` says that it is none of them.
    """

    top: tuple[tuple[str, float], ...]
    decided: str | None
    parent: str | None
    tags: tuple[str, ...]
    untyped: bool


NOTHING = TagPrediction((), None, None, (), True)


@dataclass(slots=True)
class TagModel:
    """Tags of a workspace. Not safe for threads that learn while others predict; copy by `to_bytes`."""

    encoder_id: str
    wide: int  # numbers of a vector; 0 where only n-grams speak
    tagger: Tagger
    counts: Floats  # examples of each tag
    sums: Floats  # tags × wide: the summed vectors of its examples
    each: Floats  # from which probability a tag is decided
    sure_parent: float
    strange: float  # a message of which less is known is untyped
    precision: float = PRECISION
    report: dict[str, TagReport] = field(default_factory=dict)
    fitted: int = 0  # examples that the last fit saw
    learned: int = 0  # examples learned since
    _branches: Branches = field(init=False)
    _room: tuple[Floats, Floats] = field(init=False)  # the linear part with columns for tags to come

    def __post_init__(self) -> None:
        self._branches = Branches(self.tagger.labels)
        self._reserve()

    def _reserve(self) -> None:
        """Lay the linear part into arrays that have room: a new tag then costs no copy."""
        weights, many = self.tagger.weights, len(self.labels)
        self._room = _wider(weights.dense, SPARE), _wider(weights.hashed, SPARE)
        held = Weights(self._room[0][:, :many], self._room[1][:, :many], weights.bias)
        self.tagger = replace(self.tagger, weights=held)

    @property
    def labels(self) -> tuple[str, ...]:
        """The tags that are known, in the order of their columns."""
        return self.tagger.labels

    @classmethod
    def empty(cls, encoder_id: str, wide: int, *, several: bool = False, precision: float = PRECISION) -> TagModel:
        """Return a model that knows no tag yet and learns from the first example on."""
        weights = Weights(_none(wide), _none(BUCKETS), np.zeros(0, np.float32))
        tagger = Tagger(
            (), several, np.ones(BUCKETS, np.float32), weights, no_memory(wide, 0), np.zeros((0, wide), np.float32),
            np.zeros(0, np.float32), 0.5, NEVER, EVERYTHING,
        )  # fmt: skip
        nothing = np.zeros(0, np.float32)
        return cls(
            encoder_id, wide, tagger, nothing, np.zeros((0, wide), np.float32), nothing, NEVER, EVERYTHING, precision
        )

    @classmethod
    def fit(
        cls,
        examples: Sequence[Example],
        vectors: Floats,
        encoder_id: str,
        *,
        encoder: Encoder | None = None,
        several: bool | None = None,
        precision: float = PRECISION,
        seed: int = 0,
    ) -> TagModel:
        """Return a model of `examples`, whose vectors are the rows of `vectors`, as `encoder_id` makes them.

        `encoder`, where given, reads the names of the labels, which helps where examples are few.
        Texts may have one tag or several, which is read from the examples unless given; `oos` alone says that none is
        meant. Examples that do not prove teach and calibrate; they are neither counted nor judged, so that no tag is
        decided by them. Without a tag to learn the model is empty and abstains.
        Raises ValueError where rows are missing.
        """
        _agree(len(examples), vectors)
        wide = int(vectors.shape[1])
        kept = [at for at, one in enumerate(examples) if one.text.strip()]
        chosen = [examples[at] for at in kept]
        if not any(label != OUT_OF_SCOPE for one in chosen for label in one.labels):
            return cls.empty(encoder_id, wide, several=bool(several), precision=precision)
        rows = np.asarray(vectors[kept], np.float32)
        seen = [grams(clean(one.text)) for one in chosen]
        found = fit_tags(chosen, rows, seen, encoder, several=several, seed=seed)
        tagger, labels = found.tagger, found.tagger.labels
        truth = truth_of(chosen, labels)
        proofs = np.array([one.proves for one in chosen], dtype=bool)
        judged = proofs[found.at]
        likely, right = tagger.odds(found.scores)[judged], found.truth[judged]
        each = tag_thresholds(likely, right, tagger.several, precision)
        parents = parent_threshold(labels, likely, right, tagger.several, precision)
        told = reports(labels, truth[proofs].sum(axis=0), likely, right, each, several=tagger.several)
        return cls(
            encoder_id, wide, tagger, truth.sum(axis=0), sums_of(rows, truth), each, parents,
            _strange(found), precision, told, int(proofs.sum()),
        )  # fmt: skip

    def learn(self, example: Example, vector: Floats) -> TagModel:
        """Learn one example in place and return this model; a tag that is new is known from now on.

        The linear part makes the passive-aggressive step of Crammer et al. (2006), and the tag's centroid moves.
        Raises ValueError for a vector of another encoder.
        """
        _agree(1, vector[None, :])
        if len(vector) != self.wide:
            raise ValueError(f"a vector of {len(vector)} numbers for a model of {self.wide}")
        text = clean(example.text)
        if not text:
            return self
        for label in example.labels:
            if label != OUT_OF_SCOPE and label not in self.tagger.labels:
                self._grow(label)
        own = np.array([label in example.labels for label in self.labels], dtype=bool)
        if len(own):
            row, one = np.asarray(vector, np.float32), grams(text)
            scores = self.tagger.scores(row[None, :], [one])[0]
            self._step(scores, row, one.buckets, weighed(one, self.tagger.rare), own, example)
            self._remember(row, own)
        self.learned += 1
        return self

    def predict(self, texts: Sequence[str], vectors: Floats) -> list[TagPrediction]:
        """Return what is said of each text. Raises ValueError for vectors of another encoder."""
        _agree(len(texts), vectors)
        if len(texts) and vectors.shape[1] != self.wide:
            raise ValueError(f"vectors of {vectors.shape[1]} numbers for a model of {self.wide}")
        read = [clean(text) for text in texts]
        if not self.labels or not read:
            return [NOTHING] * len(read)
        scores = self.tagger.scores(np.asarray(vectors, np.float32), [grams(text) for text in read])
        known = self.tagger.known(scores).tolist()
        return [
            self._said(likely, sure) if text else NOTHING
            for likely, sure, text in zip(self.tagger.odds(scores), known, read, strict=True)
        ]

    def to_bytes(self) -> bytes:
        """Return the model as an npz file with its facts as JSON: nothing in it can be run."""
        about = {
            "encoder_id": self.encoder_id, "sure_parent": self.sure_parent, "strange": self.strange,
            "precision": self.precision, "fitted": self.fitted, "learned": self.learned,
            "report": {label: asdict(one) for label, one in self.report.items()},
        }  # fmt: skip
        return pack(self.tagger, {"counts": self.counts, "sums": self.sums, "each": self.each}, about)

    @classmethod
    def from_bytes(cls, data: bytes, encoder_id: str | None = None) -> TagModel:
        """Read a model as `to_bytes` writes it.

        Raises ValueError for anything else, and for a model of another encoder than `encoder_id` where that is given.
        """
        tagger, arrays, about = unpack(data)
        if encoder_id is not None and about["encoder_id"] != encoder_id:
            raise ValueError(f"a model of {about['encoder_id']} cannot read vectors of {encoder_id}")
        told = {
            label: TagReport(**one | {"confusions": tuple((other, many) for other, many in one["confusions"])})
            for label, one in about["report"].items()
        }
        return cls(
            about["encoder_id"], tagger.centroids.shape[1], tagger, arrays["counts"], arrays["sums"], arrays["each"],
            about["sure_parent"], about["strange"], about["precision"], told, about["fitted"], about["learned"],
        )  # fmt: skip

    def _said(self, likely: Floats, known: float) -> TagPrediction:
        order = np.argsort(-likely, kind="stable")[:TOLD]
        top = tuple((self.labels[at], float(likely[at])) for at in order)
        if known < self.strange:
            return TagPrediction(top, None, None, (), True)
        if self.tagger.several:
            tags = tuple(self.labels[at] for at in np.argsort(-likely, kind="stable") if likely[at] >= self.each[at])
        else:
            tags = (top[0][0],) if top[0][1] >= self.each[order[0]] else ()
        parent = None if tags else self._branches.sure(likely, self.sure_parent, self.tagger.several)
        return TagPrediction(top, tags[0] if tags else None, parent, tags, False)

    def _grow(self, label: str) -> None:
        many = len(self.labels) + 1
        if many > self._room[1].shape[1]:
            self._reserve()
        tagger, bias = self.tagger, self.tagger.weights.bias
        start = np.float32(bias.mean()) if len(bias) else np.float32(0)
        grown = Weights(self._room[0][:, :many], self._room[1][:, :many], np.append(bias, start))
        nothing = np.zeros((1, self.wide), np.float32)
        self.tagger = replace(
            tagger,
            labels=(*tagger.labels, label),
            weights=grown,
            memory=tagger.memory.with_tag(),
            centroids=np.vstack([tagger.centroids, nothing]),
            trust=np.append(tagger.trust, np.float32(0)),
        )
        self.counts, self.sums = np.append(self.counts, np.float32(0)), np.vstack([self.sums, nothing])
        judged = self.each[self.each < NEVER]
        self.each = np.append(self.each, np.float32(max(FRESH, float(judged.max()) if len(judged) else NEVER)))
        self._branches = Branches(self.tagger.labels)

    def _step(
        self, scores: Floats, vector: Floats, buckets: Buckets, values: Floats, own: Bools, example: Example
    ) -> None:
        """Move the linear part as little as puts the example on its side, as far as one example is believed."""
        held, said = self.tagger.weights, vector * np.float32(DENSE)
        values = values * np.float32(HASHED)
        size = float(said @ said + values @ values) + SOFT / max(example.weight, 1e-3)
        step = np.zeros(len(own), np.float32)
        if self.tagger.several:
            told = np.array([label not in example.unsure for label in self.labels], dtype=bool)
            signs = np.where(own, 1, np.where(told, -1, 0)).astype(np.float32)
            step = (np.maximum(0, 1 - signs * scores) * signs / size).astype(np.float32)
        elif own.all():
            step = (np.maximum(0, 1 - scores) / size).astype(np.float32)
        elif own.any():
            wished = 2 if self.tagger.memory.bend else 1  # two machines of a margin of 1 speak together
            rival, least = int(np.where(own, -np.inf, scores).argmax()), int(np.where(own, scores, np.inf).argmin())
            short = max(0.0, wished - float(scores[least] - scores[rival])) / (2 * size)
            step[least], step[rival] = short, -short
        else:
            first = int(scores.argmax())
            step[first] = -max(0.0, 1 + float(scores[first])) / size
        moved = np.flatnonzero(step)
        held.hashed[np.ix_(buckets, moved)] += values[:, None] * step[moved]
        if self.wide:
            held.dense[:, moved] += said[:, None] * step[moved]

    def _remember(self, vector: Floats, own: Bools) -> None:
        at = np.flatnonzero(own)
        self.counts[at] += 1
        self.sums[at] += vector
        lengths = np.linalg.norm(self.sums[at], axis=1, keepdims=True)
        self.tagger.centroids[at] = self.sums[at] / np.maximum(lengths, 1e-9)
        self.tagger.trust[at] = trust_of(self.counts[at])
        self.tagger = replace(self.tagger, memory=self.tagger.memory.with_example(vector, own.astype(np.float32)))


def _strange(found: Fitted) -> float:
    """Return what the fit found with foreign examples, else what the least known of the rightly tagged reach."""
    tagger = found.tagger
    if tagger.unknown > EVERYTHING or not len(found.scores):
        return tagger.unknown
    right = found.truth[np.arange(len(found.truth)), found.scores.argmax(axis=1)] > 0
    return float(np.quantile(tagger.known(found.scores)[right], STRANGE)) if right.any() else EVERYTHING


def _wider(held: Floats, spare: int) -> Floats:
    room = np.zeros((held.shape[0], held.shape[1] + spare), np.float32)
    room[:, : held.shape[1]] = held
    return room


def _none(rows: int) -> Floats:
    return np.zeros((rows, 0), np.float32)


def _agree(many: int, vectors: Floats) -> None:
    if vectors.ndim != 2 or len(vectors) != many:
        raise ValueError(f"{many} texts and vectors of shape {vectors.shape}")
