"""Deeds of need: which skills a case asks for."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.routing.store import choosing as store


async def need(tx: Tx, case_id: UUID, skill_id: UUID, level: int = 1, *, source: str = "person") -> None:
    """Let a case ask for a skill from a level on; `source` is rule, person or prediction."""
    await store.end_need(tx, case_id, skill_id)
    await store.set_need(tx, case_id, skill_id, level, source)


async def need_no_more(tx: Tx, case_id: UUID, skill_id: UUID) -> None:
    """Let a case ask for a skill no more."""
    await store.end_need(tx, case_id, skill_id)
