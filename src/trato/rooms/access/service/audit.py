"""The audit log: written with each deed, walked to see that it holds."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import AuditRow, Chain
from trato.rooms.access.rules.chain import START, check_codes, extend, verify
from trato.rooms.access.store import audit as store

PAGE = 1000


class AuditHeadMissing(RuntimeError):
    """The workspace has no head of its audit log: it was not made by `create_workspace`, or someone removed it."""


async def append_audit(tx: Tx) -> int:
    """Chain and write the entries that `tx` kept; return how many. The last deed of a transaction but the events.

    Raises ValueError when an entry holds more than codes, and AuditHeadMissing.
    """
    entries, tx.audits = tx.audits, []
    if not entries:
        return 0
    for entry in entries:
        check_codes(entry.detail)
    head = await store.lock_head(tx)
    if head is None:
        raise AuditHeadMissing(str(tx.workspace))
    actor = tx.actor
    rows = extend(
        tx.workspace,
        head,
        tx.now,
        [(actor.kind.value, actor.id, one.verb, one.object_kind, one.object_id, dict(one.detail)) for one in entries],
    )
    await store.append(tx, rows)
    return len(rows)


async def verify_chain(tx: Tx) -> Chain:
    """Walk along the whole audit log of the workspace, a page at a time."""
    head = await store.get_head(tx)
    if head is None:
        return Chain(0, 0)
    last = (0, START)
    while page := await store.list_from(tx, last[0], PAGE):
        here = verify(tx.workspace, page, (page[-1].seq, page[-1].hash), last)
        if not here.holds:
            return here
        last = (page[-1].seq, page[-1].hash)
    return verify(tx.workspace, (), head, last)


async def list_audit(
    tx: Tx,
    *,
    before: int | None = None,
    object_id: UUID | None = None,
    actor_id: UUID | None = None,
    verb: str = "",
    limit: int = 100,
) -> list[AuditRow]:
    """List the audit log, newest first, from the line before `before`."""
    start = before if before is not None else 2**62
    return await store.list_back(tx, start, object_id=object_id, actor_id=actor_id, verb=verb, limit=limit)
