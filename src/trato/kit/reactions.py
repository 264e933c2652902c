"""What follows from facts: read from the log in order, at least once, each failure kept in sight.

A reaction is a name and a function over facts of the kinds it asks for. It runs in the transaction that moves the
head, so that what it writes in this database happens exactly once; what it does elsewhere must bear a second time.
One that fails is kept with its fact and tried again with back-off; later facts of the same case wait behind it, for
that reaction only. After eight attempts it waits for a person, visibly.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from trato.kit.db import Database
from trato.kit.events import SYSTEM, Actor, ActorKind, Origin, Recorded
from trato.kit.failpoints import failpoint
from trato.kit.tx import Connection, Tx

log = structlog.get_logger()

MOST = 500  # facts in one transaction
ATTEMPTS = 8

WAITING = """
select h.workspace_id from kit.event_head h join kit.reaction_head r on r.workspace_id = h.workspace_id
where h.seq > r.seq
union
select workspace_id from kit.reaction_failure where gave_up_at is null and next_at <= clock_timestamp()
"""
LAST_SEQ = "select seq from kit.event_head where workspace_id = $1"
TAKE_HEAD = "select seq from kit.reaction_head where workspace_id = $1 for update skip locked"
MOVE_HEAD = "update kit.reaction_head set seq = $2 where workspace_id = $1"
LIST_EVENTS = """
select seq, occurred_at, recorded_at, origin, kind, subject, case_id, actor_kind, actor_id, body::text as body
from kit.event where workspace_id = $1 and seq > $2 order by seq limit $3
"""
GET_EVENTS = """
select seq, occurred_at, recorded_at, origin, kind, subject, case_id, actor_kind, actor_id, body::text as body
from kit.event where workspace_id = $1 and seq = any($2::bigint[]) order by seq
"""
HELD_CASES = """
select reaction, case_id from kit.reaction_failure
where workspace_id = $1 and gave_up_at is null and case_id is not null
"""
LIST_DUE = """
select f.seq, f.reaction, f.attempts from kit.reaction_failure f
where f.workspace_id = $1 and f.gave_up_at is null and f.next_at <= clock_timestamp() and not exists (
  select 1 from kit.reaction_failure e where e.workspace_id = $1 and e.reaction = f.reaction and e.case_id = f.case_id
    and e.seq < f.seq and e.gave_up_at is null)
order by f.seq limit 50 for update skip locked
"""
KEEP_FAILURE = """
insert into kit.reaction_failure (workspace_id, seq, reaction, case_id, attempts, next_at, error)
values ($1, $2, $3, $4, $5, clock_timestamp() + $6, $7)
on conflict (workspace_id, seq, reaction) do update set attempts = excluded.attempts, next_at = excluded.next_at,
  error = excluded.error, gave_up_at = case when excluded.attempts >= 8 then clock_timestamp() end
