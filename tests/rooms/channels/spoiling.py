"""A call of a channel, spoilt in every way that a wire allows: its stand-in must refuse each of them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx

from bench.mutating import places
from tests.rooms.channels.calls import Call, Stand, is_refusal


def spoilt(call: Call, secrets: Mapping[str, str]) -> Iterator[tuple[str, Call]]:
    """Yield a call with one thing wrong, and what it is."""
    yield from _unproven(call, secrets)
    parts = urlsplit(call.url)
    for method in {"POST": ("PUT", "PATCH"), "GET": ("POST", "PUT", "DELETE")}.get(call.method, ("PATCH", "TRACE")):
        yield "method", replace(call, method=method)
    yield "path", replace(call, url=urlunsplit(parts._replace(path=f"{parts.path}/nada")))
    yield "path", replace(call, url=urlunsplit(parts._replace(path="/nada" + parts.path)))
    if call.body:
        for kind in ("text/plain", "application/xml"):
            yield "content type", replace(call, headers={**call.headers, "content-type": kind})
        yield "no body", replace(call, body=b"")
    kind = call.headers.get("content-type", "").partition(";")[0]
    if kind in ("", "application/json") and call.body:
        yield from _bad_json(replace(call, headers={**call.headers, "content-type": "application/json"}))
    elif kind == "application/x-www-form-urlencoded":
        pairs = parse_qsl(call.body.decode(), keep_blank_values=True)
        for what, other in _bad_pairs(pairs, 100_000):
            yield what, replace(call, body=urlencode(other).encode())
    elif kind == "multipart/form-data":
        yield "cut", replace(call, body=call.body[: len(call.body) // 3])
        yield "cut", replace(call, body=b"--x--")
        yield "no boundary", replace(call, headers={**call.headers, "content-type": "multipart/form-data"})
        renamed = call.body.replace(b'name="', b'name="x')
        yield "unknown field", replace(call, body=renamed)
    query = parse_qsl(parts.query, keep_blank_values=True)
    for what, other in _bad_pairs(query, 3_000) if query else ():
        yield f"query: {what}", replace(call, url=urlunsplit(parts._replace(query=urlencode(other))))


def _unproven(call: Call, secrets: Mapping[str, str]) -> Iterator[tuple[str, Call]]:
    """Yield a call without what proves that it is ours, and with another."""
    given = call.headers.get("authorization")
    if given is not None:
        yield "no token", replace(call, headers={k: v for k, v in call.headers.items() if k != "authorization"})
        scheme, _, token = given.partition(" ")
        for wrong in (f"{scheme} {token[:-3]}xyz", f"{scheme} ", f"Otra {token}"):
            yield "another token", replace(call, headers={**call.headers, "authorization": wrong})
    for name in [one for one in call.headers if one.startswith("webhook-")]:
        for wrong in ("", f"x{call.headers[name]}"):
            yield "another token", replace(call, headers={**call.headers, name: wrong})
    for secret in [one for one in secrets.values() if len(one) >= 5]:
        if secret in call.url:
            for wrong in ("x", secret[:-2], f"{secret}0"):
                yield "another token", replace(call, url=call.url.replace(secret, wrong))
        if secret.encode() in call.body:
            yield "another token", replace(call, body=call.body.replace(secret.encode(), b"x" * len(secret)))


def _bad_json(call: Call) -> Iterator[tuple[str, Call]]:
    told = json.loads(call.body)
    for raw in (b"{", b"[]", b"null", b'"x"', b"\xff"):
        yield "no JSON object", replace(call, body=raw)
    for what, wrong in _bad_values(told):
        yield what, replace(call, body=json.dumps(wrong).encode())


def _bad_values(told: Any) -> Iterator[tuple[str, Any]]:
    """Yield a body with one place wrong."""
    paths = [(holder, key) for holder, key in places(told)]
    yield "unknown field", {**told, "sorpresa": 1}
    for n, (holder, key) in enumerate(paths):
        value = holder[key]
        wrong: list[tuple[str, Any]] = []
        if isinstance(value, dict):
            wrong += [("unknown field", {**value, "sorpresa": 1}), ("another type", "x"), ("another type", 5)]
        elif isinstance(value, list):
            wrong += [("another type", {"a": 1}), ("another type", "x")]
        elif isinstance(value, str):
            wrong += [
                ("another type", {"a": 1}),
                ("another type", [1]),
                ("too long", value + "x" * 100_000),
                ("empty", ""),
            ]
        elif isinstance(value, bool):
            wrong += [("another type", {"a": 1}), ("another type", "quizás")]
        elif isinstance(value, int | float):
            wrong += [("another type", {"a": 1}), ("another type", "x"), ("too large", 10**30)]
        for what, other in wrong:
            spoilt_one = copy.deepcopy(told)
            holder_there, key_there = list(places(spoilt_one))[n]
            holder_there[key_there] = other
            yield what, spoilt_one
        if isinstance(holder, dict):
            spoilt_one = copy.deepcopy(told)
            holder_there, key_there = list(places(spoilt_one))[n]
            del holder_there[key_there]
            yield "dropped", spoilt_one


def _bad_pairs(pairs: Sequence[tuple[str, str]], long: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield a form, or a query, with one thing wrong."""
    yield "unknown field", [*pairs, ("sorpresa", "1")]
    for at, (name, value) in enumerate(pairs):
        rest = [*pairs[:at], *pairs[at + 1 :]]
        yield "dropped", rest
        yield "empty", [*rest, (name, "")]
        yield "too long", [*rest, (name, value + "x" * long)]
        yield "garbled", [*rest, (name, f"\x01{{{value}")]


async def taken(stand: Stand, call: Call, secrets: Mapping[str, str]) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Make a call in every spoilt form; return how many were refused by what was wrong, and what was taken."""
    refused: dict[str, int] = {}
    let_in: list[tuple[str, str]] = []
    transport = httpx.ASGITransport(stand.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport) as http:
        for what, wrong in spoilt(call, secrets):
            headers = {name: value for name, value in wrong.headers.items() if name != "content-length"}
            if stand.ready is not None:
                stand.ready(call)
            answer = await http.request(wrong.method, wrong.url, headers=headers, content=wrong.body)
            if answer.status_code >= 500:
                let_in.append((f"{what}: it fell", _shown(wrong)))
            elif is_refusal(answer.status_code, answer.content):
                refused[what] = refused.get(what, 0) + 1
            else:
                let_in.append((what, _shown(wrong)))
    return refused, let_in


async def is_taken(stand: Stand, call: Call) -> bool:
    """Make a call once more as it is, where the world is ready for it; say whether it is taken."""
    if stand.ready is not None:
        stand.ready(call)
    headers = {name: value for name, value in call.headers.items() if name != "content-length"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(stand.app, raise_app_exceptions=False)) as http:
        answer = await http.request(call.method, call.url, headers=headers, content=call.body)
    return not is_refusal(answer.status_code, answer.content)


def _shown(call: Call) -> str:
    return f"{call.method} {call.url[:200]} {call.body[:300]!r}"
