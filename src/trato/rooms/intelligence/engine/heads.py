"""Linear heads that stand beside each other: one product for all that is said of a message.

They are stored as npz and JSON, never as pickles: dense weights of sixteen bits, hashed ones of eight.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from trato.rooms.intelligence.engine.features import BUCKETS, Floats, Grams, weighed
from trato.rooms.intelligence.engine.fitting import Weights

TYPICAL = 200.0  # n-grams of a message of some fifty letters
SHORTEST, LONGEST = 25, 800  # n-grams below and above which length changes nothing more


@dataclass(frozen=True, slots=True)
class Head:
    """What one head says: one of `labels` when `exclusive`, otherwise each of them or not.

    Few words prove less: scores are divided by `temperature` · (TYPICAL / n-grams of the message) ^ `brevity`.
    """

    name: str
    labels: tuple[str, ...]
    exclusive: bool
    temperature: float
    brevity: float
    threshold: float  # from which probability a head of yes and no says yes
    card: Mapping[str, Any]  # what it was fitted to, how good it is: the model card, in plain values


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads that share a table of rarity and of weights, column beside column."""

    encoder_id: str
    heads: tuple[Head, ...]
    rare: Floats
    weights: Weights

    def say(self, encoded: Floats, many: Sequence[Grams]) -> dict[str, Floats]:
        """Return for each head the probabilities of its labels, a row for each message."""
        scores, sizes = self.scores(encoded, many), sizes_of(many)
        said, start = {}, 0
        for head in self.heads:
            own = cooled(scores[:, start : start + len(head.labels)], sizes, head.temperature, head.brevity)
            said[head.name] = softmax(own) if head.exclusive else sigmoid(own)
            start += len(head.labels)
        return said

    def scores(self, encoded: Floats, many: Sequence[Grams]) -> Floats:
        """Return what all heads score, before temperatures: messages × labels of all heads."""
        rows = np.tile(self.weights.bias, (len(many), 1))
        if encoded.shape[1]:
            rows += encoded @ self.weights.dense
        for at, one in enumerate(many):
            rows[at] += weighed(one, self.rare) @ self.weights.hashed[one.buckets]
        return np.asarray(rows, dtype=np.float32)

    def to_bytes(self) -> bytes:
        """Return the heads as an npz file."""
        largest = np.maximum(np.abs(self.weights.hashed).max(axis=0), 1e-9)
        told = [
            {
                "name": one.name,
                "labels": one.labels,
                "exclusive": one.exclusive,
                "temperature": one.temperature,
                "brevity": one.brevity,
                "threshold": one.threshold,
                "card": one.card,
            }
            for one in self.heads
        ]
        file = io.BytesIO()
        np.savez_compressed(
            file,
            about=np.array(json.dumps({"encoder_id": self.encoder_id, "heads": told}, ensure_ascii=False)),
            rare=np.round(self.rare * 16).astype(np.uint8),
            dense=self.weights.dense.astype(np.float16),
            hashed=np.round(self.weights.hashed / largest * 127).astype(np.int8),
            largest=largest.astype(np.float32),
            bias=self.weights.bias,
        )
        return file.getvalue()


def open_heads(file: Path | io.BytesIO) -> Heads:
    """Read heads as `Heads.to_bytes` writes them. Raises ValueError or KeyError for anything else."""
    with np.load(file, allow_pickle=False) as stored:
        about = json.loads(str(stored["about"]))
        hashed = stored["hashed"].astype(np.float32) * (stored["largest"] / 127)
        if len(hashed) != BUCKETS:
            raise ValueError("heads of another number of buckets")
        weights = Weights(stored["dense"].astype(np.float32), hashed, stored["bias"])
        rare = stored["rare"].astype(np.float32) / 16
    heads = tuple(
        Head(
            one["name"],
            tuple(one["labels"]),
            *(one[part] for part in ("exclusive", "temperature", "brevity", "threshold", "card")),
        )
        for one in about["heads"]
    )
    return Heads(about["encoder_id"], heads, rare, weights)


def read_cards(file: Path) -> list[dict[str, Any]]:
    """Return what heads say of themselves (name, labels, card), without their weights. Raises as `open_heads`."""
    with np.load(file, allow_pickle=False) as stored:
        told: list[dict[str, Any]] = json.loads(str(stored["about"]))["heads"]
    return told


def sizes_of(many: Sequence[Grams]) -> Floats:
    """Return how many n-grams each message has."""
    return np.array([len(one.buckets) for one in many], np.float32)


def cooled(scores: Floats, sizes: Floats, temperature: float, brevity: float) -> Floats:
    """Return scores as they are believed, by how long a message is (`Head`)."""
    heat = temperature * (TYPICAL / np.clip(sizes, SHORTEST, LONGEST)) ** brevity
    return np.asarray(scores / heat[:, None], dtype=np.float32)


def softmax(scores: Floats) -> Floats:
    """Return rows that sum to 1."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def sigmoid(scores: Floats) -> Floats:
    """Return each score as a probability of its own."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)
