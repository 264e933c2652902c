"""Fit the base heads to `messages.jsonl` and write them into the package. Run: `python -m training.fit`.

Strengths were chosen by learning older blocks and judging newer ones and the other way round (`--choose` prints what some
would give). How sure a head is (temperature and brevity) suits folds over authors, authors held out (`split` val) and other
hands. What is held out teaches nothing else; it gives the figures of the model cards.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from training.compose import MADE
from trato.rooms.intelligence.engine.calibration import TEMPERATURES, calibration_error, confidence_of, log_loss
from trato.rooms.intelligence.engine.encoder import Encoder, NoEncoder, open_encoder
from trato.rooms.intelligence.engine.features import Floats, Grams, clean, grams, matrix, rarity
from trato.rooms.intelligence.engine.fitting import Task, Weights, fit
from trato.rooms.intelligence.engine.heads import Head, Heads, cooled, sigmoid, sizes_of
from trato.rooms.intelligence.model import MessageKind, Mood

HERE = Path(__file__).parent
BASE = HERE.parent / "src/trato/rooms/intelligence/engine/base"
LANGUAGES = ("es", "pt", "en")
FOLDS = 3
NEWER = ("wide", "hardest", "urgency")  # files of blocks that were written later, by other hands
STEPS = 100  # of descent; fewer leave it short of its minimum, where one more line moves every head
STRANGE = 0.5  # how much other hands count beside authors held out when it is chosen how sure a head is
BREVITIES = tuple(float(one) for one in np.arange(0, 0.5, 0.1))
DATE = "2026-11-23"
DATA = "Trato's own messages (training/README.md), Apache-2.0, composed of sentences written by hand; no message of a person"
LIMITS = (
    "Written sentences are cleaner and shorter than life; es of twenty countries, pt of Brazil more than of Portugal, en "
    "less. Irony and slang are often missed. Check on your own messages before acting on it alone."
)
HEADS: dict[str, tuple[tuple[str, ...], bool]] = {
    "kind": (tuple(MessageKind), True),
    "engageable": (("engageable",), False),
    "sentiment": (tuple(Mood), True),
    "offensive": (("offensive",), False),
    "urgency": (("0", "1", "2"), True),
    "needs_human": (("needs_human",), False),
    "lang": (LANGUAGES, True),
}
STRENGTH = {
    "kind": 3.0,
    "engageable": 3.0,
    "sentiment": 2.0,
    "offensive": 3.0,
    "urgency": 2.0,
    "needs_human": 2.0,
    "lang": 10.0,
}
HASHED = 1.5  # how much n-grams count beside the encoder
ALONE = (2.0, 3.0)  # scale and strength where n-grams speak alone


def main() -> None:
    """Fit both sets of heads, with the encoder and without."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--choose", action="store_true", help="print figures out of fold for some strengths")
    asked.add_argument("--only", choices=["heads.npz", "heads-hash-only.npz"], help="fit one of the two files")
    said = asked.parse_args()
    rows = [json.loads(line) for line in MADE.read_text(encoding="utf-8").splitlines()]
    encoder = open_encoder()
    if isinstance(encoder, NoEncoder):
        raise SystemExit("the encoder's wheel is missing")
    if said.choose:
        _choose(rows, encoder)
        return
    BASE.mkdir(exist_ok=True)
    both: list[tuple[Encoder, str]] = [(encoder, "heads.npz"), (NoEncoder(), "heads-hash-only.npz")]
    for one, file in both:
        if said.only not in {None, file}:
            continue
        heads = fit_heads(rows, one)
        (BASE / file).write_bytes(heads.to_bytes())
        for head in heads.heads:
            print(file, head.name, json.dumps(head.card["figures"]))


