"""What is told, to whom, how signed, and when again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from trato.kit.clock import wall_clock
from trato.kit.events import Actor, ActorKind, Origin, Recorded
from trato.kit.standard_webhooks import show_secret, signature_headers
from trato.rooms.webhooks import rules
from trato.rooms.webhooks.model import Claimed, DeliveryState, EndpointId, Tried
from trato.rooms.webhooks.reactions import seconds_to_wait

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WORKSPACE, CASE = UUID(int=1), UUID(int=2)


def _fact(kind: str = "cases.resolved", case: UUID | None = CASE, origin: Origin = Origin.LIVE) -> Recorded:
    body = json.dumps({"subject": str(CASE), "case_id": str(CASE), "disposition": str(UUID(int=9)), "seconds": 12})
    actor = Actor(ActorKind.USER, UUID(int=3))
    return Recorded(WORKSPACE, 42, NOW, NOW - timedelta(seconds=1), origin, kind, CASE, case, actor, body.encode())


def _tried(attempts: int, status: int | None, retry_after: float | None = None) -> Tried:
    return Tried(Claimed(EndpointId(UUID(int=7)), 42, attempts, attempts), status, 5, "", retry_after)


@pytest.mark.parametrize(
    ("kinds", "kind", "told"),
    [
        ([], "cases.resolved", True),
        (["cases.resolved"], "cases.resolved", True),
        (["cases.*"], "cases.resolved", True),
        (["cases.opened"], "cases.resolved", False),
        (["cases.*"], "casesish.resolved", False),
        ([], "webhooks.endpoint_disabled", False),
        (["webhooks.*"], "webhooks.delivery_gave_up", False),
    ],
)
def test_an_endpoint_is_told_what_it_asked_for_and_never_of_itself(kinds: list[str], kind: str, told: bool) -> None:
    assert rules.wants(kinds, kind) is told


@pytest.mark.parametrize("origin", Origin)
def test_only_what_happens_now_is_told(origin: Origin) -> None:
    assert rules.is_told(_fact(origin=origin)) is (origin is Origin.LIVE)


def test_the_body_holds_ids_numbers_and_codes_and_where_to_fetch_the_rest() -> None:
    told = json.loads(rules.payload(_fact(), "https://trato.example.org"))
    assert told == {
        "type": "cases.resolved",
        "timestamp": "2026-03-02T11:59:59.000Z",
        "data": {
            "seq": 42,
            "workspace": str(WORKSPACE),
            "subject": str(CASE),
            "case": str(CASE),
            "actor": {"kind": "user", "id": str(UUID(int=3))},
            "recorded_at": "2026-03-02T12:00:00.000Z",
            "resource": f"https://trato.example.org/api/v1/cases/{CASE}",
            "facts": {"disposition": str(UUID(int=9)), "seconds": 12},
        },
    }


def test_the_same_fact_has_the_same_bytes_and_id_for_ever() -> None:
    assert rules.payload(_fact(), "u") == rules.payload(_fact(), "u")
    assert rules.message_id(WORKSPACE, 42) == rules.message_id(WORKSPACE, 42) == f"msg_{WORKSPACE.hex}_42"


@given(st.lists(st.binary(min_size=24, max_size=64), min_size=1, max_size=2, unique=True))
def test_a_receiver_with_either_secret_verifies_with_the_standard_library(secrets: list[bytes]) -> None:
    body = rules.payload(_fact(), "https://trato.example.org")
    headers = signature_headers(secrets, "msg_1", wall_clock(), body)
    for secret in secrets:
        assert Webhook(show_secret(secret)).verify(body, headers)["type"] == "cases.resolved"
    with pytest.raises(WebhookVerificationError):
        Webhook(show_secret(b"another secret, not one of them")).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secrets[0]).verify(body + b" ", headers)


def test_all_attempts_take_about_a_day() -> None:
    waits = [rules.next_wait(n, 0.5) for n in range(1, len(rules.SCHEDULE) + 1)]
    total = sum((wait for wait in waits if wait), timedelta(0))
    assert timedelta(hours=20) < total < timedelta(hours=28)
    assert rules.next_wait(len(rules.SCHEDULE) + 1, 0.5) is None


@given(st.integers(1, 10), st.floats(0, 1, exclude_max=True))
def test_waits_are_spread_a_fifth_either_way(attempts: int, chance: float) -> None:
    wait = rules.next_wait(attempts, chance)
    assert wait is not None
    assert 0.8 <= wait.total_seconds() / rules.SCHEDULE[attempts - 1] <= 1.2


@pytest.mark.parametrize(
    ("status", "attempts", "state"),
    [
        (200, 1, DeliveryState.DELIVERED),
        (204, 9, DeliveryState.DELIVERED),
        (302, 1, DeliveryState.WAITING),
        (404, 1, DeliveryState.WAITING),
        (500, 10, DeliveryState.WAITING),
        (None, 10, DeliveryState.WAITING),
        (500, 11, DeliveryState.FAILED),
        (410, 1, DeliveryState.FAILED),
    ],
)
def test_each_answer_leads_where_it_should(status: int | None, attempts: int, state: DeliveryState) -> None:
    assert rules.settle(_tried(attempts, status), NOW, 0.5).state is state


def test_a_receiver_that_asks_for_time_gets_it_within_reason() -> None:
    assert rules.settle(_tried(1, 503, 90), NOW, 0.5).next_at == NOW + timedelta(seconds=90)
    assert rules.settle(_tried(1, 503, 1), NOW, 0.5).next_at == NOW + timedelta(seconds=5)
    assert rules.settle(_tried(1, 503, 10**6), NOW, 0.5).next_at == NOW + timedelta(hours=12)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 02 Mar 2026 12:01:00 GMT", 60.0),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("9" * 400, 1e6),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date(text: str, seconds: float | None) -> None:
    assert seconds_to_wait(text, NOW) == seconds


def test_an_endpoint_is_given_up_when_it_says_so_or_has_failed_for_days() -> None:
    assert rules.disable_reason([_tried(1, 410)], None, NOW) == "gone"
    assert rules.disable_reason([_tried(1, 500)], NOW - timedelta(hours=71), NOW) == ""
    assert rules.disable_reason([_tried(1, 500)], NOW - timedelta(hours=72), NOW) == "failing"
