"""Every webhook parses to what a person has read and found right; nothing that comes makes the parser fall.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.channels.line.known import (
    ACCOUNT,
    DESTINATION,
    GOLDEN,
    LINE,
    PERSON,
    PUBLISHED,
    REGENERATE,
    delivery,
    events_of,
    lines_of,
    own_bodies,
    published_bodies,
)
from trato.rooms.channels.model import Choice, InboundKind, Malformed, Media, MediaKind, Question, QuestionKind, Text

OWN = own_bodies()


def _agree(name: str, bodies: dict[str, Any]) -> None:
    lines = list(lines_of(bodies))
    path = GOLDEN / f"{name}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_webhooks_parse_to_their_golden_events() -> None:
    _agree("propios", OWN)


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_webhooks_parse_to_their_golden_events() -> None:
    _agree("publicados", published_bodies())


def test_each_event_is_one_of_ours_under_a_key_that_redelivery_does_not_change() -> None:
    for body in OWN.values():
        events = events_of(body)
        assert len(events) == len(body["events"])
        again = json.loads(json.dumps(body))
        for one in again["events"]:
            one["deliveryContext"] = {"isRedelivery": True}
        assert [one.dedupe_key for one in events_of(again)] == [one.dedupe_key for one in events]
        assert {one.account_ref for one in events} == {DESTINATION}


def test_a_webhook_by_which_line_tries_our_address_holds_nothing() -> None:
    assert events_of({"destination": DESTINATION, "events": []}) == []


def test_what_is_said_in_groups_and_rooms_opens_no_case() -> None:
    for name in (
        "texto_en_un_grupo", "texto_en_una_sala", "borrado_en_un_grupo", "boton_en_un_grupo", "lo_meten_en_un_grupo",
    ):  # fmt: skip
        (event,) = events_of(OWN[name])
        assert event.author == ()
        assert event.kind in {InboundKind.UNSUPPORTED, InboundKind.ACCOUNT_ALERT}


def test_what_another_application_answers_says_so() -> None:
    assert events_of(OWN["texto_que_atiende_otra_aplicacion"])[0].standby
    assert not events_of(OWN["texto"])[0].standby


def test_who_follows_lets_us_serve_and_who_blocks_wants_nothing_more() -> None:
    follow, block = events_of(OWN["desbloquea"])[0], events_of(OWN["bloquea"])[0]
    assert (follow.kind, follow.purpose) == (InboundKind.OPT_IN, "service")
    assert (block.kind, block.purpose) == (InboundKind.OPT_OUT, "")


def test_a_pressed_button_of_ours_says_what_was_on_it_and_a_menus_its_data() -> None:
    assert events_of(OWN["boton_nuestro"])[0].parts == (Choice("si", "Sí, claro"),)
    (menu,) = events_of(OWN["boton_de_un_menu"])[0].parts
    assert menu == Choice("action=buyItem&itemId=123123&color=red", "action=buyItem&itemId=123123&color=red")


def test_a_sticker_is_its_picture_and_one_without_a_number_what_it_means() -> None:
    (picture,) = events_of(OWN["sticker"])[0].parts
    assert isinstance(picture, Media)
    assert (picture.media, picture.ref) == (MediaKind.STICKER, "sticker:6325:10979904")
    call = LINE.media(picture.ref, ACCOUNT, None)
    assert call is not None
    assert call.url.endswith("/stickershop/v1/sticker/10979904/android/sticker.png")
    assert "Authorization" not in call.headers
    assert events_of(OWN["sticker_sin_numero"])[0].parts == (Text("hi, hello"),)


def test_the_name_of_who_wrote_is_asked_for_and_nobodys_else() -> None:
    assert LINE.leaves_open(events_of(OWN["texto"])[0]) == Question(QuestionKind.PERSON, PERSON)
    assert LINE.leaves_open(events_of(OWN["texto_en_un_grupo"])[0]) is None


@pytest.mark.parametrize("raw", [b"", b"[]", b"nada", b"{}", b'{"events": {}}', b"\xff", b"[" * 100_000])
def test_what_is_no_webhook_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        LINE.parse(delivery(raw), ACCOUNT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_event_with_anything_anywhere_in_it_is_still_one_event(data: st.DataObject) -> None:
    body = json.loads(json.dumps(OWN[data.draw(st.sampled_from(sorted(OWN)))]))
    target = body["events"][0]
    while True:
        at = data.draw(st.sampled_from(sorted(target)))
        if not isinstance(target[at], dict) or not target[at] or data.draw(st.booleans()):
            break
        target = target[at]
    target[at] = data.draw(JSON)
    events = LINE.parse(delivery(json.dumps(body).encode()), ACCOUNT)
    assert len(events) == len(body["events"])
    assert all(one.dedupe_key and msgspec.json.encode(one) for one in events)
