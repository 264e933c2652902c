"""Nobody learns what is out of their reach: every operation, every id, every kind of person.

Made from the API's own description, so that a new address is in it by itself. For each place in a request where an id
may stand, an id of something out of reach must answer exactly like one that never was, and no answer may hold a word
of what is out of reach.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.embedded import Urls
from tests.flow.world import World, make_world, open_test_house
from tests.rooms.console.desk import Desk, Person, open_desk
from trato.app import openapi, routes
from trato.app.founding import FoundedBrand, found_brand, open_channel
from trato.app.wiring import House
from trato.flow import closing
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind
from trato.rooms.brands.model import HoursPlan, always_open
from trato.rooms.cases import api as cases
from trato.rooms.routing import api as routing

MINTED = frozenset({("POST", "/api/v1/cases/{case_id}/notes", "id"), ("POST", "/api/v1/cases/{id}/split", "case_id"),
                    ("POST", "/api/v1/messages/{message_id}/resend", "id"),
                    ("POST", "/api/v1/conversations/{conversation_id}/messages", "id"),
                    ("POST", "/api/v1/conversations", "case_id"),
                    ("PUT", "/api/v1/attachments/{id}", "id")})  # fmt: skip
KINDS = {
    "case_id": "case", "into": "case", "except": "case", "message_id": "message", "reply_to": "message",
    "conversation_id": "conversation", "contact_id": "contact", "identity_id": "identity", "account_id": "account",
    "user_id": "user", "team_id": "team", "disposition_id": "disposition", "tag_id": "tag", "mentions": "user",
    "attachments": "upload",
}  # fmt: skip
OF_PATH = {"cases": "case", "contacts": "contact", "messages": "message", "merges": "merge", "files": "upload",
           "conversations": "conversation", "users": "user", "teams": "team"}  # fmt: skip
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(slots=True)
class Place:
    """Somewhere that somebody may or may not reach, with one thing of each kind in it, and a word that is its own."""

    word: str
    ids: dict[str, UUID] = field(default_factory=dict)
    all_ids: set[str] = field(default_factory=set)


@dataclass(slots=True)
class House3:
    """Two brands, one of them with a queue for outsiders, and another workspace."""

    desk: Desk
    other: Desk
    places: dict[str, Place]
    reach: dict[str, set[str]]
    operations: list[openapi.Described]
    document: dict[str, Any]

    def person(self, role: str) -> Person:
        return (self.other if role == "elsewhere" else self.desk).people[role]


@pytest.fixture(scope="module")
async def three(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House3]:
    """One house for the whole matrix: what is refused changes nothing."""
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        world, other = await make_world(house), await make_world(house)
        async with open_desk(house, world) as desk, open_desk(house, other) as elsewhere:
            brand_b, outside = await _another_brand(house, world), await _outside_queue(house, world)
            places = {
                "a": await _furnish(desk, world, world.brand.team_id, "SECRETOALFA"),
                "b": await _furnish(desk, brand_b[0], brand_b[1].team_id, "SECRETOBETA"),
                "c": await _furnish(desk, outside[0], world.brand.team_id, "SECRETOGAMA"),
                "w": await _furnish(elsewhere, other, other.brand.team_id, "SECRETOOMEGA"),
            }
            await desk.add("agent_a", "agent", ScopeKind.BRAND, world.brand.brand.id)
            await desk.add("agent_b", "agent", ScopeKind.BRAND, brand_b[1].brand.id)
            await desk.add("lead_b", "supervisor", ScopeKind.BRAND, brand_b[1].brand.id)
            await desk.add("outsider", "agent", ScopeKind.QUEUE, outside[1])
            await elsewhere.add("elsewhere", "director_of_care")
            reach = {"agent_a": {"a", "c"}, "agent_b": {"b"}, "lead_b": {"b"}, "outsider": {"c"}, "elsewhere": {"w"}}
            operations = openapi.describe(routes.table(house))
            yield House3(desk, elsewhere, places, reach, operations, openapi.document(operations))


async def _another_brand(house: House, world: World) -> tuple[World, FoundedBrand]:
    async with world.tx() as tx:
        hours = HoursPlan("America/Mexico_City", always_open("America/Mexico_City").week)
        brand = await found_brand(
            tx, "Zumbal", country="MX", timezone="America/Mexico_City", locale="es", legal_name="Zumbal S.A.",
            queue_name="Clientes", hours=hours, automatic=False,
        )  # fmt: skip
        account = await open_channel(house, tx, brand, "webchat", "zumbal-web", "Zumbal", settings={},
                                     secrets={"visitor_secret": "x"})  # fmt: skip
    return dataclasses.replace(world, accounts={"webchat": account}, brand=brand), brand


async def _outside_queue(house: House, world: World) -> tuple[World, UUID]:
    async with world.tx() as tx:
        queue = await routing.create_queue(tx, "Externos", brand_id=world.brand.brand.id,
                                           team_id=None, automatic=False)  # fmt: skip
        account = await open_channel(house, tx, world.brand, "webchat", "pirca-externos", "Externos", settings={},
                                     secrets={"visitor_secret": "x"}, queue_id=queue.id)  # fmt: skip
    return dataclasses.replace(world, accounts={"webchat": account}), queue.id


async def _furnish(desk: Desk, world: World, team: UUID, word: str) -> Place:
    """Put one of everything into a place, each with the place's word in it."""
    place = Place(word)
    boss = await desk.add(f"boss-{word.lower()}", "director_of_care")
    for visitor in ("v-1", "v-2"):
        await world.webchat(f"{word} escribe {visitor}", visitor=f"{word}-{visitor}")
    account = world.accounts["webchat"]
    found = await world.fetch('select * from cases."case" where account_id = $1 order by opened_at, number', account)
    (first, absorbed) = found
    (conversation,) = await world.fetch("select * from conversations.conversation where case_id = $1", first["id"])
    (message,) = await world.fetch("select * from conversations.message where case_id = $1", first["id"])
    await boss.post(f"/cases/{first['id']}/notes", {"id": str(uuid7()), "text": f"Nota {word}", "mentions": []})
    async with world.tx() as tx:
        reason = await cases.add_disposition(tx, word.lower(), {"es": f"Motivo {word}"})
        tag = await cases.create_tag(tx, word.lower())
        merge = await closing.merge(tx, absorbed["id"], first["id"])
    upload = uuid7()
    await boss.client.put(f"/api/v1/attachments/{upload}?name={word}.txt", content=f"Archivo {word}".encode())
    place.ids = {
        "case": first["id"], "contact": first["contact_id"], "conversation": conversation["id"],
        "message": message["id"], "identity": conversation["identity_id"], "account": account, "user": boss.id,
        "team": team, "merge": merge.id, "disposition": reason.id, "tag": tag.id, "upload": upload,
    }  # fmt: skip
    kinds = ("case", "contact", "conversation", "message", "identity", "merge", "upload")
    place.all_ids = {str(place.ids[kind]) for kind in kinds} | {str(absorbed["id"]), str(absorbed["contact_id"])}
    return place


