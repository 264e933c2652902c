"""The stand-in takes what Twilio takes, and nothing else; what it brings is what Twilio would bring."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode
from uuid import UUID

import httpx
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.rooms.channels.sms.known import ACCOUNT, ACCOUNT_SID, CONTRACT, NUMBER, RECEIVED, SMS, with_fields
from trato.rooms.channels.adapters.sms.connecting import examine
from trato.rooms.channels.connecting import Finding
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    InboundKind,
    Media,
    MediaKind,
    OutboundMessage,
    Rejected,
    RejectReason,
    SendOutcome,
    Text,
    Unknown,
    WebhookRequest,
)
from trato.rooms.channels.simulators.sms.contract import Refused, check_message
from trato.rooms.channels.simulators.sms.server import make_app
from trato.rooms.channels.simulators.sms.simulator import Pace, Simulator
from trato.rooms.channels.simulators.sms.world import Line
from trato.rooms.contacts.model import Address, IdentityKind

SPEC = CONTRACT / "twilio_api_v2010.json"
needs_spec = pytest.mark.skipif(not SPEC.exists(), reason=f"no published contract at {SPEC}")
ROSA = "+56911112222"
KEY = UUID("018f6b1e-0000-7000-8000-0000000000bb")
GOOD: dict[str, list[str]] = {
    "To": [ROSA], "From": [NUMBER], "Body": ["Hola"], "StatusCallback": ["https://care.example.com/h?key=a"],
}  # fmt: skip
GONE: list[str] = []
MUTATIONS: list[dict[str, list[str]]] = [
    {"To": GONE}, {"To": ["mañana"]}, {"To": ["+0123"]}, {"To": [ROSA, ROSA]}, {"To": [NUMBER]},
    {"From": GONE}, {"From": ["un nombre demasiado largo"]}, {"Body": GONE}, {"Body": [" "]}, {"Body": ["a" * 1601]},
    {"Body": ["😀" * 801]}, {"Sorpresa": ["1"]}, {"body": ["minúsculas"]}, {"StatusCallback": ["care.example.com"]},
    {"StatusCallback": ["ftp://a.example/b"]}, {"MediaUrl": ["no es una dirección"]},
    {"MediaUrl": ["https://a.example/x.jpg"] * 11}, {"MessagingServiceSid": ["MG1"]}, {"ContentSid": ["HX1"]},
    {"ValidityPeriod": ["0"]}, {"ValidityPeriod": ["36001"]}, {"SmartEncoded": ["quizá"]},
    {"ScheduleType": ["mañana"]}, {"SendAt": ["2026-12-01T10:00:00Z"]}, {"RiskCheck": ["a veces"]},
]  # fmt: skip


@cache
def published() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schema of the form that makes a message, closed, and its examples."""
    spec = json.loads(SPEC.read_text())
    post = spec["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]["post"]
    content = post["requestBody"]["content"]["application/x-www-form-urlencoded"]
    schema = {**content["schema"], "additionalProperties": False, "components": spec["components"]}
    return schema, {name: one["value"] for name, one in content["examples"].items()}


def _agrees(form: Mapping[str, list[str]]) -> None:
    schema, _ = published()
    many = {name for name, one in schema["properties"].items() if one.get("type") == "array"}
    body = {name: values if name in many else values[0] for name, values in form.items()}
    Draft202012Validator(schema).validate(body)


@needs_spec
def test_published_examples_are_taken() -> None:
    _, examples = published()
    taken = 0
    for example in examples.values():
        form = {name: value if isinstance(value, list) else [str(value)] for name, value in example.items()}
        if not form["To"][0].startswith("+") or form.get("From") == form["To"]:
            form["To"] = ["+15558675310"]  # the sender's own number, and a placeholder, in Twilio's examples
        check_message(form)
        taken += 1
    assert taken >= 6


def test_a_good_message_is_taken_and_none_of_its_mutations() -> None:
    check_message(GOOD)
    assert len(MUTATIONS) >= 8
    for change in MUTATIONS:
        with pytest.raises(Refused):
            check_message({name: values for name, values in {**GOOD, **change}.items() if values})


@asynccontextmanager
async def played(**line: Any) -> AsyncIterator[tuple[Simulator, AccountView, httpx.AsyncClient, list[InboundEvent]]]:
    """Give Twilio with one number, our account of it, the wire to it, and what came to us."""
    account = with_fields(ACCOUNT, settings={**ACCOUNT.settings, "api_base": "http://twilio"})
    events: list[InboundEvent] = []

    async def door(request: Request) -> Response:
        raw = await request.body()
        asked = WebhookRequest("POST", str(request.url), dict(request.query_params), dict(request.headers), raw)
        if not SMS.authenticate(asked, account):
            return Response(status_code=401)
        key = {":key": asked.query["key"]} if "key" in asked.query else {}
        events.extend(SMS.parse(Delivery(raw, key, RECEIVED), account))
        return Response()

    product = Starlette(routes=[Route("/hooks/{id}", door, methods=["POST"])])
    client = httpx.AsyncClient(transport=httpx.ASGITransport(product))
    simulator = Simulator(client=client, pace=Pace(0, 0, 0), clock=lambda: RECEIVED)
    simulator.add_line(Line(NUMBER, "Pirca", ACCOUNT_SID, "12345", account.hook, **{"mms": True, **line}))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator)), base_url="http://twilio") as wire:
        yield simulator, account, wire, events
    await simulator.close()


