"""The turns of a case as they are summed up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trato.rooms.intelligence.rules.summing_up import Said

TURNS = 200  # of a case that are read
# what we send that answers nobody: notices, surveys, questions of a machine for itself
NOTICES = frozenset({"auto", "survey", "authentication", "consent_request", "campaign", "call"})


def said_in(rows: Sequence[Any]) -> list[Said]:
    """Return turns as they are summed up."""
    return [
        Said(
            row["id"], row["direction"] == "in", row["direction"] == "out" and row["purpose"] not in NOTICES
            and row["author_kind"] != "system", row["text"], row["at"], row["kind"],
        )
        for row in rows
    ]  # fmt: skip
