"""X's published contract: the schema of each call's body."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.rooms.channels.x.known import SPEC


def _once(value: Any) -> Any:
    """Leave out what enums say twice: the file as published is no valid schema."""
    if isinstance(value, dict):
        return {name: _enum(name, item) for name, item in value.items()}
    return [_once(item) for item in value] if isinstance(value, list) else value


def _enum(name: str, item: Any) -> Any:
    if name == "enum" and isinstance(item, list):
        return [json.loads(one) for one in dict.fromkeys(map(json.dumps, item))]
    return _once(item)


@cache
def _spec() -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(SPEC.read_text())
    return spec


@cache
def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = _once(_spec()["components"]["schemas"])
    return schemas


@cache
def _validator(method: str, path: str) -> Draft202012Validator:
    body = _spec()["paths"][path][method]["requestBody"]["content"]
    schema = (body.get("application/json") or body["multipart/form-data"])["schema"]
    return Draft202012Validator({**_once(schema), "components": {"schemas": _schemas()}})


def faults(method: str, path: str, body: Any) -> list[str]:
    """Return what the published contract finds wrong in a call's body."""
    return [one.message for one in _validator(method, path).iter_errors(body)]


def path_of(url: str) -> str:
    """Return the published path that an address of ours is one of."""
    steps = url.partition("/2/")[2].split("/")
    for path in _spec()["paths"]:
        wanted = path.removeprefix("/2/").split("/")
        if len(wanted) == len(steps) and all(w == s or w.startswith("{") for w, s in zip(wanted, steps, strict=True)):
            return str(path)
    raise AssertionError(f"no published path for {url}")
