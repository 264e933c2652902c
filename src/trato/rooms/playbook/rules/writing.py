"""From entries to YAML, always in the same order: what did not change is written the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import yaml  # type: ignore[import-untyped]

from trato.rooms.playbook.model import VERSION, Entry


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Text of several lines is written as a block; nothing is ever an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value and not value.startswith((" ", "\n")) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def write(parts: Iterable[str], found: Mapping[str, Mapping[str, Entry]]) -> str:
    """Return the file of all `parts`, in their order; entries by key."""
    whole: dict[str, Any] = {"trato": VERSION}
    for name in parts:
        whole[name] = {key: msgspec.to_builtins(found[name][key]) for key in sorted(found.get(name, {}))}
    text: str = yaml.dump(whole, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text