# ---- requests made from the description ------------------------------------------------------------------------------


@dataclass(slots=True)
class Slot:
    """A place in a request where an id stands; `where` is path, query or body, `many` a list of ids."""

    name: str
    where: str
    kind: str
    many: bool = False


def slots(op: openapi.Described, document: dict[str, Any]) -> Iterator[Slot]:
    """Yield the ids that an operation takes, those that its client mints left out."""
    told = document["paths"][op.path][op.method.lower()]
    for parameter in told["parameters"]:
        if _is_id(parameter["schema"]) or parameter["in"] == "path":
            yield from _slot(op, parameter["name"], parameter["in"], parameter["schema"])
    for name, schema in _body(told).items():
        if _is_id(schema):
            yield from _slot(op, name, "body", schema)


def _slot(op: openapi.Described, name: str, where: str, schema: dict[str, Any]) -> Iterator[Slot]:
    if (op.method, op.path, name) in MINTED:
        return
    kind = KINDS.get(name) or OF_PATH.get(op.path.split("/")[3], "nothing")
    yield Slot(name, where, kind, schema.get("type") == "array")


def _body(told: dict[str, Any]) -> dict[str, Any]:
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    properties: dict[str, Any] = content.get("schema", {}).get("properties", {})
    return properties


def _is_id(schema: dict[str, Any]) -> bool:
    inner = schema.get("items")
    if schema.get("format") == "uuid" or (isinstance(inner, dict) and _is_id(inner)):
        return True
    return any(_is_id(one) for one in schema.get("anyOf", ()))


