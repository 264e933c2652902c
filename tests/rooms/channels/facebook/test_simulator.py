"""The stand-in's wall: what the Graph takes about comments and what it refuses, and its screen."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.rooms.channels.messenger.bench import Bench, bench, later
from tests.rooms.channels.messenger.known import CONTRACTS, PSID

COMMENT = CONTRACTS / "meta" / "business-sdk-specs" / "Comment.json"


def _headers(b: Bench) -> dict[str, str]:
    return {"Authorization": f"Bearer {b.page.token}", "User-Agent": "trato/1.0.0"}


async def _post(b: Bench, path: str, body: Any) -> int:
    answer = await b.wire.post(f"/v23.0/{path}", json=body, headers=_headers(b))
    return answer.status_code


def _said(b: Bench) -> str:
    return b.simulator.posts.comment(PSID, b.simulator.posts.publish(b.page.id, "Llegaron"), "¿Envían a Cusco?")


async def test_a_comment_is_answered_hidden_liked_and_deleted() -> None:
    async with bench() as b:
        said = _said(b)
        assert await _post(b, f"{said}/comments", {"message": "Sí"}) == 200
        assert await _post(b, f"{said}/likes", {}) == 200
        assert await _post(b, said, {"is_hidden": True}) == 200
        one = b.simulator.world.posts[said]
        assert (one.liked, one.hidden) == (True, True)
        answer = await b.wire.delete(f"/v23.0/{said}", headers=_headers(b))
        assert answer.status_code == 200
        assert [one.post for one in b.simulator.world.posts.values()] == [""]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message": ""},
        {"message": "x" * 8001},
        {"message": 3},
        {"message": "x", "mood": "kind"},
        {"text": "x"},
        [],
        None,
        "x",
    ],
)
async def test_an_answer_of_another_shape_is_refused(body: Any) -> None:
    async with bench() as b:
        assert await _post(b, f"{_said(b)}/comments", body) == 400


@pytest.mark.parametrize(
    "body",
    [{}, {"is_hidden": "yes"}, {"is_hidden": 1}, {"hide": True}, {"is_hidden": True, "x": 1}, [], None, "x"],
)
async def test_hiding_of_another_shape_is_refused(body: Any) -> None:
    async with bench() as b:
        assert await _post(b, _said(b), body) == 400


async def test_strangers_and_unknown_comments_are_refused() -> None:
    async with bench() as b:
        assert await _post(b, "1_2/comments", {"message": "x"}) == 400
        said = _said(b)
        b.page.token = "otro"
        headers = {"Authorization": "Bearer EAApage", "User-Agent": "trato/1.0.0"}
        answer = await b.wire.post(f"/v23.0/{said}/comments", json={"message": "x"}, headers=headers)
        assert answer.status_code == 401


@pytest.mark.skipif(not COMMENT.exists(), reason=f"no published edges at {COMMENT}")
def test_what_is_played_stands_among_the_published_edges() -> None:
    edges = json.loads(COMMENT.read_text())["apis"]
    named = {
        (one["method"], one.get("endpoint") or one.get("name")): {p["name"] for p in one["params"]} for one in edges
    }
    assert "message" in named[("POST", "comments")]
    assert "is_hidden" in named[("POST", "#update")]
    assert ("DELETE", "#delete") in named
    assert ("POST", "likes") in named


async def test_a_comment_is_answered_in_private_once_and_within_a_week() -> None:
    async with bench() as b:
        said, late = _said(b), _said(b)
        body = {"recipient": {"comment_id": said}, "message": {"text": "Te escribimos por aquí"}}
        assert await _post(b, f"{b.page.id}/messages", body) == 200
        assert len(b.simulator.world.thread(b.page.id, PSID).bubbles) == 1
        assert await _post(b, f"{b.page.id}/messages", body) == 400
        later(b, timedelta(days=7))
        assert await _post(b, f"{b.page.id}/messages", {**body, "recipient": {"comment_id": late}}) == 400


async def test_anyone_comments_changes_and_takes_back_their_own_on_the_screen() -> None:
    async with bench() as b:
        post = b.simulator.posts.publish(b.page.id, "Llegaron las ollas")
        assert (await b.wire.get("/wall/")).status_code == 200
        for name in ("board.js", "board.css"):
            assert (await b.wire.get(f"/wall/{name}")).status_code == 200
        said = (await b.wire.post("/wall/api/comment", json={"person": PSID, "above": post, "text": "¿Precio?"})).json()
        change = {"person": PSID, "target": said["id"], "text": "¿Qué precio tienen?"}
        assert (await b.wire.post("/wall/api/edit", json=change)).status_code == 200
        other = b.simulator.add_person("9", "Otra")
        removal = {"person": other.wa_id, "target": said["id"]}
        assert (await b.wire.post("/wall/api/remove", json=removal)).status_code == 422
        b.simulator.posts.hide(said["id"], hidden=True)
        seen = (await b.wire.get("/wall/api/state", params={"person": other.wa_id})).json()["posts"]
        assert [one["text"] for one in seen] == ["Llegaron las ollas"]
        mine = (await b.wire.get("/wall/api/state", params={"person": PSID})).json()["posts"]
        assert [one["text"] for one in mine] == ["Llegaron las ollas", "¿Qué precio tienen?"]
        assert (await b.wire.post("/wall/api/remove", json={**removal, "person": PSID})).status_code == 200
