"""Only who knows the secret of setWebhook brings updates; a pressed button is let rest in the answer."""

from __future__ import annotations

import json

import msgspec
import pytest

from tests.rooms.channels.telegram.known import BOT, SECRET, TELEGRAM, own_bodies
from trato.rooms.channels.adapters.telegram.door import HEADER
from trato.rooms.channels.model import Answering, Handshake, WebhookRequest


def _post(headers: dict[str, str], body: bytes = b"{}") -> WebhookRequest:
    return WebhookRequest("POST", "https://care.example/hooks/1", {}, headers, body)


def test_the_secret_of_the_webhook_opens_the_door() -> None:
    assert TELEGRAM.authenticate(_post({HEADER: SECRET}), BOT)


@pytest.mark.parametrize("at", range(len(SECRET)))
def test_a_secret_with_one_byte_flipped_opens_nothing(at: int) -> None:
    flipped = SECRET[:at] + chr(ord(SECRET[at]) ^ 1) + SECRET[at + 1 :]
    assert not TELEGRAM.authenticate(_post({HEADER: flipped}), BOT)


@pytest.mark.parametrize("given", ["", SECRET[:-1], f"{SECRET}x", "ñ"])
def test_another_secret_opens_nothing(given: str) -> None:
    assert not TELEGRAM.authenticate(_post({HEADER: given}), BOT)


def test_without_secret_or_header_nobody_comes_in() -> None:
    bare = msgspec.structs.replace(BOT, secrets={"bot_token": "1:a"})
    assert not TELEGRAM.authenticate(_post({HEADER: ""}), bare)
    assert not TELEGRAM.authenticate(_post({}), BOT)


def test_a_pressed_button_rests_by_the_answer_to_its_update() -> None:
    assert isinstance(TELEGRAM, Answering)
    pressed = json.dumps(own_bodies()["boton_con_titulo"]).encode()
    told = json.loads(TELEGRAM.answer(_post({}, pressed), BOT).body)
    assert told == {"method": "answerCallbackQuery", "callback_query_id": "77"}
    assert TELEGRAM.answer(_post({}, b"nada"), BOT) == Handshake(200, "")
