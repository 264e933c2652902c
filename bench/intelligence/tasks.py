"""The development tasks: each learns from its training part and is judged on the part held out, always the same."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.intelligence.data import held_out, read, rows, share_of
from bench.intelligence.scores import auroc, coverage_at, f1
from trato.rooms.intelligence.engine.analysis import open_analyser
from trato.rooms.intelligence.engine.calibration import calibration_error
from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.intents import OUT_OF_SCOPE, Example, Tagger, learn_encoded
from trato.rooms.intelligence.engine.retrieval import Article, Shelf
from trato.rooms.intelligence.engine.satisfaction import Role, Turn, outlook_of
from trato.rooms.intelligence.engine.turns import learn_turns, seen_turns
from trato.rooms.intelligence.model import Heard

SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure, and beside it the floor and the aim of its row."""

    name: str
    value: float
    unit: str
    floor: float
    aim: float
    note: str = ""
    most: bool = False  # the figure is to be at most this


def tagging(place: Path, encoder: Encoder) -> list[Judged]:
    """BANKING77: accuracy with all examples and with ten a tag, coverage at 97 %, the first three, calibration."""
    found = rows(place, "banking77/train")
    texts, labels = [one["text"] for one in found], [one["label"] for one in found]
    out = held_out(texts, SHARE)
    encoded, many = read(encoder, texts)
    train, test = np.flatnonzero(~out), np.flatnonzero(out)
    whole = _learned(labels, encoded, many, train, encoder)
    likely, right = _judged(whole, labels, encoded, many, test)
    top = likely.max(axis=1)
    three = np.argsort(-likely, axis=1)[:, :3]
    in_three = np.array([labels[at] in {whole.labels[one] for one in three[row]} for row, at in enumerate(test)])
    note = f"{len(train)} learned, {len(test)} held out of the training part"
    few = []
    for seed in (0, 1, 2):
        chosen = few_of(labels, train, 10, seed)
        few.append(
            float(_judged(_learned(labels, encoded, many, chosen, encoder), labels, encoded, many, test)[1].mean())
        )
    return [
        Judged("banking77_accuracy", 100 * float(right.mean()), "%", 92.5, 93.8, note),
        Judged("banking77_10_shot_accuracy", 100 * statistics.mean(few), "%", 80, 84, "mean of three draws"),
        Judged("tags_coverage_at_97", 100 * coverage_at(top, right, 0.97), "%", 88, 95, "banking77"),
        Judged("tags_top_3", 100 * float(in_three.mean()), "%", 97, 98.5, "banking77"),
        Judged("ece_tags", calibration_error(top, right), "", 0.04, 0.02, "banking77", most=True),
    ]


def scope(place: Path, encoder: Encoder) -> list[Judged]:
    """CLINC150: accuracy in scope and recall of what is out of scope, with one threshold, on the validation part."""
    train = rows(place, "clinc150/train") + rows(place, "clinc150/oos_train")
    test = rows(place, "clinc150/val") + rows(place, "clinc150/oos_val")
    labels = [str(one["label"]) for one in train + test]
    encoded, many = read(encoder, [one["text"] for one in train + test])
    tagger = _learned(labels, encoded, many, np.arange(len(train)), encoder)
    at = np.arange(len(train), len(labels))
    said = [one.labels for one in tagger.say(encoded[at], [many[one] for one in at])]
    inside = [guess == (labels[one],) for guess, one in zip(said, at, strict=True) if labels[one] != OUT_OF_SCOPE]
    outside = [guess == () for guess, one in zip(said, at, strict=True) if labels[one] == OUT_OF_SCOPE]
    return [
        Judged("clinc150_in_scope_accuracy", 100 * statistics.mean(inside), "%", 94, 95.5, f"{len(inside)} of val"),
        Judged("clinc150_out_of_scope_recall", 100 * statistics.mean(outside), "%", 65, 75, f"{len(outside)} of val"),
    ]


