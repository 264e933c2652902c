"""The simulator's contract: as wide as what Meta publishes for the calls it plays, and as narrow as its rules."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

from tests.rooms.channels.whatsapp.contract import SPEC, sent_examples
from trato.rooms.channels.simulators.whatsapp.contract import decode
from trato.rooms.channels.simulators.whatsapp.refusals import Refused

PLAYED_INTERACTIVE = ("button", "list")
PLACEHOLDERS = {r"\{\{[^}]*Phone-Number\}\}": "16505551234", r"<?http\(s\)[^\"]*": "https://example.com/file"}


def _filled(example: dict[str, Any]) -> dict[str, Any]:
    """Put values where Meta's examples have placeholders."""
    text = json.dumps(example)
    for pattern, value in PLACEHOLDERS.items():
        text = re.sub(pattern, value, text)
    filled: dict[str, Any] = json.loads(text)
    return filled


def _is_played(example: dict[str, Any]) -> bool:
    """Leave out what we do not simulate (flows, catalogues, payments in India) and the two examples without type."""
    kind = example.get("type")
    if kind == "interactive":
        return example["interactive"]["type"] in PLAYED_INTERACTIVE
    return kind is not None or example.get("status") == "read"


@pytest.mark.skipif(not SPEC.exists(), reason=f"no published contract at {SPEC}")
def test_published_examples_of_what_we_play_are_taken() -> None:
    played = [(name, _filled(example)) for name, example in sent_examples() if _is_played(example)]
    assert len(played) >= 35
    for _, example in played:
        decode(json.dumps(example).encode())


ENVELOPE = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "5491123456789"}
GOOD: dict[str, dict[str, Any]] = {
    "text": {**ENVELOPE, "type": "text", "text": {"body": "Hola"}},
    "image": {**ENVELOPE, "type": "image", "image": {"id": "1", "caption": "c"}},
    "reaction": {**ENVELOPE, "type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "👍"}},
    "button": {
        **ENVELOPE,
        "type": "interactive",
        "interactive": {
            "type": "button",
            "body": {"text": "¿Cuándo?"},
            "action": {"buttons": [{"type": "reply", "reply": {"id": str(n), "title": f"T{n}"}} for n in range(3)]},
        },
    },
    "list": {
        **ENVELOPE,
        "type": "interactive",
        "interactive": {
            "type": "list",
            "body": {"text": "¿Por qué?"},
            "action": {"button": "Ver", "sections": [{"rows": [{"id": str(n), "title": f"T{n}"} for n in range(10)]}]},
        },
    },
    "template": {
        **ENVELOPE,
        "type": "template",
        "template": {
            "name": "aviso",
            "language": {"code": "es_AR"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "Lucía"}]}],
        },
    },
    "location": {**ENVELOPE, "type": "location", "location": {"latitude": -34.6, "longitude": -58.4}},
    "contacts": {**ENVELOPE, "type": "contacts", "contacts": [{"name": {"formatted_name": "A B", "first_name": "A"}}]},
    "read": {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.1"},
}
BUTTONS = ("interactive", "action", "buttons")
SECTION = ("interactive", "action", "sections", 0)
PARAMETER = ("template", "components", 0, "parameters", 0)
GONE = object()