def fit_heads(rows: list[dict[str, Any]], encoder: Encoder) -> Heads:
    """Return heads fitted to the rows that are not held out, their temperatures out of fold."""
    train = [row for row in rows if row["split"] == "train"] + _languages()
    held = [row for row in rows if row["split"] == "val"]
    other = [row for row in rows if row["split"] == "test"]
    many, encoded = [grams(clean(row["text"])) for row in train], _encoded(encoder, train)
    rare, sizes = rarity(many), sizes_of(many)
    hashed = matrix(many, rare)
    scale, more = (HASHED, 1.0) if encoder.wide else ALONE
    out, shifted = (one(train, encoded, hashed, scale, more) for one in (_out_of_fold, _other_hands))
    weights = _fit(train, encoded, hashed, scale, more, STEPS)
    held_dense, held_grams = _seen(encoder, held)
    seen_held = held_dense @ weights.dense + matrix(held_grams, rare) @ weights.hashed + weights.bias
    held_sizes = sizes_of(held_grams)
    heads, start = [], 0
    for name, (labels, exclusive) in HEADS.items():
        truth, known = _truth(train, name)
        columns = slice(start, start := start + len(labels))
        own, size, right = out[known, columns], sizes[known], truth[known]
        told = Part(seen_held[:, columns], held_sizes, _truth(held, name)[0], 1.0)
        parts = [Part(own, size, right, 1.0), told, Part(shifted[known, columns], size, right, STRANGE)]
        temperature, brevity = _heat(parts)
        own = cooled(own, size, temperature, brevity)
        confidence, hits = confidence_of(own, right, 1.0)
        figures: dict[str, Any] = {"ece_out_of_fold": round(calibration_error(confidence, hits), 4)}
        heads.append((name, labels, exclusive, temperature, brevity, _threshold(own, right), figures))
    bare = Heads(encoder.encoder_id, tuple(Head(*one[:6], {}) for one in heads), rare, weights)
    both = [
        (part, bare.say(*_seen(encoder, part)), start) for part, start in ((held, "held_out"), (other, "other_manner"))
    ]
    carded = []
    for name, labels, exclusive, temperature, brevity, threshold, figures in heads:
        for part, said, beginning in both:
            truth, _ = _truth(part, name)
            guess = _guess(said[name] - (threshold if len(labels) == 1 else 0))
            for lang in (*LANGUAGES, "all"):
                some = np.array([lang in {row["lang"], "all"} for row in part])
                figures[f"{beginning}_macro_f1_{lang}"] = round(macro_f1(truth[some], guess[some]), 3)
        figures |= {"messages": len(train), "held_out": len(held), "other_manner": len(other)}
        card = {"date": DATE, "data": DATA, "encoder": encoder.encoder_id, "figures": figures, "limits": LIMITS}
        carded.append(Head(name, labels, exclusive, temperature, brevity, threshold, card))
    return Heads(encoder.encoder_id, tuple(carded), rare, weights)


class Part(NamedTuple):
    """Scores that nothing was fitted to, how long the messages are, what is right, and how much the part counts."""

    scores: Floats
    sizes: Floats
    right: Any
    weight: float


def _heat(parts: Sequence[Part]) -> tuple[float, float]:
    """Return temperature and brevity with the least log-loss: over folds, authors held out, and other hands."""
    found = []
    for brevity in BREVITIES:
        for temperature in (one for one in TEMPERATURES if 0.2 < one < 3):
            lost = sum(
                one.weight * log_loss(cooled(one.scores, one.sizes, temperature, brevity), one.right) for one in parts
            )
            found.append((lost, temperature, brevity))
    _, temperature, brevity = min(found)
    return temperature, brevity


def macro_f1(truth: Any, guess: Any) -> float:
    """Return the mean F1 of the classes that occur in `truth`."""
    scores = []
    for label in np.unique(truth):
        hits = int(((truth == label) & (guess == label)).sum())
        scores.append(2 * hits / max(int((truth == label).sum() + (guess == label).sum()), 1))
    return float(np.mean(scores))


def _threshold(scores: Floats, truth: Any) -> float:
    """Return the threshold of a head of yes and no whose F1 is best out of fold, not far from one half."""
    if scores.shape[1] > 1:
        return 0.5
    likely = sigmoid(scores)[:, 0]
    tried = np.arange(0.3, 0.61, 0.02)
    found = [2 * ((likely >= one) & (truth == 1)).sum() / ((likely >= one).sum() + truth.sum()) for one in tried]
    return round(float(tried[int(np.argmax(found))]), 2)


def _guess(scores: Floats) -> Any:
    return scores.argmax(axis=1) if scores.shape[1] > 1 else (scores[:, 0] > 0).astype(int)


