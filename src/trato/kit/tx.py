"""A transaction of one workspace: what every deed is given, and the only thing that writes facts and audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy
from msgspec import structs

from trato.kit.events import Actor, Event, Origin, encode

Connection: TypeAlias = "asyncpg.Connection[Any] | PoolConnectionProxy[Any]"

APPEND_EVENTS = """
with head as (
  update kit.event_head set seq = seq + cardinality($2::text[]) where workspace_id = $1 returning seq
)
insert into kit.event (workspace_id, seq, occurred_at, recorded_at, origin, kind, subject, case_id,
                       actor_kind, actor_id, body)
select $1, head.seq - cardinality($2::text[]) + u.n, coalesce(u.occurred_at, $6), $6, $7, u.kind, u.subject, u.case_id,
       u.actor_kind, u.actor_id, u.body::jsonb
from head, unnest($2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[], $8::text[], $9::uuid[], $10::text[])
           with ordinality u(kind, subject, case_id, occurred_at, actor_kind, actor_id, body, n)
returning seq
"""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A privileged deed: a verb upon an object, with codes and numbers only (no personal data)."""

    verb: str
    object_kind: str
    object_id: UUID | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Tx:
    """One open transaction of one workspace. Services never commit it and never open another.

    `now` is the database's clock when it began (bent by a scaled clock), in UTC.
    """

    connection: Connection
    workspace: UUID
    now: datetime
    actor: Actor
    origin: Origin = Origin.LIVE
    events: list[Event] = field(default_factory=list)
    audits: list[AuditEntry] = field(default_factory=list)
    opened_by: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.opened_by = self.actor

    @contextmanager
    def acting(self, actor: Actor) -> Iterator[None]:
        """Let `actor` be the one who acts for a while: several people's deeds may share one commit."""
        before, self.actor = self.actor, actor
        try:
            yield
        finally:
            self.actor = before

    def emit(self, event: Event) -> None:
        """Keep a fact; it is written in this same transaction, as its last statement."""
        if self.actor != self.opened_by:
            event = structs.replace(event, actor=self.actor)
        self.events.append(event)

    def audit(self, entry: AuditEntry) -> None:
        """Keep an entry of the audit log; it is chained and written in this same transaction."""
        self.audits.append(entry)


async def append_events(tx: Tx) -> int:
    """Write the facts that `tx` kept, numbered without gaps; return how many."""
    facts, tx.events = tx.events, []
    if not facts:
        return 0
    await tx.connection.fetch(
        APPEND_EVENTS,
        tx.workspace,
        [fact.kind for fact in facts],
        [fact.subject for fact in facts],
        [fact.case_id for fact in facts],
        [fact.occurred_at for fact in facts],
        tx.now,
        tx.origin.value,
        [(fact.actor or tx.opened_by).kind.value for fact in facts],
        [(fact.actor or tx.opened_by).id for fact in facts],
        [encode(fact) for fact in facts],
    )
    return len(facts)
