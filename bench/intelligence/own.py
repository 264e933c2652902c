"""How good the shipped heads are on the messages that were held out of their training, and at finding personal data."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from bench.intelligence.data import ROOT
from bench.intelligence.scores import f1, macro_f1
from bench.intelligence.tasks import Judged
from trato.rooms.intelligence.engine.analysis import Analyser
from trato.rooms.intelligence.engine.calibration import calibration_error
from trato.rooms.intelligence.engine.personal.finding import find_personal
from trato.rooms.intelligence.model import Heard, Understanding

Marked = tuple[str, str, str, set[tuple[int, int, str]]]
MARK = re.compile(r"\[([a-z])\|([^\]]+)\]")
MARKS = {
    "n": "national_id", "p": "phone", "e": "email", "c": "card_number", "a": "iban_clabe_cbu", "d": "address",
    "o": "order_id", "m": "person_name", "x": "plate",
}  # fmt: skip
STRUCTURED = {"email", "phone", "national_id", "card_number", "iban_clabe_cbu"}


def own_messages() -> list[dict[str, Any]]:
    """Return the messages that Trato's makers wrote, with the part that was held out (`split` val)."""
    lines = (ROOT / "training/messages.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def shipped_heads(analyser: Analyser) -> list[Judged]:
    """Judge the shipped heads on the authors held out whole, and on what was written in another manner (`other`)."""
    rows = own_messages()
    judged = []
    for name, split, note in (("own", "val", "authors held out"), ("other", "test", "written in another manner")):
        judged += _judged(analyser, [row for row in rows if row["split"] == split], name, note)
    return judged


def _judged(analyser: Analyser, rows: list[dict[str, Any]], start: str, note: str) -> list[Judged]:
    said = analyser.analyse([Heard(one["text"], country=one["country"]) for one in rows])
    judged: list[Judged] = []
    for lang in ("es", "pt", "en"):
        some = [at for at, one in enumerate(rows) if one["lang"] == lang]
        told = f"{len(some)} messages, {note}"
        for name in ("kind", "sentiment", "urgency"):
            truth = np.array([str(rows[at][name]) for at in some])
            guess = np.array([_label(said[at], name) for at in some])
            judged.append(Judged(f"{start}_{name}_{lang}_macro_f1", 100 * macro_f1(truth, guess), "%", 0, 0, told))
        for name in ("engageable", "offensive", "needs_human"):
            truth = np.array([bool(rows[at][name]) for at in some])
            guess = np.array([getattr(said[at], name).value for at in some])
            judged.append(Judged(f"{start}_{name}_{lang}_macro_f1", 100 * macro_f1(truth, guess), "%", 0, 0, told))
            judged.append(Judged(f"{start}_{name}_{lang}_f1", 100 * f1(truth, guess), "%", 0, 0, told))
    limit = 0.04 if start == "own" else 0
    for name in ("kind", "sentiment"):
        top = np.array([getattr(one, name).score for one in said])
        right = np.array([_label(one, name) == row[name] for one, row in zip(said, rows, strict=True)])
        judged.append(
            Judged(f"ece_{start}_{name}", calibration_error(top, right), "", limit, 0.02, note, most=bool(limit))
        )
    for name in ("engageable", "offensive", "needs_human"):
        likely = np.array([getattr(one, name).score for one in said])
        truth = np.array([bool(row[name]) for row in rows])
        error = calibration_error(np.maximum(likely, 1 - likely), (likely >= 0.5) == truth)
        judged.append(Judged(f"ece_{start}_{name}", error, "", limit, 0.02, note, most=bool(limit)))
    right = np.mean([one.lang == row["lang"] for one, row in zip(said, rows, strict=True)])
    return [
        *judged,
        Judged(f"{start}_language_accuracy", 100 * float(right), "%", 0, 0, f"{len(rows)} messages, {note}"),
    ]


def personal_data() -> list[Judged]:
    """Recall and precision of personal data, spans and types exact: composed messages, and as other people write it."""
    composed = [
        (one["text"], one["lang"], one["country"], {(span["start"], span["end"], span["type"]) for span in one["pii"]})
        for one in own_messages()
    ]
    return [
        *_found(composed, "pii", (95, 99), "composed messages; patterns were written with them in sight"),
        *_found(
            list(marked("unseen")), "pii_unseen", (95, 99), "written in another manner, patterns never adapted to it"
        ),
    ]


def marked(name: str) -> Iterator[Marked]:
    """Yield text, language, country and spans of each line of `training/personal/<name>.txt`."""
    for line in (ROOT / f"training/personal/{name}.txt").read_text(encoding="utf-8").splitlines():
        lang, country, raw = line.replace("\\n", "\n").split(" ", 2)
        text, spans, end = "", set(), 0
        for mark in MARK.finditer(raw):
            text += raw[end : mark.start()]
            spans.add((len(text), len(text) + len(mark[2]), MARKS[mark[1]]))
            text, end = text + mark[2], mark.end()
        yield text + raw[end:], lang, country, spans


def _found(lines: list[Marked], start: str, limits: tuple[float, float], note: str) -> list[Judged]:
    hits, wanted, told = Counter[bool](), Counter[bool](), Counter[bool]()
    for text, lang, country, truth in lines:
        found = {(span.start, span.end, span.kind.value) for span in find_personal(text, lang, country)}
        for span in truth:
            wanted[span[2] in STRUCTURED] += 1
        for span in found:
            told[span[2] in STRUCTURED] += 1
            hits[span[2] in STRUCTURED] += span in truth
    judged = []
    for structured, name, (floor, aim) in ((True, f"{start}_structured", limits), (False, f"{start}_other", (0, 0))):
        recall, precision = hits[structured] / wanted[structured], hits[structured] / max(told[structured], 1)
        judged.append(Judged(f"{name}_recall", 100 * recall, "%", floor, aim, note))
        judged.append(Judged(f"{name}_precision", 100 * precision, "%", floor, max(aim - 1, 0), note))
    return judged


def _label(one: Understanding, name: str) -> str:
    return str(one.urgency) if name == "urgency" else str(getattr(one, name).label)