def _truth(rows: list[dict[str, Any]], name: str) -> tuple[Any, Any]:
    """Return the column of each row's label, and which rows have one."""
    labels, _ = HEADS[name]
    known = np.array([name in row for row in rows])
    if len(labels) == 1:
        return np.array([int(row.get(name, 0)) for row in rows]), known
    return np.array([labels.index(str(row.get(name, labels[0]))) for row in rows]), known


def _fit(rows: list[dict[str, Any]], dense: Floats, hashed: Any, scale: float, strength: float, steps: int) -> Weights:
    tasks = []
    for name, (labels, exclusive) in HEADS.items():
        truth, known = _truth(rows, name)
        targets = np.eye(len(labels), dtype=np.float32)[truth] if exclusive else truth[:, None].astype(np.float32)
        counts = np.bincount(truth[known], minlength=2)
        importance = np.sqrt(known.sum() / (len(counts) * np.maximum(counts, 1)))[truth] * known
        tasks.append(Task(targets, exclusive, STRENGTH[name] * strength, importance.astype(np.float32)))
    return fit(dense, hashed, tasks, hashed_scale=scale, steps=steps)


def _out_of_fold(rows: list[dict[str, Any]], dense: Floats, hashed: Any, scale: float, strength: float) -> Floats:
    """Return the scores of rows by heads that learned from other authors."""
    folds = np.array([zlib.crc32(row["author"].encode()) % FOLDS for row in rows])
    return _by_parts(rows, folds, dense, hashed, scale, strength)


def _other_hands(rows: list[dict[str, Any]], dense: Floats, hashed: Any, scale: float, strength: float) -> Floats:
    """Return the scores of older blocks by heads that learned from newer ones, and the other way round."""
    newer = np.array([any(f"_{one}" in f"_{row['author']}" for one in NEWER) for row in rows]).astype(int)
    return _by_parts(rows, newer, dense, hashed, scale, strength)


def _by_parts(
    rows: list[dict[str, Any]], parts: Any, dense: Floats, hashed: Any, scale: float, strength: float
) -> Floats:
    out = np.zeros((len(rows), sum(len(labels) for labels, _ in HEADS.values())), np.float32)
    for part in np.unique(parts):
        kept, left = parts != part, parts == part
        some = [row for row, keep in zip(rows, kept, strict=True) if keep]
        w = _fit(some, dense[kept], hashed[kept], scale, strength, STEPS)
        out[left] = dense[left] @ w.dense + hashed[left] @ w.hashed + w.bias
    return out


def _choose(rows: list[dict[str, Any]], encoder: Encoder) -> None:
    """Print, for some strengths, macro-F1 where other hands wrote than those learned from."""
    train = [row for row in rows if row["split"] == "train"]
    many, dense = [grams(clean(row["text"])) for row in train], _encoded(encoder, train)
    hashed = matrix(many, rarity(many))
    for scale in (0.7, 1.5, 2.5):
        for strength in (0.3, 1.0):
            out, start, found = _other_hands(train, dense, hashed, scale, strength), 0, {}
            for name, (labels, _) in HEADS.items():
                own = out[:, start : (start := start + len(labels))]
                found[name] = round(macro_f1(_truth(train, name)[0], _guess(own)), 4)
            print(scale, strength, json.dumps(found), flush=True)


def _encoded(encoder: Encoder, rows: list[dict[str, Any]]) -> Floats:
    return encoder.encode([row["text"] for row in rows])


def _seen(encoder: Encoder, rows: list[dict[str, Any]]) -> tuple[Floats, list[Grams]]:
    return _encoded(encoder, rows), [grams(clean(row["text"])) for row in rows]


def _languages() -> list[dict[str, Any]]:
    found = []
    for at, line in enumerate((HERE / "languages.txt").read_text(encoding="utf-8").splitlines()):
        lang, _, text = line.partition(" ")
        words = text.split()
        texts = [text, *(" ".join(words[at : at + 2]) for at in range(0, len(words), 2)), *words]
        found += [{"text": one, "lang": lang, "author": f"words-{at}"} for one in texts]
    return found


if __name__ == "__main__":
    main()
