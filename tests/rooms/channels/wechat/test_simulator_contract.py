"""The stand-in's contract: as wide as WeChat's documentation of the calls it plays, and as narrow as its rules.

WeChat publishes no contract that a machine could read: the good calls are the examples of its documentation.
"""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.rooms.channels.wechat.bench import Bench, bench
from tests.rooms.channels.wechat.known import APP_ID, APP_SECRET, PERSON
from trato.rooms.channels.simulators.wechat.shapes import SEND

pytestmark = pytest.mark.anyio
GONE = object()
KEPT = "media-de-la-casa"
_TO = {"touser": PERSON}
_MENU = {
    "head_content": "您对本次服务是否满意呢? ", "tail_content": "欢迎再次光临",
    "list": [{"id": "101", "content": "满意"}, {"id": "102", "content": "不满意"}],
}  # fmt: skip
_ARTICLE = {
    "title": "Happy Day",
    "description": "Is Really A Happy Day",
    "url": "https://a.example",
    "picurl": "http://a.b/c",
}
POSTS: dict[str, tuple[str, dict[str, Any]]] = {
    "token": ("/cgi-bin/stable_token",
              {"grant_type": "client_credential", "appid": APP_ID, "secret": APP_SECRET, "force_refresh": False}),
    "text": (SEND, {**_TO, "msgtype": "text", "text": {"content": "Hello World"}}),
    "image": (SEND, {**_TO, "msgtype": "image", "image": {"media_id": KEPT}}),
    "voice": (SEND, {**_TO, "msgtype": "voice", "voice": {"media_id": KEPT}}),
    "video": (SEND, {**_TO, "msgtype": "video", "video": {
        "media_id": KEPT, "thumb_media_id": KEPT, "title": "TITLE", "description": "DESCRIPTION"}}),
    "menu": (SEND, {**_TO, "msgtype": "msgmenu", "msgmenu": _MENU}),
    "news": (SEND, {**_TO, "msgtype": "news", "news": {"articles": [_ARTICLE]}}),
    "from one of ours": (SEND, {**_TO, "msgtype": "text", "text": {"content": "Hello World"},
                                "customservice": {"kf_account": "test1@kftest"}}),
    "typing": ("/cgi-bin/message/custom/typing", {**_TO, "command": "Typing"}),
    "quota": ("/cgi-bin/openapi/quota/get", {"cgi_path": SEND}),
    "check": ("/cgi-bin/callback/check", {"action": "all", "check_operator": "DEFAULT"}),
}  # fmt: skip
GETS: dict[str, tuple[str, dict[str, str]]] = {
    "user": ("/cgi-bin/user/info", {"openid": PERSON, "lang": "zh_CN"}),
    "media": ("/cgi-bin/media/get", {"media_id": KEPT}),
    "addresses": ("/cgi-bin/get_api_domain_ip", {}),
}
STRANGE = [(("sorpresa",), 1), ((), []), ((), "x"), ((), None)]
NAMELESS = [None, "", 7, "U206d25c2ea6bd87c17655609a1c37cb8", f"{PERSON}x", [PERSON], GONE]
MUTATIONS: dict[str, list[tuple[tuple[Any, ...], Any]]] = {
    "token": [
        (("grant_type",), GONE), (("grant_type",), "authorization_code"), (("appid",), GONE), (("appid",), "wx1"),
        (("appid",), "wxffffffffffffffff"), (("secret",), GONE), (("secret",), ""), (("secret",), "x" * 32),
        (("force_refresh",), "no"), *STRANGE,
    ],
    "text": [
        *[(("touser",), one) for one in NAMELESS], (("msgtype",), GONE), (("msgtype",), "telepathy"),
        (("msgtype",), "image"), (("text",), GONE), (("text", "content"), GONE), (("text", "content"), ""),
        (("text", "content"), "   "), (("text", "content"), "x" * 2049), (("text", "content"), "订" * 683),
        (("text", "sorpresa"), 1), (("image",), {"media_id": KEPT}), *STRANGE,
    ],
    "typing": [
        *[(("touser",), one) for one in NAMELESS], (("command",), GONE), (("command",), "typing"),
        (("command",), "Sleeping"), *STRANGE,
    ],
    "quota": [
        (("cgi_path",), one) for one in (GONE, "", "message/custom/send", "/cgi-bin/no/such", 7, None, "https://x", "/")
    ] + STRANGE,
    "check": [
        (("action",), GONE), (("action",), "DNS"), (("action",), 1), (("check_operator",), GONE),
        (("check_operator",), "default"), (("check_operator",), ""), *STRANGE,
    ],
    **{name: [
        (("touser",), GONE), (("msgtype",), "text"), ((name,), GONE), ((name,), KEPT), ((name, "media_id"), GONE),
        ((name, "media_id"), ""), ((name, "media_id"), "no-hay-tal"), ((name, "url"), "https://x"), *STRANGE,
    ] for name in ("image", "voice")},
    "video": [
        (("video", "media_id"), GONE), (("video", "thumb_media_id"), GONE), (("video", "media_id"), "no-hay-tal"),
        (("video", "title"), "x" * 65), (("video", "title"), 7), (("video", "url"), "x"), (("msgtype",), "image"),
        (("touser",), GONE), *STRANGE,
    ],
    "menu": [
        (("msgmenu", "head_content"), GONE), (("msgmenu", "head_content"), "x" * 2049), (("msgmenu", "list"), []),
        (("msgmenu", "list"), [{"id": str(n), "content": "x"} for n in range(11)]),
        (("msgmenu", "list", 0, "id"), 101), (("msgmenu", "list", 0, "id"), GONE),
        (("msgmenu", "list", 0, "content"), ""), (("msgmenu", "list", 0, "content"), GONE),
        (("msgmenu", "list", 0, "url"), "x"), (("msgmenu", "sorpresa"), 1), *STRANGE,
    ],
    "news": [
        (("news", "articles"), []), (("news", "articles"), [_ARTICLE, _ARTICLE]),
        *[(("news", "articles", 0, name), GONE) for name in _ARTICLE],
        (("news", "articles", 0, "url"), "javascript:x"), (("news", "articles", 0, "title"), ""), *STRANGE,
    ],
    "from one of ours": [
        (("customservice",), "test1@kftest"), (("customservice", "kf_account"), GONE),
        (("customservice", "kf_account"), "test1"), (("customservice", "kf_account"), ""),
        (("customservice", "kf_account"), 1), (("customservice", "kf_account"), "a b@c"),
        (("customservice", "name"), "x"), (("customservice",), []), *STRANGE,
    ],
}  # fmt: skip
ASKED: dict[str, list[dict[str, str]]] = {
    "user": [{}, {"openid": ""}, {"openid": "x"}, {"openid": "o" * 28}, {"openid": PERSON, "lang": "es"},
             {"openid": PERSON, "lang": ""}, {"openid": PERSON, "sorpresa": "1"}, {"userid": PERSON}],
    "media": [{}, {"media_id": ""}, {"media_id": "x" * 129}, {"media_id": "no-hay-tal"}, {"mediaid": KEPT},
              {"media_id": KEPT, "type": "image"}, {"media_id": KEPT, "x": ""}, {"MEDIA_ID": KEPT}],
    "addresses": [{one: "1"} for one in ("type", "lang", "openid", "media_id", "x", "appid", "secret", "ip")],
}  # fmt: skip