# (a good message, where, what to put there)
MUTATIONS: list[tuple[str, tuple[str | int, ...], Any]] = [
    *[(kind, ("messaging_product",), "messenger") for kind in GOOD],
    *[(kind, ("messaging_product",), GONE) for kind in GOOD],
    *[(kind, ("sorpresa",), 1) for kind in GOOD],
    *[(kind, ("to",), GONE) for kind in GOOD if kind != "read"],
    *[(kind, ("to",), "mañana") for kind in GOOD if kind != "read"],
    *[(kind, ("recipient_type",), "group") for kind in GOOD if kind != "read"],
    *[(kind, ("type",), "telepathy") for kind in GOOD if kind != "read"],
    *[(kind, ("biz_opaque_callback_data",), "k" * 513) for kind in GOOD if kind != "read"],
    ("text", ("text", "body"), "x" * 4097),
    ("text", ("text", "body"), ""),
    ("text", ("text", "body"), 5),
    ("text", ("text", "body"), GONE),
    ("text", ("text", "colour"), "red"),
    ("text", ("text",), GONE),
    ("text", ("type",), GONE),
    ("text", ("image",), {"id": "1"}),
    ("text", ("context",), {}),
    ("text", ("recipient",), "no es un id"),
    ("image", ("image", "caption"), "c" * 1025),
    ("image", ("image", "link"), "https://example.com/a"),
    ("image", ("image", "id"), GONE),
    ("image", ("image",), {"link": "ftp://example.com/a"}),
    ("image", ("image", "filename"), "a.jpg"),
    ("image", ("type",), "document"),
    ("reaction", ("reaction", "message_id"), GONE),
    ("reaction", ("reaction", "emoji"), GONE),
    ("reaction", ("reaction", "emoji"), "no es un emoji, es una frase"),
    ("reaction", ("reaction", "message_id"), ""),
    ("button", BUTTONS, []),
    ("button", BUTTONS, [{"type": "reply", "reply": {"id": str(n), "title": f"T{n}"}} for n in range(4)]),
    ("button", (*BUTTONS, 0, "reply", "title"), "x" * 21),
    ("button", (*BUTTONS, 0, "reply", "title"), ""),
    ("button", (*BUTTONS, 0, "reply", "title"), "T1"),
    ("button", (*BUTTONS, 0, "reply", "id"), "1"),
    ("button", (*BUTTONS, 0, "reply", "id"), " con espacio"),
    ("button", (*BUTTONS, 0, "reply", "id"), "x" * 257),
    ("button", (*BUTTONS, 0, "type"), "url"),
    ("button", ("interactive", "body", "text"), "x" * 1025),
    ("button", ("interactive", "body"), GONE),
    ("button", ("interactive", "footer"), {"text": "x" * 61}),
    ("button", ("interactive", "header"), {"type": "image"}),
    ("button", ("interactive", "type"), "list"),
    ("list", (*SECTION, "rows"), [{"id": str(n), "title": f"T{n}"} for n in range(11)]),
    ("list", (*SECTION, "rows"), []),
    ("list", (*SECTION, "rows", 0, "title"), "x" * 25),
    ("list", (*SECTION, "rows", 0, "description"), "x" * 73),
    ("list", (*SECTION, "rows", 0, "id"), "x" * 201),
    ("list", (*SECTION, "rows", 0, "id"), "1"),
    ("list", ("interactive", "action", "button"), "x" * 21),
    ("list", ("interactive", "action", "button"), GONE),
    (
        "list",
        ("interactive", "action", "sections"),
        [{"rows": [{"id": "a", "title": "a"}]}, {"rows": [{"id": "b", "title": "b"}]}],
    ),
    ("template", ("template", "name"), GONE),
    ("template", ("template", "language"), "es_AR"),
    ("template", ("template", "language", "code"), GONE),
    ("template", ("template", "components", 0, "type"), "footer"),
    ("template", ("template", "components", 0, "index"), 0),
    ("template", ("template", "components", 0, "parameters"), []),
    ("template", PARAMETER, {"type": "text"}),
    ("template", PARAMETER, {"type": "image", "image": {}}),
    ("template", PARAMETER, {"type": "texto", "text": "a"}),
    ("location", ("location", "latitude"), 91),
    ("location", ("location", "longitude"), GONE),
    ("location", ("location", "latitude"), "-34.6"),
    ("location", ("location", "altura"), 3),
    ("contacts", ("contacts",), []),
    ("contacts", ("contacts", 0, "name"), {"formatted_name": "A"}),
    ("contacts", ("contacts", 0, "name"), {"first_name": "A"}),
    ("contacts", ("contacts", 0, "phones"), "123"),
    ("contacts", ("contacts", 0, "birthday"), "ayer"),
    ("read", ("message_id",), GONE),
    ("read", ("status",), "delivered"),
    ("read", ("status",), 1),
    ("read", ("typing_indicator",), {"type": "voice"}),
    ("read", ("message_id",), ""),
    ("read", ("type",), "text"),
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


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_call_is_taken(kind: str) -> None:
    decode(json.dumps(GOOD[kind]).encode())


@pytest.mark.parametrize(("kind", "where", "value"), MUTATIONS)
def test_a_wrong_call_is_refused(kind: str, where: tuple[str | int, ...], value: Any) -> None:
    with pytest.raises(Refused) as caught:
        decode(json.dumps(_mutated(GOOD[kind], where, value)).encode())
    assert caught.value.code in (100, 131008, 131009, 131051)


@pytest.mark.parametrize("kind", GOOD)
def test_each_kind_has_at_least_eight_mutations(kind: str) -> None:
    assert sum(1 for one, _, _ in MUTATIONS if one == kind) >= 8


@pytest.mark.parametrize("raw", [b"", b"[]", b"nada", b'"text"', b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_object_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        decode(raw)
