"""Giving the cases of a queue that wait longest to people who can take them, with one way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.console.http.bulk import CHUNK, AssignAct, Bulk, BulkDeed, Refusal
from trato.rooms.console.service import rescue, targets


class ToRescue(Struct, frozen=True):
    """`act` is minted by the client: undone as any act on many cases. Without `agents`, whoever has room."""

    id: UUID
    act: UUID
    count: Annotated[int, Meta(ge=1, le=CHUNK)]
    agents: Annotated[list[UUID], Meta(max_length=200)] = []


class Rescued(Struct, frozen=True):
    """How many each was given. `left` waited, and nobody of those who could had room for them."""

    done: dict[str, int]
    refused: tuple[Refusal, ...]
    left: int


@dataclass(frozen=True, slots=True)
class RescueDoor:
    """The way to empty the end of a queue."""

    bulk: Bulk

    async def rescue(self, tx: Tx, who: Principal, given: ToRescue) -> Rescued:
        """Give the cases of a queue that wait longest to these people, or to whoever has room."""
        await targets.check_queue(tx, who, given.id, Verb.CASES_ASSIGN)
        shares, left = await rescue.share(tx, given.id, given.count, given.agents)
        done: dict[str, int] = {}
        refused: list[Refusal] = []
        for agent, case_ids in shares.items():
            told = await self.bulk.do(tx, who, BulkDeed(given.act, case_ids, AssignAct(user_id=agent)))
            done[str(agent)] = len(told.done)
            refused += told.refused
        return Rescued(done, tuple(refused), left)


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return the address. The door asks for the queue; each case is asked for again as it is given."""
    door = RescueDoor(Bulk.over(book))
    return (("POST", "/api/v1/floor/queues/{id}/rescue", Verb.CASES_ASSIGN, door.rescue, ToRescue),)
