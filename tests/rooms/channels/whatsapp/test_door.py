"""Only the provider may bring deliveries; with nothing to compare, nobody may."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.whatsapp.known import CONTRACTS, DIALOG_360, META, WHATSAPP
from trato.rooms.channels.model import AccountView, Handshake, WebhookRequest

VECTORS = CONTRACTS / "signature-vectors.json"
SECRET = META.secrets["app_secret"]
BODY = b'{"entry":[{"changes":[{"value":{"messages":[{"text":{"body":"ni\\u00f1o \\ud83d\\ude00"}}]}}]}]}'


def _post(body: bytes, headers: dict[str, str], query: dict[str, str] | None = None) -> WebhookRequest:
    return WebhookRequest("POST", "https://care.example/in/1", query or {}, headers, body)


def _get(query: dict[str, str]) -> WebhookRequest:
    return WebhookRequest("GET", "https://care.example/in/1", query, {}, b"")


def _signed(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _with(account: AccountView, **fields: Any) -> AccountView:
    return msgspec.structs.replace(account, **fields)


@pytest.mark.skipif(not VECTORS.exists(), reason=f"no vectors at {VECTORS}")
def test_the_published_vector_is_accepted_and_each_flipped_byte_of_it_refused() -> None:
    vector = json.loads(VECTORS.read_text())["meta"]
    account = _with(META, secrets={"app_secret": vector["app_secret"]})
    raw = vector["raw_body"].encode()
    headers = {"x-hub-signature-256": vector["expected"]}
    assert WHATSAPP.authenticate(_post(raw, headers), account)
    for at in range(len(raw)):
        flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert not WHATSAPP.authenticate(_post(flipped, headers), account)


@given(st.binary(min_size=1), st.data())
@settings(deadline=None)
def test_a_flipped_bit_of_body_or_signature_is_refused(body: bytes, data: st.DataObject) -> None:
    signature = _signed(body)
    assert WHATSAPP.authenticate(_post(body, {"x-hub-signature-256": signature}), META)
    at = data.draw(st.integers(min_value=0, max_value=len(body) - 1))
    bit = 1 << data.draw(st.integers(min_value=0, max_value=7))
    flipped = body[:at] + bytes([body[at] ^ bit]) + body[at + 1 :]
    assert not WHATSAPP.authenticate(_post(flipped, {"x-hub-signature-256": signature}), META)
    spot = data.draw(st.integers(min_value=7, max_value=len(signature) - 1))
    other = "0" if signature[spot] != "0" else "1"
    wrong = signature[:spot] + other + signature[spot + 1 :]
    assert not WHATSAPP.authenticate(_post(body, {"x-hub-signature-256": wrong}), META)


@pytest.mark.parametrize(
    "headers", [{}, {"x-hub-signature-256": ""}, {"x-hub-signature-256": "sha256="}, {"x-hub-signature-256": "ñ"}]
)
def test_a_missing_signature_is_refused(headers: dict[str, str]) -> None:
    assert not WHATSAPP.authenticate(_post(BODY, headers), META)


@pytest.mark.parametrize("secrets", [{}, {"app_secret": ""}])
def test_an_account_without_secret_refuses_everything(secrets: dict[str, str]) -> None:
    account = _with(META, secrets=secrets)
    assert not WHATSAPP.authenticate(_post(BODY, {"x-hub-signature-256": _signed(BODY, "")}), account)


def test_the_handshake_echoes_the_challenge() -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "luz-verde"}
    assert WHATSAPP.verify(_get(query), META) == Handshake(200, "1158201444")


@pytest.mark.parametrize("token", ["", "luz-roja", "luz-verdé"])
def test_the_handshake_refuses_a_wrong_token(token: str) -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": token}
    answer = WHATSAPP.verify(_get(query), META)
    assert answer is not None
    assert answer.status == 403
    assert "1" not in answer.body


def test_the_handshake_fails_closed_without_a_token_of_ours() -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": ""}
    answer = WHATSAPP.verify(_get(query), _with(META, secrets={}))
    assert answer is not None
    assert answer.status == 403


def test_a_delivery_is_no_handshake() -> None:
    assert WHATSAPP.verify(_post(BODY, {}), META) is None


def test_360dialog_is_known_by_the_header_set_with_the_callback_url() -> None:
    assert WHATSAPP.authenticate(_post(BODY, {"authorization": "un secreto largo"}), DIALOG_360)
    assert not WHATSAPP.authenticate(_post(BODY, {"authorization": "un secreto corto"}), DIALOG_360)
    assert not WHATSAPP.authenticate(_post(BODY, {}), DIALOG_360)
    assert not WHATSAPP.authenticate(_post(BODY, {"x-hub-signature-256": _signed(BODY)}), DIALOG_360)


def test_360dialog_may_use_another_header() -> None:
    account = _with(DIALOG_360, settings={"provider": "360dialog", "webhook_header": "X-Partner-Auth"})
    assert WHATSAPP.authenticate(_post(BODY, {"x-partner-auth": "un secreto largo"}), account)


def test_a_secret_in_the_url_counts_only_where_it_was_allowed() -> None:
    query = {"token": "un secreto largo"}
    assert not WHATSAPP.authenticate(_post(BODY, {}, query), DIALOG_360)
    allowed = _with(DIALOG_360, settings={"provider": "360dialog", "webhook_token_in_url": True})
    assert WHATSAPP.authenticate(_post(BODY, {}, query), allowed)


def test_360dialog_s_signature_is_checked_beside_the_header() -> None:
    account = _with(DIALOG_360, secrets={"platform_secret": "ps", "webhook_secret": "ws"})
    both = {"x-360dialog-signature": _signed(BODY, "ps").removeprefix("sha256="), "authorization": "ws"}
    assert WHATSAPP.authenticate(_post(BODY, both), account)
    assert not WHATSAPP.authenticate(_post(BODY, {"authorization": "ws"}), account)
    assert not WHATSAPP.authenticate(_post(BODY + b" ", both), account)


def test_360dialog_without_any_secret_refuses_everything() -> None:
    account = _with(DIALOG_360, secrets={"api_key": "k"})
    assert not WHATSAPP.authenticate(_post(BODY, {"authorization": ""}), account)


def test_the_same_bytes_are_the_same_delivery() -> None:
    assert WHATSAPP.delivery_key(_post(BODY, {"a": "1"})) == WHATSAPP.delivery_key(_post(BODY, {"a": "2"}))
    assert WHATSAPP.delivery_key(_post(BODY, {})) != WHATSAPP.delivery_key(_post(BODY + b" ", {}))
