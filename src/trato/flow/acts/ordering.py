"""Telling a telephone's provider what to do with a call: by the worker, after what decided it was committed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

from trato.flow.acts import calling, dialling
from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import Errand
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Carried, Dial, Ring, Telephone

MOST = 20


@dataclass(slots=True)
class Operator:
    """Gives orders, workspace by workspace; those of one call in the order in which they were written."""

    db: Database
    book: channels.AccountBook
    carrier: channels.Carrier

    async def look(self) -> list[UUID]:
        """Return the workspaces in which something is to be told."""
        async with self.db.at_door() as door:
            now = await self.db.clock(door)
            return await calls.waiting_workspaces(door, now)

    async def work(self, workspace: UUID) -> int:
        """Give some orders of a workspace; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            errands = await calls.claim_errands(tx, MOST)
            accounts = await self.book.of_workspace(tx, [one.account_id for one in errands]) if errands else {}
        if not errands:
            return 0
        by_call: dict[UUID, list[Errand]] = {}
        for one in errands:
            by_call.setdefault(one.call_id or one.id, []).append(one)
        told = await asyncio.gather(
            *(self._tell(theirs, accounts[theirs[0].account_id]) for theirs in by_call.values())
        )
        async with self.db.transaction(workspace, SYSTEM) as tx:
            for one, carried in (pair for pairs in told for pair in pairs):
                if await calls.settle_errand(tx, one, carried):
                    continue
                match one.order:
                    case Ring(leg=leg):
                        await calling.could_not_ring(tx, leg, carried.code)
                    case Dial() if one.call_id is not None:
                        await dialling.not_made(tx, one.call_id, carried.code, unsure=carried.unsure)
                    case _:
                        pass
        return len(errands)

    async def _tell(self, errands: list[Errand], account: channels.Account) -> list[tuple[Errand, Carried]]:
        adapter = self.book.adapter(account.row.channel)
        assert isinstance(adapter, Telephone), "only a channel of calls has errands"
        done = []
        for one in errands:
            if one.doubtful and calls.must_be_once(one.order):  # its first try was never heard of: it may have rung
                done.append((one, Carried(False, code="unheard", unsure=True)))
                continue
            answer = await self.carrier.call(adapter.order(one.order, account.view))
            done.append((one, adapter.carried(one.order, answer)))
        return done
