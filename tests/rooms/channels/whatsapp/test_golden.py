"""Every payload we know parses to events that a person has read and found right.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.rooms.channels.whatsapp.known import (
    GOLDEN,
    META,
    PUBLISHED,
    REGENERATE,
    WHATSAPP,
    delivery,
    lines_of,
    own_bodies,
    published_bodies,
)

OWN = list(own_bodies())
CONTRACT = list(published_bodies())
SLOWEST = 0.1  # seconds: the deadline of one delivery


def _agree(name: str, bodies: dict[str, Any]) -> None:
    lines = lines_of(bodies)
    path = GOLDEN / f"{name}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    golden = path.read_text().splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in golden]


@pytest.mark.parametrize(("name", "bodies"), OWN, ids=[name for name, _ in OWN])
def test_our_own_payloads_parse_to_their_golden_events(name: str, bodies: dict[str, Any]) -> None:
    _agree(name, bodies)


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
@pytest.mark.parametrize(("name", "bodies"), CONTRACT, ids=[name for name, _ in CONTRACT])
def test_published_payloads_parse_to_their_golden_events(name: str, bodies: dict[str, Any]) -> None:
    _agree(name, bodies)


def test_at_least_twenty_five_payloads_are_our_own() -> None:
    assert sum(len(bodies) for _, bodies in OWN) >= 25


def test_one_to_a_hundred_items_all_arrive() -> None:
    bodies = dict(OWN)["lotes"]
    assert len(WHATSAPP.parse(delivery(bodies["cien_mensajes_en_un_cambio"]), META)) == 100
    assert len(WHATSAPP.parse(delivery(bodies["cien_estados_en_diez_entradas"]), META)) == 100


def test_no_delivery_takes_a_tenth_of_a_second_to_read() -> None:
    for _, bodies in OWN + CONTRACT:
        for body in bodies.values():
            one = delivery(body)
            start = time.perf_counter()
            WHATSAPP.parse(one, META)
            assert time.perf_counter() - start < SLOWEST
