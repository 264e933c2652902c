"""Payloads that nobody gave us, as the providers' documentation tells of them, are read; what is unknown says so."""

from __future__ import annotations

import json

import pytest

from tests.rooms.channels.variants import HERE, events_of, said_by
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.model import InboundKind

FILES = sorted(HERE.glob("*.json"))
NAMES = [path.stem for path in FILES]
FEWEST = 10


@pytest.mark.parametrize("channel", NAMES)
def test_each_variant_says_what_a_person_found_right(channel: str) -> None:
    told = json.loads((HERE / f"{channel}.json").read_text(encoding="utf-8"))
    assert len(told) >= FEWEST
    assert {name: [said_by(event) for event in events_of(channel, one["body"])] for name, one in told.items()} == {
        name: one["says"] for name, one in told.items()
    }


@pytest.mark.parametrize("channel", NAMES)
def test_every_event_of_a_variant_has_a_key_that_it_keeps(channel: str) -> None:
    for one in json.loads((HERE / f"{channel}.json").read_text(encoding="utf-8")).values():
        first, again = ([event.dedupe_key for event in events_of(channel, one["body"])] for _ in range(2))
        assert first == again
        assert all(first) and len(first) == len(set(first))


@pytest.mark.parametrize("channel", NAMES)
def test_what_comes_in_a_shape_of_tomorrow_is_kept_as_unsupported(channel: str) -> None:
    told = json.loads((HERE / f"{channel}.json").read_text(encoding="utf-8"))
    kinds = {event.kind for one in told.values() for event in events_of(channel, one["body"])}
    assert InboundKind.UNSUPPORTED in kinds or channel in {"api", "voice"}  # of these nothing is left over


def test_every_channel_with_a_provider_of_its_own_kinds_has_variants() -> None:
    assert set(NAMES) <= ADAPTERS.keys()
    assert len(NAMES) >= 14