"""
DROP_FAILURE = "delete from kit.reaction_failure where workspace_id = $1 and seq = $2 and reaction = $3"

React = Callable[[Tx, Sequence[Recorded]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Reaction:
    """`kinds` are the facts it follows; None for every fact."""

    name: str
    kinds: frozenset[str] | None
    react: React

    def follows(self, fact: Recorded) -> bool:
        """Say whether this reaction follows `fact`."""
        return self.kinds is None or fact.kind in self.kinds


@dataclass(slots=True)
class Reactor:
    """Runs the reactions of workspaces."""

    db: Database
    reactions: Sequence[Reaction]
    _by_name: Mapping[str, Reaction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name = {reaction.name: reaction for reaction in self.reactions}

    async def look(self) -> list[UUID]:
        """Return the workspaces that have facts to react to, or failures to try again."""
        async with self.db.at_door() as door:
            return [row["workspace_id"] for row in await door.fetch(WAITING)]

    async def work(self, workspace: UUID) -> int:
        """React to the next facts of a workspace; return how many were looked at."""
        async with self.db.transaction(workspace, SYSTEM, ring=("events", "outbox", "webhooks")) as tx:
            head = await tx.connection.fetchval(TAKE_HEAD, workspace)
            if head is None:
                return 0
            tried = await self._try_again(tx)
            facts = await list_events(tx.connection, workspace, head, MOST)
            if facts:
                held = {(r["reaction"], r["case_id"]) for r in await tx.connection.fetch(HELD_CASES, workspace)}
                for reaction in self.reactions:
                    await self._run(tx, reaction, [fact for fact in facts if reaction.follows(fact)], held)
                await tx.connection.execute(MOVE_HEAD, workspace, facts[-1].seq)
            failpoint("reactions.before_commit")
        failpoint("reactions.after_commit")
        return len(facts) + tried

    async def _run(self, tx: Tx, reaction: Reaction, facts: Sequence[Recorded], held: set[tuple[str, UUID]]) -> None:
        waiting = [fact for fact in facts if fact.case_id and (reaction.name, fact.case_id) in held]
        for fact in waiting:
            await self._keep(tx, reaction, fact, 0, "waits for an earlier fact of its case")
        going = [fact for fact in facts if fact not in waiting] if waiting else facts
        if not going or await self._attempt(tx, reaction, going) is None:
            return
        for fact in going:  # one of them failed: each by itself
            if fact.case_id and (reaction.name, fact.case_id) in held:
                await self._keep(tx, reaction, fact, 0, "waits for an earlier fact of its case")
                continue
            error = await self._attempt(tx, reaction, [fact])
            if error is not None:
                await self._keep(tx, reaction, fact, 1, error)
                if fact.case_id:
                    held.add((reaction.name, fact.case_id))

    async def _attempt(self, tx: Tx, reaction: Reaction, facts: Sequence[Recorded]) -> str | None:
        """Run under a savepoint; return what went wrong, or None."""
        kept, audits = len(tx.events), len(tx.audits)
        try:
            async with tx.connection.transaction():
                await reaction.react(tx, facts)
        except Exception as error:
            if tx.connection.is_closed():
                raise
            del tx.events[kept:], tx.audits[audits:]
            log.exception("reaction.failed", reaction=reaction.name, seq=facts[0].seq, facts=len(facts))
            return f"{type(error).__name__}: {error}"[:500]
        return None

    async def _try_again(self, tx: Tx) -> int:
        due = await tx.connection.fetch(LIST_DUE, tx.workspace)
        for row in due:
            reaction = self._by_name.get(row["reaction"])
            facts = await _get_events(tx.connection, tx.workspace, [row["seq"]])
            error = await self._attempt(tx, reaction, facts) if reaction and facts else None
            if error is None:
                await tx.connection.execute(DROP_FAILURE, tx.workspace, row["seq"], row["reaction"])
            elif reaction:
                await self._keep(tx, reaction, facts[0], row["attempts"] + 1, error)
        return len(due)

    async def _keep(self, tx: Tx, reaction: Reaction, fact: Recorded, attempts: int, error: str) -> None:
        wait = timedelta(seconds=min(2.0**attempts, 3600.0))
        await tx.connection.execute(
            KEEP_FAILURE, tx.workspace, fact.seq, reaction.name, fact.case_id, attempts, wait, error
        )


async def last_seq(connection: Connection, workspace: UUID) -> int:
    """Return the number of the newest fact of a workspace; 0 for none."""
    return await connection.fetchval(LAST_SEQ, workspace) or 0


async def list_events(connection: Connection, workspace: UUID, after: int, limit: int) -> list[Recorded]:
    """Return the facts of a workspace after a number, in order."""
    rows = await connection.fetch(LIST_EVENTS, workspace, after, limit)
    return [_recorded(workspace, row) for row in rows]


async def _get_events(connection: Connection, workspace: UUID, numbers: list[int]) -> list[Recorded]:
    return [_recorded(workspace, row) for row in await connection.fetch(GET_EVENTS, workspace, numbers)]


def _recorded(workspace: UUID, row: Any) -> Recorded:
    occurred: datetime = row["occurred_at"]
    return Recorded(
        workspace_id=workspace,
        seq=row["seq"],
        recorded_at=row["recorded_at"],
        occurred_at=occurred,
        origin=Origin(row["origin"]),
        kind=row["kind"],
        subject=row["subject"],
        case_id=row["case_id"],
        actor=Actor(ActorKind(row["actor_kind"]), row["actor_id"]),
        body=row["body"].encode(),
    )
