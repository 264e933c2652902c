"""What providers publish, held against calls as they leave: is there such a call, with such a query and such a body.

The bodies are read by each provider's own contract module beside its tests, which resolve discriminators and close what
is open; here stand the addresses, methods and queries, and which body is whose. Without the contracts nothing is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from tests.rooms.channels.calls import Call
from tests.rooms.channels.line import contract as line
from tests.rooms.channels.line.known import SPEC as LINE_SPEC
from tests.rooms.channels.messenger import contract as meta
from tests.rooms.channels.messenger import pages
from tests.rooms.channels.messenger.pages import PAGES, SHARED_EDGES
from tests.rooms.channels.stores import contract as stores
from tests.rooms.channels.stores.known import CONTRACTS
from tests.rooms.channels.telegram import contract as bots
from tests.rooms.channels.telegram.known import SCHEMA as BOT_SPEC
from tests.rooms.channels.vk import contract as vk
from tests.rooms.channels.vk.known import SCHEMA as VK_SPEC
from tests.rooms.channels.whatsapp import contract as whatsapp
from tests.rooms.channels.x import contract as x
from tests.rooms.channels.x.known import SPEC as X_SPEC

GOOGLE = CONTRACTS / "google-play" / "androidpublisher.v3.discovery.json"
YOUTUBE = CONTRACTS / "youtube" / "youtube.v3.discovery.json"
APPLE = CONTRACTS / "app-store" / "app-store-connect-3.7.0.customer-reviews.openapi.json"
TWILIO = CONTRACTS / "twilio" / "twilio_api_v2010.json"
WEAK = {"/token", "/2/oauth2/token"}  # OAuth itself, which no provider's file describes
Spec = Mapping[str, Any]


def faults_of(channel: str, call: Call) -> list[str]:
    """Return what the published contract of a channel finds wrong in a call; nothing where there is none."""
    check = CHECKS.get(channel)
    path = urlsplit(call.url).path
    if check is None or path in WEAK:
        return []
    return [f"{call.method} {path}: {fault}" for fault in check(call)]


def _json(call: Call) -> Any:
    return json.loads(call.body) if call.body.startswith(b"{") else None


# ---- OpenAPI ---------------------------------------------------------------------------------------


@cache
def _openapi(name: str) -> Spec:
    spec: Spec = line.specification() if name == "line" else json.loads(OPENAPI[name].read_text())
    return spec


def _operation(spec: Spec, call: Call) -> tuple[str, Spec] | None:
    """Return the published path of a call, that with the fewest names to fill in first, and what is said of it."""
    path = urlsplit(call.url).path
    for template in sorted(spec["paths"], key=lambda one: one.count("{")):
        told = spec["paths"][template]
        pattern = re.sub(r"\\\{\w+\\\}", r"[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and call.method.lower() in told:
            return template, {**told[call.method.lower()], "beside": told.get("parameters", [])}
    return None


def _query_faults(spec: Spec, operation: Spec, call: Call) -> list[str]:
    told = [_resolved(spec, one) for one in (*operation["beside"], *operation.get("parameters", []))]
    known = {one["name"]: one for one in told if one["in"] == "query"}
    asked = parse_qs(urlsplit(call.url).query, keep_blank_values=True)
    wrong = [f"nobody knows {name} in the query" for name in asked if name not in known]
    wrong += [f"the query lacks {name}" for name, one in known.items() if one.get("required") and name not in asked]
    for name, values in asked.items():
        items = _resolved(spec, known[name]["schema"]).get("items") if name in known else None
        words = _resolved(spec, items).get("enum") if items else None
        if words:
            wrong += [f"{name} cannot be {one}" for one in values[0].split(",") if one not in words]
    return wrong


def _resolved(spec: Spec, told: Spec) -> Spec:
    if "$ref" not in told:
        return told
    found: Any = spec
    for step in str(told["$ref"]).removeprefix("#/").split("/"):
        found = found[step]
    resolved: Spec = found
    return resolved


def _by_openapi(name: str, body: Callable[[Call, str], list[str]]) -> Callable[[Call], list[str]]:
    def check(call: Call) -> list[str]:
        if not OPENAPI[name].exists():
            return []
        spec = _openapi(name)
        found = _operation(spec, call)
        if found is None:
            return ["no such call is published"]
        path, operation = found
        if bool(call.body) and "requestBody" not in operation:
            return ["no body is expected"]
        return [*_query_faults(spec, operation, call), *(body(call, path) if call.body else [])]

    return check


def _x_body(call: Call, path: str) -> list[str]:
    told = _json(call)
    return x.faults(call.method.lower(), path, told) if told is not None else []


def _line_body(call: Call, path: str) -> list[str]:
    schema = line.specification()["paths"][path][call.method.lower()]["requestBody"]["content"]["application/json"]
    return line.faults(schema["schema"]["$ref"].rpartition("/")[2], _json(call))


def _apple_body(call: Call, path: str) -> list[str]:
    schema = _openapi("app_store")["paths"][path][call.method.lower()]["requestBody"]["content"]["application/json"]
    return stores.apple_faults(schema["schema"]["$ref"].rpartition("/")[2], _json(call))


def _twilio_body(call: Call, path: str) -> list[str]:
    content = _openapi("sms")["paths"][path]["post"]["requestBody"]["content"]
    schema = content["application/x-www-form-urlencoded"]["schema"]
    told = dict(parse_qsl(call.body.decode(), keep_blank_values=True))
    wrong = [f"nobody knows {name}" for name in told if name not in schema["properties"]]
    return [*wrong, *(f"lacks {name}" for name in schema.get("required", []) if name not in told)]


# ---- Google's discovery ----------------------------------------------------------------------------


def _methods(told: Any) -> list[Spec]:
    found = list(told.get("methods", {}).values())
    return [*found, *(one for inner in told.get("resources", {}).values() for one in _methods(inner))]


def _by_discovery(file: Any) -> Callable[[Call], list[str]]:
    def check(call: Call) -> list[str]:
        if not file.exists():
            return []
        document = stores.discovery(file)
        path = urlsplit(call.url).path.removeprefix(f"/{document['servicePath']}")
        for method in _methods(document):
            shape = re.sub(r"\\\{(?:\\\+)?\w+\\\}", r"[^/]+", re.escape(method.get("flatPath") or method["path"]))
            if method["httpMethod"] == call.method and re.fullmatch(shape, path):
                break
        else:
            return ["no such call is published"]
        known = method.get("parameters", {}).keys() | document["parameters"].keys()
        asked = parse_qs(urlsplit(call.url).query)
        wrong = [f"nobody knows {name} in the query" for name in asked if name not in known]
        for name, one in method.get("parameters", {}).items():
            if one.get("required") and one["location"] == "query" and name not in asked:
                wrong.append(f"the query lacks {name}")
        body = stores.discovery_faults(file, method["request"]["$ref"], _json(call)) if call.body else []
        return [*wrong, *body]

    return check


# ---- formats of their own --------------------------------------------------------------------------


def _bot(call: Call) -> list[str]:
    if not BOT_SPEC.exists():
        return []
    method = urlsplit(call.url).path.rpartition("/")[2]
    return bots.faults(method, _json(call)) if call.body.startswith(b"{") else []


def _vk(call: Call) -> list[str]:
    method = urlsplit(call.url).path.rpartition("/")[2]
    if not VK_SPEC.exists() or not vk.is_published(method):
        return []
    return vk.faults(method, dict(parse_qsl(call.body.decode(), keep_blank_values=True)))


def _graph(call: Call) -> list[str]:
    """Read what is sent on Messenger and Instagram; Meta publishes no shape of it, so the schema is our own."""
    told, edge = _json(call), urlsplit(call.url).path.rpartition("/")[2]
    if edge in SHARED_EDGES:
        return pages.faults(call.method, edge, told, parse_qs(urlsplit(call.url).query)) if PAGES.exists() else []
    sent = edge == "messages" and told is not None and "sender_action" not in told
    return meta.faults(told) if meta.SPEC.exists() and sent else []


def _whatsapp(call: Call) -> list[str]:
    told, edge = _json(call), urlsplit(call.url).path.rpartition("/")[2]
    if not CONTRACTS.exists() or told is None:
        return []
    if edge == "conversational_automation":
        return whatsapp.automation_faults(told)
    if edge != "messages":
        return []
    return [] if "status" in told else [one.message for one in whatsapp.faults(told)]


def _wall(call: Call) -> list[str]:
    """Look whether the edges of a post or a comment are published, and their parameters."""
    if not PAGES.exists():
        return []
    *_, edge = urlsplit(call.url).path.split("/")
    told = _json(call) or {}
    if call.method == "GET" or edge not in ("comments", "likes"):
        return []
    edges = [
        one
        for name in ("Comment", "PagePost")
        for one in json.loads((PAGES / f"{name}.json").read_text())["apis"]
        if one["method"] == call.method and one.get("endpoint", "").strip("/") == edge
    ]
    if not edges:
        return ["no such edge is published"]
    known = {parameter["name"] for one in edges for parameter in one.get("params", [])}
    return [f"nobody knows {name}" for name in told if name not in known]


OPENAPI = {"line": LINE_SPEC, "x": X_SPEC, "sms": TWILIO, "app_store": APPLE}
CHECKS: dict[str, Callable[[Call], list[str]]] = {
    "line": _by_openapi("line", _line_body), "x": _by_openapi("x", _x_body), "sms": _by_openapi("sms", _twilio_body),
    "app_store": _by_openapi("app_store", _apple_body), "google_play": _by_discovery(GOOGLE),
    "youtube": _by_discovery(YOUTUBE), "telegram": _bot, "vk": _vk, "messenger": _graph, "instagram": _graph,
    "whatsapp": _whatsapp, "facebook": _wall,
}  # fmt: skip
