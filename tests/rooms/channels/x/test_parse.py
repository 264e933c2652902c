"""Every delivery parses to what a person has read and found right; nothing that comes makes the parser fall.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.channels.x.known import (
    ACCOUNT,
    GOLDEN,
    LUCIA,
    OURS,
    PUBLISHED,
    REGENERATE,
    VECTORS,
    X,
    delivery,
    events_of,
    lines_of,
    own_bodies,
    published_bodies,
)
from trato.rooms.channels.adapters.x.door import HEADER, proof_of
from trato.rooms.channels.model import Direction, InboundKind, Malformed, Surface, Text, Unsupported, WebhookRequest

OWN = own_bodies()


def _agree(name: str, bodies: dict[str, Any]) -> None:
    lines = list(lines_of(bodies))
    path = GOLDEN / f"{name}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_bodies_parse_to_their_golden_events() -> None:
    _agree("propios", OWN)


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_bodies_parse_to_their_golden_events() -> None:
    _agree("publicados", published_bodies())


def test_a_reply_is_one_event_whether_it_is_told_as_reply_as_mention_or_in_a_page() -> None:
    told = [events_of(OWN[name])[0] for name in ("respuesta_a_un_post_nuestro", "la_misma_como_mencion")]
    told.append(events_of(OWN["pagina_de_menciones"])[0])
    assert told[0] == told[1] == told[2]
    assert (told[0].kind, told[0].surface) == (InboundKind.COMMENT, Surface.PUBLIC_COMMENT)
    assert told[0].parts == (Text("¿La de 30 cm sirve en inducción? & ¿cuánto pesa?"),)


def test_what_two_people_say_below_one_post_are_two_threads_and_our_answer_is_in_that_of_whom_it_answers() -> None:
    lucia, ours, tomas = (
        events_of(OWN[name])[0].thread_key
        for name in ("respuesta_a_un_post_nuestro", "nuestra_respuesta_vuelve", "tercero_en_la_conversacion")
    )
    assert lucia == ours != tomas
    guessed = events_of(OWN["nuestra_respuesta_sin_a_quien"])[0]
    assert (guessed.thread_key, guessed.direction) == (lucia, Direction.ECHO)


def test_an_edited_post_is_the_same_one_changed_also_where_its_first_edition_never_came() -> None:
    first, changed = events_of(OWN["post_editado"])
    assert (first.provider_id, changed.target) == ("2090000000000000107", "2090000000000000107")
    assert (changed.kind, changed.parts) == (InboundKind.COMMENT_EDITED, first.parts)


def test_an_encrypted_chat_is_a_message_of_its_sender_that_nobody_reads() -> None:
    (ours,) = events_of(OWN["chat_cifrado_nuestro"])
    assert (ours.direction, ours.author[0].value) == (Direction.ECHO, LUCIA)
    assert ours.parts == (Unsupported("encrypted_chat"),)
    assert events_of(OWN["chat_cifrado_de_grupo"])[0].author == ()


def test_likes_reposts_and_news_open_no_case() -> None:
    for name in ("post_reposteado", "antiguo_me_gusta", "evento_desconocido"):
        (event,) = events_of(OWN[name])
        assert (event.kind, event.author) == (InboundKind.UNSUPPORTED, ())


@pytest.mark.parametrize("raw", [b"", b"[]", b"nada", b"{}", b'{"data": {}}', b"\xff", b"[" * 100_000])
def test_what_is_no_delivery_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        X.parse(delivery(raw), ACCOUNT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_delivery_with_anything_anywhere_in_it_is_read_or_malformed(data: st.DataObject) -> None:
    body = json.loads(json.dumps(OWN[data.draw(st.sampled_from(sorted(OWN)))]))
    target: Any = body
    while True:
        keys = sorted(target) if isinstance(target, dict) else list(range(len(target)))
        at = data.draw(st.sampled_from(keys))
        if not isinstance(target[at], dict | list) or not target[at] or data.draw(st.booleans()):
            break
        target = target[at]
    target[at] = data.draw(JSON)
    try:
        events = X.parse(delivery(json.dumps(body).encode()), ACCOUNT)
    except Malformed:
        return
    assert msgspec.json.encode(events)


def _asked(body: bytes, signature: str) -> WebhookRequest:
    return WebhookRequest("POST", "https://care.example/hooks/1", {}, {HEADER: signature}, body)


@pytest.mark.skipif(not VECTORS.exists(), reason=f"no published vectors in {VECTORS}")
def test_the_published_vectors_are_ours() -> None:
    vector = json.loads(VECTORS.read_text())["x"]
    assert ACCOUNT.secrets["consumer_secret"] == vector["consumer_secret"]
    asked = WebhookRequest("GET", "https://care.example/hooks/1", {"crc_token": vector["crc_token"]}, {}, b"")
    told = X.verify(asked, ACCOUNT)
    assert told is not None
    assert json.loads(told.body) == vector["crc_response"]
    assert X.authenticate(_asked(vector["raw_body"].encode(), vector["expected"]), ACCOUNT)


def test_a_flipped_byte_a_missing_header_and_a_missing_secret_are_a_no() -> None:
    body = json.dumps(OWN["mensaje_directo"]).encode()
    good = proof_of(body, "consumer-secret")
    assert X.authenticate(_asked(body, good), ACCOUNT)
    for n in range(0, len(body), 97):
        flipped = body[:n] + bytes([body[n] ^ 1]) + body[n + 1 :]
        assert not X.authenticate(_asked(flipped, good), ACCOUNT)
    assert not X.authenticate(_asked(body, ""), ACCOUNT)
    keyless = msgspec.structs.replace(ACCOUNT, secrets={})
    assert not X.authenticate(_asked(body, proof_of(body, "")), keyless)
    empty = X.verify(WebhookRequest("GET", "https://care.example/hooks/1", {}, {}, b""), ACCOUNT)
    assert empty is not None
    assert (empty.status, OURS in empty.body) == (403, False)
