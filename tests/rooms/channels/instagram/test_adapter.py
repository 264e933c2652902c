"""Instagram's manners: what comes, what may be said where and when, and how it is said.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.instagram.known import (
    ACCOUNT,
    GOLDEN,
    IGSID,
    INSTAGRAM,
    LUCIA,
    ME,
    PUBLISHED,
    change,
    events_of,
    inbox,
    item,
    line_of,
    own_bodies,
    published_bodies,
)
from tests.rooms.channels.messenger.contract import SPEC, faults
from tests.rooms.channels.messenger.known import ACCOUNT as PAGE_ACCOUNT
from tests.rooms.channels.messenger.known import MESSENGER, RECEIVED, REGENERATE, delivery
from trato.rooms.channels.adapters.meta.publishing import Unsayable
from trato.rooms.channels.adapters.meta.sending import Unsendable
from trato.rooms.channels.model import (
    Capabilities,
    Choice,
    ConversationFacts,
    HttpRequest,
    InboundKind,
    Malformed,
    Media,
    MediaKind,
    Options,
    OutboundMessage,
    Surface,
    Text,
    WindowState,
)

KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
DAY, WEEK, SECOND = timedelta(days=1), timedelta(days=7), timedelta(seconds=1)


# ---- what comes ----


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


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"object":"instagram"}', b"[" * 200_000])
def test_what_has_no_entries_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        events_of(raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
_NAMES = (
    "message",
    "postback",
    "reaction",
    "read",
    "referral",
    "message_edit",
    "sender",
    "recipient",
    "field",
    "value",
)
_INNER = ("id", "from", "media", "media_id", "comment_id", "parent_id", "text", "timestamp")


@settings(max_examples=120, deadline=None)
@given(
    st.dictionaries(st.sampled_from(_NAMES), _JSON, max_size=5),
    st.dictionaries(st.sampled_from(_INNER), _JSON, max_size=5),
    st.sampled_from(("comments", "live_comments", "mentions", "messages", "holograms")),
)
def test_whatever_an_item_holds_it_is_read(body: dict[str, Any], value: dict[str, Any], field: str) -> None:
    for told in (inbox(body), inbox(body, place="standby"), inbox(body, place="changes"), change(value, field)):
        for event in events_of(told):
            assert event.dedupe_key
            msgspec.json.encode(event)


def test_a_webhook_about_the_page_is_nothing_of_ours_and_ours_nothing_of_its() -> None:
    said = item(message={"mid": "m_1", "text": "Hola"})
    assert events_of({**inbox(said), "object": "page"}) == []
    assert MESSENGER.parse(delivery(inbox(said)), PAGE_ACCOUNT) == []


def test_who_comments_and_who_writes_are_one_person() -> None:
    who = {"id": IGSID, "username": "lucia.ferreyra"}
    (commented,) = events_of(change({"id": "1", "from": who, "media": {"id": "9"}, "text": "¿Precio?"}))
    (written,) = events_of(inbox(item(message={"mid": "m_1", "text": "Hola"})))
    assert commented.author[0] == written.author[0] == LUCIA
    assert commented.author_name == "lucia.ferreyra"


def test_a_comment_that_is_told_twice_for_its_advertisement_is_one() -> None:
    told = {"id": "1", "from": {"id": IGSID}, "text": "¿Precio?"}
    (plain,) = events_of(change({**told, "media": {"id": "9"}}))
    (advertised,) = events_of(change({**told, "media": {"id": "9", "ad_id": "6"}}))
    assert (plain.dedupe_key, plain.provider_id) == (advertised.dedupe_key, advertised.provider_id)


# ---- what may be said ----


def _caps(surface: Surface = Surface.DIRECT_MESSAGE, passed: timedelta = timedelta(0)) -> Capabilities:
    return INSTAGRAM.capabilities(ACCOUNT, ConversationFacts(RECEIVED, None, surface), RECEIVED + passed)


@pytest.mark.parametrize(
    ("passed", "window"),
    [
        (DAY - SECOND, WindowState.OPEN),
        (DAY, WindowState.HUMAN_ONLY),
        (WEEK - SECOND, WindowState.HUMAN_ONLY),
        (WEEK, WindowState.CLOSED),
    ],
)
def test_in_private_a_day_for_all_and_a_week_for_people(passed: timedelta, window: WindowState) -> None:
    assert _caps(passed=passed).window is window


def test_in_public_there_is_no_window_and_one_private_answer_goes_on_in_the_same_account() -> None:
    for surface in (Surface.PUBLIC_COMMENT, Surface.MENTION):
        caps = _caps(surface, WEEK)
        assert caps.public
        assert caps.window is WindowState.OPEN
        assert caps.private_reply is not None
        assert (caps.private_reply.channel, caps.private_reply.within) == ("instagram", WEEK)
    assert not _caps().public
    assert _caps().private_reply is None


# ---- how it is said ----


def _calls(surface: Surface = Surface.DIRECT_MESSAGE, passed: timedelta = timedelta(0), **fields: Any) -> list[Any]:
    message = OutboundMessage(**{"key": KEY, "to": (LUCIA,), **fields})
    calls = INSTAGRAM.render(message, ACCOUNT, _caps(surface, passed))
    told = []
    for call in calls:
        assert isinstance(call, HttpRequest)
        assert call.headers["Authorization"] == "Bearer EAApage"
        if call.url.endswith("/me/messages") and SPEC.exists():
            assert faults(dict(call.json)) == []
        told.append((call.url.removeprefix("https://graph.facebook.com/v23.0/"), call.json))
    return told


def test_a_text_goes_as_the_page_that_the_account_is_linked_to() -> None:
    ((url, body),) = _calls(parts=(Text("¡Hola!"),))
    assert url == "me/messages"
    assert body == {
        "recipient": {"id": IGSID}, "messaging_type": "RESPONSE",
        "message": {"text": "¡Hola!", "metadata": f"trato:{KEY}"},
    }  # fmt: skip
    ((_, later),) = _calls(passed=2 * DAY, parts=(Text("¡Hola!"),))
    assert later["tag"] == "HUMAN_AGENT"
    with pytest.raises(Unsendable):
        _calls(passed=2 * DAY, parts=(Text("¡Hola!"),), automatic=True)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ñá😀 .\nx", min_size=1, max_size=1500))
def test_no_bubble_is_longer_than_a_thousand_bytes_and_no_word_is_lost(text: str) -> None:
    if not text.strip():
        return
    bubbles = [body["message"]["text"] for _, body in _calls(parts=(Text(text),))]
    assert all(0 < len(one.encode()) <= 1000 for one in bubbles)
    assert "".join("".join(bubbles).split()) == "".join(text.split())


def test_choices_are_quick_replies_and_a_file_of_ours_is_lent() -> None:
    ((_, body),) = _calls(parts=(Text("¿Cuándo?"), Options((Choice("tarde", "Por la tarde"),))))
    assert body["message"]["quick_replies"] == [{"content_type": "text", "title": "Por la tarde", "payload": "tarde"}]
    bill = Media(MediaKind.DOCUMENT, "blob-1", mime="application/pdf", name="boleta.pdf")
    caps = _caps()
    (call,) = INSTAGRAM.render(OutboundMessage(KEY, (LUCIA,), (bill,)), ACCOUNT, caps)
    assert isinstance(call, HttpRequest)
    assert call.lends == (bill,)
    assert call.json["message"]["attachment"] == {"type": "file", "payload": {"url": "{lent:0}"}}


def test_in_public_it_answers_below_the_comment_or_where_it_was_mentioned() -> None:
    said: dict[str, Any] = {"parts": (Text("Sí, a todo el país"),)}
    assert _calls(Surface.PUBLIC_COMMENT, thread_key="1787", **said) == [
        ("1787/replies", {"message": "Sí, a todo el país"})
    ]
    assert _calls(Surface.MENTION, thread_key="mention:1790:1787", **said) == [
        (f"{ME}/mentions", {"media_id": "1790", "comment_id": "1787", "message": "Sí, a todo el país"})
    ]
    assert _calls(Surface.MENTION, thread_key="mention:1790", **said) == [
        (f"{ME}/mentions", {"media_id": "1790", "message": "Sí, a todo el país"})
    ]
    with pytest.raises(Unsayable):
        _calls(Surface.PUBLIC_COMMENT, thread_key="1787")


def test_a_comment_is_answered_in_private_once_with_one_text() -> None:
    ((url, body),) = _calls(private_reply=True, reply_to="1787", parts=(Text("Hola, por aquí"),))
    assert (url, body["recipient"]) == ("me/messages", {"comment_id": "1787"})
    with pytest.raises(Unsendable):
        _calls(private_reply=True, reply_to="1787", parts=(Text("ñ" * 501),))


def test_what_was_read_is_shown_as_seen() -> None:
    call = INSTAGRAM.read_mark("", ACCOUNT, (LUCIA,))
    assert call is not None
    assert call.json == {"recipient": {"id": IGSID}, "sender_action": "mark_seen"}


def test_an_echo_of_ours_is_a_receipt_and_a_comment_of_ours_an_echo() -> None:
    kinds = {name: [event.kind for event in events_of(body)] for name, body in own_bodies()}
    assert kinds["eco_nuestro"] == [InboundKind.RECEIPT]
    assert kinds["eco_de_la_aplicacion"] == [InboundKind.MESSAGE]
    (ours,) = events_of(change({"id": "2", "parent_id": "1", "from": {"id": ME}, "text": "Sí"}))
    assert (ours.direction.value, ours.thread_key, ours.reply_to) == ("echo", "1", "1")
