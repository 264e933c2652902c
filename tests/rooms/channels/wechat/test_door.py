"""Only who knows the Token brings messages, and where there is a key, only who seals them with it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from tests.rooms.channels.wechat.known import (
    ACCOUNT,
    AES_KEY,
    APP_ID,
    SEALING,
    TOKEN,
    VECTORS,
    WECHAT,
    delivery,
    own_bodies,
)
from trato.rooms.channels.adapters.wechat.door import signature
from trato.rooms.channels.adapters.wechat.sealing import NotSealed, key_of, opened, sealed
from trato.rooms.channels.model import Handshake, Malformed, Text, WebhookRequest

RAW = own_bodies()["texto"]
MOMENT, NONCE, SALT = "1763646000", "461056294", b"0123456789abcdef"
PLAIN = {"signature": signature(TOKEN, MOMENT, NONCE), "timestamp": MOMENT, "nonce": NONCE}
# of a public library of WeChat's, whose tests hold them
PUBLIC = ("test", "1410685589", "test", "f21891de399b4e33a1a93c9a7b8a8fffb5a443ff")


def _ask(raw: bytes, method: str = "POST", **query: str) -> WebhookRequest:
    return WebhookRequest(method, "https://care.example/hooks/1", query, {}, raw)


def _shut(raw: bytes = RAW, app_id: str = APP_ID, key: str = AES_KEY) -> tuple[bytes, dict[str, str]]:
    """Return a body that is sealed, with the query that signs it."""
    text = sealed(raw, key_of(key), app_id, SALT)
    query = {**PLAIN, "encrypt_type": "aes", "msg_signature": signature(TOKEN, MOMENT, NONCE, text)}
    return f"<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[{text}]]></Encrypt></xml>".encode(), query


def test_the_published_signature_opens_the_door() -> None:
    token, moment, nonce, proof = PUBLIC
    known = msgspec.structs.replace(ACCOUNT, secrets={"token": token, "app_secret": "x"})
    assert WECHAT.authenticate(_ask(RAW, signature=proof, timestamp=moment, nonce=nonce), known)


@pytest.mark.skipif(not VECTORS.exists(), reason=f"no vectors in {VECTORS}")
def test_the_published_vectors_are_those_that_are_held_here_and_what_is_sealed_opens() -> None:
    told: dict[str, Any] = json.loads(VECTORS.read_text())
    plain, shut = told["plain"], told["encrypted_work_flavour"]
    assert (plain["token"], plain["timestamp"], plain["nonce"], plain["signature"]) == PUBLIC
    known = msgspec.structs.replace(
        ACCOUNT, external_id=shut["app_id"],
        secrets={"token": shut["token"], "aes_key": shut["encoding_aes_key"], "app_secret": "x"},
    )  # fmt: skip
    raw = f"<xml><Encrypt><![CDATA[{shut['encrypt']}]]></Encrypt></xml>".encode()
    query = {name: shut[name] for name in ("timestamp", "nonce", "msg_signature")}
    assert WECHAT.authenticate(_ask(raw, **query), known)
    (event,) = WECHAT.parse(delivery(raw), known)
    assert event.parts == (Text(shut["expected_content"]),)
    for at in range(60, len(raw) - 30, 7):
        flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert not WECHAT.authenticate(_ask(flipped, **query), known)


def test_what_is_sealed_opens_with_its_key_alone_and_for_its_account_alone() -> None:
    for size in (0, 1, 11, 12, 13, 31, 32, 33, 500):
        message = b"x" * size
        text = sealed(message, key_of(AES_KEY), APP_ID, SALT)
        assert opened(text, key_of(AES_KEY), APP_ID) == message
    other = AES_KEY[::-1]
    for wrong in ("", "###", text[:-4], "AAAA" * 8, sealed(RAW, key_of(other), APP_ID, SALT)):
        with pytest.raises(NotSealed):
            opened(wrong, key_of(AES_KEY), APP_ID)
    with pytest.raises(NotSealed):
        opened(text, key_of(AES_KEY), "wxotra")
    for short in ("", AES_KEY[:-1], f"{AES_KEY}A", f"{AES_KEY[:-1]}-"):
        with pytest.raises(NotSealed):
            key_of(short)


def test_a_sealed_body_with_one_byte_flipped_anywhere_opens_nothing() -> None:
    raw, query = _shut()
    assert WECHAT.authenticate(_ask(raw, **query), SEALING)
    start, end = raw.index(b"CDATA[", raw.index(b"<Encrypt>")) + 6, raw.index(b"]]></Encrypt>")
    for at in range(start, end):
        flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert not WECHAT.authenticate(_ask(flipped, **query), SEALING)


@pytest.mark.parametrize("name", ["msg_signature", "timestamp", "nonce"])
def test_a_sealed_body_under_another_proof_opens_nothing(name: str) -> None:
    raw, query = _shut()
    for value in ("", query[name][:-1], f"{query[name]}0", "ñ", "\ud800"):
        assert not WECHAT.authenticate(_ask(raw, **{**query, name: value}), SEALING)


def test_an_account_that_has_a_key_takes_in_nothing_that_is_not_sealed_for_it() -> None:
    assert not WECHAT.authenticate(_ask(RAW, **PLAIN), SEALING)
    for raw, query in (_shut(app_id="wxotra"), _shut(key=AES_KEY[::-1])):
        assert not WECHAT.authenticate(_ask(raw, **query), SEALING)
    no_key = msgspec.structs.replace(SEALING, secrets={**SEALING.secrets, "aes_key": "corta"})
    raw, query = _shut()
    assert not WECHAT.authenticate(_ask(raw, **query), no_key)


def test_of_a_body_that_is_sealed_and_open_too_only_what_is_sealed_is_read() -> None:
    raw, query = _shut()
    both = raw.replace(b"</xml>", b"<MsgType>text</MsgType><Content>otra cosa</Content></xml>")
    assert WECHAT.authenticate(_ask(both, **query), SEALING)
    (event,) = WECHAT.parse(delivery(both), SEALING)
    assert event.parts == (Text("Hola, ¿dónde está mi pedido 4521?"),)


@pytest.mark.parametrize("name", ["signature", "timestamp", "nonce"])
def test_a_plain_body_under_another_proof_opens_nothing(name: str) -> None:
    assert WECHAT.authenticate(_ask(RAW, **PLAIN), ACCOUNT)
    for at in range(len(PLAIN[name])):
        flipped = PLAIN[name][:at] + chr(ord(PLAIN[name][at]) ^ 1) + PLAIN[name][at + 1 :]
        assert not WECHAT.authenticate(_ask(RAW, **{**PLAIN, name: flipped}), ACCOUNT)
    assert not WECHAT.authenticate(_ask(RAW, **{one: told for one, told in PLAIN.items() if one != name}), ACCOUNT)


def test_without_a_token_nobody_comes_in() -> None:
    query = {"signature": signature("", MOMENT, NONCE), "timestamp": MOMENT, "nonce": NONCE}
    assert not WECHAT.authenticate(_ask(RAW, **query), msgspec.structs.replace(ACCOUNT, secrets={}))


def test_the_check_of_our_address_is_answered_with_what_it_brought_and_a_strangers_is_not() -> None:
    for account in (ACCOUNT, SEALING):
        told = WECHAT.verify(_ask(b"", "GET", **PLAIN, echostr="5837397520665436492"), account)
        assert told == Handshake(200, "5837397520665436492")
    wrong = {**PLAIN, "signature": PLAIN["signature"][:-1] + "!"}
    assert WECHAT.verify(_ask(b"", "GET", **wrong, echostr="1"), ACCOUNT) is None
    assert WECHAT.verify(_ask(b"", "GET", **PLAIN), ACCOUNT) is None
    assert WECHAT.verify(_ask(b"", "POST", **PLAIN, echostr="1"), ACCOUNT) is None


def test_a_check_that_is_sealed_is_answered_with_what_is_inside() -> None:
    text = sealed(b"4321", key_of(AES_KEY), APP_ID, SALT)
    query = {"timestamp": MOMENT, "nonce": NONCE, "echostr": text}
    query["msg_signature"] = signature(TOKEN, MOMENT, NONCE, text)
    assert WECHAT.verify(_ask(b"", "GET", **query), SEALING) == Handshake(200, "4321")
    assert WECHAT.verify(_ask(b"", "GET", **query), ACCOUNT) is None
    strange = sealed(b"4321", key_of(AES_KEY), "wxotra", SALT)
    query |= {"echostr": strange, "msg_signature": signature(TOKEN, MOMENT, NONCE, strange)}
    assert WECHAT.verify(_ask(b"", "GET", **query), SEALING) is None


def test_every_delivery_is_answered_as_wechat_wants_it() -> None:
    assert WECHAT.answer(_ask(RAW, **PLAIN), ACCOUNT) == Handshake(200, "success")


def test_what_is_sealed_is_malformed_where_the_key_is_not_known() -> None:
    raw, _ = _shut()
    with pytest.raises(Malformed, match="EncodingAESKey"):
        WECHAT.parse(delivery(raw), ACCOUNT)
    with pytest.raises(Malformed):
        WECHAT.parse(delivery(RAW), SEALING)
