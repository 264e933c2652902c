"""The wizard of both stores: a wrong key is named before anything is asked, and what the provider says in sentences."""

from __future__ import annotations

import json

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.rooms.channels.stores.known import account, keys, service_account
from trato.rooms.channels.adapters.app_store.connecting import CONNECTION as APPLE
from trato.rooms.channels.adapters.app_store.keys import team_key
from trato.rooms.channels.adapters.google_play.connecting import CONNECTION as GOOGLE
from trato.rooms.channels.connecting import Finding, FindingState
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, ProviderAnswer, TransportFailure

OK = HttpAnswer(200, {}, b"{}")


def _found(store: str, *answers: ProviderAnswer, **secrets: str) -> list[tuple[str, str]]:
    connection = GOOGLE if store == "google_play" else APPLE
    view: AccountView = account(store)
    view = msgspec.structs.replace(view, secrets={**view.secrets, **secrets})
    steps = connection.examine(view, "")
    given = list(answers)
    found: list[Finding] = []
    answer: ProviderAnswer | None = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            assert given == [], "not everything was asked"
            return [(one.check, one.state.value) for one in found]
        answer = None
        if isinstance(step, Finding):
            found.append(step)
            if step.state is not FindingState.GOOD:
                assert step.fact.es and step.fact.en and step.fact.pt and step.remedy.es
        else:
            assert isinstance(step, HttpRequest)
            answer = given.pop(0)


def _rsa() -> str:
    key = rsa.generate_private_key(65537, 1024)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _google(status: int, reason: str, name: str = "") -> HttpAnswer:
    body = {"error": {"code": status, "status": name, "message": "…", "errors": [{"reason": reason}]}}
    return HttpAnswer(status, {}, json.dumps(body).encode())


@pytest.mark.parametrize("pasted", [
    "", "AIzaSyD-llave", "[]", '{"installed":{"client_id":"x"}}', '{"type":"authorized_user"}',
    service_account(private_key="-----BEGIN PRIVATE KEY-----\nMIIEvQ"), service_account(client_email=None),
    service_account(private_key=keys()["apple"]),
], ids=["nothing", "web key", "list", "client", "person", "half of it", "nobody", "another kind"])  # fmt: skip
def test_what_is_no_key_of_a_service_account_is_named_before_anything_is_asked(pasted: str) -> None:
    assert _found("google_play", service_account=pasted) == [("key", "bad")]


@pytest.mark.parametrize(
    "pasted",
    ["", "2X9R4HXF34", keys()["apple_public"], _rsa(), keys()["apple"][:80]],
    ids=["nothing", "the id", "the public half", "of another kind", "half of it"],
)
def test_what_is_no_p8_key_is_named_before_anything_is_asked(pasted: str) -> None:
    assert _found("app_store", private_key=pasted) == [("key", "bad")]


def test_a_p8_key_is_read_with_its_lines_in_one_line_and_without_its_frame() -> None:
    pem = keys()["apple"]
    bare = "".join(line for line in pem.splitlines() if "-----" not in line)
    assert team_key(pem) == team_key(pem.replace("\n", "")) == team_key(pem.replace("\n", "\\n")) == team_key(bare)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (OK, [("key", "good"), ("reviews", "good")]),
        (HttpAnswer(400, {}, b'{"error":"invalid_grant"}'), [("key", "bad")]),
        (_google(401, "authError", "UNAUTHENTICATED"), [("key", "bad")]),
        (_google(403, "accessNotConfigured"), [("access", "bad")]),
        (_google(403, "permissionDenied", "PERMISSION_DENIED"), [("reviews", "bad")]),
        (_google(404, "applicationNotFound"), [("reviews", "bad")]),
        (_google(429, "rateLimitExceeded"), [("reviews", "unknown")]),
        (_google(400, "badRequest", "INVALID_ARGUMENT"), [("reviews", "bad")]),
        (_google(500, "backendError"), [("reviews", "unknown")]),
        (TransportFailure("ConnectError", sent=False), [("reviews", "unknown")]),
    ],
)
def test_what_google_says_is_told_with_its_remedy(answer: ProviderAnswer, found: list[tuple[str, str]]) -> None:
    assert _found("google_play", answer) == found


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ((OK, OK), [("key", "good"), ("app", "good"), ("reviews", "good")]),
        ((HttpAnswer(401, {}, b"{}"),), [("key", "bad")]),
        ((HttpAnswer(404, {}, b"{}"),), [("app", "bad")]),
        ((HttpAnswer(403, {}, b"{}"),), [("app", "bad")]),
        ((HttpAnswer(500, {}, b""),), [("app", "unknown")]),
        ((OK, HttpAnswer(403, {}, b"{}")), [("key", "good"), ("app", "good"), ("reviews", "bad")]),
        ((OK, HttpAnswer(429, {}, b"")), [("key", "good"), ("app", "good"), ("reviews", "unknown")]),
    ],
)
def test_what_apple_says_is_told_with_its_remedy(
    answers: tuple[ProviderAnswer, ...], found: list[tuple[str, str]]
) -> None:
    assert _found("app_store", *answers) == found
