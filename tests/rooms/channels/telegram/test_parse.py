"""Every update parses to what a person has read and found right; nothing that comes makes the parser fall.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.channels.telegram.known import (
    BOT,
    GOLDEN,
    PUBLISHED,
    REGENERATE,
    TELEGRAM,
    delivery,
    events_of,
    lines_of,
    own_bodies,
    published_bodies,
)
from trato.rooms.channels.model import Choice, InboundKind, Malformed, Text

OWN = own_bodies()


def _agree(name: str, bodies: dict[str, Any]) -> None:
    lines = list(lines_of(bodies))
    path = GOLDEN / f"{name}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_updates_parse_to_their_golden_events() -> None:
    _agree("propios", OWN)


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_updates_parse_to_their_golden_events() -> None:
    _agree("publicados", published_bodies())


def test_an_update_is_one_event_and_what_is_not_understood_says_so() -> None:
    for body in OWN.values():
        assert len(events_of(body)) == 1
    strange = events_of(OWN["consulta_en_linea"])[0]
    assert (strange.kind, strange.author) == (InboundKind.UNSUPPORTED, ())


def test_what_is_said_in_groups_and_channels_opens_no_case() -> None:
    for name in ("publicacion_de_canal", "boton_en_un_grupo", "lo_meten_en_un_grupo"):
        assert events_of(OWN[name])[0].author == ()


def test_a_text_stays_as_it_was_written_and_hidden_addresses_follow_it() -> None:
    parts = events_of(OWN["texto_con_formato_y_enlace"])[0].parts
    assert parts == (Text("😀 Miren esto y aquello"), Text("https://tienda.example/p/4521"))


def test_a_pressed_button_says_what_was_on_it() -> None:
    assert events_of(OWN["boton_con_titulo"])[0].parts == (Choice("si", "Sí, claro"),)


@pytest.mark.parametrize("raw", [b"", b"[]", b"nada", b"{}", b'{"update_id": "x"}', b"\xff", b"[" * 100_000])
def test_what_is_no_update_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        TELEGRAM.parse(delivery(raw), BOT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_update_with_anything_anywhere_in_it_is_still_one_event(data: st.DataObject) -> None:
    body = json.loads(json.dumps(OWN[data.draw(st.sampled_from(sorted(OWN)))]))
    target = body
    while True:
        at = data.draw(st.sampled_from(sorted(target)))
        if not isinstance(target[at], dict) or not target[at] or data.draw(st.booleans()):
            break
        target = target[at]
    if target is body and at == "update_id":
        return
    target[at] = data.draw(JSON)
    events = TELEGRAM.parse(delivery(json.dumps(body).encode()), BOT)
    assert len(events) == 1
    assert msgspec.json.encode(events[0])
