"""Keys for what bears a name that another may bear too."""

from __future__ import annotations

from collections.abc import Iterable


def numbered(names: Iterable[str]) -> list[str]:
    """Return names that are all different: what was there already is told apart by a number, "A", "A (2)"."""
    seen: set[str] = set()
    found = []
    for name in names:
        key, number = name, 1
        while key in seen:
            number += 1
            key = f"{name} ({number})"
        seen.add(key)
        found.append(key)
    return found
