"""What the provider's answers mean; when in doubt, nothing is sent twice."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.whatsapp.known import WHATSAPP
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
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return WHATSAPP.classify(HttpAnswer(status, headers, raw))


def _error(code: int, status: int = 400, **headers: str) -> SendOutcome:
    return _sorted(status, {"error": {"message": "m", "code": code, "error_data": {"details": "d"}}}, **headers)


def test_an_id_is_acceptance() -> None:
    body = {"messaging_product": "whatsapp", "contacts": [{"wa_id": "1"}], "messages": [{"id": "wamid.1"}]}
    assert _sorted(200, body) == Accepted("wamid.1")
    assert _sorted(200, {"id": "4490709327384033"}) == Accepted("4490709327384033")


@pytest.mark.parametrize("body", [b"", b"<html>", {"messages": []}, {"messages": [{}]}])
def test_a_yes_without_an_id_is_unknown(body: Any) -> None:
    assert _sorted(200, body) == Unknown("no_id")


@pytest.mark.parametrize("code", [1, 2, 131000, 131016, 131057, 133016])
def test_passing_trouble_told_by_a_refusal_may_be_tried_again(code: int) -> None:
    assert isinstance(_error(code), NotAccepted)


@pytest.mark.parametrize("status", [500, 502, 504, 599, 408])
@pytest.mark.parametrize("code", [1, 131000, 131047, 130429])
def test_a_server_error_after_the_request_left_is_unknown_whatever_it_says(status: int, code: int) -> None:
    assert isinstance(_error(code, status), Unknown)


def test_503_is_a_refusal() -> None:
    assert _error(131016, 503, **{"Retry-After": "7"}) == NotAccepted("131016", timedelta(seconds=7))


@pytest.mark.parametrize("code", [4, 80007, 130429])
def test_a_rate_limit_slows_the_account(code: int) -> None:
    outcome = _error(code, 429)
    assert isinstance(outcome, NotAccepted)
    assert outcome.pauses_account
    assert outcome.retry_after


def test_the_limit_of_one_pair_slows_nobody_else() -> None:
    assert _error(131056) == NotAccepted("131056", timedelta(seconds=6))


def test_a_bare_429_waits_as_its_header_says() -> None:
    assert _sorted(429, b"", **{"retry-after": "30"}) == NotAccepted(
        "http_429", timedelta(seconds=30), pauses_account=True
    )


@pytest.mark.parametrize(
    ("reason", "codes"),
    [
        (RejectReason.WINDOW, [131047]),
        (RejectReason.OPT_OUT, [131050]),
        (RejectReason.AUTH, [0, 3, 10, 190, 200, 210, 299, 368, 131031, 131042, 131045, 130497, 131048]),
        (
            RejectReason.PERMANENT,
            [
                100,
                131026,
                131051,
                131008,
                131009,
                131021,
                131030,
                132000,
                132001,
                132005,
                132007,
                132012,
                132015,
                132016,
            ]
            + [130472, 131049, 131063, 131064, 131062, 999999],
        ),
    ],
)
def test_a_refusal_has_its_reason(reason: RejectReason, codes: list[int]) -> None:
    for code in codes:
        assert _error(code) == Rejected(reason, str(code), "d")


def test_a_bare_401_breaks_the_account_and_a_bare_404_only_the_message() -> None:
    assert _sorted(401, b"") == Rejected(RejectReason.AUTH, "http_401", "")
    assert _sorted(404, b"") == Rejected(RejectReason.PERMANENT, "http_404", "")


def test_silence_is_unknown_once_the_request_left() -> None:
    assert WHATSAPP.classify(TransportFailure("timeout", sent=True)) == Unknown("timeout")
    assert WHATSAPP.classify(TransportFailure("refused", sent=False)) == NotAccepted("refused")


@given(st.integers(min_value=100, max_value=599), st.binary())
@settings(deadline=None)
def test_every_answer_has_an_outcome_and_no_5xx_but_503_is_sent_again(status: int, body: bytes) -> None:
    outcome = _sorted(status, body)
    if status >= 500 and status != 503:
        assert isinstance(outcome, Unknown)
