"""Signing in: the same work and the same answer whether the e-mail is known or not."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Invalid
from trato.kit.events import Actor, ActorKind
from trato.kit.tx import Connection
from trato.rooms.access.errors import SecondFactorNeeded, SignInRefused, SignInTooOften
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Limit, UserId
from trato.rooms.access.rules import sign_in as rules
from trato.rooms.access.service import sign_in as service
from trato.rooms.access.service.sign_in import NewSession
from trato.rooms.access.store import door as at_door
from trato.rooms.access.store import people


class SignIn(Struct, frozen=True):
    """What a person types. `workspace` (its slug) is only needed by who has the same e-mail in several."""

    email: str
    password: str
    code: str = ""
    workspace: str = ""


class SignedIn(Struct, frozen=True):
    """A begun session and the Set-Cookie header that carries it."""

    workspace_id: UUID
    new: NewSession
    set_cookie: str


class _Known(Struct, frozen=True):
    workspace: UUID
    user: UserId
    kept: str | None


async def sign_in(entrance: Entrance, given: SignIn, address: str, device: str) -> SignedIn:
    """Prove who one is and begin a session. `address` is the network address of who asks.

    Raises SignInRefused (e-mail or password), SecondFactorNeeded and WrongCode (after the right password only), and
    SignInTooOften.
    No connection is held while the password is checked.
    """
    if len(given.password) > rules.LONGEST_PASSWORD:
        raise SignInRefused()
    email = _email(given.email)
    keys = rules.failure_keys(email, address)
    async with entrance.database.at_door() as door:
        await _count(entrance, door, keys)
        found = await at_door.find_users(door, rules.email_hash(email), given.workspace)
    known = await _check(
        entrance, [await _load(entrance, workspace, user) for workspace, user in found], given.password
    )
    actor = Actor(ActorKind.USER, known.user)
    async with entrance.database.transaction(known.workspace, actor) as tx:
        second = await service.needs_second_factor(tx, known.user)
        if second and not given.code:
            raise SecondFactorNeeded()
        if second:
            await service.take_second_factor(tx, entrance.keys, known.user, given.code)
        new = await service.start_session(tx, known.user, device, second_factor=second)
    async with entrance.database.at_door() as door:
        await at_door.forget_failures(door, [key for key, limit in keys if limit is not rules.ADDRESS_LIMIT])
        await at_door.forgive_failure(door, keys[-1][0])
    return SignedIn(known.workspace, new, entrance.set_cookie(new.token))


def _email(text: str) -> str:
    try:
        return rules.normal_email(text)
    except Invalid:
        return "nobody@invalid"  # refused like any unknown e-mail, after the same work


async def _count(entrance: Entrance, door: Connection, keys: tuple[tuple[bytes, Limit], ...]) -> None:
    now = entrance.database.bend(await at_door.clock(door))
    for key, limit in keys:
        wait = rules.wait_after(await at_door.count_attempt(door, key, limit, now), limit, now)
        if wait is not None:
            raise SignInTooOften(retry_after=int(wait.total_seconds()) + 1)


async def _load(entrance: Entrance, workspace: UUID, user: UUID) -> _Known:
    async with entrance.database.transaction(workspace, Actor(ActorKind.SYSTEM)) as tx:
        return _Known(workspace, UserId(user), await people.get_password(tx, UserId(user)))


async def _check(entrance: Entrance, candidates: list[_Known], password: str) -> _Known:
    """Return the candidate whose password it is; work as hard when there is none."""
    for one in candidates:
        if await entrance.passwords.check(one.kept, password):
            return one
    if not candidates:
        await entrance.passwords.check(None, password)
    raise SignInRefused()
