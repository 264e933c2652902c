"""Mails of the house that carry no link of their own: written here, sent by the worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, User, UserId, UserState, Verb
from trato.rooms.access.service.people import get_users
from trato.rooms.access.service.rights import holders, rights_of
from trato.rooms.access.store import grants, organisation
from trato.rooms.access.store import letters as store


async def write_letter(tx: Tx, user: UserId, kind: str, told: Mapping[str, str], expires_at: datetime) -> None:
    """Let a person be written to; after `expires_at` it is no news and stays unsent."""
    await store.add_letter(tx, uuid7(), user, kind, told, expires_at)


async def who_may(tx: Tx, verb: Verb, place: Place) -> list[User]:
    """Return the active people who may do `verb` at a place, by their own grants or those of their teams."""
    roles = set(await holders(tx, verb))
    given = [one for one in await grants.list_grants(tx) if one.role in roles]
    found: set[UUID] = {one.user_id for one in given if one.user_id is not None}
    for team in {one.team_id for one in given if one.team_id is not None}:
        found.update(await organisation.list_members(tx, team))
    people = [one for one in await get_users(tx, sorted(found)) if one.state is UserState.ACTIVE]
    return [one for one in people if (await rights_of(tx, one.id)).scope(verb).covers(place)]