@pytest.fixture
async def one() -> AsyncIterator[Bench]:
    async with bench() as made:
        await made.hello()
        made.account.most = 10**6
        await made.hello()
        made.simulator.world.files[KEPT] = made.simulator.world.files[made.simulator.world.keep(b"x", "image/png")]
        made.account.access = "t"
        yield made


async def _code(answer: httpx.Response) -> int:
    told = answer.json() if "json" in answer.headers["content-type"] else {}
    return int(told.get("errcode", 0))


async def _post(one: Bench, path: str, body: Any, **query: str) -> int:
    raw = json.dumps(body, ensure_ascii=False).encode()
    params = query if path.endswith("stable_token") else {"access_token": one.account.access, **query}
    return await _code(await one.wire.post(path, params=params, content=raw))


def _mutated(body: dict[str, Any], where: tuple[Any, ...], value: Any) -> Any:
    if not where:
        return value
    mutant = copy.deepcopy(body)
    target: Any = mutant
    for step in where[:-1]:
        target = target[step]
    if value is GONE:
        del target[where[-1]]
    else:
        target[where[-1]] = value
    return mutant


async def test_the_examples_of_the_documentation_are_taken(one: Bench) -> None:
    for name, (path, body) in POSTS.items():
        assert (name, await _post(one, path, body)) == (name, 0)
    for name, (path, query) in GETS.items():
        answer = await one.wire.get(path, params={"access_token": "t", **query})
        assert (name, await _code(answer)) == (name, 0)


