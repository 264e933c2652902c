"""The simulator's contract: as wide as what LINE publishes for the calls it plays, and as narrow as its rules."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.rooms.channels.line.contract import faults
from tests.rooms.channels.line.known import PERSON, SPEC
from trato.rooms.channels.simulators.line.contract import decode, retry_key
from trato.rooms.channels.simulators.line.refusals import Refused
from trato.rooms.channels.simulators.line.shapes import Push, SetEndpoint, TryEndpoint

POSTBACK = {"type": "postback", "label": "Sí", "data": "si", "displayText": "Sí"}
QUICK = {"items": [{"type": "action", "action": POSTBACK}]}
JPG = "https://cdn.example/a.jpg"
MESSAGES: dict[str, dict[str, Any]] = {
    "text": {"type": "text", "text": "Hola", "quickReply": QUICK, "quoteToken": "q"},
    "image": {"type": "image", "originalContentUrl": JPG, "previewImageUrl": JPG},
    "video": {"type": "video", "originalContentUrl": JPG, "previewImageUrl": JPG, "trackingId": "t"},
    "audio": {"type": "audio", "originalContentUrl": JPG, "duration": 4000},
    "location": {"type": "location", "title": "T", "address": "A 1", "latitude": -33.4, "longitude": -70.6},
    "sticker": {"type": "sticker", "packageId": "6325", "stickerId": "10979904"},
}
ACTIONS: dict[str, dict[str, Any]] = {
    "message": {"type": "message", "label": "Sí", "text": "sí"},
    "uri": {"type": "uri", "label": "Ver", "uri": "https://tienda.example/"},
}
SENT = {"name": "Camila", "iconUrl": JPG}


def _push(message: dict[str, Any]) -> dict[str, Any]:
    return {"to": PERSON, "messages": [message], "notificationDisabled": True}


def _offering(action: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": "¿?", "quickReply": {"items": [{"action": action}]}}


GOOD: dict[str, tuple[type, str, dict[str, Any]]] = {
    **{name: (Push, "PushMessageRequest", _push({**one, "sender": SENT})) for name, one in MESSAGES.items()},
    **{f"quick {name}": (Push, "PushMessageRequest", _push(_offering(one))) for name, one in ACTIONS.items()},
    "set endpoint": (SetEndpoint, "SetWebhookEndpointRequest", {"endpoint": "https://x.example/h"}),
    "try endpoint": (TryEndpoint, "TestWebhookEndpointRequest", {"endpoint": "https://x.example/h"}),
}  # fmt: skip
GONE = object()
BAD_ADDRESSES: tuple[Any, ...] = (
    5, "", "nada", "http://care.example/h", f"https://x.example/{'h' * 500}", ["https://x"], {}, "ftp://x",
)  # fmt: skip
PUSHED = list(MESSAGES)
M = ("messages", 0)
Q = (*M, "quickReply", "items")

# (a good call, where, what to put there)
MUTATIONS: list[tuple[str, tuple[str | int, ...], Any]] = [
    *[(name, ("to",), value) for name in PUSHED for value in (GONE, "", "8100200300", PERSON.upper(), 5)],
    *[(name, ("messages",), value) for name in PUSHED for value in (GONE, [], "Hola", None)],
    *[(name, (*M, "type"), value) for name in PUSHED for value in (GONE, "telepathy", "")],
    *[(name, (*M, "sorpresa"), 1) for name in PUSHED],
    *[(name, ("sorpresa",), 1) for name in PUSHED],
    *[(name, (*M, "sender", "name"), "n" * 21) for name in PUSHED],
    *[(name, (*M, "quickReply"), {"items": []}) for name in PUSHED],
    *[(name, (*M, field), GONE) for name in ("image", "video") for field in ("originalContentUrl", "previewImageUrl")],
    *[(name, (*M, "originalContentUrl"), "http://cdn.example/a") for name in ("image", "video", "audio")],
    ("text", (*M, "text"), GONE),  # what a validator that follows no discriminator lets pass
    ("text", (*M, "text"), ""),
    ("text", (*M, "text"), "  "),
    ("text", (*M, "text"), "x" * 5001),
    ("text", (*M, "text"), "😀" * 2501),
    ("text", (*M, "stickerId"), "1"),
    ("text", ("messages",), [{"type": "text", "text": "a"}] * 6),
    ("text", (*Q, 0, "action", "label"), "x" * 21),
    ("text", (*Q, 0, "action", "label"), "😀" * 11),
    ("text", (*Q, 0, "action", "label"), GONE),
    ("text", (*Q, 0, "action", "data"), "x" * 301),
    ("text", (*Q, 0, "action", "type"), "telepathy"),
    ("text", (*Q, 0, "action", "uri"), "https://x"),
    ("text", (*Q, 0, "type"), "accion"),
    ("text", Q, [{"type": "action", "action": POSTBACK}] * 14),
    *[("quick message", (*Q, 0, "action", name), GONE) for name in ("label", "text", "type")],
    *[("quick message", (*Q, 0, "action", name), "x" * 301) for name in ("label", "text", "type")],
    *[("quick message", (*Q, 0, name), 5) for name in ("action", "imageUrl")],
    *[("quick uri", (*Q, 0, "action", name), GONE) for name in ("label", "uri", "type")],
    *[("quick uri", (*Q, 0, "action", name), "") for name in ("label", "uri", "type")],
    *[("quick uri", (*Q, 0, name), 5) for name in ("action", "imageUrl")],
    ("audio", (*M, "duration"), GONE),
    ("audio", (*M, "duration"), "4000"),
    ("location", (*M, "title"), GONE),
    ("location", (*M, "address"), ""),
    ("location", (*M, "title"), "t" * 101),
    ("location", (*M, "latitude"), 91),
    ("location", (*M, "longitude"), "-70"),
    ("sticker", (*M, "packageId"), 6325),
    ("sticker", (*M, "stickerId"), GONE),
    *[(name, ("endpoint",), value) for name in ("set endpoint", "try endpoint") for value in BAD_ADDRESSES],
    *[(name, ("sorpresa",), 1) for name in ("set endpoint", "try endpoint")],
    ("set endpoint", ("endpoint",), GONE),
]  # fmt: skip


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


def _decode(kind: Any, body: Any) -> Any:
    return decode(json.dumps(body).encode(), kind)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_call_is_taken_here_and_by_the_published_contract(name: str) -> None:
    kind, schema, body = GOOD[name]
    _decode(kind, body)
    if SPEC.exists():
        assert faults(schema, body) == []


def test_a_wrong_call_is_refused() -> None:
    taken = []
    for name, where, value in MUTATIONS:
        kind, _, body = GOOD[name]
        try:
            _decode(kind, _mutated(body, where, value))
        except Refused:
            continue
        taken.append((name, where, value))
    assert taken == []


@pytest.mark.parametrize("name", GOOD)
def test_each_call_has_at_least_eight_mutations(name: str) -> None:
    assert sum(1 for one, _, _ in MUTATIONS if one == name) >= 8


@pytest.mark.skipif(not SPEC.exists(), reason=f"no contract in {SPEC}")
def test_the_published_contract_as_it_is_held_here_follows_discriminators_and_lets_nothing_strange_pass() -> None:
    good = GOOD["text"][2]
    for where, value in (((*M, "text"), GONE), ((*M, "type"), "telepathy"), ((*M, "sorpresa"), 1), (("to",), GONE)):
        assert faults("PushMessageRequest", _mutated(good, where, value)) != []


@pytest.mark.parametrize("raw", [b"", b"[]", b"nada", b"\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        decode(raw, Push)


def test_a_retry_key_is_a_uuid_as_everybody_writes_it() -> None:
    assert retry_key("018F6B1E-0000-7000-8000-0000000000FF") == "018f6b1e-0000-7000-8000-0000000000ff"
    assert retry_key(None) == ""
    for wrong in ("", "x", "018f6b1e000070008000000000000000", "{018f6b1e-0000-7000-8000-0000000000ff}"):
        with pytest.raises(Refused):
            retry_key(wrong)
