"""Only Twilio may bring deliveries; with nothing to compare, nobody may."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from tests.rooms.channels.sms.known import ACCOUNT, FORM, PUBLISHED, SMS, published, with_fields
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.model import AccountView, WebhookRequest

VECTORS = PUBLISHED / "signature-vectors.json"
BARE = with_fields(ACCOUNT, hook="")
URL = "https://care.example.com/hooks/uno"
BODY = b"MessageSid=SM1&Body=Hola+%C3%B1&ToState="
SIGNED = signature("12345", URL, [("MessageSid", "SM1"), ("Body", "Hola ñ"), ("ToState", "")])

pytest_vectors = pytest.mark.skipif(not VECTORS.exists(), reason=f"no vectors at {VECTORS}")


def _post(url: str, body: bytes, given: str, kind: str = FORM) -> WebhookRequest:
    return WebhookRequest("POST", url, {}, {"x-twilio-signature": given, "content-type": kind}, body)


def _taken(url: str, body: bytes, given: str, account: AccountView = BARE, kind: str = FORM) -> bool:
    return SMS.authenticate(_post(url, body, given, kind), account)


@pytest_vectors
def test_the_vectors_of_twilio_itself_are_accepted() -> None:
    told = json.loads(VECTORS.read_text())
    url, body = told["url"], urlencode(told["params"]).encode()
    assert _taken(url, body, told["expected"])
    assert _taken(
        url, urlencode([(name, value) for name, value in told["duplicate_params"]]).encode(), told["duplicate_expected"]
    )
    assert _taken(url, body, told["https_port_443_expected"])
    plain = url.replace("https", "http")
    assert _taken(plain, body, told["http_port_80_expected"])
    assert _taken(plain.replace(".com/", ".com:1234/"), body, told["http_port_1234_expected"])
    named = f"{url}&bodySHA256={told['json_body_sha256']}"
    raw = told["json_body"].encode()
    assert _taken(named, raw, told["json_body_url_signature"], kind="application/json")
    assert not _taken(named, raw + b" ", told["json_body_url_signature"], kind="application/json")


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_webhooks_are_accepted_and_none_with_a_flipped_byte() -> None:
    for _, one in published():
        raw, given = one["raw_body"].encode(), one["headers"]["X-Twilio-Signature"]
        assert _taken(one["url"], raw, given)
        for at in range(0, len(raw), 3):
            assert not _taken(one["url"], raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :], given)


def test_a_changed_address_value_or_signature_is_refused() -> None:
    assert _taken(URL, BODY, SIGNED)
    assert not _taken(URL + "?x=1", BODY, SIGNED)
    assert not _taken(URL.replace("uno", "dos"), BODY, SIGNED)
    assert not _taken(URL, BODY.replace(b"Hola", b"Hol_"), SIGNED)
    assert not _taken(URL, BODY + b"&Extra=1", SIGNED)
    assert not _taken(URL, BODY, "A" + SIGNED[1:])
    assert not _taken(URL, BODY, SIGNED, kind="application/json")


def test_behind_a_proxy_the_address_that_we_gave_counts_with_the_query_that_came() -> None:
    account = with_fields(ACCOUNT, hook=URL)
    pairs = [("MessageSid", "SM1"), ("Body", "Hola ñ"), ("ToState", "")]
    given = signature("12345", f"{URL}?key=a.1.sms", pairs)
    assert _taken("http://10.0.0.7:8080/hooks/uno?key=a.1.sms", BODY, given, account)
    assert not _taken("http://10.0.0.7:8080/hooks/uno?key=b.1.sms", BODY, given, account)
    assert not _taken("http://10.0.0.7:8080/hooks/uno?key=a.1.sms", BODY, given, BARE)


def test_with_nothing_to_compare_nobody_is_let_in() -> None:
    assert not _taken(URL, BODY, "")
    assert not _taken(URL, BODY, signature("", URL, []), with_fields(ACCOUNT, secrets={}))
    refused = SMS.verify(WebhookRequest("GET", URL, {}, {}, b""), ACCOUNT)
    assert refused is not None and refused.status == 405
