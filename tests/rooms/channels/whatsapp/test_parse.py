"""Deliveries come twice, shuffled, cut, joined and broken; what they say does not change."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.channels.whatsapp.known import META, RECEIVED, WHATSAPP, change, delivery, events_of, message, status
from trato.rooms.channels.model import AccountView, Direction, InboundEvent, InboundKind, Malformed, Text
from trato.rooms.contacts.model import IdentityKind

NASTY = ["\x00", "\ud800", "ñ", "😀", "a\u0000b", "\u202e", "{}", "wamid.1"]


def _names() -> st.SearchStrategy[str]:
    return st.sampled_from(
        "entry changes value field messages statuses contacts metadata id from timestamp type text body system wa_id "
        "image interactive button reaction edit revoke errors user_preferences user_id_update calls context pricing "
        "conversation phone_number_id user_id profile name message order location latitude longitude referral".split()
    )


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(NASTY),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | _names(), inner, max_size=6),
    max_leaves=25,
)


@st.composite
def items(draw: st.DrawFn) -> list[tuple[str, dict[str, Any]]]:
    count = draw(st.integers(min_value=1, max_value=12))
    found: list[tuple[str, dict[str, Any]]] = []
    for number in range(count):
        if draw(st.booleans()):
            found.append(("messages", message(f"wamid.M{number}", text={"body": draw(st.text(max_size=20))})))
        else:
            found.append(("statuses", status(f"wamid.N{number}", draw(st.sampled_from(["sent", "delivered", "read"])))))
    return found


def _batched(found: list[tuple[str, dict[str, Any]]], size: int) -> list[dict[str, Any]]:
    """Pack items into deliveries of `size`, each kind in its own change, as Meta does."""
    deliveries = []
    for start in range(0, len(found), size):
        group = found[start : start + size]
        values = [{name: [item for kind, item in group if kind == name]} for name in ("messages", "statuses")]
        entries = [change(value)["entry"][0] for value in values if next(iter(value.values()))]
        deliveries.append({"object": "whatsapp_business_account", "entry": entries})
    return deliveries


def _told(deliveries: list[dict[str, Any]]) -> set[bytes]:
    return {msgspec.json.encode(event) for body in deliveries for event in events_of(body)}


@given(items(), st.integers(min_value=1, max_value=12), st.randoms(use_true_random=False))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_twice_shuffled_split_or_batched_the_events_are_the_same(
    found: list[tuple[str, dict[str, Any]]], size: int, chance: random.Random
) -> None:
    expected = _told(_batched(found, 1))
    shuffled = found + found
    chance.shuffle(shuffled)
    assert _told(_batched(shuffled, size)) == expected
    assert len({msgspec.json.decode(one)["dedupe_key"] for one in expected}) == len(found)


@given(junk)
@settings(max_examples=400, deadline=None)
def test_junk_is_malformed_and_nothing_else(body: Any) -> None:
    raw = json.dumps(body).encode("utf-8", "surrogatepass")
    try:
        events = events_of(raw)
    except Malformed:
        return
    _holds_in_a_database(events)


@given(junk, st.sampled_from(["messages", "statuses", "message_echoes", "user_preferences", "user_id_update", "calls"]))
@settings(max_examples=400, deadline=None)
def test_junk_where_items_stand_never_breaks_its_delivery(body: Any, name: str) -> None:
    good = message("wamid.buena")
    whole = change({name: [body], "statuses" if name == "messages" else "messages": [good]})
    events = events_of(json.dumps(whole).encode("utf-8", "surrogatepass"))
    _holds_in_a_database(events)
    if name != "messages":
        assert any(event.dedupe_key == "wamid.buena" for event in events)


def _holds_in_a_database(events: list[InboundEvent]) -> None:
    for event in events:
        text = msgspec.json.encode(event).decode()
        assert "\\u0000" not in text
        assert event.dedupe_key
        assert event.occurred_at.tzinfo is not None


@given(st.binary())
@settings(deadline=None)
def test_bytes_that_are_no_json_are_malformed(raw: bytes) -> None:
    try:
        events_of(raw)
    except Malformed:
        return


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"null", b"{", b'{"object":"page"}', b'{"entry":{}}', b"[" * 5000, b"\xff\xfe"]
)
def test_what_has_no_entries_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        events_of(raw)


def test_a_lone_surrogate_loses_one_character_and_not_the_delivery() -> None:
    raw = (
        json.dumps(change({"messages": [message("wamid.1", text={"body": "MARCA"})]}))
        .replace("MARCA", "hola \\ud83d")
        .encode()
    )
    (event,) = events_of(raw)
    assert event.parts == (Text("hola ?"),)


def test_an_item_for_another_number_says_so() -> None:
    (event,) = events_of(change({"messages": [message("wamid.1")]}, number="555"))
    assert event.account_ref == "555" != META.external_id


def test_news_of_another_business_account_say_so() -> None:
    ours = msgspec.structs.replace(META, settings={"business_account_id": "200300400500600"})
    body = {"entry": [{"id": "999", "time": 1, "changes": [{"field": "account_update", "value": {"event": "X"}}]}]}
    (event,) = WHATSAPP.parse(delivery(body), ours)
    assert (event.kind, event.account_ref) == (InboundKind.ACCOUNT_ALERT, "business:999")


def test_identities_reach_as_far_as_the_portfolio() -> None:
    contact = {"profile": {"name": "Ana", "username": "ana"}, "user_id": "AR.1", "parent_user_id": "AR.ENT.2"}
    (event,) = events_of(change({"contacts": [contact], "messages": [message("wamid.1")]}))
    kinds = [(address.kind, address.scope) for address in event.author]
    assert kinds == [
        (IdentityKind.WHATSAPP_USER, "portfolio-1"),
        (IdentityKind.PHONE, ""),
        (IdentityKind.WHATSAPP_PARENT, "portfolio-1"),
        (IdentityKind.WHATSAPP_NAME, "portfolio-1"),
    ]


def test_without_a_portfolio_identities_stay_within_the_account() -> None:
    alone: AccountView = msgspec.structs.replace(META, portfolio="")
    body = change({"contacts": [{"user_id": "AR.1"}], "messages": [message("wamid.1")]})
    (event,) = WHATSAPP.parse(delivery(body), alone)
    assert event.author[0].scope == str(META.id)


def test_in_a_batch_each_message_has_its_own_sender() -> None:
    contacts = [
        {"profile": {"name": "Ana"}, "wa_id": "5491100000001", "user_id": "AR.1"},
        {"profile": {"name": "Beto"}, "wa_id": "5491100000002", "user_id": "AR.2"},
    ]
    told = [message("wamid.2") | {"from": "541100000002"}, message("wamid.3") | {"from": "5491100000003"}]
    second, stranger = events_of(change({"contacts": contacts, "messages": told}))
    assert (second.author_name, second.author[0].value) == ("Beto", "AR.2")
    assert (stranger.author_name, [a.value for a in stranger.author]) == ("", ["+541100000003"])


def test_a_consent_never_lands_on_the_contact_beside_it() -> None:
    contact = {"profile": {"name": "Ana"}, "wa_id": "5491100000001", "user_id": "AR.1"}
    stop = {"wa_id": "5491100000002", "category": "marketing_messages", "value": "stop", "timestamp": 1763650800}
    (event,) = events_of(change({"contacts": [contact], "user_preferences": [stop]}, field="user_preferences"))
    assert (event.kind, event.purpose) == (InboundKind.OPT_OUT, "marketing")
    assert [a.value for a in event.author] == ["+541100000002"]


def test_an_echo_names_the_person_it_was_said_to() -> None:
    said = message("wamid.E") | {"from": "5491150001111", "to": "5491123456789"}
    (event,) = events_of(change({"message_echoes": [said]}, field="smb_message_echoes"))
    assert event.direction is Direction.ECHO
    assert event.author[0].raw == "5491123456789"


def test_time_is_the_provider_s_and_coarse() -> None:
    (event,) = events_of(change({"messages": [message("wamid.1")]}))
    assert event.occurred_at == datetime(2025, 11, 20, 15, 0, tzinfo=UTC)
    assert event.precision.total_seconds() == 1


def test_without_a_time_the_time_of_arrival_stands_in() -> None:
    (event,) = events_of(change({"messages": [message("wamid.1") | {"timestamp": "ayer"}]}))
    assert event.occurred_at == RECEIVED


def test_only_what_a_person_said_can_pass_for_a_message() -> None:
    preference = {"wa_id": "5491123456789", "category": "novedades", "value": "stop", "timestamp": 1763650800}
    strange = [
        change({"statuses": [status("wamid.1", "warning")]}),
        change({"user_preferences": [preference]}, field="user_preferences"),
        change({"user_id_update": [{"wa_id": "5491123456789"}]}, field="user_id_update"),
        change({"sorpresa": 1}, field="novedad"),
        change({"messages": [message("wamid.1", "request_welcome", nothing=1)]}),
    ]
    for body in strange:
        (event,) = events_of(body)
        assert (event.kind, event.author) == (InboundKind.UNSUPPORTED, ())