def _value(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    """Return something that fits a schema."""
    if "$ref" in schema:
        return _value(document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document)
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return _value(next(one for one in schema["anyOf"] if one.get("type") != "null"), document)
    match schema.get("type"):
        case "object":
            needed = schema.get("required", ())
            return {name: _value(schema["properties"][name], document) for name in needed}
        case "array":
            return []
        case "integer" | "number":
            return 1
        case "boolean":
            return False
        case _ if schema.get("format") == "uuid":
            return str(uuid7())
        case _ if schema.get("format") == "date-time":
            return "2026-11-19T14:05:00Z"
        case _:
            return "x1"


def request_of(
    op: openapi.Described, document: dict[str, Any], own: dict[str, UUID], slot: Slot, id: str
) -> tuple[str, dict[str, Any], dict[str, Any] | None]:
    """Return path, query and body that ask with one's own ids everywhere but in `slot`."""
    told = document["paths"][op.path][op.method.lower()]
    path, query, body = op.path, {}, None
    by_name = {one.name: one for one in slots(op, document)}
    for parameter in told["parameters"]:
        name = parameter["name"]
        known = by_name.get(name)
        value = str(own.get(known.kind, uuid7())) if known else str(_value(parameter["schema"], document))
        value = id if name == slot.name else value
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", value)
        elif parameter["required"] or name == slot.name:
            query[name] = value
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if content is not None:
        body = {name: _value(content["properties"][name], document) for name in content.get("required", ())}
        for name in [*body]:
            if name in by_name and not by_name[name].many:
                body[name] = str(own.get(by_name[name].kind, uuid7()))
        if slot.where == "body":
            body[slot.name] = [id] if slot.many else id
    return path, query, body


async def ask(who: Person, op: openapi.Described, made: tuple[str, dict[str, Any], Any]) -> tuple[int, str, str]:
    """Return status, code and text of the answer."""
    path, query, body = made
    if op.raw_body:
        answer = await who.client.request(op.method, path, params=query, content=b"hola")
    else:
        answer = await who.client.request(op.method, path, params=query, json=body)
    code = ""
    if answer.headers.get("content-type", "").startswith("application/problem"):
        code = answer.json()["code"]
    return answer.status_code, code, answer.text


# ---- the promises ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["agent_a", "agent_b", "lead_b", "outsider", "elsewhere"])
async def test_a_foreign_id_answers_like_one_that_never_was(three: House3, role: str) -> None:
    who = three.person(role)
    reached = three.reach[role]
    own = dict(three.places[min(reached)].ids)
    foreign = {name: place for name, place in three.places.items() if name not in reached}
    asked = 0
    for op in three.operations:
        if op.path.endswith("/session") or op.path.endswith("/sessions"):
            continue
        for slot in slots(op, three.document):
            never = await ask(who, op, request_of(op, three.document, own, slot, str(uuid4())))
            for name, place in foreign.items():
                shared = name != "w" and role != "elsewhere" and slot.kind in ("user", "team", "disposition", "tag")
                id = place.ids.get(slot.kind)
                if id is None or shared:
                    continue
                got = await ask(who, op, request_of(op, three.document, own, slot, str(id)))
                asked += 1
                told = f"{role}: {op.method} {op.path} with {slot.name} of place {name}: {got} is not {never}"
                assert got[:2] == never[:2], told
                assert UUIDS.sub("", got[2]) == UUIDS.sub("", never[2]) or got[0] < 300, told
                assert place.word.lower() not in got[2].lower(), told
    assert asked > 60


@pytest.mark.parametrize("role", ["agent_a", "agent_b", "lead_b", "outsider", "elsewhere"])
async def test_no_list_holds_a_word_of_what_is_out_of_reach(three: House3, role: str) -> None:
    who = three.person(role)
    foreign = [place for name, place in three.places.items() if name not in three.reach[role]]
    views = [one["id"] for one in await who.get("/views")]
    queries = [f"/api/v1/cases?view={view}&limit=100" for view in {*views, "all", "team"}]
    queries += [f"/api/v1/cases?view=all&q={place.word}" for place in three.places.values()]
    queries += [f"/api/v1/contacts?q={word}" for word in ("SECRETO", "v-", "a")]
    lists = {op.path for op in three.operations if op.method == "GET" and "{" not in op.path}
    queries += sorted(lists - {"/api/v1/cases", "/api/v1/contacts"})
    workspace_wide = ("/api/v1/dispositions", "/api/v1/dispositions/tree", "/api/v1/tags", "/api/v1/tags/all",
                      "/api/v1/automation/choices")  # fmt: skip
    for query in queries:
        answer = await who.client.get(query)
        for place in foreign:
            if query in workspace_wide and place.word != "SECRETOOMEGA" and role != "elsewhere":
                continue
            shown = re.sub(r"boss-secreto\w+", "", answer.text, flags=re.IGNORECASE)
            assert place.word.lower() not in shown.lower(), f"{role}: {query}"
            assert not {id for id in place.all_ids if id in answer.text}, f"{role}: {query}"


async def test_counts_are_of_what_is_in_reach_only(three: House3) -> None:
    for role in three.reach:
        who = three.person(role)
        for view in await who.get("/views"):
            if view["count"] is None:
                continue  # history is listed, not counted
            page = await who.get("/cases", view=view["id"], limit=100)
            assert len(page["items"]) == view["count"], (role, view["id"])


async def test_a_stranger_is_asked_to_sign_in_everywhere(three: House3) -> None:
    person = three.person("agent_a")
    cookie = person.client.headers.pop("cookie")
    try:
        for op in three.operations:
            if op.need == "public":
                continue
            path = re.sub(r"{\w+}", str(uuid4()), op.path)
            answer = await person.client.request(op.method, path, json={} if op.method != "GET" else None)
            assert answer.status_code == 401 and answer.json()["code"] == "session_needed", op.path
    finally:
        person.client.headers["cookie"] = cookie


async def test_what_a_role_may_not_do_is_refused_before_anything_is_looked_at(three: House3) -> None:
    auditor = await three.desk.add("auditor", "auditor")
    case = three.places["a"].ids["case"]
    for method, path in (("POST", f"/cases/{case}/assign"), ("POST", f"/cases/{case}/resolve"),
                         ("POST", f"/cases/{case}/tags"), ("POST", f"/contacts/{uuid4()}/block")):  # fmt: skip
        answer = await auditor.ask(method, path, {"user_id": None, "team_id": None, "name": "x", "reason": "x"})
        assert answer.status_code == 403 and answer.json()["code"] == "forbidden", path
    assert (await auditor.get(f"/cases/{case}"))["may"] == ["case.read", "contact.read"]
