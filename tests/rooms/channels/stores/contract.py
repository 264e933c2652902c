"""The published contracts of both stores: Google's discovery document and Apple's OpenAPI, as JSON Schema, closed."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.rooms.channels.stores.known import CONTRACTS

GOOGLE_FILE = CONTRACTS / "google-play" / "androidpublisher.v3.discovery.json"
APPLE_FILE = CONTRACTS / "app-store" / "app-store-connect-3.7.0.customer-reviews.openapi.json"
ARE_THERE = GOOGLE_FILE.exists() and APPLE_FILE.exists()
_DROPPED = frozenset({"id", "annotations", "enumDescriptions", "required", "format", "readOnly", "deprecated"})


@cache
def discovery(path: Any) -> dict[str, Any]:
    """Return a discovery document."""
    read: dict[str, Any] = json.loads(path.read_text())
    return read


def discovery_faults(path: Any, schema: str, body: Any) -> list[str]:
    """Return what a schema of a discovery document finds wrong in a body; unknown members are wrong."""
    whole = {"$ref": f"#/$defs/{schema}", "$defs": _defs(path)}
    return [one.message for one in Draft202012Validator(whole).iter_errors(body)]


@cache
def _defs(path: Any) -> dict[str, Any]:
    return {name: _closed(one) for name, one in discovery(path)["schemas"].items()}


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: value for name, value in schema.items() if name not in _DROPPED and name != "properties"}
    if "$ref" in told:
        return {"$ref": f"#/$defs/{told['$ref']}"}
    told = {name: _closed(value) for name, value in told.items()}
    if "properties" in schema:
        told["properties"] = {name: _closed(one) for name, one in schema["properties"].items()}
        told["additionalProperties"] = False
    return told


@cache
def _apple() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(APPLE_FILE.read_text())
    return read


def apple_faults(schema: str, body: Any) -> list[str]:
    """Return what Apple's schema finds wrong in a body."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": _apple()["components"]}
    return [one.message for one in Draft202012Validator(whole).iter_errors(body)]


def apple_parameters(path: str) -> dict[str, Any]:
    """Return the query parameters of a call that reads, by name."""
    return {one["name"]: one["schema"] for one in _apple()["paths"][path]["get"]["parameters"]}
