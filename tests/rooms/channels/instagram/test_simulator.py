"""The stand-in behaves as Instagram does, takes what the Graph takes, and refuses the rest."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.rooms.channels.instagram.bench import bench
from tests.rooms.channels.instagram.known import IGSID, INSTAGRAM, LUCIA, ME
from tests.rooms.channels.messenger.bench import Bench, later
from tests.rooms.channels.messenger.known import CONTRACTS
from tests.rooms.channels.messenger.test_simulator import examined
from trato.rooms.channels.adapters.instagram.connecting import CONNECTION
from trato.rooms.channels.model import (
    Accepted,
    HttpAnswer,
    InboundKind,
    Media,
    Moderation,
    ModerationOrder,
    Rejected,
    RejectReason,
    Surface,
    Text,
)
from trato.rooms.channels.simulators.meta.chats import Tick

SPECS = CONTRACTS / "meta" / "business-sdk-specs"
KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
ANSWER: dict[str, Any] = {"key": KEY, "to": (LUCIA,), "parts": (Text("¡Hola!"),)}


def _headers(b: Bench) -> dict[str, str]:
    return {"Authorization": f"Bearer {b.page.token}", "User-Agent": "trato/1.0.0"}


async def _post(b: Bench, path: str, body: Any) -> int:
    return (await b.wire.post(f"/v23.0/{path}", json=body, headers=_headers(b))).status_code


async def test_a_message_is_answered_and_the_answer_is_seen() -> None:
    async with bench() as (b, simulator):
        await b.hello()
        outcome = await b.send(**ANSWER)
        assert isinstance(outcome, Accepted)
        simulator.see(ME, IGSID)
        await b.settle()
        assert b.product.statuses() == ["read", "sent"]
        assert {event.receipt.target for event in b.product.events if event.receipt} == {outcome.provider_id}
        assert [*simulator.world.thread(ME, IGSID).bubbles.values()][-1].tick is Tick.READ


async def test_stories_are_answered_and_mentioned_with_their_picture() -> None:
    async with bench() as (b, simulator):
        simulator.say(ME, IGSID, {"kind": "story_reply", "text": "¿La tienen?"})
        simulator.say(ME, IGSID, {"kind": "story_mention"})
        await b.settle()
        answered, mentioned = (event.parts for event in b.product.events)
        assert isinstance(answered[0], Media) and answered[0].story == "ours"
        assert answered[1:] == (Text("¿La tienen?"),)
        assert mentioned == (msgspec.structs.replace(answered[0], story="theirs"),)
        call = INSTAGRAM.media(answered[0].ref, b.product.account, None)
        assert call is not None
        got = await b.perform(call)
        assert isinstance(got, HttpAnswer)
        assert got.body.startswith(b"\x89PNG")


async def test_a_comment_is_answered_below_hidden_shown_and_deleted() -> None:
    async with bench() as (b, simulator):
        post = simulator.media.publish(ME, "Llegaron las ollas")
        said = simulator.media.comment(IGSID, post, "¿Precio?")
        await b.settle()
        (event,) = b.product.events
        assert (event.kind, event.author[0], event.author_name) == (InboundKind.COMMENT, LUCIA, "lucia.ferreyra")
        public = {"surface": Surface.PUBLIC_COMMENT, "thread_key": event.thread_key}
        outcome = await b.send(**{**ANSWER, **public})
        assert isinstance(outcome, Accepted)
        ours = simulator.world.posts[outcome.provider_id]
        assert (ours.author, ours.above, ours.text) == (ME, said, "¡Hola!")
        for act, hidden in ((Moderation.HIDE, True), (Moderation.UNHIDE, False)):
            order = ModerationOrder(act, said)
            answer = await b.perform(INSTAGRAM.moderate(order, b.product.account))
            assert isinstance(INSTAGRAM.moderated(order, answer), Accepted)
            assert simulator.world.posts[said].hidden is hidden
        for _ in range(2):  # what is gone is deleted
            order = ModerationOrder(Moderation.DELETE, said)
            answer = await b.perform(INSTAGRAM.moderate(order, b.product.account))
            assert isinstance(INSTAGRAM.moderated(order, answer), Accepted)
        assert [*simulator.world.posts] == [post]


async def test_a_comment_is_answered_in_private_once_in_a_week_and_of_a_broadcast_while_it_runs() -> None:
    async with bench() as (b, simulator):
        post, live = simulator.media.publish(ME, "Llegaron"), simulator.media.broadcast(ME, "En vivo")
        said, old = (simulator.media.comment(IGSID, post, text) for text in ("¿Precio?", "¿Hay?"))
        during, after = (simulator.media.comment(IGSID, live, text) for text in ("¡Linda!", "¿Y ahora?"))
        private = {**ANSWER, "private_reply": True}
        assert isinstance(await b.send(**private, reply_to=said), Accepted)
        assert isinstance(await b.send(**private, reply_to=said), Rejected)
        assert isinstance(await b.send(**private, reply_to=during), Accepted)
        simulator.media.live.discard(live)
        outcome = await b.send(**private, reply_to=after)
        assert isinstance(outcome, Rejected)
        assert outcome.reason is RejectReason.WINDOW
        later(b, timedelta(days=7))
        assert isinstance(await b.send(**private, reply_to=old), Rejected)


async def test_where_it_was_mentioned_it_answers() -> None:
    async with bench() as (b, simulator):
        one = simulator.media.mention(ME, IGSID, "Mi olla de @pirca.cocina")
        await b.settle()
        (event,) = b.product.events
        assert (event.kind, event.thread_key) == (InboundKind.MENTION, f"mention:{one.id}")
        assert isinstance(await b.send(**ANSWER, surface=Surface.MENTION, thread_key=event.thread_key), Accepted)


_LONG = "ñ" * 501
_TEXT = {"recipient": {"id": IGSID}, "messaging_type": "RESPONSE"}


@pytest.mark.parametrize(
    "message",
    [
        {"text": _LONG},
        {"text": ""},
        {},
        {"text": "x", "mood": "kind"},
        {"text": "x", "quick_replies": []},
        {"sticker_id": 369239263222822},
        {"attachment": {"type": "image", "payload": {}}},
        {"attachment": {"type": "hologram", "payload": {"url": "https://a.example/i.png"}}},
        {"text": "x", "attachment": {"type": "image", "payload": {"url": "https://a.example/i.png"}}},
    ],
)
async def test_a_message_beyond_its_limits_is_refused(message: Any) -> None:
    async with bench() as (b, _):
        await b.hello()
        assert await _post(b, "me/messages", {**_TEXT, "message": message}) == 400
        assert await _post(b, "me/messages", {**_TEXT, "message": {"text": "ñ" * 500}}) == 200


@pytest.mark.parametrize(
    "body",
    [
        {}, {"message": ""}, {"message": "x" * 301}, {"message": 3}, {"text": "x"}, {"message": "x", "mood": "kind"},
        [],
        {"message": "#a #b #c #d #e"}, {"message": "https://a.example https://b.example"}, {"message": "NO HAY MÁS"},
    ],
)  # fmt: skip
async def test_an_answer_in_public_beyond_its_limits_is_refused(body: Any) -> None:
    async with bench() as (b, simulator):
        post = simulator.media.publish(ME, "Llegaron")
        said = simulator.media.comment(IGSID, post, "¿Precio?")
        other = simulator.media.mention(ME, IGSID, "@pirca.cocina").id
        assert await _post(b, f"{said}/replies", body) == 400
        named = {"media_id": other} if isinstance(body, dict) else {}
        assert await _post(b, f"{ME}/mentions", {**body, **named} if named else body) == 400
        assert await _post(b, f"{post}/replies", {"message": "x"}) == 400
        assert await _post(b, f"{ME}/mentions", {"message": "x"}) == 400


@pytest.mark.parametrize(
    "body", [{}, {"hide": "yes"}, {"hide": 1}, {"is_hidden": True}, {"hide": True, "x": 1}, [], None, "x"]
)
async def test_hiding_of_another_shape_is_refused(body: Any) -> None:
    async with bench() as (b, simulator):
        said = simulator.media.comment(IGSID, simulator.media.publish(ME, "Llegaron"), "¿Precio?")
        assert await _post(b, said, body) == 400


@pytest.mark.skipif(not SPECS.exists(), reason=f"no published edges at {SPECS}")
def test_what_is_played_stands_among_the_published_edges() -> None:
    def edges(name: str) -> dict[tuple[str, str], set[str]]:
        told = json.loads((SPECS / f"{name}.json").read_text())["apis"]
        return {
            (one["method"], one.get("endpoint") or one.get("name")): {p["name"] for p in one["params"]} for one in told
        }

    comment, user = edges("IGComment"), edges("IGUser")
    assert "message" in comment[("POST", "replies")]
    assert "hide" in comment[("POST", "#update")]
    assert ("DELETE", "#delete") in comment
    assert user[("POST", "mentions")] >= {"media_id", "comment_id", "message"}


async def test_an_account_that_is_set_up_passes_every_look() -> None:
    async with bench() as (b, _):
        found = await examined(b, CONNECTION, "http://trato/hooks/any-other-of-the-app")
        assert [one.check for one in found] == [
            "account",
            "app_secret",
            "permissions",
            "subscription",
            "webhook",
            "threads",
        ]
        assert {one.state.value for one in found} == {"good"}


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ({"token": "otro"}, "token"),
        ({"secret": "otro"}, "app_secret"),
        ({"scopes": ("instagram_basic",)}, "permissions"),
        ({"subscribed_fields": ()}, "subscription"),
        ({"callback_url": "https://otra.example/hooks/1"}, "webhook"),
        ({"hook_fields": ("messages",)}, "webhook"),
        ({"about": "page"}, "account"),
    ],
)
async def test_what_is_set_up_wrongly_is_named(wrong: dict[str, object], check: str) -> None:
    async with bench() as (b, _):
        for name, value in wrong.items():
            setattr(b.page, name, value)
        bad = [one.check for one in await examined(b, CONNECTION, "http://trato/hooks/1") if one.state.value == "bad"]
        assert bad == [check]


async def test_anyone_plays_somebody_on_the_telephone_and_below_the_posts() -> None:
    async with bench() as (b, simulator):
        for page in ("/phone/", "/phone/words.js", "/wall/", "/wall/words.js", "/wall/board.js"):
            answer = await b.wire.get(page)
            assert answer.status_code == 200
            assert "{channel}" not in answer.text and "{look}" not in answer.text
        post = simulator.media.publish(ME, "Llegaron las ollas")
        said = {"person": IGSID, "above": post, "text": "¿Precio?"}
        assert (await b.wire.post("/wall/api/comment", json=said)).status_code == 200
        state = (await b.wire.get("/wall/api/state", params={"person": IGSID})).json()
        assert [one["name"] for one in state["posts"]] == ["pirca.cocina", "lucia.ferreyra"]
        assert state["edits"] is False
        story = {"person": IGSID, "number": ME, "content": {"kind": "story_mention"}}
        assert (await b.wire.post("/phone/api/say", json=story)).status_code == 200
