"""What somebody is asked to take, as their desk shows it."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.console.model import OfferView
from trato.rooms.console.store import offers as store
from trato.rooms.routing import api as routing


async def mine(tx: Tx, agent: UUID) -> tuple[OfferView, ...]:
    """Return what an agent is asked to take now, the first asked first."""
    asked = await routing.offers_of(tx, agent)
    shown = await store.shown(tx, [one.case_id for one in asked]) if asked else {}
    return tuple(
        OfferView(
            one.case_id, row["number"], row["contact"], row["channel"], row["subject"] or row["preview"], row["queue"],
            row["due_at"], one.offered_at, one.ends_at,
        )
        for one in asked
        if (row := shown.get(one.case_id)) is not None
    )  # fmt: skip
