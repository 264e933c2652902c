"""The stand-in of both stores against their published contracts: as wide, and stricter where their words say so."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from tests.rooms.channels.stores.contract import (
    APPLE_FILE,
    ARE_THERE,
    GOOGLE_FILE,
    apple_faults,
    apple_parameters,
    discovery,
    discovery_faults,
)
from tests.rooms.channels.stores.known import APPLE, APPLE_ID, GOOGLE, PACKAGE, RECEIVED, account, app
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.channels.model import (
    Accepted,
    ConversationFacts,
    HttpAnswer,
    HttpRequest,
    NotAccepted,
    OutboundMessage,
    ProviderAnswer,
    Rejected,
    RejectReason,
    Text,
    Unknown,
)
from trato.rooms.channels.service.granting import Grants
from trato.rooms.channels.simulators.stores.server import make_app
from trato.rooms.channels.simulators.stores.world import APPLE as APP_STORE
from trato.rooms.channels.simulators.stores.world import PLAY, Person, World

BASE = "http://stores"
REPLY = {"replyText": "Lo sentimos"}
RESPONSE: dict[str, Any] = {
    "data": {
        "type": "customerReviewResponses",
        "attributes": {"responseBody": "Lo sentimos"},
        "relationships": {"review": {"data": {"type": "customerReviews", "id": "?"}}},
    }
}
GONE = object()
needs_contracts = pytest.mark.skipif(not ARE_THERE, reason=f"no contracts at {GOOGLE_FILE} and {APPLE_FILE}")


class Bench:
    """Both stores with a review in each, and calls that leave as ours do."""

    def __init__(self) -> None:
        self.world = World(wall_clock)
        self.world.apps.append(app())
        who = Person("Camila R.")
        self.play = self.world.write(PLAY, self.world.apps[0], who, 1, "Mal", "No abre").id
        self.apple = self.world.write(APP_STORE, self.world.apps[0], who, 1, "Mal", "No abre").id
        self.grants = Grants()
        self.wire = httpx.AsyncClient(transport=httpx.ASGITransport(make_app(self.world)))

    async def call(self, request: HttpRequest) -> HttpAnswer:
        granted = await self.grants.authorise(self.wire, request)
        if not isinstance(granted, HttpRequest):
            assert isinstance(granted, HttpAnswer)
            return granted
        got = await self.wire.request(granted.method, granted.url, headers=dict(granted.headers), json=granted.json)
        return HttpAnswer(got.status_code, dict(got.headers), got.content)

    async def send(self, store: str, json: Any) -> int:
        calls = {
            PLAY: f"{BASE}/androidpublisher/v3/applications/{PACKAGE}/reviews/{self.play}:reply",
            APP_STORE: f"{BASE}/v1/customerReviewResponses",
        }
        grant = _rendered(store, "x").grant
        return (await self.call(HttpRequest("POST", calls[store], json=json, grant=grant))).status


@asynccontextmanager
async def bench() -> AsyncIterator[Bench]:
    b = Bench()
    async with b.wire:
        yield b


def _rendered(store: str, text: str, review: str = "gp:1") -> HttpRequest:
    adapter = GOOGLE if store == PLAY else APPLE
    whose = account(store)
    caps = adapter.capabilities(whose, ConversationFacts(), RECEIVED)
    (call,) = adapter.render(OutboundMessage(uuid7(), (), (Text(text),), thread_key=review), whose, caps)
    assert isinstance(call, HttpRequest)
    return call


def _calls(store: str) -> list[HttpRequest]:
    adapter = GOOGLE if store == PLAY else APPLE
    first = next(adapter.look(account(store), "", RECEIVED))
    assert isinstance(first, HttpRequest)
    return [first]


@needs_contracts
async def test_our_calls_and_the_stand_in_s_answers_keep_to_what_google_publishes() -> None:
    async with bench() as b:
        reply, (listed,) = _rendered(PLAY, "Lo sentimos", b.play), _calls(PLAY)
        methods = discovery(GOOGLE_FILE)["resources"]["reviews"]["methods"]
        known = set(methods["list"]["parameters"])
        assert {name for name, _ in parse_qsl(urlsplit(listed.url).query)} <= known
        assert discovery_faults(GOOGLE_FILE, "ReviewsReplyRequest", reply.json) == []
        answer = await b.call(reply)
        assert discovery_faults(GOOGLE_FILE, "ReviewsReplyResponse", _json(answer)) == []
        page = await b.call(listed)
        assert discovery_faults(GOOGLE_FILE, "ReviewsListResponse", _json(page)) == []
        assert discovery_faults(GOOGLE_FILE, "ReviewsReplyRequest", {"replyText": "x", "mood": 1})


@needs_contracts
async def test_our_calls_and_the_stand_in_s_answers_keep_to_what_apple_publishes() -> None:
    async with bench() as b:
        respond, (listed,) = _rendered(APP_STORE, "Lo sentimos", b.apple), _calls(APP_STORE)
        asked, known = dict(parse_qsl(urlsplit(listed.url).query)), apple_parameters("/v1/apps/{id}/customerReviews")
        assert set(asked) <= set(known)
        assert asked["sort"] in known["sort"]["items"]["enum"] and int(asked["limit"]) <= known["limit"]["maximum"]
        assert apple_faults("CustomerReviewResponseV1CreateRequest", respond.json) == []
        answer = await b.call(respond)
        assert apple_faults("CustomerReviewResponseV1Response", _json(answer)) == []
        page = await b.call(listed)
        assert apple_faults("CustomerReviewsResponse", _json(page)) == []


def _json(answer: HttpAnswer) -> Any:
    return httpx.Response(answer.status, content=answer.body).json()


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("replyText",), GONE), (("replyText",), ""), (("replyText",), "  "), (("replyText",), 5),
        (("replyText",), None), (("replyText",), ["x"]), (("replyText",), "x" * 351), (("text",), "x"),
    ],
)  # fmt: skip
async def test_a_reply_of_another_shape_is_refused(where: tuple[str, ...], value: Any) -> None:
    async with bench() as b:
        assert await b.send(PLAY, REPLY) == 200
        assert await b.send(PLAY, _mutated(REPLY, where, value)) == 400


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("data",), GONE), (("data", "type"), "reviews"), (("data", "type"), GONE), (("data", "attributes"), GONE),
        (("data", "attributes", "responseBody"), GONE), (("data", "attributes", "responseBody"), " "),
        (("data", "attributes", "responseBody"), 5), (("data", "attributes", "responseBody"), "x" * 5971),
        (("data", "attributes", "state"), "PUBLISHED"), (("data", "relationships"), GONE),
        (("data", "relationships", "review", "data", "type"), "apps"),
        (("data", "relationships", "review", "data", "id"), GONE), (("data", "id"), "1"), (("meta",), {}),
    ],
)  # fmt: skip
async def test_a_response_of_another_shape_is_refused(where: tuple[str, ...], value: Any) -> None:
    async with bench() as b:
        good = _mutated(RESPONSE, ("data", "relationships", "review", "data", "id"), b.apple)
        assert await b.send(APP_STORE, good) == 201
        assert await b.send(APP_STORE, _mutated(good, where, value)) == 409


@pytest.mark.parametrize("store", [PLAY, APP_STORE])
@pytest.mark.parametrize("query", ["mood=1", "maxResults=x", "limit=201", "limit=-1", "sort=stars", "include=apps",
                                   "token=x", "cursor=x"])  # fmt: skip
async def test_a_page_asked_for_otherwise_is_refused(store: str, query: str) -> None:
    async with bench() as b:
        (listed,) = _calls(store)
        url = f"{listed.url.partition('?')[0]}?{query}"
        answer = await b.call(HttpRequest("GET", url, grant=listed.grant))
        assert answer.status == 400


async def test_who_signs_otherwise_is_refused() -> None:
    async with bench() as b:
        for store, name in ((PLAY, "email"), (APP_STORE, "issuer"), (APP_STORE, "key_id")):
            before = getattr(b.world.apps[0], name)
            setattr(b.world.apps[0], name, "otro")
            answer = await b.call(_calls(store)[0])
            assert answer.status in (400, 401)
            outcome = (GOOGLE if store == PLAY else APPLE).classify(answer)
            assert isinstance(outcome, Rejected) and outcome.reason is RejectReason.AUTH
            setattr(b.world.apps[0], name, before)
        b.world.clock = lambda: wall_clock() + timedelta(minutes=21)  # a token of Apple's counts no more by then
        assert (await b.call(_calls(APP_STORE)[0])).status == 401


@pytest.mark.parametrize("store", [PLAY, APP_STORE])
async def test_what_a_store_answers_means_what_it_says(store: str) -> None:
    async with bench() as b:
        adapter, review = (GOOGLE, b.play) if store == PLAY else (APPLE, b.apple)
        for trouble, kind in (("rate", NotAccepted), ("down", NotAccepted), ("lost", Unknown), ("", Accepted)):
            b.world.troubles = [trouble] if trouble else []
            outcome = adapter.classify(await b.call(_rendered(store, "Lo sentimos", review)))
            assert isinstance(outcome, kind), (trouble, outcome)
        gone: ProviderAnswer = await b.call(_rendered(store, "Lo sentimos", "otra"))
        outcome = adapter.classify(gone)
        assert isinstance(outcome, Rejected) and outcome.reason is RejectReason.PERMANENT


async def test_anyone_reviews_and_changes_their_own_on_the_page() -> None:
    async with bench() as b:
        b.world.people.append(Person("Visita"))
        for path in ("", "shop.css", "shop.js"):
            assert (await b.wire.get(f"{BASE}/tienda/{path}")).status_code == 200
        told = {"store": PLAY, "person": "Visita", "stars": 2, "body": "Lenta"}
        for stars in (2, 5):
            assert (await b.wire.post(f"{BASE}/tienda/api/write", json={**told, "stars": stars})).status_code == 200
        assert (await b.wire.post(f"{BASE}/tienda/api/write", json={**told, "stars": 6})).status_code == 422
        elsewhere = {"origin": "http://otro"}
        assert (await b.wire.post(f"{BASE}/tienda/api/write", json=told, headers=elsewhere)).status_code == 403
        state = (await b.wire.get(f"{BASE}/tienda/api/state")).json()
        assert [(one["person"], one["stars"], one["edited"]) for one in state["stores"][PLAY]][0] == ("Visita", 5, True)
        assert b.world.apps[0].apple_id == APPLE_ID


def _mutated(body: Any, where: tuple[str, ...], value: Any) -> Any:
    mutant = copy.deepcopy(body)
    target = mutant
    for step in where[:-1]:
        target = target[step]
    if value is GONE:
        del target[where[-1]]
    else:
        target[where[-1]] = value
    return mutant
