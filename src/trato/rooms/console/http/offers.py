"""The addresses of taking cases: the next best one, and those that one is asked to accept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from trato.flow.acts import offering, pulling
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import HolderKind
from trato.rooms.console.http.deeds import Deeds
from trato.rooms.console.model import CaseDetail, OfferView
from trato.rooms.console.service import offers
from trato.rooms.console.service.reach import check_case
from trato.rooms.routing import api as routing

Row = tuple[str, str, Need, Any, type[Struct]]


class QueueWait(Struct, frozen=True):
    """`place` 1 is the next, None waits in no queue; `seconds` None is not known; `opens_at`, outside the hours."""

    place: int | None
    seconds: int | None
    opens_at: datetime | None


class Offers:
    """What agents do with what waits. `deeds` shows a case after what was done to it."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds

    async def list_mine(self, tx: Tx, who: Principal, given: Nothing) -> list[OfferView]:
        """List the cases that I am asked to take now."""
        return list(await offers.mine(tx, who.user.id))

    async def take_next(self, tx: Tx, who: Principal, given: Nothing) -> CaseDetail:
        """Take the case that I should take next, of those that wait where I work."""
        case = await pulling.take_next(tx, who.user.id)
        return await self._deeds.show(tx, who, case.id)

    async def wait(self, tx: Tx, who: Principal, given: OneId) -> QueueWait:
        """Tell where a case stands in its queue and how long it may wait: what its contact is told until an answer."""
        await check_case(tx, who, given.id)
        case = await cases.get(tx, given.id)
        waits = case.holder.kind is HolderKind.QUEUE and case.unanswered_since is not None
        queue = case.holder.id if waits else None
        found = await routing.wait_of(tx, given.id, queue) if queue is not None else None
        if found is None:
            return QueueWait(None, None, None)
        return QueueWait(found.place, None if found.time is None else int(found.time.total_seconds()), found.opens_at)

    async def accept(self, tx: Tx, who: Principal, given: OneId) -> CaseDetail:
        """Take a case that I am asked to take."""
        await offering.accept(tx, given.id, who.user.id)
        return await self._deeds.show(tx, who, given.id)

    async def decline(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Let a case pass that I am asked to take."""
        await offering.decline(tx, given.id, who.user.id)


def table(deeds: Deeds) -> tuple[Row, ...]:
    """Return (method, path, need, handler, what it takes) of every address."""
    o = Offers(deeds)
    return (
        ("GET", "/api/v1/cases/{id}/queue-position", Verb.CASES_READ, o.wait, OneId),
        ("POST", "/api/v1/cases/next", Verb.CASES_TAKE, o.take_next, Nothing),
        ("GET", "/api/v1/me/offers", Verb.CASES_TAKE, o.list_mine, Nothing),
        ("POST", "/api/v1/me/offers/{id}/accept", Verb.CASES_TAKE, o.accept, OneId),
        ("POST", "/api/v1/me/offers/{id}/decline", Verb.CASES_TAKE, o.decline, OneId),
    )
