"""Who is who on X. An id is somebody's for ever and everywhere; a user name may change hands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, is_map, map_in, maps_in, text_in
from trato.rooms.channels.model import AccountView, Reach
from trato.rooms.contacts.model import Address, IdentityKind

Users = Mapping[str, JsonMap]


def users_in(holder: JsonMap) -> dict[str, JsonMap]:
    """Return the users that come with events, by id: as a list, or by their ids, each plain or within `data`."""
    given = holder.get("users")
    listed: list[Any] = list(given.values()) if is_map(given) else maps_in(holder, "users")
    found = [map_in(one, "data") or one for one in listed if is_map(one)]
    return {identifier: one for one in found if (identifier := id_of(one))}


def id_of(user: JsonMap) -> str:
    """Return a user's id, which older payloads also give as a number that JavaScript would round."""
    return text_in(user, "id_str") or text_in(user, "id")


def addresses_of(identifier: str, users: Users, account: AccountView) -> tuple[Address, ...]:
    """Return who somebody is, nobody where the id is none."""
    if not identifier:
        return ()
    scope, user = str(account.id), users.get(identifier, {})
    name = text_in(user, "username") or text_in(user, "screen_name")
    found = Address(IdentityKind.ACCOUNT_USER, identifier, scope)
    return (found, Address(IdentityKind.ACCOUNT_NAME, f"@{name}", scope)) if name else (found,)


def reach_of(identifier: str, users: Users) -> Reach | None:
    """Return how many hear somebody, by the older payloads' fields or the newer ones'; None where neither is told."""
    user = users.get(identifier, {})
    told = (user.get("followers_count"), map_in(user, "public_metrics").get("followers_count"))
    followers = next((one for one in told if isinstance(one, int) and not isinstance(one, bool) and one >= 0), None)
    verified = user.get("verified")
    vouched = verified if isinstance(verified, bool) else None
    return None if followers is None and vouched is None else Reach(followers, vouched)


def name_of(identifier: str, users: Users) -> str:
    """Return what somebody calls themselves."""
    return text_in(users.get(identifier, {}), "name")
