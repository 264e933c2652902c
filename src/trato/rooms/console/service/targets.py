"""What the numbers of the board should be: usual values, those of the workspace, and those of one queue."""

from __future__ import annotations

from uuid import UUID

from trato.kit.errors import Invalid, NotFound
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.console.model import USUAL_TARGETS, Measure, Target
from trato.rooms.console.store import targets as store
from trato.rooms.routing import api as routing

PERCENTS = frozenset({Measure.SERVICE_LEVEL, Measure.LOAD})
MOST = 1_000_000


async def list_targets(tx: Tx) -> list[Target]:
    """Return every target: one of each number for everywhere, then those of single queues."""
    rows = await store.list_targets(tx)
    said = {Measure(row["measure"]): row["value"] for row in rows if row["queue_id"] is None}
    return [Target(measure, said.get(measure, usual)) for measure, usual in USUAL_TARGETS.items()] + [
        Target(Measure(row["measure"]), row["value"], row["queue_id"]) for row in rows if row["queue_id"] is not None
    ]


async def set_target(tx: Tx, who: Principal, measure: Measure, queue_id: UUID | None, value: int | None) -> None:
    """Say what a number should be, everywhere or in one queue; None goes back to what holds otherwise.

    Raises Invalid for what the number cannot be, NotFound for a queue out of reach.
    """
    if value is not None and not 0 <= value <= (100 if measure in PERCENTS else MOST):
        raise Invalid(field="value", reason="out_of_range")
    await check_queue(tx, who, queue_id, Verb.ALERTS_MANAGE)
    if value is None:
        await store.drop_target(tx, measure.value, queue_id)
    else:
        await store.set_target(tx, measure.value, queue_id, value)
    detail = {"measure": measure.value, "value": value}
    tx.audit(AuditEntry("alerts.set_target", "queue" if queue_id else "workspace", queue_id or tx.workspace, detail))


async def check_queue(tx: Tx, who: Principal, queue_id: UUID | None, verb: Verb) -> None:
    """Refuse a queue out of reach, and what holds everywhere to whoever does not reach everything."""
    scope = who.rights.scope(verb)
    if queue_id is None:
        if not scope.everywhere:
            raise NotFound()
        return
    found = next((one for one in await routing.list_queues(tx) if one.id == queue_id), None)
    if found is None or not scope.covers(Place(brand_id=found.brand_id, queue_id=found.id)):
        raise NotFound()
