"""Fit how contacts take an answer to `reactions/*.txt`, and write it into the package: `python -m training.fit_reactions`.

A line is `+`, `=` or `-`, an answer, ` > ` and the reaction: taken gladly, neither, turned down. The strength of the
logistic was left at 1; how far from neutral is all was chosen on development dialogues that taught nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from trato.rooms.intelligence.engine.encoder import Encoder, NoEncoder, open_encoder
from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.reactions import Reactions

HERE = Path(__file__).parent / "reactions"
LINE = re.compile(r"([+=-]) (.+) > (.+)")
STRENGTH = 1.0
SPAN = 1.5
FOLDS = 5


class Pair(NamedTuple):
    """An answer and how somebody reacts to it."""

    sign: str
    answer: str
    reaction: str


def pairs() -> list[Pair]:
    """Return all that was written. Raises `ValueError` naming a line that is none."""
    found = []
    for file in sorted(HERE.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            read = LINE.fullmatch(line)
            if read is None:
                raise ValueError(f"{file.name}:{number}: {line}")
            found.append(Pair(*read.groups()))
    return found


def fit_reactions(known: list[Pair], encoder: Encoder) -> Reactions:
    """Return a logistic for what is turned down; neutral is the middle of the neutral lines, judged out of fold."""
    encoded = encoder.encode([one.reaction for one in known])
    refused = np.array([one.sign == "-" for one in known])
    neither = np.array([one.sign == "=" for one in known])
    out = np.zeros(len(known))
    for fold in range(FOLDS):
        left = np.arange(len(known)) % FOLDS == fold
        weights = _logistic(encoded[~left], refused[~left])
        out[left] = encoded[left] @ weights[:-1] + weights[-1]
    weights = _logistic(encoded, refused)
    neutral = float(np.median(out[neither]))
    return Reactions(encoder.encoder_id, weights[:-1].astype(np.float32), float(weights[-1]), neutral, SPAN)


def _logistic(rows: Floats, wrong: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the weights of a ridge logistic, the bias last and free."""
    dense = np.hstack([rows, np.ones((len(rows), 1))]).astype(np.float64)
    kept = np.append(np.ones(rows.shape[1]), 0.0) / STRENGTH

    def lost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = dense @ weights
        likely = 1 / (1 + np.exp(-scores))
        loss = (np.logaddexp(0, scores) - wrong * scores).sum() + (kept * weights**2).sum() / 2
        return float(loss), dense.T @ (likely - wrong) + kept * weights

    found = minimize(lost, np.zeros(dense.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x, np.float64)


def main() -> None:
    """Fit and write."""
    encoder = open_encoder()
    if isinstance(encoder, NoEncoder):
        raise SystemExit("the encoder's wheel is missing")
    known = pairs()
    learned = fit_reactions(known, encoder)
    learned.save()
    print(f"{len(known)} pairs; neutral {learned.neutral:.3f}")


if __name__ == "__main__":
    main()
