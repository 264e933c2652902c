"""Every webhook of a call that we know parses to events that a person has read and found right.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.voice.known import (
    ACCOUNT,
    FORM,
    GOLDEN,
    PUBLISHED,
    RECEIVED,
    REGENERATE,
    VOICE,
    delivery,
    lines_of,
    own,
    published,
)
from trato.rooms.channels.model import Delivery, InboundKind


def _agree(family: str, lines: list[str]) -> None:
    path = GOLDEN / f"{family}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_webhooks_parse_to_their_golden_events() -> None:
    _agree("propios", [line for name, form in own().items() for line in lines_of(name, delivery(form))])


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_webhooks_parse_to_their_golden_events() -> None:
    bodies = list(published())
    assert len(bodies) >= 2
    kept = [(name, Delivery(one["raw_body"].encode(), {"content-type": FORM}, RECEIVED)) for name, one in bodies]
    _agree("publicados", [line for name, one in kept for line in lines_of(name, one)])


NAMES = sorted({name for form in own().values() for name in form} - {":key"})
KEYS = sorted({form.get(":key", "") for form in own().values()})


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20), min_size=1), st.sampled_from(KEYS))
@settings(max_examples=150, deadline=None)
def test_any_form_is_read_and_what_is_said_has_an_author(form: dict[str, str], key: str) -> None:
    for event in VOICE.parse(delivery(form | {":key": key}), ACCOUNT):
        assert event.dedupe_key
        assert event.kind is not InboundKind.MESSAGE or event.author
