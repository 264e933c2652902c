"""The directory: people as those who administer see them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.errors import UserUnknown
from trato.rooms.access.model import MemberOf, PersonRow
from trato.rooms.access.service.people import FIRST
from trato.rooms.access.store import directory as store


async def list_people(
    tx: Tx,
    *,
    after: tuple[str, UUID] = FIRST,
    search: str = "",
    state: str = "",
    team: UUID | None = None,
    limit: int = 50,
) -> list[PersonRow]:
    """List people by name, from the one after `after`, whose name or e-mail holds `search`."""
    return await store.list_people(tx, after, search.strip().lower(), state, team, limit)


async def get_person(tx: Tx, user: UUID) -> PersonRow:
    """Return a person. Raises UserUnknown."""
    found = await store.get_person(tx, user)
    if found is None:
        raise UserUnknown(user=user)
    return found


async def count_states(tx: Tx) -> dict[str, int]:
    """Return how many people are in each state."""
    return await store.count_states(tx)


async def memberships_named(tx: Tx, user: UUID) -> list[MemberOf]:
    """List the teams that somebody is in now, by name."""
    return await store.list_memberships(tx, user)


async def names_of(tx: Tx, users: Collection[UUID | None]) -> dict[UUID, str]:
    """Return the names of `users`; of nobody, nothing."""
    wanted = list({one for one in users if one is not None})
    return await store.names_of(tx, wanted) if wanted else {}
