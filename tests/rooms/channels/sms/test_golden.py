"""Every payload we know parses to events that a person has read and found right.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.sms.known import (
    ACCOUNT,
    FORM,
    GOLDEN,
    PUBLISHED,
    RECEIVED,
    REGENERATE,
    SMS,
    delivery,
    lines_of,
    own,
    published,
)
from trato.rooms.channels.model import Delivery, InboundKind, Malformed


def _agree(family: str, lines: list[str]) -> None:
    path = GOLDEN / f"{family}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_payloads_parse_to_their_golden_events() -> None:
    _agree("propios", [line for name, form in own().items() for line in lines_of(name, delivery(form))])


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_payloads_parse_to_their_golden_events() -> None:
    bodies = list(published())
    assert len(bodies) >= 6
    kept = [(name, Delivery(one["raw_body"].encode(), {"content-type": FORM}, RECEIVED)) for name, one in bodies]
    _agree("publicados", [line for name, one in kept for line in lines_of(name, one)])


NAMES = sorted({name for form in own().values() for name in form} - {":key"})


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20), min_size=1))
@settings(max_examples=150, deadline=None)
def test_any_form_is_an_event_and_nothing_is_left_out(form: dict[str, str]) -> None:
    (event,) = SMS.parse(delivery(form), ACCOUNT)
    assert event.dedupe_key
    assert event.kind is not InboundKind.MESSAGE or event.author


@given(st.binary(max_size=200), st.sampled_from([FORM, "application/json", "text/xml", ""]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_events_or_malformed(raw: bytes, kind: str) -> None:
    with suppress(Malformed):
        assert SMS.parse(Delivery(raw, {"content-type": kind}, RECEIVED), ACCOUNT)
