"""Asking for a run, looking at it, calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.brands import api as brands
from trato.rooms.imports.errors import BrandWanted, ImportUnknown
from trato.rooms.imports.model import Plan, ProblemRow, Run, RunState
from trato.rooms.imports.store import runs as store
from trato.rooms.routing import api as routing

MOST_RUNS = 50
MOST_PROBLEMS = 200


async def plan_for(tx: Tx, brand: str = "", queue_id: UUID | None = None) -> Plan:
    """Return where things go: the brand of that name, code or id, or the only one there is. Raises BrandWanted.

    Open cases are of the queue that is named, else of the brand's first one; nobody holds them.
    """
    found = await brands.list_brands(tx)
    chosen = [one for one in found if brand in {one.name, one.code, str(one.id)}] if brand else found
    if len(chosen) != 1:
        raise BrandWanted(brands=", ".join(one.name for one in found))
    one = chosen[0]
    if queue_id is None:
        queues = [queue for queue in await routing.list_queues(tx) if queue.brand_id == one.id]
        queue_id = queues[0].id if queues else None
    return Plan(one.id, one.id, one.controller_id, queue_id, one.country, one.locale)


async def ask(
    tx: Tx,
    source: str,
    kind: str,
    plan: Plan,
    *,
    dry: bool,
    origin: Mapping[str, Any] | None = None,
    by: UUID | None = None,
    again: bool = False,
) -> Run:
    """Keep that a run is wanted, or return the one of this source that did not come to its end, to go on with it.

    A new one begins where the last one ended: it brings what is new since. `again` reads everything anew.
    """
    before = None if dry or again or origin else await store.unfinished(tx, source)
    if before is not None:
        return before
    cursor = {} if again else await store.last_cursor(tx, source)
    run = Run(
        id=uuid7(), source=source, kind=kind, dry=dry, plan=plan, origin=origin or {}, state=RunState.WAITING,
        refusal="", detail={}, cursor=cursor, next_cursor=None, counts={}, problems=0, done=0, of=None,
        asked_at=tx.now, asked_by=by, started_at=None, ended_at=None,
    )  # fmt: skip
    await store.add(tx, run)
    if not dry:
        tx.audit(AuditEntry("imports.start", "import", run.id, {"kind": kind}))
    return run


async def look(tx: Tx, run_id: UUID) -> Run:
    """Return a run. Raises ImportUnknown."""
    found = await store.get(tx, run_id)
    if found is None:
        raise ImportUnknown(run=run_id)
    return found


async def list_runs(tx: Tx) -> list[Run]:
    """Return the newest runs."""
    return await store.list_runs(tx, MOST_RUNS)


async def problems_of(tx: Tx, run_id: UUID, after: int = 0, limit: int = MOST_PROBLEMS) -> list[ProblemRow]:
    """Return problems of a run after a number, in the order in which they were met."""
    return await store.list_problems(tx, run_id, after, limit)


async def call_off(tx: Tx, run_id: UUID) -> None:
    """Call a run off: what came until now stays, and can be taken out. Raises ImportUnknown."""
    run = await look(tx, run_id)
    if await store.cancel(tx, run_id) and not run.dry:
        tx.audit(AuditEntry("imports.cancel", "import", run_id))
