"""Starters: whole in three languages, and good enough that a first message meets its tag among the first three."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from trato.rooms.intelligence.api import Analyser, TagModel
from trato.rooms.intelligence.engine.starters import INDUSTRIES, LANGUAGES, leaf_of, starter
from trato.rooms.intelligence.engine.tagger import Example

HELD_OUT = Path(__file__).parent / "starters_held_out.jsonl"  # two messages a leaf and language, in no starter
FIRST, FIRST_THREE = 0.68, 0.86  # floors of each industry in each language
LIKELY = 0.5  # from which probability a guess counts as said
COVERED, RIGHT = 0.36, 0.84  # floors of each industry: share of messages with a said guess, and of those that are right


def held_out() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for line in HELD_OUT.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found.setdefault(one["leaf"], {})[one["lang"]] = one["texts"]
    return found


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_a_starter_is_whole(industry: str) -> None:
    branches = starter(industry)
    leaves = [leaf for branch in branches for leaf in branch.leaves]
    codes = [one.code for one in branches] + [one.code for one in leaves]
    assert 25 <= len(codes) == len(set(codes)) <= 40
    aside = held_out()
    for leaf in leaves:
        assert leaf_of(leaf.code) is leaf
        assert set(leaf.name) == set(leaf.when) == set(leaf.examples) == set(LANGUAGES)
        assert all(6 <= len(set(leaf.examples[each])) <= 10 for each in LANGUAGES)
        assert all(leaf.name[each].strip() and leaf.when[each].endswith(".") for each in LANGUAGES)
        for language in LANGUAGES:
            assert len(aside[leaf.code][language]) == 2
            assert not set(aside[leaf.code][language]) & set(leaf.texts)


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_messages_that_it_has_not_seen_meet_their_tag(industry: str, analyser: Analyser) -> None:
    encoder = analyser.encoder
    leaves = [leaf for branch in starter(industry) for leaf in branch.leaves]
    examples = [Example(text, (leaf.code,), proves=False) for leaf in leaves for text in leaf.texts]
    vectors = encoder.encode([one.text for one in examples])
    model = TagModel.fit(examples, vectors, encoder.encoder_id, several=True)
    aside, said = held_out(), []
    for language in LANGUAGES:
        asked = [(text, leaf.code) for leaf in leaves for text in aside[leaf.code][language]]
        texts = [text for text, _ in asked]
        told = model.predict(texts, encoder.encode(texts))
        assert not any(one.decided for one in told), "our own examples prove nothing"
        first = float(np.mean([one.top[0][0] == code for one, (_, code) in zip(told, asked, strict=True)]))
        three = float(
            np.mean([code in [tag for tag, _ in one.top[:3]] for one, (_, code) in zip(told, asked, strict=True)])
        )
        sys.stdout.write(f"{industry} {language}: first {first:.3f}, first three {three:.3f} of {len(asked)}\n")
        assert first >= FIRST and three >= FIRST_THREE, (language, first, three)
        said += [(one.top[0][1] >= LIKELY, one.top[0][0] == code) for one, (_, code) in zip(told, asked, strict=True)]
    covered = float(np.mean([loud for loud, _ in said]))
    right = float(np.mean([hit for loud, hit in said if loud]))
    sys.stdout.write(f"{industry}: said of {covered:.3f}, of which right {right:.3f}\n")
    assert covered >= COVERED and right >= RIGHT, (covered, right)
