"""Bad input at the API: whatever is sent to whatever address, the answer is a refusal that says why, never a bug."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from tests.flow.world import World
from tests.rooms.console.desk import Desk, Person, open_desk
from trato.app import openapi, routes
from trato.app.doors import LARGEST_BODY
from trato.app.openapi import Described
from trato.kit.ids import uuid7

HOSTILE: dict[type, tuple[Any, ...]] = {
    str: ("a\x00b", "\ud800", "x" * 30_000, "\u202e\x1b[31m", "", "'; drop table x; --"),
    int: (-1, 0, 2**31, 2**63, 2**80),
    float: (-1.0, 1e308, 2**80),
    datetime: ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-22T10:00:00", "ayer"),
    UUID: (str(UUID(int=0)), str(UUID(int=2**128 - 1)), "x", ""),
    list: ([None], ["\x00"], [[]], [{}], ["x"] * 3_000),
    dict: ({"\x00": "\x00"}, {"a": {"a": {"a": [None]}}}),
}
ANYWHERE: tuple[Any, ...] = (None, True, [], {}, "\x00")
BROKEN = {
    "nothing": b"", "half": b"{", "list": b"[]", "null": b"null", "text": b'"x"', "binary": b"\xff\xfe",
    "surrogate": b'{"text": "\\ud800"}', "deep": b'{"a":' * 20_000, "deep list": b"[" * 100_000, "twice": b"{}{}",
    "nan": b'{"limit": NaN}',
}  # fmt: skip
ENDS_THE_SESSION = ("/session", "/sign", "/password", "/second-factor")


async def furnished(world: World, desk: Desk) -> dict[str, str]:
    """Put one of everything in reach; return the ids by the word that stands before them in an address."""
    await world.webchat("mi pedido no llegó", visitor="v-1")
    (thread,) = await world.fetch("select id, case_id, contact_id from conversations.conversation")
    (message,) = await world.fetch("select id from conversations.message")
    ids = {"cases": thread["case_id"], "contacts": thread["contact_id"], "messages": message["id"],
           "conversations": thread["id"], "users": desk.people["director_of_care"].id,
           "teams": world.brand.team_id}  # fmt: skip
    made = await desk.people["system_admin"].client.post("/api/v1/webhooks", json={"url": "https://203.0.113.9/x"})
    return {name: str(one) for name, one in ids.items()} | {
        "webhooks": made.json()["endpoint"]["id"] if made.status_code < 300 else str(uuid7())
    }


def addressed(path: str, ids: dict[str, str]) -> str:
    """Return an address with ids in its places, real ones where there are."""
    parts = path.split("/")
    numbers = dict.fromkeys(("{seq}", "{inbox_id}"), "1")
    return "/".join(
        numbers.get(one, ids.get(parts[n - 1], str(uuid7()))) if one.startswith("{") else one
        for n, one in enumerate(parts)
    )


def kind_of(field: msgspec.inspect.Field) -> type:
    """Return the plain type that a field is, or holds."""
    told: Any = field.type
    if isinstance(told, msgspec.inspect.UnionType):
        told = next(one for one in told.types if not isinstance(one, msgspec.inspect.NoneType))
    return {"StrType": str, "IntType": int, "FloatType": float, "DateTimeType": datetime, "UUIDType": UUID,
            "ListType": list, "VarTupleType": list, "DictType": dict, "EnumType": Enum,
            "StructType": dict}.get(type(told).__name__, str)  # fmt: skip


def plausible(field: msgspec.inspect.Field) -> Any:
    kind = kind_of(field)
    values: dict[type, Any] = {str: "texto", int: 1, float: 1.0, datetime: "2026-11-30T10:00:00Z", UUID: str(uuid7()),
                               list: [], dict: {}, Enum: "open"}  # fmt: skip
    return values[kind]


def asks(operation: Described) -> Iterator[dict[str, Any]]:
    """Give requests that are each wrong in one field."""
    if operation.takes is None:
        return
    fields = {one.encode_name: one for one in msgspec.inspect.type_info(operation.takes).fields}  # type: ignore[attr-defined]
    in_path = {one.strip("{}") for one in operation.path.split("/") if one.startswith("{")}
    said = {name: plausible(one) for name, one in fields.items() if name not in in_path}
    yield said
    for name in said:
        for value in (*HOSTILE.get(kind_of(fields[name]), ()), *ANYWHERE):
            yield said | {name: value}


async def ask(person: Person, operation: Described, path: str, said: dict[str, Any]) -> httpx.Response:
    if operation.method in {"GET", "DELETE"}:
        query = {name: str(value).encode("utf-8", "replace").decode()[:2000] for name, value in said.items()}
        return await person.client.request(operation.method, path, params=query)
    raw = json.dumps(said).encode()
    return await person.client.request(
        operation.method, path, content=raw, headers={"content-type": "application/json"}
    )


def is_json(operation: Described) -> bool:
    return operation.takes is not None and operation.need != "public" and not operation.raw_body


async def bugs_of(world: World, requests: Any) -> tuple[int, list[str]]:
    """Send requests for every operation; return how many there were, and those that were answered by a bug."""
    asked, bugs = 0, []
    async with open_desk(world.house, world) as desk:
        for role in ("director_of_care", "system_admin"):
            await desk.add(role, role)
        ids = await furnished(world, desk)
        for operation in openapi.describe(routes.table(world.house)):
            if not is_json(operation) or any(one in operation.path for one in ENDS_THE_SESSION):
                continue
            path = addressed(operation.path, ids)
            for told, send in requests(operation, path):
                for person in desk.people.values():
                    answer = await send(person)
                    asked += 1
                    if answer.status_code >= 500:
                        bugs.append(f"{operation.method} {operation.path} {told}")
                    if answer.status_code != 403:
                        break
    return asked, bugs


async def test_no_field_of_any_operation_takes_the_house_by_surprise(world: World) -> None:
    def requests(operation: Described, path: str) -> Iterator[tuple[str, Any]]:
        for said in asks(operation):
            yield json.dumps(said)[:160], lambda person, said=said: ask(person, operation, path, said)

    asked, bugs = await bugs_of(world, requests)

    assert asked > 500
    assert bugs == []


async def test_no_number_in_an_address_takes_the_house_by_surprise(world: World) -> None:
    def requests(operation: Described, path: str) -> Iterator[tuple[str, Any]]:
        for number in ("0", "-1", str(2**31), str(2**63), "9" * 5_000, "1e3", "%00"):
            at = path.replace("/1", f"/{number}")
            if at != path:
                yield number[:30], lambda person, at=at: ask(person, operation, at, next(asks(operation)))

    asked, bugs = await bugs_of(world, requests)

    assert asked > 10
    assert bugs == []


async def test_no_broken_body_takes_the_house_by_surprise(world: World) -> None:
    def requests(operation: Described, path: str) -> Iterator[tuple[str, Any]]:
        if operation.method in {"GET", "DELETE"}:
            return
        for name, raw in BROKEN.items():
            yield name, lambda person, raw=raw: person.client.request(operation.method, path, content=raw)

    asked, bugs = await bugs_of(world, requests)

    assert asked > 200
    assert bugs == []


@pytest.fixture
async def agent(world: World) -> Any:
    async with open_desk(world.house, world) as desk:
        await world.webchat("mi pedido no llegó")
        yield await desk.add("camila", "director_of_care")


@pytest.mark.parametrize(
    ("language", "words"), [("es-PE", "Lo enviado no se entiende"), ("en", "What was sent"), ("pt-BR", "O que foi")]
)
async def test_a_request_that_makes_no_sense_is_refused_in_the_language_of_whoever_asks(
    agent: Person, language: str, words: str
) -> None:
    answer = await agent.client.put(
        "/api/v1/me/presence", content=b'{"state": 7}', headers={"accept-language": language}
    )

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid" and answer.json()["title"].startswith(words)


async def test_a_body_over_the_limit_is_refused_before_it_is_read(agent: Person) -> None:
    answer = await agent.client.put("/api/v1/me/presence", content=b" " * (LARGEST_BODY + 1))

    assert (answer.status_code, answer.json()["code"], answer.json()["limit"]) == (413, "too_large", LARGEST_BODY)


@pytest.mark.parametrize("id", ["x", "%00", "0", "019f0000-0000-7000-8000-000000000000x", "..%2f..%2fetc"])
async def test_an_address_with_what_is_no_id_is_a_refusal(agent: Person, id: str) -> None:
    answer = await agent.client.get(f"/api/v1/cases/{id}")

    assert answer.status_code in {404, 422}


async def test_an_answer_with_a_nul_is_the_answer_without_it(world: World, agent: Person) -> None:
    (thread,) = await world.fetch("select id, case_id from conversations.conversation")
    path = f"/api/v1/conversations/{thread['id']}/messages"
    body = {"id": str(uuid7()), "case_id": str(thread["case_id"]), "text": "Lo re\x00visamos"}
    answer = await agent.client.post(path, content=json.dumps(body).encode())

    assert answer.status_code < 300, answer.text
    rows = await world.fetch("select text from conversations.message where direction = 'out'")
    assert [row["text"] for row in rows] == ["Lo revisamos"]


async def test_a_key_with_other_words_is_409_in_words(world: World, agent: Person) -> None:
    (thread,) = await world.fetch("select id, case_id from conversations.conversation")
    path = f"/api/v1/conversations/{thread['id']}/messages"
    key = str(uuid7())
    answers = [
        await agent.client.post(
            path, json={"id": key, "case_id": str(thread["case_id"]), "text": text},
            headers={"accept-language": "pt"},
        )
        for text in ("Lo revisamos", "Lo revisamos", "Le devolvemos todo")
    ]  # fmt: skip

    assert [one.status_code < 300 for one in answers] == [True, True, False]
    assert (answers[2].status_code, answers[2].json()["code"]) == (409, "key_reused")
    assert answers[2].json()["title"] == "Essa chave já é de outra mensagem. Envie esta com uma chave nova."