async def _send(wire: httpx.AsyncClient, account: AccountView, *parts: Any) -> SendOutcome:
    message = OutboundMessage(KEY, (Address(IdentityKind.PHONE, ROSA, raw=ROSA),), parts)
    (call,) = SMS.render(message, account, SMS.capabilities(account, ConversationFacts(), RECEIVED))
    assert isinstance(call, HttpRequest)
    form = {name: list(value) if isinstance(value, tuple) else value for name, value in (call.form or {}).items()}
    if call.lends:
        form["MediaUrl"] = ["https://care.example.com/lent/x"]
    if SPEC.exists():
        _agrees(parse_qs(urlencode(form, doseq=True)))
    answer = await wire.post(call.url, headers=dict(call.headers), data=form)
    return SMS.classify(HttpAnswer(answer.status_code, dict(answer.headers), answer.content))


async def test_a_message_goes_and_its_receipts_come_back_with_our_key() -> None:
    async with played() as (simulator, account, wire, events):
        sent = await _send(wire, account, Text("Hola, Rosa"))
        assert isinstance(sent, Accepted)
        await simulator.settled()
        assert [one.receipt.status.value for one in events if one.receipt] == ["sent", "delivered"]
        assert all(one.detail and one.detail["our_key"] == str(KEY) for one in events)
        assert events[1].receipt and events[1].receipt.pricing == {"category": "sms", "segments": 1}
        photo = Media(MediaKind.IMAGE, "ws/1", mime="image/jpeg")
        assert isinstance(await _send(wire, account, Text("Mire"), photo), Accepted)


async def test_a_stop_is_twilios_own_and_a_start_ends_it() -> None:
    async with played() as (simulator, account, wire, events):
        simulator.say(NUMBER, ROSA, "Stop")
        await simulator.settled()
        assert events[-1].opting == "out"
        assert await _send(wire, account, Text("x")) == Rejected(
            RejectReason.OPT_OUT, "21610", "Attempt to send to unsubscribed recipient"
        )
        simulator.say(NUMBER, ROSA, "START")
        await simulator.settled()
        assert events[-1].opting == "in" and isinstance(await _send(wire, account, Text("x")), Accepted)


async def test_a_doubt_is_in_the_ledger_once() -> None:
    async with played() as (simulator, account, wire, events):
        simulator.troubles.append("error_after")
        assert isinstance(await _send(wire, account, Text("x")), Unknown)
        await simulator.settled()
        assert [one.key for one in simulator.world.ledger] == [str(KEY)]
        assert events and all(one.detail and one.detail["our_key"] == str(KEY) for one in events)


