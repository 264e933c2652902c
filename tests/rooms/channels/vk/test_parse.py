"""Every call parses to what a person has read and found right; nothing that comes makes the parser fall.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.channels.vk.known import (
    ACCOUNT,
    ADAPTER,
    GOLDEN,
    PUBLISHED,
    REGENERATE,
    delivery,
    events_of,
    lines_of,
    own_bodies,
    published_bodies,
)
from trato.rooms.channels.model import Choice, Direction, InboundKind, Malformed, Surface, Text

OWN = own_bodies()


def _agree(name: str, bodies: dict[str, Any]) -> None:
    lines = list(lines_of(bodies))
    path = GOLDEN / f"{name}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_calls_parse_to_their_golden_events() -> None:
    _agree("propios", OWN)


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_calls_parse_to_their_golden_events() -> None:
    _agree("publicados", published_bodies())


def test_a_call_is_one_event_known_by_its_id_and_for_its_community() -> None:
    keys = set()
    for body in OWN.values():
        (event,) = events_of(body)
        assert (event.dedupe_key, event.account_ref) == (f"event:{body['event_id']}", "123456")
        keys.add(event.dedupe_key)
    assert len(keys) == len(OWN)


@pytest.mark.parametrize(
    "name",
    ["en_un_grupo", "accion_de_chat", "de_otra_comunidad", "sin_numero", "boton_de_aviso_en_un_grupo",
     "publicacion_propuesta", "alguien_se_une", "comentario_de_un_producto", "algo_que_no_existe_aun", "sin_objeto"],
)  # fmt: skip
def test_what_nobody_said_to_us_opens_no_case(name: str) -> None:
    (event,) = events_of(OWN[name])
    assert (event.kind, event.author) == (InboundKind.UNSUPPORTED, ())


def test_the_talk_below_a_comment_is_one_thread_with_what_we_say_there() -> None:
    said = [events_of(OWN[name])[0] for name in ("comentario", "comentario_nuestro", "comentario_en_un_hilo")]
    assert {one.thread_key for one in said} == {"wall-123456_10:56"}
    assert {one.surface for one in said} == {Surface.PUBLIC_COMMENT}
    assert [one.direction for one in said] == [Direction.IN, Direction.ECHO, Direction.IN]
    assert [one.reply_to for one in said] == ["", "wall-123456_10:56", "wall-123456_10:57"]
    assert said[1].author == said[0].author


def test_what_is_passed_on_stands_after_the_words_of_who_passes_it_on() -> None:
    (event,) = events_of(OWN["reenviados"])
    texts = [part.text for part in event.parts if isinstance(part, Text)]
    assert (texts, event.forwarded) == (["Esto me dijeron", "No hay stock", "¿seguro?"], True)


def test_a_button_says_what_was_on_it_and_our_own_message_comes_back_as_a_receipt() -> None:
    assert events_of(OWN["boton_nuestro"])[0].parts == (Choice("si", "Sí"),)
    (echo,) = events_of(OWN["eco_nuestro"])
    assert echo.kind is InboundKind.RECEIPT
    assert echo.detail == {"our_key": "018f6b1e-0000-7000-8000-000000000007"}


@pytest.mark.parametrize("raw", [b"", b"[]", b"nada", b"{}", b'{"type": []}', b"\xff", b"[" * 100_000])
def test_what_is_no_call_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        ADAPTER.parse(delivery(raw), ACCOUNT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_call_with_anything_anywhere_in_it_is_still_one_event(data: st.DataObject) -> None:
    body = json.loads(
        json.dumps(OWN[data.draw(st.sampled_from(sorted(name for name in OWN if "object" in OWN[name])))])
    )
    target: Any = body["object"]
    for _ in range(data.draw(st.integers(0, 3))):
        inner = [one for one in (target.values() if isinstance(target, dict) else target) if one and isinstance(
            one, dict | list)]  # fmt: skip
        if not inner:
            break
        target = data.draw(st.sampled_from(inner))
    if isinstance(target, dict) and target:
        target[data.draw(st.sampled_from(sorted(target)))] = data.draw(JSON)
    elif isinstance(target, list) and target:
        target[0] = data.draw(JSON)
    assert len(events_of(body)) == 1
