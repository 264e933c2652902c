"""The short forms of `trato chaos`: the product keeps its promises while it is killed, and a broken one is caught."""

from __future__ import annotations

import os
import re

import pytest

from bench.chaos.failpoints import rounds
from bench.chaos.providers import PROVIDERS
from tests.harness.asking import ROOT, trato
from trato.kit import failpoints, mutants

LONG = bool(os.environ.get("TRATO_LONG"))


def test_nothing_is_lost_doubled_or_mixed_in_a_storm() -> None:
    others = ["--all-channels"] if LONG else []  # it may take two minutes to come to rest
    said = trato("chaos", "--seconds", "10", "--short", *others, "--json")

    assert said.code == 0, said.out
    assert said.figure("kills") >= 1
    assert said.figure("messages_in") > 20
    assert said.figure("redelivered") > 0.15
    for make in PROVIDERS if LONG else ():
        assert said.figure(f"{make.channel}.said") > 0


def test_nothing_is_lost_when_processes_die_at_the_worst_places() -> None:
    places = ("accept.after_commit", "reply.after_commit", "receive.before_commit", "outbox.after_post")
    said = trato("chaos", "--failpoints", "--deaths", "1", "--only", ",".join(places), "--json")

    assert said.code == 0, said.out
    assert all(said.figure(f"{place}.deaths") >= 1 for place in places)


def test_a_broken_product_is_caught() -> None:
    said = trato("chaos", "--mutants", "--only", "early_receipts_dropped", "--json")

    assert said.code == 0, said.out
    assert said.figure("early_receipts_dropped.product") == 1


def test_every_failpoint_stands_somewhere_and_is_tried() -> None:
    code = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))

    assert sorted(set(re.findall(r'failpoint\("([a-z_.]+)"\)', code))) == sorted(
        (*failpoints.NAMES, *failpoints.OF_COMMANDS, *failpoints.OF_MODELS)
    )
    tried = [place for places in rounds(failpoints.NAMES) for place in places.values()]
    assert sorted(tried) == sorted(failpoints.NAMES)


@pytest.mark.parametrize("name", mutants.NAMES)
def test_every_mutant_stands_in_one_place(name: str) -> None:
    code = [path.read_text() for path in (ROOT / "src").rglob("*.py")]

    assert sum(text.count(f'is_on("{name}")') for text in code) == 1