@pytest.mark.parametrize("name", POSTS)
async def test_a_wrong_call_is_refused(one: Bench, name: str) -> None:
    path, body = POSTS[name]
    assert len(MUTATIONS[name]) >= 8
    taken = [
        (where, value) for where, value in MUTATIONS[name] if not await _post(one, path, _mutated(body, where, value))
    ]
    assert taken == []


@pytest.mark.parametrize("name", GETS)
async def test_a_wrong_question_is_refused(one: Bench, name: str) -> None:
    assert len(ASKED[name]) >= 8
    for query in ASKED[name]:
        answer = await one.wire.get(GETS[name][0], params={"access_token": "t", **query})
        assert (query, await _code(answer) != 0) == (query, True)


async def test_a_file_is_taken_with_what_it_is_and_nothing_else(one: Bench) -> None:
    whole = {"access_token": "t", "type": "image"}
    png, amr = ("a.png", b"x", "image/png"), ("a.amr", b"x", "audio/amr")

    async def bring(kind: str, files: dict[str, Any], data: dict[str, str] | None = None, **query: str) -> int:
        params = {"access_token": "t", "type": kind, **query}
        return await _code(await one.wire.post("/cgi-bin/media/upload", params=params, files=files, data=data))

    assert (await bring("image", {"media": png}), await bring("voice", {"media": amr})) == (0, 0)
    refused = [
        await bring("", {"media": png}), await bring("document", {"media": png}), await bring("voice", {"media": png}),
        await bring("image", {"media": amr}), await bring("image", {"file": png}),
        await bring("image", {"media": ("a.png", b"", "image/png")}),
        await bring("voice", {"media": ("a.amr", b"x" * (2 * 1024 * 1024 + 1), "audio/amr")}),
        await bring("image", {"media": png}, {"title": "x"}), await bring("image", {"media": png}, sorpresa="1"),
        await _code(await one.wire.post("/cgi-bin/media/upload", params=whole, content=b"x")),
    ]  # fmt: skip
    assert all(refused)


async def test_only_the_token_of_the_moment_lets_in(one: Bench) -> None:
    path, body = POSTS["text"]
    codes = []
    for query in ({"access_token": ""}, {"access_token": "otra"}):
        codes.append(await _post(one, path, body, **query))
    one.simulator.end_token(one.account)
    codes.append(await _post(one, path, body, access_token="t"))
    assert codes == [41001, 40001, 42001]
    assert await _code(await one.wire.get(path, params={"access_token": "t"})) == 43002
    assert await _code(await one.wire.post("/cgi-bin/user/info", params={"access_token": "t"})) == 43001


async def test_escaped_letters_and_what_is_no_json_are_refused(one: Bench) -> None:
    raw = json.dumps({**POSTS["text"][1], "text": {"content": "ñ"}}).encode()
    for wrong in (raw, b"", b"nada", b"\xff", b"[" * 100_000):
        answer = await one.wire.post(SEND, params={"access_token": "t"}, content=wrong)
        assert await _code(answer) == 47001


async def test_a_token_is_the_same_until_it_is_asked_for_anew(one: Bench) -> None:
    path, body = POSTS["token"]
    first, again = [(await one.wire.post(path, json=body)).json()["access_token"] for _ in range(2)]
    other = (await one.wire.post(path, json={**body, "force_refresh": True})).json()["access_token"]
    assert first == again != other
    assert await _post(one, *POSTS["text"], access_token=first) == 42001