def several(place: Path, encoder: Encoder) -> list[Judged]:
    """NLU++: several tags a text, micro-F1."""
    judged = []
    for name, floor, aim in (("banking", 88, 93), ("hotels", 79, 86)):
        found = rows(place, f"nlupp_multilabel/{name}_dev")
        out = np.array([one["fold"] >= 13 for one in found])
        encoded, many = read(encoder, [one["text"] for one in found])
        examples = [Example(one["text"], tuple(one["labels"])) for one in found]
        train, test = np.flatnonzero(~out), np.flatnonzero(out)
        tagger = learn_encoded([examples[at] for at in train], encoded[train], [many[at] for at in train], encoder)
        guess = tagger.probabilities(encoded[test], [many[at] for at in test]) >= tagger.sure
        truth = np.array([[label in examples[at].labels for label in tagger.labels] for at in test])
        judged.append(Judged(f"nlupp_{name}_micro_f1", 100 * f1(truth, guess), "%", floor, aim, "folds 13 to 15"))
    return judged


def few_shot(place: Path, encoder: Encoder) -> list[Judged]:
    """Intents in Spanish and Portuguese from ten examples a class: a library's desk and a home's."""
    shares = []
    for name in ("library_bot_intents/es_train", "home_intents_es_pt_en/es_train", "home_intents_es_pt_en/pt_train"):
        found = rows(place, name)
        texts, labels = [one["text"] for one in found], [one["label"] for one in found]
        counts = Counter(labels)
        encoded, many = read(encoder, texts)
        for seed in (0, 1, 2):
            usable = np.array([at for at, label in enumerate(labels) if counts[label] >= 5])
            chosen = few_of(labels, usable, 10, seed, leave=0.3)
            left = np.setdiff1d(usable, chosen)
            shares.append(
                float(_judged(_learned(labels, encoded, many, chosen, encoder), labels, encoded, many, left)[1].mean())
            )
    note = "mean of three sets (library es, home es, home pt) and three draws; at most 10 and 70 % of a class learned"
    return [Judged("es_pt_few_shot_accuracy", 100 * statistics.mean(shares), "%", 80, 88, note)]


RATED = (("sgd", 0.87, 0.92), ("mwoz", 0.75, 0.82), ("ccpe", 0.77, 0.85))  # sets of USS with floor and aim


def satisfaction(place: Path, encoder: Encoder) -> list[Judged]:
    """Turns that leave a contact dissatisfied (mean of the raters below 2.5), by what was said until then: learned."""
    judged = []
    for name, floor, aim in RATED:
        seen, wrong, owner, out = [], [], [], []
        for number, (turns, moods, share) in enumerate(_rated(place, name)):
            for turn, mood in zip(seen_turns(turns), moods, strict=True):
                if mood:
                    seen.append(turn)
                    wrong.append(statistics.mean(mood) < 2.5)
                    owner.append(number)
                    out.append(share < 0.25)
        at, test = np.flatnonzero(~np.array(out)), np.flatnonzero(np.array(out))
        head = learn_turns([seen[row] for row in at], np.array(wrong)[at], np.array(owner)[at], encoder)
        value = auroc(np.array(wrong)[test], head.say(encoder, [seen[row] for row in test]))
        note = f"{len(test)} turns of a quarter of the dialogues"
        judged.append(Judged(f"dissatisfied_{name}_auroc", value, "", floor, aim, note))
    return judged


