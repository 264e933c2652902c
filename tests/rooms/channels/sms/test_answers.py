"""What Twilio's answers mean; when in doubt, nothing is sent twice. Files are fetched without showing a token."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.rooms.channels.sms.known import ACCOUNT, SMS, with_fields
from trato.rooms.channels.model import (
    Accepted,
    HttpAnswer,
    NotAccepted,
    Rejected,
    RejectReason,
    SendOutcome,
    TransportFailure,
    Unknown,
)


def _sorted(status: int, body: Any, **headers: str) -> SendOutcome:
    return SMS.classify(HttpAnswer(status, headers, body if isinstance(body, bytes) else json.dumps(body).encode()))


def _error(code: int, status: int = 400, **headers: str) -> SendOutcome:
    return _sorted(status, {"code": code, "message": "m", "status": status}, **headers)


def test_a_sid_is_acceptance_and_a_yes_without_one_is_not() -> None:
    assert _sorted(201, {"sid": "SM1", "status": "queued", "error_code": None}) == Accepted("SM1")
    assert _sorted(201, {"sid": ""}) == Unknown("no_id") == _sorted(201, b"<html>")
    assert _sorted(201, {"sid": "SM1", "status": "failed", "error_code": 30007}) == Rejected(
        RejectReason.PERMANENT, "30007"
    )


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_server_error_may_have_sent_it_whatever_it_says(status: int) -> None:
    assert isinstance(_error(20500, status), Unknown) and isinstance(_error(21610, status), Unknown)


def test_what_says_when_to_come_back_was_not_taken() -> None:
    assert _error(20503, 503, **{"Retry-After": "7"}) == NotAccepted("20503", timedelta(seconds=7))
    slower = _error(20429, 429)
    assert isinstance(slower, NotAccepted) and slower.pauses_account and slower.retry_after
    full = _error(21611)
    assert isinstance(full, NotAccepted) and full.pauses_account


@pytest.mark.parametrize(
    ("reason", "codes"),
    [
        (RejectReason.OPT_OUT, [21610]),
        (RejectReason.AUTH, [20003, 20005, 21606, 21212, 21659]),
        (RejectReason.PERMANENT, [21211, 21614, 21408, 21617, 21612, 99999]),
    ],
)
def test_a_refusal_is_for_ever_and_says_of_what_kind(reason: RejectReason, codes: list[int]) -> None:
    for code in codes:
        assert _error(code) == Rejected(reason, str(code), "m")
    assert _sorted(401, b"") == Rejected(RejectReason.AUTH, "http_401")


def test_silence_is_doubt_only_when_the_request_left() -> None:
    assert SMS.classify(TransportFailure("ReadTimeout", sent=True)) == Unknown("ReadTimeout")
    assert SMS.classify(TransportFailure("ConnectError", sent=False)) == NotAccepted("ConnectError")


FILE = "https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM1/Media/ME1"


def test_a_file_is_asked_of_the_api_and_fetched_where_it_lies_without_credentials() -> None:
    first = SMS.media(FILE, ACCOUNT, None)
    assert first is not None and first.headers["Authorization"].startswith("Basic ")
    there = HttpAnswer(307, {"location": "https://mms.twiliocdn.com/ME1?sig=x"}, b"")
    second = SMS.media(FILE, ACCOUNT, there)
    assert second is not None and second.url == "https://mms.twiliocdn.com/ME1?sig=x"
    assert "Authorization" not in second.headers
    assert SMS.media(FILE, ACCOUNT, HttpAnswer(200, {}, b"jpeg")) is None
    assert SMS.media("ws/blob-key", ACCOUNT, None) is None


@pytest.mark.parametrize(
    "url", ["https://evil.example/a", "http://api.twilio.com/a", "https://api.twilio.com.evil.io/a"]
)
def test_credentials_are_shown_to_the_api_alone(url: str) -> None:
    call = SMS.media(url, ACCOUNT, None)
    assert call is not None and "Authorization" not in call.headers
    practice = with_fields(ACCOUNT, settings={"api_base": "http://127.0.0.1:9"})
    own = SMS.media("http://127.0.0.1:9/x", practice, None)
    assert own is not None and "Authorization" in own.headers
