"""The sources that there are: ours, and those that other packages bring.

A package brings one by an entry point of the group `trato.import_sources`: its name is the source's, its object takes
a path and the options that `--option name=value` gives, and returns a `Source`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path

from trato.rooms.imports.errors import SourceRefused
from trato.rooms.imports.model import Source

GROUP = "trato.import_sources"

Make = Callable[[Path, Mapping[str, str]], Source]


def others() -> tuple[str, ...]:
    """Return the names of the sources that other packages bring."""
    return tuple(sorted(one.name for one in entry_points(group=GROUP)))


def make_other(name: str, path: Path, options: Mapping[str, str]) -> Source:
    """Return a source of another package. Raises SourceRefused when there is none of that name."""
    found = [one for one in entry_points(group=GROUP) if one.name == name]
    if not found:
        raise SourceRefused(reason="unknown", what=name)
    make: Make = found[0].load()
    return make(path, options)
