"""Suggested answers as the desk shows them, filled with what the contact told himself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.console.model.suggestions import SuggestionSource, SuggestionView
from trato.rooms.console.store import suggestions as store
from trato.rooms.intelligence.model import PersonalKind, TextSource

# an address or a telephone may be of anybody whom he names
FILLED = frozenset({PersonalKind.ORDER, PersonalKind.PLATE, PersonalKind.EMAIL})


async def standing(tx: Tx, case_id: UUID) -> list[SuggestionView]:
    """Return what is suggested for the last words of a case's contact; nothing once one of us has answered."""
    rows = await store.standing(tx, case_id)
    values = await _values(tx, case_id) if rows else {}
    return [_view(row, values) for row in rows]


async def _values(tx: Tx, case_id: UUID) -> dict[str, str]:
    """Return what slots stand for: of each kind what the contact told, where he told one only."""
    found: dict[str, set[str]] = {}
    for row in await store.told(tx, case_id):
        for start, end, kind in row["personal"]:
            if kind in FILLED:
                found.setdefault(kind, set()).add(row["text"][start:end])
    return {kind: said.pop() for kind, said in found.items() if len(said) == 1}


def _view(row: Any, values: dict[str, str]) -> SuggestionView:
    source = SuggestionSource(
        TextSource(row["source"]), row["source_id"], row["by_name"], row["said_at"], row["shortcut"], row["title"],
        row["version"],
    )  # fmt: skip
    return SuggestionView(
        row["id"], row["message_id"], row["rank"], row["text"], row["language"], row["score"], row["model"], source,
        values, row["shown"],
    )  # fmt: skip
