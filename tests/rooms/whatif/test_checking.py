"""What the engine saw in a replayed day, kept and read back, makes it choose the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trato.kit.ids import uuid7
from trato.rooms.routing.model import Policy
from trato.rooms.routing.rules.recording import BrokenChain, Scribe, read
from trato.rooms.whatif.rules.made import BEGINS, made_day, made_house
from trato.rooms.whatif.service.checking import check


def test_a_day_that_is_kept_and_read_back_is_given_out_alike() -> None:
    found = check(made_day(2, 600, 5), made_house())
    assert found.differing == 0 and found.given > 400 and found.looks > 200


def test_a_look_holds_only_what_is_new() -> None:
    scribe, one = Scribe(uuid7()), made_day(1, 40, 4)
    waiting = [arrival.case for arrival in one.arrivals]
    first = scribe.write(waiting, [], Policy(), BEGINS, [], [])
    fewer = [*waiting[1:-1], replace(waiting[-1], priority=2)]
    second = scribe.write(fewer, [], Policy(), BEGINS, [], [])
    assert len(second.seen) < len(first.seen) / 2
    told = list(read([first, second]))
    assert set(told[0].waiting) == set(waiting) and set(told[1].waiting) == set(fewer)
    with pytest.raises(BrokenChain):
        list(read([second]))
