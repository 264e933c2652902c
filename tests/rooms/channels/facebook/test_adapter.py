"""A Page's posts: what is read in their webhooks, and how it is answered in public."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.facebook.known import (
    ACCOUNT,
    FACEBOOK,
    GOLDEN,
    PUBLISHED,
    change,
    events_of,
    line_of,
    own_bodies,
    published_bodies,
)
from tests.rooms.channels.messenger.known import LUCIA, RECEIVED, REGENERATE
from trato.rooms.channels.adapters.meta.publishing import Unsayable
from trato.rooms.channels.model import (
    Accepted,
    ConversationFacts,
    HttpAnswer,
    HttpRequest,
    Malformed,
    Media,
    MediaKind,
    OutboundMessage,
    Text,
    WindowState,
)

KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")


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


@pytest.mark.parametrize("raw", [b"", b"nope", b"[]", b'{"object":"page"}', b"[" * 200_000])
def test_what_has_no_entries_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        events_of(raw)


_JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.text(max_size=3), max_size=2)
_NAMES = ("item", "verb", "comment_id", "post_id", "parent_id", "from", "sender_id", "rating", "photos", "created_time")
_WORDS = st.sampled_from(["comment", "post", "rating", "reaction", "add", "edited", "remove", "hide", "1_2"])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(_NAMES), _WORDS | _JSON, max_size=8), st.sampled_from(["feed", "ratings"]))
def test_whatever_a_change_holds_it_is_read(value: dict[str, Any], field: str) -> None:
    (event,) = events_of(change(value, field))
    assert event.dedupe_key


def _call(*parts: Text | Media, thread: str = "900_1") -> HttpRequest:
    caps = FACEBOOK.capabilities(ACCOUNT, ConversationFacts(), RECEIVED)
    message = OutboundMessage(KEY, (LUCIA,), parts, thread_key=thread)
    (call,) = FACEBOOK.render(message, ACCOUNT, caps)
    assert isinstance(call, HttpRequest)
    return call


def test_an_answer_is_published_below_its_thread() -> None:
    call = _call(Text("Sí, a todo el país"))
    assert call.url == "https://graph.facebook.com/v23.0/900_1/comments"
    assert call.json == {"message": "Sí, a todo el país"}
    assert FACEBOOK.classify(HttpAnswer(200, {}, b'{"id":"900_3"}')) == Accepted("900_3")


def test_files_are_never_published() -> None:
    with pytest.raises(Unsayable):
        _call(Media(MediaKind.DOCUMENT, "blob-1", name="boleta.pdf"))
    with pytest.raises(Unsayable):
        _call(Text("Hola"), thread="")


def test_in_public_there_is_no_window_and_a_week_to_answer_in_private() -> None:
    caps = FACEBOOK.capabilities(ACCOUNT, ConversationFacts(), RECEIVED)
    assert (caps.window, caps.public, caps.media) == (WindowState.OPEN, True, {})
    assert caps.private_reply is not None
    assert (caps.private_reply.channel, caps.private_reply.within.days) == ("messenger", 7)


def test_an_answer_to_one_comment_of_many_goes_below_that_one() -> None:
    caps = FACEBOOK.capabilities(ACCOUNT, ConversationFacts(), RECEIVED)
    for quoted, above in (("900_2", "900_2"), ("", "900_1")):
        answer = OutboundMessage(KEY, (), (Text("Sí"),), reply_to=quoted, thread_key="900_1")
        (call,) = FACEBOOK.render(answer, ACCOUNT, caps)
        assert isinstance(call, HttpRequest) and call.url.endswith(f"/{above}/comments")
