"""How good the shipped heads are on the messages that were held out of their training, and at finding personal data."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import numpy as np

from bench.intelligence.data import ROOT
from bench.intelligence.scores import f1, macro_f1
from bench.intelligence.tasks import Judged
from trato.rooms.intelligence.engine.analysis import Analyser
from trato.rooms.intelligence.engine.calibration import calibration_error
from trato.rooms.intelligence.engine.personal.finding import find_personal
from trato.rooms.intelligence.model import Heard, Understanding

STRUCTURED = {"email", "phone", "national_id", "card_number", "iban_clabe_cbu"}


def own_messages() -> list[dict[str, Any]]:
    """Return the messages that Trato's makers wrote, with the part that was held out (`split` val)."""
    lines = (ROOT / "training/messages.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def shipped_heads(analyser: Analyser) -> list[Judged]:
    """Judge the shipped heads on the authors that were held out whole."""
    rows = [one for one in own_messages() if one["split"] == "val"]
    said = analyser.analyse([Heard(one["text"], country=one["country"]) for one in rows])
    judged: list[Judged] = []
    for lang in ("es", "pt", "en"):
        some = [at for at, one in enumerate(rows) if one["lang"] == lang]
        note = f"{len(some)} messages of authors held out"
        for name in ("kind", "sentiment", "urgency"):
            truth = np.array([str(rows[at][name]) for at in some])
            guess = np.array([_label(said[at], name) for at in some])
            judged.append(Judged(f"own_{name}_{lang}_macro_f1", 100 * macro_f1(truth, guess), "%", 0, 0, note))
        for name in ("engageable", "offensive", "needs_human"):
            truth = np.array([bool(rows[at][name]) for at in some])
            guess = np.array([getattr(said[at], name).value for at in some])
            judged.append(Judged(f"own_{name}_{lang}_f1", 100 * f1(truth, guess), "%", 0, 0, note))
    for name in ("kind", "sentiment"):
        top = np.array([getattr(one, name).score for one in said])
        right = np.array([_label(one, name) == row[name] for one, row in zip(said, rows, strict=True)])
        judged.append(
            Judged(f"ece_own_{name}", calibration_error(top, right), "", 0.04, 0.02, "held-out authors", most=True)
        )
    for name in ("engageable", "offensive", "needs_human"):
        likely = np.array([getattr(one, name).score for one in said])
        truth = np.array([bool(row[name]) for row in rows])
        value = np.array([getattr(one, name).value for one in said])
        error = calibration_error(np.where(value, likely, 1 - likely), value == truth)
        judged.append(Judged(f"ece_own_{name}", error, "", 0.04, 0.02, "held-out authors", most=True))
    right = np.mean([one.lang == row["lang"] for one, row in zip(said, rows, strict=True)])
    return [*judged, Judged("own_language_accuracy", 100 * float(right), "%", 0, 0, f"{len(rows)} messages")]


def personal_data() -> list[Judged]:
    """Recall and precision of structured identifiers in all written messages: spans and types must be exact."""
    hits, wanted, told = Counter[bool](), Counter[bool](), Counter[bool]()
    for one in own_messages():
        truth = {(span["start"], span["end"], span["type"]) for span in one["pii"]}
        found = {
            (span.start, span.end, span.kind.value) for span in find_personal(one["text"], one["lang"], one["country"])
        }
        for span in truth:
            wanted[span[2] in STRUCTURED] += 1
        for span in found:
            told[span[2] in STRUCTURED] += 1
            hits[span[2] in STRUCTURED] += span in truth
    note = "composed messages; patterns were written with them in sight"
    judged = []
    for structured, name, floor, aim in ((True, "pii_structured", 95, 99), (False, "pii_other", 0, 0)):
        judged.append(Judged(f"{name}_recall", 100 * hits[structured] / wanted[structured], "%", floor, aim, note))
        judged.append(
            Judged(f"{name}_precision", 100 * hits[structured] / told[structured], "%", floor, max(aim - 1, 0), note)
        )
    return judged


def _label(one: Understanding, name: str) -> str:
    return str(one.urgency) if name == "urgency" else str(getattr(one, name).label)
