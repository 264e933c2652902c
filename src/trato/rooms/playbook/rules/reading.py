"""From YAML to entries, each told with its line. Plain data only: no tags, no aliases, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml  # type: ignore[import-untyped]

from trato.rooms.playbook.errors import ConfigurationUnreadable
from trato.rooms.playbook.model import VERSION, Entry

LARGEST = 2_000_000  # characters
DEEPEST = 16
MOST_NODES = 200_000
TEXT_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "timestamp"))
FIELD = re.compile(r"`\$\.?([a-z_]*)")

Parts = Mapping[str, type[Entry]]
Read = dict[str, dict[str, Entry]]


@dataclass(slots=True)
class _Count:
    nodes: int = 0


def read(text: str, parts: Parts) -> tuple[Read, dict[tuple[str, str], int]]:
    """Return the entries of a file by part and key, and the line of each. Raises ConfigurationUnreadable."""
    if len(text) > LARGEST:
        raise ConfigurationUnreadable(line=1, reason="size")
    root = _compose(text)
    found: Read = {}
    lines: dict[tuple[str, str], int] = {}
    for name, node in _pairs(root):
        if name == "trato":
            if _plain(node, _Count(), 1) != VERSION:
                raise ConfigurationUnreadable(line=_line(node), reason="version")
            continue
        if name not in parts:
            raise ConfigurationUnreadable(line=_line(node), reason="part_unknown", what=name[:60])
        found[name] = {}
        for key, entry in _pairs(node):
            lines[(name, key)] = _line(entry)
            found[name][key] = _entry(entry, parts[name])
    if "trato" not in {name for name, _ in _pairs(root)}:
        raise ConfigurationUnreadable(line=1, reason="version")
    return found, lines


def _compose(text: str) -> yaml.MappingNode:
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise ConfigurationUnreadable(line=event.start_mark.line + 1, reason="alias")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ConfigurationUnreadable(line=mark.line + 1 if mark else 1, reason="yaml") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigurationUnreadable(line=1, reason="yaml") from error
    if not isinstance(root, yaml.MappingNode):
        raise ConfigurationUnreadable(line=1, reason="yaml")
    return root


def _pairs(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.ScalarNode) and node.value in {"", "null", "~"}:
        return []  # a part that says nothing
    if not isinstance(node, yaml.MappingNode):
        raise ConfigurationUnreadable(line=_line(node), reason="entry")
    seen: set[str] = set()
    pairs = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ConfigurationUnreadable(line=_line(key), reason="entry")
        if key.value in seen:
            raise ConfigurationUnreadable(line=_line(key), reason="twice", what=key.value[:60])
        seen.add(key.value)
        pairs.append((key.value, value))
    return pairs


def _entry(node: yaml.Node, shape: type[Entry]) -> Entry:
    try:
        return msgspec.convert(_plain(node, _Count(), 1) or {}, shape)
    except msgspec.ValidationError as error:
        raise ConfigurationUnreadable(
            line=_field_line(node, str(error)), reason="entry", what=str(error)[:200]
        ) from error


def _field_line(node: yaml.Node, told: str) -> int:
    """Return the line of the field that a refusal names, or that of the entry."""
    unknown = re.search(r"unknown field `([^`]+)`", told)
    field = unknown[1] if unknown else (FIELD.search(told) or ["", ""])[1]
    for key, value in _pairs(node):
        if key == field:
            return _line(value)
    return _line(node)


def _plain(node: yaml.Node, count: _Count, depth: int) -> Any:
    count.nodes += 1
    if depth > DEEPEST or count.nodes > MOST_NODES:
        raise ConfigurationUnreadable(line=_line(node), reason="size")
    match node:
        case yaml.ScalarNode():
            return _scalar(node)
        case yaml.SequenceNode():
            return [_plain(one, count, depth + 1) for one in node.value]
        case yaml.MappingNode():
            return {key: _plain(value, count, depth + 1) for key, value in _pairs(node)}
    raise ConfigurationUnreadable(line=_line(node), reason="yaml")


def _scalar(node: yaml.ScalarNode) -> Any:
    """Return text, whole numbers, fractions, yes or no, or nothing; dates and times stay text."""
    match node.tag:
        case "tag:yaml.org,2002:null":
            return None
        case "tag:yaml.org,2002:bool":
            return node.value.lower() in {"true", "yes", "on"}
        case "tag:yaml.org,2002:int" if re.fullmatch(r"-?\d{1,18}", node.value):
            return int(node.value)
        case "tag:yaml.org,2002:float" if re.fullmatch(r"-?\d{1,15}\.\d{1,15}", node.value):
            return float(node.value)
        case tag if tag in TEXT_TAGS:
            return node.value
        case _:
            raise ConfigurationUnreadable(line=_line(node), reason="yaml")


def _line(node: yaml.Node) -> int:
    line: int = node.start_mark.line
    return line + 1
