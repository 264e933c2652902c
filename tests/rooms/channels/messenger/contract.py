"""The contract of the Send API that was written for this project."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.rooms.channels.messenger.known import CONTRACTS

SPEC = CONTRACTS / "meta" / "send-api.authored.schema.json"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SPEC.read_text()))


def faults(body: dict[str, Any]) -> list[str]:
    """Return what the contract finds wrong in a body that we would post."""
    return [error.message for error in _validator().iter_errors(body)]
