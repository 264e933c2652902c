"""VK's published contract: parameters of methods, answers, and events.

The files write `required: true` inside properties, as draft 4 never did: it is lifted before use. Some of them refer
to files that are not there; what is not met in a payload is not looked up.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.rooms.channels.vk.known import SCHEMA
from trato.rooms.channels.model import HttpRequest

BASE = "vk://"
ALWAYS = {"access_token", "v"}


def _lifted(value: Any) -> Any:
    if isinstance(value, list):
        return [_lifted(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: _lifted(one) for name, one in value.items() if not (name == "required" and isinstance(one, bool))}
    properties = value.get("properties")
    if isinstance(properties, dict):
        made["required"] = [
            name for name, one in properties.items() if isinstance(one, dict) and one.get("required") is True
        ]
    if isinstance(ref := made.get("$ref"), str):
        made["$ref"] = BASE + ref.removeprefix("../")
    return made


@cache
def _file(name: str) -> Any:
    return json.loads((SCHEMA / name).read_text())


def _retrieve(uri: str) -> Resource[Any]:
    return DRAFT202012.create_resource(_lifted(_file(uri.removeprefix(BASE))))


def _validator(schema: Any) -> Draft202012Validator:
    registry: Registry[Any] = Registry(retrieve=_retrieve)  # type: ignore[call-arg]
    return Draft202012Validator(_lifted(schema), registry=registry)


@cache
def _method(name: str) -> Any:
    methods = _file(f"{name.partition('.')[0]}/methods.json")["methods"]
    return next(one for one in methods if one["name"] == name)


def is_published(name: str) -> bool:
    """Say whether the contract has the method: it has no file of those of `users`."""
    return (SCHEMA / name.partition(".")[0] / "methods.json").exists()


def faults(method: str, form: dict[str, Any]) -> list[str]:
    """Return what the published contract finds wrong in a call's form."""
    known = {one["name"]: one for one in _method(method)["parameters"] or []} if "parameters" in _method(method) else {}
    wrong = [f"{name} is unknown" for name in form if name not in known and name not in ALWAYS]
    wrong += [f"{name} is missing" for name, one in known.items() if one.get("required") and name not in form]
    for name, text in form.items():
        if name in known:
            wrong += [f"{name}: {said}" for said in _faults_of(known[name], str(text))]
    return wrong


def _faults_of(parameter: Any, text: str) -> list[str]:
    plain = {key: one for key, one in parameter.items() if key not in ("name", "description", "required", "default")}
    try:
        value = _read(plain, text)
    except ValueError as not_one:
        return [str(not_one)]
    if "$ref" in plain:
        plain.pop("type", None)  # text that holds an object
    plain.pop("format", None)
    if plain.get("type") == "array":
        plain["items"] = {"type": plain["items"]["type"]} if "type" in plain["items"] else {}
    return [one.message for one in _validator(plain).iter_errors(value)]


def _read(parameter: Any, text: str) -> Any:
    if "$ref" in parameter:
        return json.loads(text)
    kind = parameter.get("type")
    if kind == "boolean":
        return {"0": False, "1": True}[text] if text in "01" and text else text
    if kind == "array":
        whole = parameter["items"].get("type") == "integer"
        return [int(one) if whole else one for one in text.split(",")]
    if kind == "integer" or (isinstance(kind, list) and text.lstrip("-").isdecimal()):
        return int(text)
    return float(text) if kind == "number" else text


def faults_of_event(body: dict[str, Any]) -> list[str]:
    """Return what the contract finds wrong in a call of the Callback API: its envelope, and what it knows of within."""
    definitions = _file("callback/objects.json")["definitions"]
    envelope = {**definitions["callback_base"]}
    wrong = [one.message for one in _validator(_rooted(envelope)).iter_errors(body)]
    kind = str(body["type"])
    names = {
        "message_reply": "../messages/objects.json#/definitions/messages_message",
        "message_edit": "../messages/objects.json#/definitions/messages_message",
        "wall_reply_delete": "../callback/objects.json#/definitions/callback_wall_comment_delete",
    }
    ref = names.get(kind) or f"../callback/objects.json#/definitions/callback_{kind}"
    wrong += [f"{kind}: {one.message}" for one in _validator({"$ref": ref}).iter_errors(body["object"])]
    return wrong


def _rooted(schema: Any) -> Any:
    text = json.dumps(schema).replace('"../callback/', f'"{BASE}callback/')
    loose = json.loads(text)
    loose["properties"]["type"] = {"type": "string"}  # its list lacks kinds that the same file describes
    return loose


def told_by(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """Return the method and the form of a call of ours."""
    return request.url.rpartition("/")[2], dict(request.form or {})
