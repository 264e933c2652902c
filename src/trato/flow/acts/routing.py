"""Giving waiting cases to the right person: decisions of routing, performed in the transaction that made them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from trato.flow.acts import due
from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import Call
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Holder, HolderKind
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Telephone
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import QueueId
from trato.rooms.sla import api as sla

RING_SECONDS = 20


@dataclass(slots=True)
class Dispatcher:
    """Assigns, workspace by workspace, whenever something happened that may make room or bring work."""

    db: Database
    book: channels.AccountBook | None = None
    patience: timedelta = timedelta(0)  # for how long a new case waits to be understood before it is given
    scribes: dict[UUID, routing.Scribe] = field(default_factory=dict)  # of the workspaces that nobody works at now

    async def look(self) -> list[UUID]:
        """Return every workspace: the bell says which of them had something happen."""
        return await self.db.workspaces()

    async def work(self, workspace: UUID) -> int:
        """Give or offer what can be given, and let overflow what nobody could take; return how many cases."""
        scribe = self.scribes.pop(workspace, None)  # who was undone, or is at work elsewhere, begins anew
        if scribe is None or scribe.is_long:
            scribe = routing.Scribe(uuid7())
        async with self.db.transaction(workspace, SYSTEM) as tx:
            decisions = await routing.decide(tx, scribe, self.patience)
            asking = {one.id: one.accept_seconds for one in await routing.list_queues(tx)} if decisions else {}
            waiting = await calls.alive_of(tx, [one.case_id for one in decisions])
            given = []
            for one in decisions:
                seconds = asking.get(QueueId(one.queue_id), 0) if one.queue_id else 0
                if one.case_id in waiting:
                    seconds = self._rings(waiting[one.case_id])
                if seconds:
                    await routing.offer(tx, one, seconds)
                    continue
                await cases.assign(tx, one.case_id, Holder(HolderKind.AGENT, one.agent_id), AssignReason(one.reason))
                given.append(one)
            await routing.record(tx, given)
        self.scribes[workspace] = scribe
        async with self.db.transaction(workspace, SYSTEM) as tx:
            moved = await _overflow(tx)
        return len(decisions) + moved

    def _rings(self, call: Call) -> int:
        """Return for how long somebody is rung who is asked to take a call."""
        account = self.book.known(call.account_id) if self.book else None
        adapter = self.book.adapter(account.row.channel) if self.book and account else None
        return adapter.ring_seconds(account.view) if account and isinstance(adapter, Telephone) else RING_SECONDS


async def _overflow(tx: Tx) -> int:
    """Move the cases that wait too long where they are; their promises follow the hours of where they go."""
    going = await routing.overflowed(tx)
    for case_id, queue_id in going.items():
        await cases.assign(tx, case_id, Holder(HolderKind.QUEUE, queue_id), AssignReason.OVERFLOW)
    if going:
        await sla.follow_queue(tx, dict(going))
        await due.refresh(tx, list(going))
    return len(going)
