"""YouTube: what is read in pages of comments, what is called, and the stand-in against the published contract."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.stores.contract import discovery, discovery_faults
from tests.rooms.channels.stores.known import CONTRACTS
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.channels.adapters.youtube.adapter import ADAPTER
from trato.rooms.channels.adapters.youtube.connecting import CONNECTION
from trato.rooms.channels.connecting import Finding
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    ChannelAccountId,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    Malformed,
    Moderation,
    ModerationOrder,
    NotAccepted,
    OutboundMessage,
    ProviderAnswer,
    Rejected,
    RejectReason,
    Text,
    Unknown,
)
from trato.rooms.channels.service.granting import Grants
from trato.rooms.channels.simulators.youtube.server import make_app
from trato.rooms.channels.simulators.youtube.world import Channel, Person, Video, World

HERE = Path(__file__).parent.parent
PUBLISHED = CONTRACTS / "youtube" / "payloads"
CONTRACT = CONTRACTS / "youtube" / "youtube.v3.discovery.json"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"
NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
SECRETS = {"client_id": "c", "client_secret": "s", "refresh_token": "1//r"}
ACCOUNT = AccountView(
    ChannelAccountId(UUID(int=7)), UUID(int=1), "youtube", "UC1", settings={"api_base": "http://videos"},
    secrets=SECRETS,
)  # fmt: skip
GONE = object()
INSERT = {"snippet": {"parentId": "?", "textOriginal": "Hola"}}


def _events(body: Any) -> list[InboundEvent]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ADAPTER.parse(Delivery(raw, {}, NOW), ACCOUNT)


def _agree(name: str, bodies: dict[str, Any]) -> None:
    path = HERE / "golden" / "youtube" / f"{name}.jsonl"
    lines = [
        json.dumps({"body": one, "events": json.loads(msgspec.json.encode(_events(body)))}, ensure_ascii=False)
        for one, body in bodies.items()
    ]
    if REGENERATE:
        path.write_text("\n".join(lines) + "\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in path.read_text().splitlines()]


def test_our_own_payloads_parse_to_their_golden_events() -> None:
    _agree("propios", json.loads((HERE / "payloads" / "youtube" / "propios.json").read_text()))


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published payloads in {PUBLISHED}")
def test_published_payloads_parse_to_their_golden_events() -> None:
    _agree("publicados", {path.stem: json.loads(path.read_text()) for path in sorted(PUBLISHED.glob("*.json"))})


@pytest.mark.parametrize("raw", [b"", b"nope", b"[]", b'{"kind":"youtube#video"}', b"[" * 200_000])
def test_what_is_no_page_of_comments_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        _events(raw)


_LEAF = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
_NAMES = st.sampled_from(["kind", "id", "snippet", "topLevelComment", "replies", "comments", "publishedAt", "updatedAt",
                          "authorChannelId", "value", "textDisplay", "videoId", "parentId", "imageUrl"])  # fmt: skip
_TREE = st.recursive(_LEAF, lambda one: st.lists(one, max_size=2) | st.dictionaries(_NAMES, one, max_size=5))


@settings(max_examples=150, deadline=None)
@given(st.lists(_TREE, max_size=3))
def test_whatever_a_page_holds_it_is_read(items: list[Any]) -> None:
    assert all(one.dedupe_key for one in _events({"items": items}))


class Bench:
    def __init__(self) -> None:
        self.world = World(wall_clock, Channel("UC1", "Pirca", *SECRETS.values()), [Video("v1", "Olla")])
        self.world.people.append(Person("UC2", "@rosa"))
        self.said = self.world.say("UC2", "@rosa", "v1", "¿Precio?")
        self.grants = Grants()
        self.wire = httpx.AsyncClient(transport=httpx.ASGITransport(make_app(self.world)))

    async def call(self, request: HttpRequest) -> HttpAnswer:
        granted = await self.grants.authorise(self.wire, request)
        if not isinstance(granted, HttpRequest):
            assert isinstance(granted, HttpAnswer)
            return granted
        got = await self.wire.request(granted.method, granted.url, headers=dict(granted.headers), json=granted.json)
        return HttpAnswer(got.status_code, dict(got.headers), got.content)


@asynccontextmanager
async def bench() -> AsyncIterator[Bench]:
    b = Bench()
    async with b.wire:
        yield b


def _answer(thread: str, text: str = "Hola") -> HttpRequest:
    caps = ADAPTER.capabilities(ACCOUNT, ConversationFacts(), NOW)
    (call,) = ADAPTER.render(OutboundMessage(uuid7(), (), (Text(text),), thread_key=thread), ACCOUNT, caps)
    assert isinstance(call, HttpRequest)
    return call


def _order(act: Moderation, target: str, *, own: bool = False) -> ModerationOrder:
    return ModerationOrder(act, target, target, "v1", own=own)


def _first_look() -> HttpRequest:
    first = next(ADAPTER.look(ACCOUNT, "", NOW))
    assert isinstance(first, HttpRequest)
    return first


@pytest.mark.skipif(not CONTRACT.exists(), reason=f"no contract at {CONTRACT}")
async def test_our_calls_and_the_stand_in_s_answers_keep_to_what_is_published() -> None:
    async with bench() as b:
        comments = discovery(CONTRACT)["resources"]["comments"]["methods"]
        threads = discovery(CONTRACT)["resources"]["commentThreads"]["methods"]
        reply = _answer(b.said.id)
        moderate = ADAPTER.moderate(_order(Moderation.HIDE, b.said.id), ACCOUNT)
        for call, method in (
            (_first_look(), threads["list"]), (reply, comments["insert"]), (moderate, comments["setModerationStatus"]),
        ):  # fmt: skip
            asked = dict(parse_qsl(urlsplit(call.url).query))
            assert set(asked) <= set(method["parameters"]) and call.method == method["httpMethod"]
            assert urlsplit(call.url).path == f"/{method['path']}"
            assert all(name in asked for name, told in method["parameters"].items() if told.get("required"))
        assert discovery_faults(CONTRACT, "Comment", reply.json) == []
        assert discovery_faults(CONTRACT, "Comment", _json(await b.call(reply))) == []
        assert discovery_faults(CONTRACT, "CommentThreadListResponse", _json(await b.call(_first_look()))) == []


def _json(answer: HttpAnswer) -> Any:
    return httpx.Response(answer.status, content=answer.body).json()


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("snippet",), GONE), (("snippet", "parentId"), GONE), (("snippet", "parentId"), "otra"),
        (("snippet", "parentId"), 5), (("snippet", "textOriginal"), GONE), (("snippet", "textOriginal"), " "),
        (("snippet", "textOriginal"), "x" * 10_001), (("snippet", "textDisplay"), "x"), (("mood",), 1),
    ],
)  # fmt: skip
async def test_an_answer_of_another_shape_is_refused(where: tuple[str, ...], value: Any) -> None:
    async with bench() as b:
        good = copy.deepcopy(INSERT)
        good["snippet"]["parentId"] = b.said.id
        call = _answer(b.said.id)
        assert (await b.call(msgspec.structs.replace(call, json=good))).status == 200
        target: Any = good
        for step in where[:-1]:
            target = target[step]
        if value is GONE:
            del target[where[-1]]
        else:
            target[where[-1]] = value
        assert (await b.call(msgspec.structs.replace(call, json=good))).status in (400, 404)


@pytest.mark.parametrize(
    "query",
    [
        "", "part=x", "part=snippet&mood=1", "part=snippet&maxResults=101", "part=snippet&maxResults=0",
        "part=snippet&order=stars", "part=snippet&allThreadsRelatedToChannelId=UC9", "part=snippet&pageToken=x",
    ],
)  # fmt: skip
async def test_a_page_asked_for_otherwise_is_refused(query: str) -> None:
    async with bench() as b:
        url = f"{_first_look().url.partition('?')[0]}?{query}"
        assert (await b.call(msgspec.structs.replace(_first_look(), url=url))).status in (400, 404)


@pytest.mark.parametrize("query", ["", "id=otra&moderationStatus=rejected", "moderationStatus=rejected", "id=?",
                                   "id=?&moderationStatus=gone", "id=?&moderationStatus=rejected&mood=1",
                                   "id=&moderationStatus=published", "id=?&moderationstatus=rejected"])  # fmt: skip
async def test_a_status_of_another_shape_is_refused(query: str) -> None:
    async with bench() as b:
        call = ADAPTER.moderate(_order(Moderation.HIDE, b.said.id), ACCOUNT)
        url = f"{call.url.partition('?')[0]}?{query.replace('?', b.said.id)}"
        assert (await b.call(msgspec.structs.replace(call, url=url))).status in (400, 404)


async def test_a_comment_is_held_back_shown_rejected_and_our_own_deleted() -> None:
    async with bench() as b:
        for act, status in (
            (Moderation.HIDE, "heldForReview"), (Moderation.UNHIDE, "published"), (Moderation.DELETE, "rejected"),
        ):  # fmt: skip
            order = _order(act, b.said.id)
            assert ADAPTER.moderated(order, await b.call(ADAPTER.moderate(order, ACCOUNT))) == Accepted("")
            assert b.world.comments[b.said.id].status == status
        ours = b.world.say("UC1", "@Pirca", "v1", "S/ 120", b.said.id)
        order = _order(Moderation.DELETE, ours.id, own=True)
        for _ in range(2):  # deleted twice is deleted
            assert ADAPTER.moderated(order, await b.call(ADAPTER.moderate(order, ACCOUNT))) == Accepted("")
        gone = _order(Moderation.HIDE, "otra")
        outcome = ADAPTER.moderated(gone, await b.call(ADAPTER.moderate(gone, ACCOUNT)))
        assert outcome == Rejected(RejectReason.PERMANENT, "gone")
        with pytest.raises(ValueError, match="like"):
            ADAPTER.moderate(_order(Moderation.LIKE, b.said.id), ACCOUNT)


async def test_what_youtube_answers_means_what_it_says() -> None:
    async with bench() as b:
        for trouble, kind in (
            ("spent", NotAccepted), ("down", NotAccepted), ("lost", Unknown), ("closed", Rejected), ("", Accepted),
        ):  # fmt: skip
            b.world.troubles = [trouble] if trouble else []
            assert isinstance(ADAPTER.classify(await b.call(_answer(b.said.id))), kind), trouble
        b.world.channel.refresh_token, b.grants = "otro", Grants()
        outcome = ADAPTER.classify(await b.call(_answer(b.said.id)))
        assert isinstance(outcome, Rejected) and outcome.reason is RejectReason.AUTH


def _google(status: int, reason: str) -> HttpAnswer:
    return HttpAnswer(status, {}, json.dumps({"error": {"code": status, "errors": [{"reason": reason}]}}).encode())


MINE = HttpAnswer(200, {}, b'{"items":[{"id":"UC1"}]}')


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ((MINE, MINE), [("consent", "good"), ("channel", "good"), ("comments", "good")]),
        ((HttpAnswer(200, {}, b'{"items":[{"id":"UC9"}]}'),), [("consent", "good"), ("channel", "bad")]),
        ((HttpAnswer(200, {}, b"{}"),), [("consent", "good"), ("channel", "bad")]),
        ((HttpAnswer(400, {}, b'{"error":"invalid_grant"}'),), [("consent", "bad")]),
        ((HttpAnswer(401, {}, b'{"error":"invalid_client"}'),), [("client", "bad")]),
        ((_google(403, "accessNotConfigured"),), [("access", "bad")]),
        ((_google(403, "insufficientPermissions"),), [("channel", "bad")]),
        ((_google(403, "quotaExceeded"),), [("channel", "unknown")]),
        ((MINE, _google(403, "insufficientPermissions")), [("consent", "good"), ("channel", "good"),
                                                           ("comments", "bad")]),
        ((_google(500, "backendError"),), [("channel", "unknown")]),
    ],
)  # fmt: skip
def test_what_google_says_is_told_with_its_remedy(
    answers: tuple[ProviderAnswer, ...], found: list[tuple[str, str]]
) -> None:
    steps, given = CONNECTION.examine(ACCOUNT, ""), list(answers)
    findings: list[Finding] = []
    answer: ProviderAnswer | None = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            break
        answer = None
        if isinstance(step, Finding):
            findings.append(step)
        else:
            answer = given.pop(0)
    assert [(one.check, one.state.value) for one in findings] == found and given == []
    assert all(one.fact.pt and one.remedy.en for one in findings if one.state.value != "good")


async def test_anyone_comments_changes_and_takes_back_their_own_on_the_page() -> None:
    async with bench() as b:
        for path in ("", "video.css", "video.js"):
            assert (await b.wire.get(f"http://videos/video/{path}")).status_code == 200
        told = {"person": "UC2", "video": "v1", "text": "¿Envían?", "above": b.said.id}
        said = (await b.wire.post("http://videos/video/api/say", json=told)).json()["id"]
        change = {"person": "UC2", "target": said, "text": "¿Envían a Ica?"}
        assert (await b.wire.post("http://videos/video/api/edit", json=change)).status_code == 200
        assert (await b.wire.post("http://videos/video/api/edit", json={**change, "person": "x"})).status_code == 422
        b.world.comments[said].status = "heldForReview"
        for person, seen in (("UC2", 2), ("otra", 1)):
            state = (await b.wire.get("http://videos/video/api/state", params={"person": person})).json()
            assert len(state["comments"]) == seen
        assert (await b.wire.post("http://videos/video/api/remove", json=change)).status_code == 200
