"""Codes that last when names change."""

from __future__ import annotations

from trato.kit.text import code_of
from trato.kit.tx import Tx
from trato.rooms.brands.store import brands as store


async def free_code(tx: Tx, name: str) -> str:
    """Return a code for `name` that nothing of this room bears."""
    stem = code_of(name)
    taken = await store.list_codes(tx, stem)
    number = 1
    code = stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code
