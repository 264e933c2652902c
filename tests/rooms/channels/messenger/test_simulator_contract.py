"""The simulator's contract is as narrow as the Send API's, and narrower where that one is silent."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.rooms.channels.messenger.contract import SPEC, faults
from trato.rooms.channels.simulators.facebook.contract import decode
from trato.rooms.channels.simulators.facebook.refusals import Refused

TO = {"recipient": {"id": "7012345678901234"}, "messaging_type": "RESPONSE"}
REPLIES = [{"content_type": "text", "title": f"T{n}", "payload": f"P{n}"} for n in range(13)]
BUTTONS = [{"type": "postback", "title": f"T{n}", "payload": f"P{n}"} for n in range(3)]
GOOD: dict[str, dict[str, Any]] = {
    "text": {**TO, "message": {"text": "Hola", "metadata": "trato:1"}},
    "quoted": {**TO, "message": {"text": "Hola"}, "reply_to": {"mid": "m_1"}},
    "tagged": {**TO, "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT", "message": {"text": "Hola"}},
    "replies": {**TO, "message": {"text": "¿Cuándo?", "quick_replies": REPLIES}},
    "image": {**TO, "message": {"attachment": {"type": "image", "payload": {"url": "https://a.example/i.png"}}}},
    "buttons": {
        **TO,
        "message": {
            "attachment": {
                "type": "template",
                "payload": {"template_type": "button", "text": "¿Qué?", "buttons": BUTTONS},
            }
        },
    },
    "cards": {
        **TO,
        "message": {
            "attachment": {
                "type": "template",
                "payload": {"template_type": "generic", "elements": [{"title": f"Olla {n}"} for n in range(10)]},
            }
        },
    },
    "private": {"recipient": {"comment_id": "1_2"}, "message": {"text": "Te escribimos por aquí"}},
    "seen": {"recipient": {"id": "1"}, "sender_action": "mark_seen"},
    "felt": {"recipient": {"id": "1"}, "sender_action": "react", "payload": {"message_id": "m_1", "reaction": "❤️"}},
}


def _changed(name: str, path: str, value: Any) -> dict[str, Any]:
    body = copy.deepcopy(GOOD[name])
    *steps, last = path.split(".")
    place: Any = body
    for step in steps:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return body


MUTATIONS = {
    "no recipient": _changed("text", "recipient", None),
    "a recipient of nobody": _changed("text", "recipient", {}),
    "two recipients": _changed("text", "recipient.post_id", "1_2"),
    "a key nobody knows": _changed("text", "message.mood", "kind"),
    "a kind nobody knows": _changed("text", "messaging_type", "HELLO"),
    "a text too long": _changed("text", "message.text", "x" * 2001),
    "an empty text": _changed("text", "message.text", ""),
    "neither message nor action": _changed("text", "message", None),
    "both message and action": _changed("text", "sender_action", "typing_on"),
    "a tag without its name": _changed("tagged", "tag", None),
    "a quoted message without id": _changed("quoted", "reply_to", {}),
    "fourteen quick replies": _changed("replies", "message.quick_replies", [*REPLIES, REPLIES[0]]),
    "a long title": _changed("replies", "message.quick_replies.0.title", "x" * 21),
    "a long payload": _changed("replies", "message.quick_replies.0.payload", "x" * 1001),
    "no quick replies at all": _changed("replies", "message.quick_replies", []),
    "a quick reply of no kind": _changed("replies", "message.quick_replies.0.content_type", None),
    "a file from nowhere": _changed("image", "message.attachment.payload", {}),
    "a file of a kind nobody knows": _changed("image", "message.attachment.type", "hologram"),
    "four buttons": _changed("buttons", "message.attachment.payload.buttons", [*BUTTONS, BUTTONS[0]]),
    "a long card text": _changed("buttons", "message.attachment.payload.text", "x" * 641),
    "a button of a kind nobody knows": _changed("buttons", "message.attachment.payload.buttons.0.type", "dance"),
    "eleven cards": _changed("cards", "message.attachment.payload.elements", [{"title": "Olla"}] * 11),
    "a card without title": _changed("cards", "message.attachment.payload.elements", [{"subtitle": "x"}]),
    "an action nobody knows": _changed("seen", "sender_action", "wave"),
}
STRICTER = {
    "an address that is none": _changed("image", "message.attachment.payload.url", "ftp://a"),
    "an address and an id": _changed("image", "message.attachment.payload.attachment_id", "1"),
    "text beside a file": _changed("image", "message.text", "x"),
    "a quick reply without title": _changed("replies", "message.quick_replies.0.title", None),
    "a button without payload": _changed("buttons", "message.attachment.payload.buttons.0.payload", None),
    "a reaction to nothing": _changed("felt", "payload", None),
    "a tag that was withdrawn": _changed("tagged", "tag", "SHIPPING_UPDATE"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_the_contract_allows_is_taken(name: str) -> None:
    if SPEC.exists():
        assert faults(GOOD[name]) == []
    decode(json.dumps(GOOD[name]).encode())


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_the_contract_forbids_is_refused(name: str) -> None:
    if SPEC.exists():
        assert faults(MUTATIONS[name]) != []
    with pytest.raises(Refused):
        decode(json.dumps(MUTATIONS[name]).encode())


@pytest.mark.parametrize("name", STRICTER)
def test_what_the_contract_forgot_is_refused_as_well(name: str) -> None:
    with pytest.raises(Refused):
        decode(json.dumps(STRICTER[name]).encode())


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b'{"recipient":{"id":"1"}}', b"\xff", b"[" * 5000])
def test_what_is_no_body_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        decode(raw)
