"""How a contact takes what was said to them: turning it down, going along with it, or neither.

A logistic over the encoder's numbers of what they said, fitted to pairs of an answer and the reaction to it that were
written for it (`training/reactions`). Without the encoder nobody reacts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trato.rooms.intelligence.engine.features import Floats

FILE = Path(__file__).parent / "base" / "reactions.npz"


@dataclass(frozen=True, slots=True)
class Reactions:
    """What was learned. `neutral` is the score of who neither takes nor refuses it, `span` how far from it is all."""

    encoder_id: str
    weights: Floats
    bias: float
    neutral: float
    span: float

    def of(self, encoded: Floats) -> Floats:
        """Return one number for each row of the encoder's: -1 it is taken gladly, 0 neither, 1 it is turned down."""
        if encoded.shape[1] != len(self.weights):
            return np.zeros(len(encoded), np.float32)
        scores = encoded @ self.weights + self.bias
        return np.asarray(np.clip((scores - self.neutral) / self.span, -1.0, 1.0), np.float32)

    def save(self, file: Path = FILE) -> None:
        """Write what was learned, as `open_reactions` reads it."""
        np.savez_compressed(
            file, encoder_id=np.array(self.encoder_id), weights=self.weights.astype(np.float32),
            numbers=np.array([self.bias, self.neutral, self.span], np.float64),
        )  # fmt: skip


def open_reactions(encoder_id: str, file: Path = FILE) -> Reactions:
    """Return what is shipped for an encoder; for another one, what says nothing."""
    with np.load(file, allow_pickle=False) as kept:
        if str(kept["encoder_id"]) != encoder_id:
            return Reactions(encoder_id, np.zeros(0, np.float32), 0.0, 0.0, 1.0)
        bias, neutral, span = kept["numbers"].tolist()
        return Reactions(encoder_id, kept["weights"], bias, neutral, span)
