"""Telegram's published contract: the schema of each method's parameters."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.rooms.channels.telegram.known import SCHEMA
from trato.rooms.channels.model import HttpRequest


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text())
    return schema


@cache
def _validator(method: str) -> Draft202012Validator:
    return Draft202012Validator({**_schema()["methods"][method], "$defs": _schema()["$defs"]})


def faults(method: str, parameters: dict[str, Any]) -> list[str]:
    """Return what the published contract finds wrong in a call."""
    return [one.message for one in _validator(method).iter_errors(parameters)]


def told_by(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """Return the method and the parameters of a call of ours, as Telegram reads them."""
    method = request.url.rpartition("/")[2]
    if request.json is not None:
        return method, request.json
    told: dict[str, Any] = {}
    for name, text in (request.form or {}).items():
        told[name] = text if name in {"caption", "text"} else json.loads(str(text))
    for one in request.uploads:
        if not one.field.startswith("file"):
            told[one.field] = f"attach://{one.field}"
    return method, told
