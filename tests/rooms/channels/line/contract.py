"""LINE's published contract, held as it is meant: what a `type` names is resolved, and nothing beside it is let pass.

Plain validators do not follow a discriminator: to them a text message without its text is good.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.rooms.channels.line.known import SPEC

Schema = dict[str, Any]


@cache
def specification() -> Schema:
    """Return the contract."""
    read: Schema = yaml.load(SPEC.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return read


def faults(name: str, value: Any) -> list[str]:
    """Return what the schema `name` finds wrong in a value."""
    return _faults({"$ref": f"#/components/schemas/{name}"}, value, name)


def answer_faults(method: str, path: str, status: int, value: Any) -> list[str]:
    """Return what the contract finds wrong in an answer."""
    content = specification()["paths"][path][method]["responses"][str(status)]["content"]
    return _faults(content["application/json"]["schema"], value, path)


def _faults(schema: Schema, value: Any, where: str) -> list[str]:
    if "$ref" in schema:
        named = _named(schema)
        if (chosen := named.get("discriminator")) is not None:
            kind = value.get(chosen["propertyName"]) if isinstance(value, dict) else None
            if kind not in chosen["mapping"]:
                return [f"{where}: nobody knows the type {kind!r}"]
            named = _named({"$ref": chosen["mapping"][kind]})
        return _faults(_whole(named), value, where)
    if schema.get("type") == "object" or "properties" in schema:
        return _object_faults(schema, value, where)
    if schema.get("type") == "array" and isinstance(value, list):
        bare = {key: told for key, told in schema.items() if key != "items"}
        inner = [one for at, item in enumerate(value) for one in _faults(schema["items"], item, f"{where}[{at}]")]
        return [*_plain(bare, value, where), *inner]
    return _plain(schema, value, where)


def _object_faults(schema: Schema, value: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: no object"]
    known = schema.get("properties", {})
    found = [f"{where}: lacks {name}" for name in schema.get("required", []) if name not in value]
    found += [f"{where}: nobody knows {name}" for name in value if name not in known]
    return found + [one for name in value if name in known for one in _faults(known[name], value[name], name)]


def _plain(schema: Schema, value: Any, where: str) -> list[str]:
    return [f"{where}: {one.message}" for one in Draft202012Validator(schema).iter_errors(value)]


def _named(schema: Schema) -> Schema:
    named: Schema = specification()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return named


def _whole(schema: Schema) -> Schema:
    """Return a schema with what it inherits."""
    if "allOf" not in schema:
        return schema
    merged: Schema = {"type": "object", "properties": {}, "required": [*schema.get("required", [])]}
    for one in schema["allOf"]:
        part = _whole(_named(one) if "$ref" in one else one)
        merged["properties"] |= part.get("properties", {})
        merged["required"] += part.get("required", [])
    return merged
