"""What the widget's deliveries become, checked against events that a person has read."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.channels.webchat.house import NOON, an_account
from trato.rooms.channels.adapters.webchat.adapter import LARGEST_FILE, WebChat, delivery_key_of
from trato.rooms.channels.model import (
    Accepted,
    ConversationFacts,
    Delivery,
    InboundEvent,
    InboundKind,
    LocalAnswer,
    LocalPush,
    Malformed,
    MediaKind,
    NotAccepted,
    OutboundMessage,
    Text,
    TransportFailure,
    Unsupported,
    WebhookRequest,
)
from trato.rooms.channels.webchat.model import Visitor

HERE = Path(__file__).parent.parent
PAYLOADS = sorted((HERE / "payloads" / "webchat").glob("*.json"))
ACCOUNT = an_account()
CHAT = WebChat()


def parse(raw: bytes | dict[str, Any], received_at: datetime = NOON) -> list[InboundEvent]:
    content = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return CHAT.parse(Delivery(content, {}, received_at), ACCOUNT)


def lines_of(events: list[InboundEvent]) -> list[Any]:
    return [json.loads(msgspec.json.encode(event)) for event in events]


def test_there_are_payloads_to_read() -> None:
    assert len(PAYLOADS) >= 20


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_a_payload_becomes_the_events_that_a_person_has_read(path: Path) -> None:
    golden = HERE / "golden" / "webchat" / f"{path.stem}.jsonl"
    expected = [json.loads(line) for line in golden.read_text().splitlines()]
    assert lines_of(parse(path.read_bytes())) == expected


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_every_item_of_a_delivery_gives_exactly_one_event(path: Path) -> None:
    items = json.loads(path.read_bytes())["body"]["items"]
    assert len(parse(path.read_bytes())) == len(items)


def test_a_delivery_of_fifty_items_arrives_whole() -> None:
    items = [{"type": "message", "id": f"mensaje-{n:03}", "text": str(n), "at": 0} for n in range(50)]
    events = parse({"sender": {"visitor": "v-1"}, "body": {"id": "delivery-1", "items": items}})
    assert [event.parts for event in events] == [(Text(str(n)),) for n in range(50)]


ITEMS = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {
                "type": st.just("message"),
                "id": st.uuids().map(str),
                "text": st.text(max_size=40),
                "at": st.integers(0, 2_000_000_000_000),
            }
        ),
        st.fixed_dictionaries(
            {
                "type": st.just("receipt"),
                "target": st.uuids().map(str),
                "status": st.sampled_from(["delivered", "read", "failed", "?"]),
            }
        ),
        st.fixed_dictionaries({"type": st.just("typing"), "on": st.booleans(), "at": st.integers(1, 10**12)}),
        st.fixed_dictionaries({"type": st.text(max_size=12), "x": st.integers()}),
    ),
    min_size=1,
    max_size=12,
)


@given(items=ITEMS, seed=st.integers(0, 2**32), cut=st.integers(0, 12))
def test_items_delivered_twice_shuffled_or_split_say_the_same(items: list[dict[str, Any]], seed: int, cut: int) -> None:
    def events_of(number: int, some: list[dict[str, Any]]) -> list[InboundEvent]:
        if not some:
            return []
        body = {"id": f"delivery-{number}", "items": some, "sent_at": 1_790_000_000_000}
        return parse({"sender": {"visitor": "v-1"}, "body": body})

    once = {event.dedupe_key: event for event in events_of(1, items)}
    shuffled = [*items, *items]
    random.Random(seed).shuffle(shuffled)
    again = {event.dedupe_key: event for event in [*events_of(2, shuffled[:cut]), *events_of(3, shuffled[cut:])]}
    assert set(once) == set(again)
    assert all(once[key] == again[key] for key in once if _unambiguous(items, key))


def _unambiguous(items: list[dict[str, Any]], key: str) -> bool:
    """Two items of one key may differ in text or time: then the first one delivered counts."""
    owners = [one for one in items if str(one.get("id") or one.get("target") or "…") in key]
    return len(owners) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(junk=st.binary(max_size=300))
def test_bytes_that_are_no_delivery_are_malformed(junk: bytes) -> None:
    with pytest.raises(Malformed):
        parse(junk)


@given(
    kind=st.sampled_from(["message", "choice", "typing", "presence", "receipt", "context", "track", "opt", "identify"]),
    fields=st.dictionaries(
        st.sampled_from(["id", "text", "at", "files", "thread", "target", "status", "attributes", "name", "amount"]),
        JSON,
        max_size=6,
    ),
)
def test_an_item_of_any_shape_never_raises(kind: str, fields: dict[str, Any]) -> None:
    item = {**fields, "type": kind}
    events = parse({"sender": {"visitor": "v-1"}, "body": {"id": "delivery-1", "items": [item]}})
    assert len(events) == 1


def test_json_nested_without_end_is_malformed_or_unsupported_and_does_not_crash() -> None:
    deep = b"[" * 200_000 + b"]" * 200_000
    raw = b'{"sender":{"visitor":"v-1"},"body":{"id":"delivery-1","items":[' + deep + b"]}}"
    try:
        events = parse(raw)
    except Malformed:
        return
    assert events[0].kind is InboundKind.UNSUPPORTED


def test_a_visitor_cannot_claim_the_message_id_of_another() -> None:
    item = {"type": "message", "id": "mensaje-1", "text": "hola"}
    body = {"id": "delivery-1", "items": [item]}
    mine = parse({"sender": {"visitor": "v-1"}, "body": body})[0]
    theirs = parse({"sender": {"visitor": "v-2"}, "body": body})[0]
    assert mine.dedupe_key != theirs.dedupe_key
    assert delivery_key_of("v-1", "delivery-1") != delivery_key_of("v-2", "delivery-1")


def test_a_profile_comes_only_from_what_the_brand_signed() -> None:
    item = {"type": "identify", "id": "identify-1", "email": "ceo@pirca.example"}
    event = parse({"sender": {"visitor": "v-1"}, "body": {"id": "delivery-1", "items": [item]}})[0]
    assert event.detail == {"identified": False, "profile": {"name": "", "email": ""}}


def test_no_email_address_ever_becomes_an_address_that_contacts_are_matched_by() -> None:
    sender = {"visitor": "v-1", "sub": "c-1", "email": "rosa@correo.example"}
    body = {"id": "delivery-1", "items": [{"type": "message", "id": "mensaje-1", "text": "hola"}]}
    event = parse({"sender": sender, "body": body})[0]
    assert [(one.kind, one.value, one.scope) for one in event.author] == [
        ("site_user", "c-1", str(ACCOUNT.id)),
        ("visitor", "v-1", str(ACCOUNT.id)),
    ]


@given(st.integers())
def test_no_stated_time_breaks_the_reading(at: int) -> None:
    item = {"type": "typing", "on": True, "at": at}
    events = parse({"sender": {"visitor": "v-1"}, "body": {"id": "delivery-1", "items": [item], "sent_at": 5}})
    assert events[0].occurred_at.tzinfo is not None


def test_a_browser_whose_clock_is_two_days_off_speaks_now() -> None:
    stems = {"clock_two_days_ahead", "clock_two_days_behind"}
    for path in PAYLOADS:
        if path.stem in stems:
            assert parse(path.read_bytes())[0].occurred_at == NOON - timedelta(seconds=2)


def test_generic_webhooks_are_refused_because_only_the_door_knows_who_speaks() -> None:
    request = WebhookRequest("POST", "https://care.example/hooks/webchat", {}, {}, b"{}")
    assert not CHAT.authenticate(request, ACCOUNT)
    assert CHAT.verify(request, ACCOUNT) is None
    assert len(CHAT.delivery_key(request)) == 32


def test_a_message_rings_every_address_it_is_for() -> None:
    to = Visitor("v-1", "c-1").addresses(ACCOUNT.id)
    key = UUID("019f2a10-bbbb-7000-8000-00000000bbbb")
    caps = CHAT.capabilities(ACCOUNT, ConversationFacts(), NOON)
    requests = CHAT.render(OutboundMessage(key=key, to=to, parts=(Text("Hola"),)), ACCOUNT, caps)
    assert [one.topic for one in requests if isinstance(one, LocalPush)] == [
        f"webchat:{ACCOUNT.id}:site_user:c-1",
        f"webchat:{ACCOUNT.id}:visitor:v-1",
    ]


def test_a_durable_message_counts_as_sent_and_a_failed_ring_is_rung_again() -> None:
    assert CHAT.classify(LocalAnswer("m-1")) == Accepted("m-1")
    assert CHAT.classify(TransportFailure("closed", sent=True)) == NotAccepted("closed")


def test_the_chat_is_live_has_no_window_and_takes_files_up_to_25_megabytes() -> None:
    caps = CHAT.capabilities(ACCOUNT, ConversationFacts(), datetime(2030, 1, 1, tzinfo=UTC))
    assert caps.live
    assert caps.open_until is None
    assert caps.media[MediaKind.IMAGE] == LARGEST_FILE == 25 * 1024 * 1024


def test_an_unknown_item_keeps_its_name_so_that_people_can_see_what_came() -> None:
    item = {"type": "hologram", "id": "hologram-1"}
    event = parse({"sender": {"visitor": "v-1"}, "body": {"id": "delivery-1", "items": [item]}})[0]
    assert event.parts == (Unsupported("hologram"),)


@pytest.mark.parametrize("field", ["text", "thread", "reply_to", "id"])
def test_no_event_holds_a_character_that_the_database_cannot_keep(field: str) -> None:
    item = {"type": "message", "id": "mensaje-1", "text": "hola", field: "mensaje\x00uno"}
    body = {"id": "delivery-1", "items": [item], "locale": "e\x00s"}
    event = parse({"sender": {"visitor": "v-1"}, "body": body})[0]
    assert b"\\u0000" not in msgspec.json.encode(event)