def outlooks(place: Path, encoder: Encoder) -> list[Judged]:
    """The same turns as `trato satisfaction` ranks them. Nothing of these sets was learned, so all dialogues count."""
    analyser = open_analyser(encoder)
    judged = []
    for name, floor, aim in RATED:
        csat, wrong = [], []
        for turns, moods, _ in _rated(place, name):
            own = [at for at, turn in enumerate(turns) if turn.role is Role.CONTACT]
            understood = analyser.analyse([Heard(turns[at].text) for at in own])
            for many, (at, mood) in enumerate(zip(own, moods, strict=True), 1):
                if mood:
                    csat.append(outlook_of(turns[: at + 1], understood[:many]).csat)
                    wrong.append(statistics.mean(mood) < 2.5)
        value = auroc(np.array(wrong), -np.array(csat, np.float32))
        judged.append(Judged(f"outlook_{name}_auroc", value, "", floor, aim, f"{len(csat)} turns, none learned"))
    return judged


def _rated(place: Path, name: str) -> Iterator[tuple[list[Turn], list[list[int]], float]]:
    """Yield the dialogues of a set: turns, what raters said of each turn of the contact, and the share of its id."""
    for one in rows(place, f"uss_satisfaction/{name}_dev"):
        turns = [
            Turn(Role.CONTACT if turn["role"] == "customer" else Role.AGENT, turn["text"]) for turn in one["turns"]
        ]
        yield turns, [turn["sat"] for turn in one["turns"] if turn["role"] == "customer"], share_of(one["id"])


def knowledge(place: Path, encoder: Encoder) -> list[Judged]:
    """Questions to articles: Spanish to Spanish, and Spanish questions to English articles."""
    shelves = {}
    for lang in ("es", "en"):
        kept = [
            Article(one["doc"], one["title"], one["text"]) for one in rows(place, f"kb_retrieval_xquad/{lang}_docs")
        ]
        shelves[lang] = Shelf(kept, encoder)
    asked = rows(place, "kb_retrieval_xquad/es_questions")
    ranks = {lang: shelf.rank([one["q"] for one in asked], 3) for lang, shelf in shelves.items()}
    first = statistics.mean(one["doc"] == ranked[0] for one, ranked in zip(asked, ranks["es"], strict=True))
    three = {
        lang: statistics.mean(one["doc"] in ranked for one, ranked in zip(asked, ranks[lang], strict=True))
        for lang in ranks
    }
    note = f"{len(asked)} questions, 80 articles"
    return [
        Judged("knowledge_es_recall_at_1", 100 * first, "%", 89, 94, note),
        Judged("knowledge_es_recall_at_3", 100 * three["es"], "%", 97, 99, note),
        Judged("knowledge_es_en_recall_at_3", 100 * three["en"], "%", 88, 94, note),
    ]


TASKS: dict[str, Callable[[Path, Encoder], list[Judged]]] = {
    "tagging": tagging, "scope": scope, "several": several, "few_shot": few_shot,
    "satisfaction": satisfaction, "outlooks": outlooks, "knowledge": knowledge,
}  # fmt: skip


def few_of(labels: list[str], among: Any, most: int, seed: int, leave: float = 0.0) -> Any:
    """Return rows with at most `most` of each label, drawn by `seed`; `leave` is the share of a label never taken."""
    by_label: dict[str, list[int]] = {}
    for at in among:
        by_label.setdefault(labels[at], []).append(int(at))
    chosen = []
    for label in sorted(by_label):
        some = by_label[label]
        random.Random(f"{seed} {label}").shuffle(some)
        chosen += some[: min(most, max(1, int(len(some) * (1 - leave))))]
    return np.array(sorted(chosen))


def _learned(labels: list[str], encoded: Any, many: Any, at: Any, encoder: Encoder) -> Tagger:
    return learn_encoded([Example("", (labels[one],)) for one in at], encoded[at], [many[one] for one in at], encoder)


def _judged(tagger: Tagger, labels: list[str], encoded: Any, many: Any, at: Any) -> tuple[Any, Any]:
    likely = tagger.probabilities(encoded[at], [many[one] for one in at])
    right = np.array(
        [tagger.labels[guess] == labels[one] for guess, one in zip(likely.argmax(axis=1), at, strict=True)]
    )
    return likely, right
