"""Every message parses to what a person has read and found right; nothing that comes makes the parser fall.

To write the golden files anew after a change that was meant: TRATO_REGENERATE_GOLDEN=1, then read the diff.
"""

from __future__ import annotations

import json
import re
from xml.sax.saxutils import escape

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.channels.wechat.known import (
    ACCOUNT,
    GOLDEN,
    PERSON,
    PUBLISHED,
    REGENERATE,
    WECHAT,
    delivery,
    events_of,
    lines_of,
    own_bodies,
    published_bodies,
)
from trato.rooms.channels.model import (
    Choice,
    InboundKind,
    Malformed,
    Media,
    MediaKind,
    Question,
    QuestionKind,
    Referral,
    Text,
)

OWN = own_bodies()


def _agree(name: str, bodies: dict[str, bytes]) -> None:
    lines = list(lines_of(bodies))
    path = GOLDEN / f"{name}.jsonl"
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_messages_parse_to_their_golden_events() -> None:
    _agree("propios", OWN)


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_messages_parse_to_their_golden_events() -> None:
    _agree("publicados", published_bodies())


def test_each_delivery_is_one_event_under_a_key_of_its_own_that_is_the_same_when_it_comes_again() -> None:
    keys = [one.dedupe_key for body in OWN.values() for one in events_of(body)]
    assert len(keys) == len(OWN) == len(set(keys))
    assert keys == [one.dedupe_key for body in OWN.values() for one in events_of(body)]


def test_what_was_written_is_read_as_it_was_written() -> None:
    assert events_of(OWN["texto_con_marcas"])[0].parts == (Text('1 < 2 & "sí" <b>no</b>'),)
    assert events_of(OWN["texto_de_varias_lineas"])[0].parts == (Text("Primera\n\n  segunda"),)
    assert events_of(OWN["con_caracteres_prohibidos"])[0].parts == (Text("pegado de otra parte"),)


def test_a_choice_of_ours_says_what_was_on_it_and_the_accounts_menu_its_key() -> None:
    assert events_of(OWN["texto_de_un_menu"])[0].parts == (Choice("si", "Sí, claro"),)
    assert events_of(OWN["elige_en_el_menu"])[0].parts == (Choice("HORARIOS", "HORARIOS"),)
    (scanned,) = events_of(OWN["escanea_para_preguntar"])[0].parts
    assert scanned == Choice("BOLETA", "B001-4521", values={"scanned": "B001-4521"})


def test_who_follows_lets_us_serve_and_who_leaves_wants_nothing_more() -> None:
    follow, by_code, leave = (events_of(OWN[one])[0] for one in ("sigue", "sigue_por_un_codigo", "deja_de_seguir"))
    assert (follow.kind, follow.purpose, follow.referral) == (InboundKind.OPT_IN, "service", None)
    assert by_code.referral == Referral("qr_code", source_id="caja_3")
    assert (leave.kind, leave.purpose) == (InboundKind.OPT_OUT, "")


def test_what_nobody_said_opens_no_case() -> None:
    for name in ("su_lugar", "plantilla_entregada", "otro_atiende", "fotos_del_menu", "suceso_que_no_existe",
                 "escanea_y_abre", "verificada", "suceso_sin_nombre", "texto_de_nadie"):  # fmt: skip
        (event,) = events_of(OWN[name])
        assert event.author == ()
        assert event.kind in {InboundKind.UNSUPPORTED, InboundKind.ACCOUNT_ALERT}
    for name in ("escanea", "abre_una_pagina"):
        assert events_of(OWN[name])[0].kind is InboundKind.CONTEXT


def test_a_file_is_known_by_its_id_and_a_voice_note_says_what_wechat_heard_in_it() -> None:
    (photo,), (voice,) = (events_of(OWN[one])[0].parts for one in ("imagen", "nota_de_voz_reconocida"))
    assert isinstance(photo, Media) and isinstance(voice, Media)
    assert (photo.media, photo.ref) == (MediaKind.IMAGE, "content:tN1Rz_imagen-01")
    assert (voice.media, voice.mime, voice.caption) == (MediaKind.VOICE, "audio/speex", "Quiero devolver mi olla")


def test_the_name_of_who_wrote_is_asked_for_and_nobodys_else() -> None:
    assert WECHAT.leaves_open(events_of(OWN["texto"])[0]) == Question(QuestionKind.PERSON, PERSON)
    assert WECHAT.leaves_open(events_of(OWN["texto_de_nadie"])[0]) is None


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><xml><MsgType>&b;</MsgType></xml>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><MsgType>text</MsgType></xml>'
LEVELS = b"<xml>" + b"<a>" * 40 + b"</a>" * 40 + b"</xml>"
MANY = b"<xml>" + b"<a/>" * 3_000 + b"</xml>"


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"nada", b"<xml>", b"<xml/>", b"<xml><a>1</a></xml>", b"\xff\xfe", b"<xml><MsgType/></xml>",
            BOMB, OUTSIDE, LEVELS, MANY, b"<?xml version='1.0' encoding='klingon'?><xml/>",
            b"<xml><Encrypt>AAAA</Encrypt></xml>"],
)  # fmt: skip
def test_what_is_no_message_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        WECHAT.parse(delivery(raw), ACCOUNT)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_message_with_anything_anywhere_in_it_is_still_one_event(data: st.DataObject) -> None:
    body = OWN[data.draw(st.sampled_from(sorted(OWN)))].decode()
    names = [one for one in re.findall(r"<(\w+)>", body) if one not in {"xml", "MsgType"}]
    name = data.draw(st.sampled_from(names))
    anything = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.integers(-(2**70), 2**70)
    told = escape(str(data.draw(anything)))
    inside = data.draw(st.sampled_from([told, f"<a>{told}</a>", f"<a>{told}</a><a>b</a>", ""]))
    changed = re.sub(f"<{name}>.*?</{name}>", lambda _: f"<{name}>{inside}</{name}>", body, count=1, flags=re.DOTALL)
    (event,) = WECHAT.parse(delivery(changed.encode()), ACCOUNT)
    assert event.dedupe_key and msgspec.json.encode(event)
