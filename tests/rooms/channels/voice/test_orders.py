"""What we ask of Twilio is what its published description takes; the stand-in takes its examples, and no more."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.rooms.channels.voice.known import ACCOUNT, ACCOUNT_SID, CALL, CONTRACT, LEG, NUMBER, QUEUE, ROSA, VOICE
from trato.rooms.channels.model import (
    CallOrder,
    CallWay,
    Dial,
    HangUp,
    Hold,
    HttpAnswer,
    Join,
    Mute,
    Park,
    Ring,
    Speak,
    TransportFailure,
)
from trato.rooms.channels.simulators.sms.contract import Refused
from trato.rooms.channels.simulators.voice import contract
from trato.rooms.channels.simulators.voice.contract import check_create, check_participant, check_update

SPEC = CONTRACT / "twilio_api_v2010.json"
needs_spec = pytest.mark.skipif(not SPEC.exists(), reason=f"no published contract at {SPEC}")
ROOT = "/2010-04-01/Accounts/{AccountSid}"
CREATE, UPDATE = f"{ROOT}/Calls.json", f"{ROOT}/Calls/{{Sid}}.json"
PARTICIPANT = f"{ROOT}/Conferences/{{ConferenceSid}}/Participants/{{CallSid}}.json"
ROOM = f"CF{'1' * 32}"
Form = dict[str, list[str]]
CHECKS: Mapping[str, Callable[[Form], None]] = {
    CREATE: check_create, UPDATE: check_update, PARTICIPANT: check_participant,
}  # fmt: skip
ORDERS: list[tuple[CallOrder, str]] = [
    (Ring(UUID(hex=LEG), CALL, CallWay.BROWSER, "a1" * 16, 20), CREATE),
    (Ring(UUID(hex=LEG), CALL, CallWay.TELEPHONE, "+56922223333", 20, outgoing=True), CREATE),
    (Dial(CALL, ROSA, 30), CREATE),
    (Speak("+56922223333", "Tu código es 1, 2, 3, 4, 5, 6."), CREATE),
    (Join(CALL), UPDATE),
    (Join(CALL, f"CA{'9' * 32}"), UPDATE),
    (Park(CALL, QUEUE, "ab12cd34"), UPDATE),
    (HangUp(CALL), UPDATE),
    (Hold(ROOM, CALL, True), PARTICIPANT),
    (Mute(ROOM, CALL, False), PARTICIPANT),
]
GONE: list[str] = []
URL, SAID = ["https://care.example.com/h?key=a"], ["<Response><Say>Hola</Say></Response>"]
GOOD: dict[str, Form] = {
    CREATE: {"To": [ROSA], "From": [NUMBER], "Url": URL, "Timeout": ["20"], "StatusCallback": URL,
             "StatusCallbackEvent": ["initiated", "ringing", "answered", "completed"]},
    UPDATE: {"Twiml": SAID},
    PARTICIPANT: {"Hold": ["true"], "HoldUrl": URL},
}  # fmt: skip
MUTATIONS: dict[str, list[Form]] = {
    CREATE: [
        {"To": GONE}, {"To": ["mañana"]}, {"To": ["+0123"]}, {"To": [ROSA, ROSA]}, {"To": ["client:con espacio"]},
        {"To": [NUMBER]}, {"From": GONE}, {"From": ["Pirca"]}, {"Url": GONE}, {"Url": ["care.example.com"]},
        {"Twiml": SAID}, {"Timeout": ["0"]}, {"Timeout": ["601"]}, {"Timeout": ["pronto"]}, {"Sorpresa": ["1"]},
        {"to": [ROSA]}, {"StatusCallback": ["ftp://a.example"]}, {"StatusCallbackEvent": ["anwsered"]},
        {"StatusCallbackEvent": ["ringing", "ringing"]}, {"Method": ["PUT"]}, {"Record": ["quizá"]},
        {"MachineDetection": ["on"]}, {"ApplicationSid": ["AP1"]},
    ],
    UPDATE: [
        {"Twiml": GONE}, {"Twiml": ["<Response>"]}, {"Twiml": ["<Response><Shout/></Response>"]}, {"Twiml": SAID * 2},
        {"Twiml": ["x" * 4001]}, {"Url": URL}, {"Status": ["paused"]}, {"Method": ["PUT"]}, {"Sorpresa": ["1"]},
        {"StatusCallback": ["a"]}, {"TimeLimit": ["0"]}, {"status": ["completed"]},
    ],
    PARTICIPANT: [
        {"Hold": GONE, "HoldUrl": GONE}, {"Hold": ["yes"]}, {"Hold": ["true", "false"]}, {"Hold": ["1"]},
        {"HoldUrl": ["music"]}, {"HoldMethod": ["PUT"]}, {"Muted": ["True"]}, {"Sorpresa": ["1"]},
        {"Coaching": ["true"]}, {"EndConferenceOnExit": ["no"]}, {"hold": ["true"]},
    ],
}  # fmt: skip


@cache
def published(path: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the schema of a form, closed, and its examples."""
    spec = json.loads(SPEC.read_text())
    content = spec["paths"][path]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    closed = {**content["schema"], "additionalProperties": False, "components": spec["components"]}
    return closed, [one["value"] for one in content["examples"].values()]


