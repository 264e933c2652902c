"""The generic channel's door: signed, recent, understood; a wrong call is told what is wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from standardwebhooks import Webhook

from tests.rooms.channels.api.known import ACCOUNT, ANA, API, NOW, SECRET, message, request
from trato.kit.clock import wall_clock
from trato.kit.standard_webhooks import show_secret

# https://github.com/standard-webhooks/standard-webhooks, the vector of its libraries
VECTOR = ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
          b'{"test": 2432232314}', "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")  # fmt: skip


def _code(asked: Any, account: Any = ACCOUNT) -> tuple[int, str]:
    refusal = API.verify(asked, account)
    assert refusal is not None
    assert refusal.content_type == "application/problem+json"
    told = json.loads(refusal.body)
    assert told["detail"]
    return refusal.status, told["code"]


def test_the_published_vector_of_standard_webhooks_is_taken_and_each_flipped_byte_refused() -> None:
    secret, identifier, stamp, raw, signature = VECTOR
    account = msgspec.structs.replace(ACCOUNT, secrets={"signing_secret": secret})
    headers = {"webhook-id": identifier, "webhook-timestamp": stamp, "webhook-signature": signature}
    good = msgspec.structs.replace(request(raw), headers=headers)
    assert API.authenticate(good, account)
    for at in range(len(raw)):
        flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert not API.authenticate(msgspec.structs.replace(good, body=flipped), account)
    for name in headers:
        for value in ("", headers[name] + "0", "ñ"):
            changed = msgspec.structs.replace(good, headers={**headers, name: value})
            assert not API.authenticate(changed, account)


def test_a_good_call_comes_in_and_is_told_so() -> None:
    asked = request(message())
    assert API.verify(asked, ACCOUNT) is None
    assert API.authenticate(asked, ACCOUNT)
    assert json.loads(API.answer(asked, ACCOUNT).body) == {"accepted": True, "id": "call-1"}


def test_of_several_signatures_one_is_enough() -> None:
    asked = request(message())
    both = {**asked.headers, "webhook-signature": f"v1,eA== {asked.headers['webhook-signature']} v2,x"}
    assert API.authenticate(msgspec.structs.replace(asked, headers=both), ACCOUNT)


def test_the_same_call_again_is_the_same_delivery_whatever_is_in_it() -> None:
    first, again = request(message()), request(message(text="otra vez"))
    assert API.delivery_key(first) == API.delivery_key(again)
    assert API.delivery_key(first) != API.delivery_key(request(message(), identifier="call-2"))


def test_who_signs_wrongly_learns_nothing_but_that() -> None:
    other = show_secret(b"otro secreto")
    assert _code(request(b"nada", secret=other)) == (401, "signature_wrong")
    assert _code(msgspec.structs.replace(request(message()), headers={})) == (401, "signature_missing")
    bare = msgspec.structs.replace(ACCOUNT, secrets={})
    assert _code(request(message()), bare) == (401, "signature_wrong")
    assert _code(request(message(), method="GET")) == (405, "method_not_allowed")


@pytest.mark.parametrize("off", [timedelta(minutes=6), timedelta(minutes=-6), timedelta(days=-400)])
def test_a_call_of_another_time_is_refused_though_it_was_signed(off: timedelta) -> None:
    assert _code(request(message(), at=NOW + off)) == (401, "timestamp_off")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"nada", "not_json"),
        (b"[" * 100_000, "not_json"),
        ([], "not_understood"),
        ({}, "not_understood"),
        ({"type": "telepathy"}, "not_understood"),
        (message(id=""), "not_understood"),
        (message(id="x" * 201), "not_understood"),
        (message(sorpresa=1), "not_understood"),
        (message(text="x" * 8_001), "not_understood"),
        (message(at="ayer"), "not_understood"),
        (message(contact={"name": "sin id"}), "not_understood"),
        (message(text="  "), "message_empty"),
        (message(files=[{"name": "a"}]), "file_ambiguous"),
        (message(files=[{"url": "https://x.example/a", "content": "eA=="}]), "file_ambiguous"),
        (message(files=[{"content": "no es base64"}]), "file_not_base64"),
        (message(files=[{"url": "ftp://x.example/a"}]), "file_address"),
        (message(files=[{"url": "https://x.example/a"}] * 11), "not_understood"),
        ({"type": "message.edited", "id": "m-1", "contact": ANA, "text": ""}, "not_understood"),
        ({"type": "receipt", "message": "m-1", "status": "sent"}, "not_understood"),
        ({"type": "receipt", "status": "read"}, "not_understood"),
        ({"events": []}, "not_understood"),
        ({"events": [message()] * 101}, "not_understood"),
        ({"events": [message(), {"type": "nada"}]}, "not_understood"),
    ],
)
def test_a_call_that_the_contract_does_not_allow_is_told_why(body: Any, code: str) -> None:
    assert _code(request(body)) == (422, code)


def test_what_we_send_verifies_with_the_library_of_standard_webhooks() -> None:
    asked = request(message(), at=wall_clock())
    assert Webhook(SECRET).verify(asked.body, dict(asked.headers))["id"] == "m-1"
