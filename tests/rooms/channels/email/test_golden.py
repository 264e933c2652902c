"""Every mail we know parses to events that a person has read and found right.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json

import pytest

from tests.rooms.channels.email.known import (
    FAMILIES,
    GOLDEN,
    PUBLISHED,
    REGENERATE,
    events_of,
    golden_lines,
    own_mails,
    published_mails,
    trimming_lines,
)

OWN = list(own_mails())


def _agree(family: str, mails: list[tuple[str, bytes]]) -> None:
    lines = [line for name, raw in mails for line in golden_lines(name, raw)]
    path = GOLDEN / f"{family}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    golden = [json.loads(line) for line in path.read_text().splitlines()]
    for told, expected in zip(map(json.loads, lines), golden, strict=True):
        assert told == expected


def test_our_own_mails_parse_to_their_golden_events() -> None:
    _agree("own", OWN)


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published mails in {PUBLISHED}")
@pytest.mark.parametrize("family", FAMILIES)
def test_published_mails_parse_to_their_golden_events(family: str) -> None:
    mails = list(published_mails(family))
    assert mails
    _agree(family, mails)


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published replies in {PUBLISHED}")
def test_published_replies_are_trimmed_as_a_person_found_right() -> None:
    told = [json.loads(line) for line in trimming_lines()]
    assert told
    path = GOLDEN / "replies.jsonl"
    if REGENERATE:
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told))
    assert told == [json.loads(line) for line in path.read_text().splitlines()]


def test_at_least_twenty_mails_are_our_own() -> None:
    assert len(OWN) >= 20


@pytest.mark.parametrize(("name", "raw"), OWN, ids=[name for name, _ in OWN])
def test_a_mail_that_is_read_twice_gives_the_same_events(name: str, raw: bytes) -> None:
    assert events_of(raw) == events_of(raw)
