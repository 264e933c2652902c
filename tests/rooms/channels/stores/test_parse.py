"""Pages of both stores: what is read in them, whatever they hold."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.stores.known import (
    APPLE,
    CONTRACTS,
    GOOGLE,
    HERE,
    account,
    apple_review,
    delivery,
    play_review,
)
from trato.rooms.channels.model import ChannelAdapter, InboundEvent, Malformed, Text

REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"
ADAPTERS: dict[str, ChannelAdapter] = {"google_play": GOOGLE, "app_store": APPLE}
FOLDERS = {"google_play": "google-play", "app_store": "app-store"}


def _events(store: str, body: Any, **headers: str) -> list[InboundEvent]:
    return ADAPTERS[store].parse(delivery(body, **headers), account(store))


def _agree(path: Path, store: str, bodies: dict[str, Any]) -> None:
    lines = [
        json.dumps({"body": name, "events": json.loads(msgspec.json.encode(_events(store, body)))}, ensure_ascii=False)
        for name, body in bodies.items()
    ]
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("store", ADAPTERS)
def test_our_own_payloads_parse_to_their_golden_events(store: str) -> None:
    bodies = json.loads((HERE.parent / "payloads" / store / "propios.json").read_text())
    _agree(HERE.parent / "golden" / store / "propios.jsonl", store, bodies)


@pytest.mark.parametrize("store", ADAPTERS)
def test_published_payloads_parse_to_their_golden_events(store: str) -> None:
    published = CONTRACTS / FOLDERS[store] / "payloads"
    if not published.exists():
        pytest.skip(f"no published payloads in {published}")
    bodies = {path.stem: json.loads(path.read_text()) for path in sorted(published.glob("*.json"))}
    _agree(HERE.parent / "golden" / store / "publicados.jsonl", store, bodies)


@pytest.mark.parametrize("store", ADAPTERS)
@pytest.mark.parametrize("raw", [b"", b"nope", b"[]", b'{"x":1}', b"[" * 200_000, b'{"reviews":3,"data":3}'])
def test_what_is_no_page_is_malformed(store: str, raw: bytes) -> None:
    with pytest.raises(Malformed):
        _events(store, raw)


def test_each_state_of_a_review_is_told_once_and_in_one_thread() -> None:
    one, two = play_review("gp:1", "No abre", 1, 100), play_review("gp:1", "Ya abre", 4, 200)
    first, second, again = (_events("google_play", {"reviews": [body]})[0] for body in (one, two, one))
    assert first.provider_id == again.provider_id != second.provider_id
    assert {one.thread_key for one in (first, second)} == {"gp:1"} and (first.rating, second.rating) == (1, 4)
    one, two = apple_review("r1", "No abre", 1), apple_review("r1", "No abre", 2)
    first, second = (_events("app_store", {"data": [body]})[0] for body in (one, two))
    assert first.provider_id != second.provider_id and first.thread_key == second.thread_key == "r1"


def test_a_state_that_returns_is_another() -> None:
    body = {"data": [apple_review("r1", "No abre", 1)]}
    (first,), (back,) = _events("app_store", body), _events("app_store", body, _changed="r1/aa")
    assert first.provider_id != back.provider_id and back.occurred_at > first.occurred_at


def test_the_author_s_own_words_win_over_a_translation() -> None:
    (event,) = _events("google_play", {"reviews": [play_review("g", "Bad", 1, 5, originalText="Mala")]})
    assert event.parts == (Text("Mala"),)


_LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_NAMES = st.sampled_from(
    ["reviewId", "comments", "userComment", "developerComment", "text", "lastModified", "seconds", "nanos",
     "starRating", "type", "id", "attributes", "relationships", "response", "data", "rating", "territory"]
)  # fmt: skip
_TREE = st.recursive(_LEAF, lambda one: st.lists(one, max_size=2) | st.dictionaries(_NAMES, one, max_size=5))


@settings(max_examples=150, deadline=None)
@given(st.lists(_TREE, max_size=3))
def test_whatever_a_page_holds_it_is_read(reviews: list[Any]) -> None:
    for store, name in (("google_play", "reviews"), ("app_store", "data")):
        raw = json.dumps({name: reviews}).replace("NaN", "0").replace("Infinity", "1e308").encode()
        assert all(one.dedupe_key for one in _events(store, raw))
