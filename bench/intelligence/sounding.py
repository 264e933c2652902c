"""How a text sounds: mood of tweets, offence, spam. Each task fits a head to its training part, judges it, forgets it.

They are learned as `trato intent` learns tags. What its folds leave out tells the temperature and, for yes and no, from
which probability yes is said; the part that is judged tells nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.intelligence.data import held_out, read, rows
from bench.intelligence.scores import auroc, f1, macro_f1
from bench.intelligence.tasks import SHARE, Judged
from trato.rooms.intelligence.engine.calibration import calibration_error
from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.intents import Example, fit_tags

OFFENCES = ("NO", "NOE", "OFP", "OFG")
MOODS = ("negative", "neutral", "positive")
LANGUAGES = ("es", "pt", "en")
Row = dict[str, Any]


def sentiment(place: Path, encoder: Encoder) -> list[Judged]:
    """Tweets by mood: learned from the training parts of all languages at once, judged on each validation part."""
    parts = [
        [one | {"lang": lang} for lang in LANGUAGES for one in rows(place, f"sentiment_es_en_pt/{lang}_{part}")]
        for part in ("train", "val")
    ]
    known = parts[0] + parts[1]
    truth = np.array([MOODS.index(one["label"]) for one in known])
    test = np.arange(len(parts[0]), len(known))
    likely, _, _ = _learned(known, test, MOODS, encoder)
    guess, judged = likely.argmax(axis=1), []
    for lang, floor, aim in (("es", 60, 66), ("pt", 64, 69), ("en", 62, 67)):
        some = np.array([known[at]["lang"] == lang for at in test])
        value = 100 * macro_f1(truth[test][some], guess[some])
        note = f"{len(parts[0])} of three languages learned, {int(some.sum())} of its validation part judged"
        judged.append(Judged(f"sentiment_{lang}_macro_f1", value, "%", floor, aim, note))
    error = calibration_error(likely.max(axis=1), guess == truth[test])
    return [*judged, Judged("ece_sentiment", error, "", 0.04, 0.02, "tweets", most=True)]


def offence(place: Path, encoder: Encoder) -> list[Judged]:
    """OffendES: all four labels are learned (clean, swearing, at a person, at a group); a fifth held out.

    The floor is for telling offence from all else. Swearing that offends nobody is the hard part of it, so what tells
    offence or swearing from clean text stands beside it, and the macro-F1 of the four.
    """
    found = rows(place, "offendes_es/train")
    truth = np.array([OFFENCES.index(one["label"]) for one in found])
    test = np.flatnonzero(held_out([one["text"] for one in found], SHARE))
    likely, tried, learned = _learned(found, test, OFFENCES, encoder)
    told, known = likely[:, 2:].sum(axis=1), tried[:, 2:].sum(axis=1)
    sure = _sure(known, truth[learned] >= 2, macro_f1)
    right, note = truth[test] >= 2, f"{len(learned)} learned, {len(test)} held out of the training part"
    error = calibration_error(np.maximum(told, 1 - told), (told >= 0.5) == right)
    four, swears = macro_f1(truth[test], likely.argmax(axis=1)), auroc(truth[test] >= 1, 1 - likely[:, 0])
    return [
        Judged("offensive_es_macro_f1", 100 * macro_f1(right, told >= sure), "%", 65, 71, note),
        Judged("offensive_es_auroc", 100 * auroc(right, told), "%", 92, 95, note),
        Judged("offensive_or_swearing_es_auroc", 100 * swears, "%", 0, 0, note),
        Judged("offensive_es_four_labels_macro_f1", 100 * four, "%", 0, 0, note),
        Judged("ece_offensive", error, "", 0.04, 0.02, "OffendES", most=True),
    ]


def spam(place: Path, encoder: Encoder) -> list[Judged]:
    """SMS spam: F1 of spam; a fifth of the training part held out."""
    found = rows(place, "sms_spam_en/train")
    truth = np.array([int(one["label"] == "spam") for one in found])
    test = np.flatnonzero(held_out([one["text"] for one in found], SHARE))
    likely, tried, learned = _learned(found, test, ("ham", "spam"), encoder)
    sure = _sure(tried[:, 1], truth[learned] == 1, f1)
    note = f"{len(learned)} learned, {len(test)} held out of the training part"
    return [Judged("spam_f1", 100 * f1(truth[test] == 1, likely[:, 1] >= sure), "%", 96, 98, note)]


SOUNDING: dict[str, Callable[[Path, Encoder], list[Judged]]] = {
    "sentiment": sentiment, "offence": offence, "spam": spam,
}  # fmt: skip


def _learned(found: Sequence[Row], test: Any, labels: Sequence[str], encoder: Encoder) -> tuple[Floats, Floats, Any]:
    """Return probabilities of the rows `test`, those that folds give of all others, and which rows these are."""
    encoded, many = read(encoder, [one["text"] for one in found])
    rest = np.setdiff1d(np.arange(len(found)), test)
    examples = [Example("", (str(found[at]["label"]),)) for at in rest]
    fitted = fit_tags(examples, encoded[rest], [many[at] for at in rest], encoder)
    columns = [fitted.tagger.labels.index(label) for label in labels]
    likely = fitted.tagger.probabilities(encoded[test], [many[at] for at in test])
    return likely[:, columns], fitted.tagger.odds(fitted.scores)[:, columns], rest[fitted.at]


def _sure(tried: Floats, right: Any, best: Callable[[Any, Any], float]) -> float:
    """Return from which probability yes is said: where `best` was highest on what folds left out."""
    marks = np.quantile(tried, np.linspace(0.5, 0.99, 99))
    return float(max(marks, key=lambda mark: best(right, tried >= mark)))