async def test_a_picture_is_brought_and_fetched_without_showing_the_token_elsewhere() -> None:
    async with played() as (simulator, account, wire, events):
        simulator.base, simulator.world.people[ROSA] = "http://twilio", "Rosa"
        kept = await wire.post("/phone/api/files", content=b"\x89PNG", headers={"content-type": "image/png"})
        said = {"person": ROSA, "business": NUMBER, "kind": "image", "text": "Así llegó", "media": kept.json()["media"]}
        assert (await wire.post("/phone/api/say", json=said)).status_code == 200
        await simulator.settled()
        (event,) = events
        (photo,) = [part for part in event.parts if isinstance(part, Media)]
        answer: HttpAnswer | None = None
        while (call := SMS.media(photo.ref, account, answer)) is not None:
            got = await wire.get(call.url, headers=dict(call.headers))
            answer = HttpAnswer(got.status_code, dict(got.headers), got.content)
        assert answer is not None and (answer.status, answer.body) == (200, b"\x89PNG")
        wrong = {**said, "person": "+1"}
        assert (await wire.post("/phone/api/say", json=wrong)).status_code == 422
        elsewhere = {"origin": "https://evil.example"}
        assert (await wire.post("/phone/api/say", json=said, headers=elsewhere)).status_code == 403
        state = (await wire.get("/phone/api/state", params={"person": ROSA, "business": NUMBER})).json()
        assert [(one["kind"], one["text"], one["tick"]) for one in state["lines"]] == [
            ("image", "", "sent"),
            ("text", "Así llegó", "sent"),
        ]
        assert event.kind is InboundKind.MESSAGE


async def _faults(account: AccountView, wire: httpx.AsyncClient, hook: str = ACCOUNT.hook) -> list[str]:
    found: list[str] = []
    steps = examine(account, hook)
    answer: HttpAnswer | None = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            return found
        answer = None
        if isinstance(step, Finding):
            assert step.state == "good" or all((step.fact.es, step.fact.en, step.fact.pt, step.remedy.pt))
            found += [step.check] if step.state != "good" else []
        else:
            assert isinstance(step, HttpRequest)
            got = await wire.get(step.url, headers=dict(step.headers))
            answer = HttpAnswer(got.status_code, dict(got.headers), got.content)


async def test_what_was_set_up_wrongly_is_named() -> None:
    async with played(service=f"MG{'0' * 32}", api_key=("SK1", "clave")) as (simulator, account, wire, _):
        line = simulator.world.lines[NUMBER]
        assert await _faults(account, wire) == []
        assert await _faults(with_fields(account, secrets={"auth_token": "otro"}), wire) == ["account"]
        keyed = {**account.settings, "api_key_sid": "SK1"}
        for secret, expected in (("otra", ["api_key"]), ("clave", [])):
            one = with_fields(account, settings=keyed, secrets={**account.secrets, "api_key_secret": secret})
            assert await _faults(one, wire) == expected
        assert await _faults(with_fields(account, external_id="+56229389999"), wire) == ["number"]
        line.mms = False
        assert await _faults(account, wire) == ["mms"]
        line.mms, line.callback_method = True, "GET"
        assert await _faults(account, wire) == ["webhook"]
        line.callback_url, line.callback_method = "https://otra.example/x", "POST"
        assert await _faults(account, wire) == ["webhook"] and await _faults(account, wire, "") == []
        service = {**account.settings, "messaging_service_sid": line.service}
        line.service_url = account.hook
        assert await _faults(with_fields(account, settings=service), wire) == []
        other = {**account.settings, "messaging_service_sid": "MG9"}
        assert await _faults(with_fields(account, settings=other), wire) == ["service"]
        line.active = False
        assert await _faults(account, wire) == ["account"]
