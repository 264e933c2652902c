"""Every payload we know parses to events that a person has read and found right.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.rooms.channels.messenger.known import (
    GOLDEN,
    PUBLISHED,
    REGENERATE,
    delivery,
    events_of,
    line_of,
    own_bodies,
    published_bodies,
)

SLOWEST = 0.1  # seconds: the deadline of one delivery


def _agree(name: str, bodies: list[tuple[str, Any]]) -> None:
    lines = [line_of(*one) for one in bodies]
    path = GOLDEN / f"{name}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_payloads_parse_to_their_golden_events() -> None:
    _agree("propios", list(own_bodies()))


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_payloads_parse_to_their_golden_events() -> None:
    _agree("publicados", list(published_bodies()))


def test_no_delivery_takes_a_tenth_of_a_second_to_read() -> None:
    for _, body in [*own_bodies(), *published_bodies()]:
        delivery(body)
        start = time.perf_counter()
        events_of(body)
        assert time.perf_counter() - start < SLOWEST
