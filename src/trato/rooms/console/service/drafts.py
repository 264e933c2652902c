"""Drafts that follow their author from one device to another. Two that were written apart are never made one here:
who comes second is told what stands there, and keeps both."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.access.model import Principal
from trato.rooms.console.errors import DraftChanged
from trato.rooms.console.model.drafts import DraftBody, DraftRef, DraftView
from trato.rooms.console.store import drafts as store


async def mine(tx: Tx, who: Principal) -> list[DraftRef]:
    """Return on which cases I have a draft."""
    return [DraftRef(*row) for row in await store.list_of(tx, who.user.id)]


async def get(tx: Tx, who: Principal, case_id: UUID) -> DraftView | None:
    """Return my draft on a case, or None. Reach is the caller's."""
    row = await store.get(tx, who.user.id, case_id)
    return _view(row) if row else None


async def put(tx: Tx, who: Principal, case_id: UUID, based_on: int, body: DraftBody) -> DraftView | None:
    """Keep my draft on a case, written upon the revision `based_on` (0: upon nothing); an empty one goes.

    Raises DraftChanged with what stands there when another device wrote it meanwhile.
    """
    if body.is_empty:
        if not await store.drop(tx, who.user.id, case_id, based_on):
            await _check_gone(tx, who, case_id)
        return None
    row = await store.put(tx, who.user.id, case_id, based_on, msgspec.to_builtins(body, str_keys=True))
    if row is None:
        await _check_gone(tx, who, case_id)
    return _view(row) if row else None


async def _check_gone(tx: Tx, who: Principal, case_id: UUID) -> None:
    stands = await get(tx, who, case_id)
    if stands is not None:
        raise DraftChanged(draft=stands)


def _view(row: Any) -> DraftView:
    return DraftView(row["case_id"], row["revision"], msgspec.convert(row["body"], DraftBody), row["at"])
