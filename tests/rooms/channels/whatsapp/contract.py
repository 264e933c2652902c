"""Meta's published contract, loaded as its README says: strings for keys, corrections applied."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]

from tests.rooms.channels.whatsapp.known import CONTRACTS

SPEC = CONTRACTS / "meta" / "business-messaging-api_v23.0.yaml"
CORRECTIONS = CONTRACTS / "meta" / "business-messaging-api_v23.0.corrections.jsonpatch.json"
AUTOMATE = "/{Version}/{Phone-Number-ID}/conversational_automation"
SEND = "/{Version}/{Phone-Number-ID}/messages"


class _PlainLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Dates stay text, as in JSON."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _PlainLoader.yaml_implicit_resolvers.items()
}


@cache
def specification() -> dict[str, Any]:
    """Return the corrected contract."""
    spec: dict[str, Any] = _with_text_keys(yaml.load(SPEC.read_text(), Loader=_PlainLoader))  # noqa: S506
    spec["components"].pop("parameterGroups", None)
    for operation in json.loads(CORRECTIONS.read_text()):
        _apply(spec, operation)
    return spec


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": specification()["components"]["schemas"]}}
    )


def faults(body: dict[str, Any]) -> list[ValidationError]:
    """Return what the contract finds wrong in a message that we would send.

    The discriminator is resolved here, because validators do not.
    """
    mapping = specification()["components"]["schemas"]["Message"]["discriminator"]["mapping"]
    name = mapping.get(body.get("type", ""), "#/components/schemas/Message").rsplit("/", 1)[1]
    return list(_validator(name).iter_errors(body))


def automation_faults(body: dict[str, Any]) -> list[str]:
    """Return what the contract finds wrong in the first questions and commands of a number."""
    return [one.message for one in _validator("ConversationalAutomationRequest").iter_errors(body)]


def automation_examples() -> dict[str, dict[str, Any]]:
    """Return the request examples that Meta publishes for them, by name."""
    content = specification()["paths"][AUTOMATE]["post"]["requestBody"]["content"]["application/json"]
    return {name: one["value"] for name, one in content["examples"].items()}


def sent_examples() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the request examples that Meta publishes for sending, by name."""
    content = specification()["paths"][SEND]["post"]["requestBody"]["content"]["application/json"]
    for name, example in content["examples"].items():
        if isinstance(example.get("value"), dict):
            yield name, example["value"]


def user_agent_pattern() -> str:
    """Return the shape that Meta wants of a User-Agent."""
    parameter = specification()["components"]["parameters"]["UserAgent"]
    return str(parameter["schema"]["pattern"])


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(item) for key, item in value.items()}
    return [_with_text_keys(item) for item in value] if isinstance(value, list) else value


def _apply(document: Any, operation: dict[str, Any]) -> None:
    """Apply one RFC 6902 operation to objects (the corrections touch no list positions)."""
    *path, last = [step.replace("~1", "/").replace("~0", "~") for step in operation["path"].split("/")[1:]]
    target = document
    for step in path:
        target = target[int(step)] if isinstance(target, list) else target[step]
    key: Any = int(last) if isinstance(target, list) else last
    if operation["op"] == "remove":
        del target[key]
    else:
        target[key] = operation["value"]
