"""People in deeds: who may be given a case, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, UserId, UserState, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case
from trato.rooms.console.errors import HolderGone, KeyReused
from trato.rooms.console.model import Person
from trato.rooms.console.service import me
from trato.rooms.console.store import offers
from trato.rooms.console.store import people as store
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import QueueId


async def name_of(tx: Tx, user: UUID | None) -> Person:
    """Return a user with their name, for a sentence."""
    found = await access.get_users(tx, [UserId(user)]) if user is not None else []
    return Person("user", user, found[0].name if found else "", (found[0].alias or None) if found else None)


async def check_holder(
    tx: Tx, who: Principal, case: Case, user: UUID | None, team: UUID | None, queue: UUID | None = None
) -> None:
    """Refuse a user who could not even see the case, and a team or queue out of reach. Raises NotFound, HolderGone."""
    if user is not None and user != who.user.id:
        found = await access.get_users(tx, [UserId(user)])
        if not found:
            raise NotFound()
        if found[0].state is not UserState.ACTIVE:
            raise HolderGone()
        rights = await access.rights_of(tx, UserId(user))
        place = Place(brand_id=case.brand_id, queue_id=case.queue_id, account_id=case.account_id)
        if not access.can(rights, Verb.CASES_READ, place):
            raise NotFound()
    if team is not None and team not in {one.id for one in await me.teams_in_reach(tx, who)}:
        raise NotFound()
    if queue is not None:
        await _check_queue(tx, who, queue)


async def _check_queue(tx: Tx, who: Principal, queue: UUID) -> None:
    """Refuse a queue that takes nothing any more, and one that is not there."""
    scope = who.rights.scope(Verb.CASES_ASSIGN)
    open_ones = {one.id: one for one in await routing.list_queues(tx)}
    found = open_ones.get(QueueId(queue))
    if found is None:
        raise HolderGone() if await offers.was_queue(tx, queue) else NotFound()
    if not scope.covers(Place(brand_id=found.brand_id, queue_id=found.id)):
        raise NotFound()


async def known_users(tx: Tx, users: Sequence[UUID]) -> list[UUID]:
    """Return those of `users` that are people of the workspace who may still sign in."""
    found = await access.get_users(tx, [UserId(one) for one in users]) if users else []
    return [one.id for one in found if one.state is UserState.ACTIVE]


async def survivor_of(tx: Tx, merge_id: UUID) -> UUID | None:
    """Return the case that a merge went into, or None."""
    return await store.survivor_of(tx, merge_id)


async def check_split(tx: Tx, source: UUID, created: UUID) -> None:
    """Refuse an id for a second case that is another case already. Raises KeyReused."""
    made = await cases.split_of(tx, created)
    if made is None or made.source_id != source:
        raise KeyReused()
