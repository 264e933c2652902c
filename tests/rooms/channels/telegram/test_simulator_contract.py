"""The simulator's contract: as wide as what Telegram publishes for the calls it plays, and as narrow as its rules."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.rooms.channels.telegram.contract import faults
from tests.rooms.channels.telegram.known import SCHEMA
from trato.rooms.channels.simulators.telegram.contract import decode, decode_form
from trato.rooms.channels.simulators.telegram.refusals import Refused

CHAT = {"chat_id": 8100200300, "disable_notification": True, "protect_content": False, "message_effect_id": "1"}
REPLY = {"reply_parameters": {"message_id": 30, "allow_sending_without_reply": True, "quote": "eso"}}
KEYS = {
    "reply_markup": {"inline_keyboard": [[{"text": "Sí", "callback_data": "si"}, {"text": "W", "url": "https://x"}]]}
}
BOLD = [{"type": "bold", "offset": 0, "length": 2}]
SAID = {"caption": "Así", "caption_entities": BOLD}
GOOD: dict[str, dict[str, Any]] = {
    "sendMessage": {**CHAT, **REPLY, **KEYS, "text": "Hola", "entities": BOLD},
    "sendPhoto": {**CHAT, **REPLY, **KEYS, **SAID, "photo": "https://x.example/a.jpg", "has_spoiler": False},
    "sendVideo": {**CHAT, **REPLY, **SAID, "video": "BAAC", "supports_streaming": True},
    "sendAudio": {**CHAT, **REPLY, **SAID, "audio": "CQAC", "title": "Ruido"},
    "sendVoice": {**CHAT, **REPLY, **SAID, "voice": "AwAC", "duration": 7},
    "sendDocument": {**CHAT, **REPLY, **SAID, "document": "BQAC"},
    "sendSticker": {**CHAT, **REPLY, **KEYS, "sticker": "CAAC", "emoji": "🎉"},
    "sendLocation": {**CHAT, **REPLY, "latitude": -33.4, "longitude": -70.6},
    "sendVenue": {**CHAT, "latitude": -33.4, "longitude": -70.6, "title": "Tienda", "address": "Ahumada 11"},
    "sendContact": {**CHAT, "phone_number": "+56911112222", "first_name": "Luis", "last_name": "Paz"},
    "sendMediaGroup": {
        **CHAT,
        "media": [{"type": "photo", "media": "AgAC", "caption": "Así"}, {"type": "video", "media": "BAAC"}],
    },
    "setMessageReaction": {"chat_id": 1, "message_id": 30, "reaction": [{"type": "emoji", "emoji": "👍"}]},
    "getFile": {"file_id": "BQAC"},
    "setWebhook": {"url": "https://x.example/h", "secret_token": "a-b_C", "allowed_updates": ["message"]},
    "answerCallbackQuery": {"callback_query_id": "77", "text": "Listo", "show_alert": False},
}
GONE = object()
SENDS = [method for method in GOOD if method.startswith("send")]
CAPTIONED = ("sendPhoto", "sendVideo", "sendAudio", "sendVoice", "sendDocument")

# (a good call, where, what to put there)
MUTATIONS: list[tuple[str, tuple[str | int, ...], Any]] = [
    *[(method, ("sorpresa",), 1) for method in GOOD],
    *[(method, ("type",), "sendMessage") for method in GOOD],
    *[(method, (name,), []) for method in GOOD for name in list(GOOD[method])[:1]],
    *[(method, (name,), GONE) for method in GOOD for name in list(GOOD[method])[:1]],
    *[(method, ("chat_id",), 1.5) for method in SENDS],
    *[(method, ("chat_id",), {"id": 1}) for method in SENDS],
    *[(method, ("disable_notification",), "si") for method in SENDS],
    *[(method, ("reply_to_message_id",), 30) for method in SENDS],  # withdrawn by Telegram
    *[(method, ("reply_parameters",), {"message_id": 0}) for method in SENDS],
    *[(method, ("reply_parameters",), {}) for method in SENDS],
    *[(method, ("caption",), "c" * 1025) for method in CAPTIONED],
    *[(method, ("caption_entities", 0, "length"), 400) for method in CAPTIONED],
    *[(method, ("caption_entities", 0, "type"), "gigante") for method in CAPTIONED],
    ("sendMessage", ("text",), ""),
    ("sendMessage", ("text",), "   "),
    ("sendMessage", ("text",), "x" * 4097),
    ("sendMessage", ("text",), GONE),
    ("sendMessage", ("text",), 5),
    ("sendMessage", ("entities", 0, "length"), 0),
    ("sendMessage", ("entities", 0, "offset"), 4),
    ("sendMessage", ("parse_mode",), "BBCode"),
    ("sendMessage", ("reply_markup", "inline_keyboard", 0, 0, "callback_data"), "x" * 65),
    ("sendMessage", ("reply_markup", "inline_keyboard", 0, 0, "callback_data"), "á" * 33),
    ("sendMessage", ("reply_markup", "inline_keyboard", 0, 0, "callback_data"), GONE),
    ("sendMessage", ("reply_markup", "inline_keyboard", 0, 0, "text"), ""),
    ("sendMessage", ("reply_markup", "inline_keyboard", 0), [{"text": str(n), "url": "https://x"} for n in range(101)]),
    ("sendLocation", ("latitude",), 91),
    ("sendLocation", ("longitude",), GONE),
    ("sendVenue", ("title",), ""),
    ("sendVenue", ("address",), GONE),
    ("sendContact", ("first_name",), GONE),
    ("sendContact", ("phone_number",), ""),
    ("sendMediaGroup", ("media",), []),
    ("sendMediaGroup", ("media",), [{"type": "photo", "media": "A"}]),
    ("sendMediaGroup", ("media",), [{"type": "photo", "media": "A"}] * 11),
    ("sendMediaGroup", ("media", 0, "type"), "sticker"),
    ("sendMediaGroup", ("media", 0, "caption"), "c" * 1025),
    ("setMessageReaction", ("reaction",), [{"type": "emoji", "emoji": "👍"}] * 2),
    ("setMessageReaction", ("reaction", 0, "emoji"), "🧉"),
    ("setMessageReaction", ("reaction", 0, "type"), "custom"),
    ("setMessageReaction", ("message_id",), GONE),
    ("setMessageReaction", ("message_id",), "30"),
    ("getFile", ("file_id",), ""),
    ("getFile", ("file_id",), 5),
    ("getFile", ("file_id",), {"id": "BQAC"}),
    ("getFile", ("file_unique_id",), "BQAC"),
    ("setWebhook", ("secret_token",), "con espacio"),
    ("setWebhook", ("secret_token",), "x" * 257),
    ("setWebhook", ("max_connections",), 101),
    ("setWebhook", ("allowed_updates",), "message"),
    ("answerCallbackQuery", ("text",), "x" * 201),
    ("answerCallbackQuery", ("callback_query_id",), ""),
    ("answerCallbackQuery", ("show_alert",), "si"),
    ("answerCallbackQuery", ("message_id",), 30),
]


def _mutated(body: dict[str, Any], where: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    mutant = copy.deepcopy(body)
    target: Any = mutant
    for step in where[:-1]:
        target = target[step]
    if value is GONE:
        del target[where[-1]]
    else:
        target[where[-1]] = value
    return mutant


@pytest.mark.parametrize("method", GOOD)
def test_a_good_call_is_taken_here_and_by_the_published_contract(method: str) -> None:
    decode(method, GOOD[method])
    if SCHEMA.exists():
        assert faults(method, GOOD[method]) == []


def test_a_wrong_call_is_refused() -> None:
    taken = []
    for method, where, value in MUTATIONS:
        try:
            decode(method, _mutated(GOOD[method], where, value))
        except Refused:
            continue
        taken.append((method, where, value))
    assert taken == []


@pytest.mark.parametrize("method", GOOD)
def test_each_method_has_at_least_eight_mutations(method: str) -> None:
    assert sum(1 for one, _, _ in MUTATIONS if one == method) >= 8


def test_a_method_that_nobody_knows_is_not_found() -> None:
    with pytest.raises(Refused) as caught:
        decode("sendTelepathy", {})
    assert caught.value.status == 404


def test_a_form_says_objects_as_json_and_names_its_files() -> None:
    read = decode_form("sendPhoto", {"chat_id": "8100200300", "caption": "12"}, {"photo": "a.jpg"})
    assert (getattr(read, "photo", ""), getattr(read, "caption", "")) == ("attach://photo", "12")