def typed(schema: Mapping[str, Any], form: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form as the schema types it: forms carry text, and Twilio reads numbers and booleans from it."""
    found: dict[str, Any] = {}
    for name, value in form.items():
        kind = schema["properties"].get(name, {}).get("type")
        values = [value] if isinstance(value, str) else list(value)
        match kind:
            case "array":
                found[name] = values
            case "integer":
                found[name] = int(values[0])
            case "boolean":
                found[name] = {"true": True, "false": False}[values[0]]
            case _:
                found[name] = values[0]
    return found


@needs_spec
@pytest.mark.parametrize(
    ("order", "path"), ORDERS, ids=lambda one: type(one).__name__ if not isinstance(one, str) else ""
)
def test_every_order_is_a_request_that_the_published_description_takes(order: CallOrder, path: str) -> None:
    request = VOICE.order(order, ACCOUNT)
    named = {"AccountSid": ACCOUNT_SID, "Sid": CALL, "ConferenceSid": ROOM, "CallSid": CALL}
    assert (request.method, request.url) == ("POST", f"https://api.twilio.com{path.format(**named)}")
    assert request.form is not None
    schema, _ = published(path)
    Draft202012Validator(schema).validate(typed(schema, request.form))
    CHECKS[path]({name: [value] if isinstance(value, str) else list(value) for name, value in request.form.items()})


@needs_spec
@pytest.mark.parametrize("path", CHECKS)
def test_published_examples_are_taken_and_so_is_every_field_that_is_described(path: str) -> None:
    schema, examples = published(path)
    assert examples
    for example in examples:
        told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in example.items()}
        CHECKS[path]({name: [value] for name, value in told.items()})
    known = {CREATE: contract.CREATE, UPDATE: contract.UPDATE, PARTICIPANT: contract.PARTICIPANT}
    assert set(schema["properties"]) == set(known[path])


@pytest.mark.parametrize("path", CHECKS)
def test_a_good_request_is_taken_and_none_of_its_mutations(path: str) -> None:
    CHECKS[path](GOOD[path])
    assert len(MUTATIONS[path]) >= 8
    for change in MUTATIONS[path]:
        with pytest.raises(Refused):
            CHECKS[path]({name: values for name, values in {**GOOD[path], **change}.items() if values})


LOST, BROKEN = TransportFailure("read_timeout", sent=True), HttpAnswer(503, {}, b"")
SLOW, NEVER = HttpAnswer(429, {}, b'{"code": 20429}'), TransportFailure("refused", sent=False)
NO = HttpAnswer(400, {}, b'{"code": 21215}')


@pytest.mark.parametrize("order", [Dial(CALL, ROSA, 30), Ring(UUID(hex=LEG), CALL, CallWay.BROWSER, "a", 20)])
def test_a_call_that_may_have_been_made_is_not_made_again(order: CallOrder) -> None:
    for answer in (LOST, BROKEN):
        told = VOICE.carried(order, answer)
        assert (told.done, told.again, told.unsure) == (False, False, True)
    assert VOICE.carried(order, SLOW).again and VOICE.carried(order, NEVER).again
    told = VOICE.carried(order, NO)
    assert (told.again, told.unsure, told.code) == (False, False, "21215")


def test_what_does_no_harm_twice_is_tried_again() -> None:
    for order in (HangUp(CALL), Hold(ROOM, CALL, True), Join(CALL)):
        assert VOICE.carried(order, LOST).again and VOICE.carried(order, BROKEN).again
        assert VOICE.carried(order, HttpAnswer(404, {}, b'{"code": 20404}')).done, "what is over needs nothing"
