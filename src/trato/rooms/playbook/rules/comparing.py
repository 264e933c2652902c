"""What one configuration has that another has not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from trato.rooms.playbook.model import Change, ChangeKind, Entry

Read = Mapping[str, Mapping[str, Entry]]


def changes(parts: Iterable[str], present: Read, wanted: Read, *, removing: bool) -> tuple[list[Change], int]:
    """Return what leads from `present` to `wanted`, in the order of parts, and how many entries are left standing.

    A part that `wanted` does not name at all stays as it is. Without `removing`, so does an entry.
    """
    found: list[Change] = []
    left = 0
    for part in (one for one in parts if one in wanted):
        here, there = present.get(part, {}), wanted[part]
        for key in sorted(there):
            if key not in here:
                found.append(Change(part, key, ChangeKind.ADD))
            elif here[key] != there[key]:
                found.append(Change(part, key, ChangeKind.CHANGE, differing(here[key], there[key])))
        gone = sorted(here.keys() - there.keys())
        left += 0 if removing else len(gone)
        found += [Change(part, key, ChangeKind.REMOVE) for key in gone if removing]
    return found, left


def differing(one: Entry, other: Entry) -> tuple[str, ...]:
    """Return the names of the fields in which two entries differ."""
    before: dict[str, Any] = msgspec.structs.asdict(one)
    after: dict[str, Any] = msgspec.structs.asdict(other)
    return tuple(name for name in before if before[name] != after[name])


def text_diff(before: str, after: str) -> str:
    """Return the lines that differ, with three around them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "presente", "archivo", lineterm="", n=3)
    return "\n".join(lines)
