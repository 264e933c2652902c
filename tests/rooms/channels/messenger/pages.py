"""What Meta publishes of a Page's edges: their methods, their parameters, which are needed, and words of enumerations.

The shape of what is in an `Object` is not published. What Meta's guides have and its file lacks is said here by name.
Enumerations are in capitals there, and small in the guides' calls, which the Graph takes alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tests.rooms.channels.messenger.known import CONTRACTS

PAGES = CONTRACTS / "meta" / "business-sdk-specs"
SHARED_EDGES = frozenset(
    {"take_thread_control", "pass_thread_control", "request_thread_control", "release_thread_control",
     "secondary_receivers", "messenger_profile"}
)  # fmt: skip
# "Messenger Profile API", "Greeting text": set and taken away like the others, and in no file
GUIDED = {"messenger_profile": {"greeting": "list<Object>"}}
READ = {"fields"}  # of every GET of the Graph


@cache
def edge(method: str, name: str) -> Mapping[str, Mapping[str, Any]] | None:
    """Return the parameters of an edge, by name; None where no such call is published."""
    told = json.loads((PAGES / "Page.json").read_text())["apis"]
    for one in told:
        if one["method"] == method and one.get("endpoint", "").strip("/") == name:
            return {parameter["name"]: parameter for parameter in one.get("params", [])}
    return None


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of an enumeration, small."""
    every = json.loads((PAGES / "enum_types.subset.json").read_text())
    return frozenset(word.lower() for one in every if one["name"] == name for word in one["values"])


def faults(method: str, name: str, body: Mapping[str, Any] | None, query: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what the contract finds wrong in a call of an edge; a query's values come as lists."""
    known = edge(method, name)
    if known is None:
        return ["no such edge is published"]
    guided = GUIDED.get(name, {})
    given: dict[str, Any] = {**{key: values[0] for key, values in query.items()}, **(body or {})}
    if method == "GET":
        given = {key: value for key, value in given.items() if key not in READ}
    wrong = [f"nobody knows {key}" for key in given if key not in known and key not in guided]
    wrong += [f"lacks {key}" for key, one in known.items() if one["required"] and key not in given]
    for key, value in given.items():
        kind = known[key]["type"] if key in known else guided.get(key, "")
        wrong += [f"{key}: {fault}" for fault in _kind_faults(kind, value, frozenset(guided))]
    return wrong


def _kind_faults(kind: str, value: Any, guided: frozenset[str]) -> list[str]:
    """Return what is wrong in a value of a published kind."""
    if kind.startswith("list<"):
        inner = kind.removeprefix("list<").removesuffix(">")
        if not isinstance(value, list):
            return ["is no list"]
        return [fault for one in value for fault in _kind_faults(inner, one, guided)]
    if kind.endswith("_enum_param"):
        fits = isinstance(value, str) and (value.lower() in words_of(kind) or value in guided)
        return [] if fits else [f"cannot be {value!r}"]
    if kind in ("Object", "map"):
        return [] if isinstance(value, dict) else ["is no object"]
    return [] if kind != "string" or isinstance(value, str) else ["is no text"]
