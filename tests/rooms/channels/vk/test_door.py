"""Only who knows the secret of the callback server brings events; its check is answered, and all else by `ok`."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.rooms.channels.vk.known import ACCOUNT, ADAPTER, CODE, GROUP, SECRET, own_bodies, post
from trato.rooms.channels.model import Answering, Handshake

BODY = own_bodies()["texto"]
CHECK: dict[str, Any] = {"type": "confirmation", "group_id": GROUP}


def test_the_secret_of_the_server_opens_the_door() -> None:
    assert ADAPTER.authenticate(post(BODY), ACCOUNT)


@pytest.mark.parametrize("at", range(len(SECRET)))
def test_a_secret_with_one_byte_flipped_opens_nothing(at: int) -> None:
    flipped = SECRET[:at] + chr(ord(SECRET[at]) ^ 1) + SECRET[at + 1 :]
    assert not ADAPTER.authenticate(post({**BODY, "secret": flipped}), ACCOUNT)


@pytest.mark.parametrize("given", ["", SECRET[:-1], f"{SECRET}x", "ñ", None, 5, [SECRET], {"a": SECRET}])
def test_another_secret_opens_nothing(given: Any) -> None:
    assert not ADAPTER.authenticate(post({**BODY, "secret": given}), ACCOUNT)


@pytest.mark.parametrize("body", [b"", b"nada", b"[]", b"[" * 100_000, {"type": "message_new"}])
def test_what_brings_no_secret_stays_out(body: Any) -> None:
    assert not ADAPTER.authenticate(post(body), ACCOUNT)
    bare = msgspec.structs.replace(ACCOUNT, secrets={"access_token": "x", "secret": ""})
    assert not ADAPTER.authenticate(post({**BODY, "secret": ""}), bare)


@pytest.mark.parametrize("body", [CHECK, {**CHECK, "secret": SECRET}])
def test_the_check_of_our_address_is_answered_with_the_accounts_string(body: Any) -> None:
    assert ADAPTER.verify(post(body), ACCOUNT) == Handshake(200, CODE)


@pytest.mark.parametrize(
    "body", [{**CHECK, "group_id": 1}, {**CHECK, "secret": "otro"}, {**CHECK, "type": "message_new"}, b"confirmation"]
)
def test_the_check_of_another_community_is_not_answered(body: Any) -> None:
    assert ADAPTER.verify(post(body), ACCOUNT) is None
    assert ADAPTER.verify(post(CHECK), msgspec.structs.replace(ACCOUNT, settings={})) is None


def test_a_message_that_speaks_of_confirmation_is_a_message() -> None:
    assert ADAPTER.verify(post(own_bodies()["texto"] | {"x": "confirmation"}), ACCOUNT) is None


def test_every_event_is_answered_by_ok_and_one_that_comes_twice_is_known_by_its_id() -> None:
    assert isinstance(ADAPTER, Answering)
    assert ADAPTER.answer(post(BODY), ACCOUNT) == Handshake(200, "ok")
    assert ADAPTER.delivery_key(post(BODY)) == ADAPTER.delivery_key(post({**BODY, "v": "5.200"}))
    assert ADAPTER.delivery_key(post(BODY)) != ADAPTER.delivery_key(post({**BODY, "event_id": "otro"}))
    assert ADAPTER.delivery_key(post(b"{}")) != ADAPTER.delivery_key(post(b"{ }"))
