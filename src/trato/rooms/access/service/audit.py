"""The audit log: written with each deed, walked to see that it holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import AuditRow, Chain, Walked
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
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
) -> list[AuditRow]:
    """List the audit log, newest first, from the line before `before`; `until` itself is outside."""
    return await store.list_back(
        tx,
        before if before is not None else 2**62,
        object_id=object_id,
        actor_id=actor_id,
        verbs=[verb] if verb else None,
        since=since,
        until=until,
        limit=limit,
    )


async def list_audit_verbs(tx: Tx) -> list[str]:
    """List every verb that the log of the workspace holds."""
    return await store.list_verbs(tx)


async def verify_part(tx: Tx, after: int, limit: int = PAGE) -> Walked:
    """Walk `limit` lines from the one after `after`, which must itself have been walked; the end must be the head."""
    head = await store.get_head(tx)
    before = (0, START) if after == 0 else (after, await store.get_hash(tx, after) or b"")
    if head is None:
        return Walked(0, 0, 0)
    rows = await store.list_from(tx, after, limit)
    end = (rows[-1].seq, rows[-1].hash) if rows else head
    found = verify(tx.workspace, rows, head if end[0] >= head[0] else end, before)
    return Walked(found.length, head[0], found.broken_at)
