"""Coming in without a password: by a passkey, by a one-time link, and asking for one.

None of it says whether somebody is known: refusals are alike, and the work for a forgotten password is done after the
answer.
"""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.db import Database
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.rooms.access.errors import LinkSpent, PasskeyRefused, SignInTooOften
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.sign_in import SignedIn
from trato.rooms.access.model import Limit, LinkId, LinkPurpose, UserId
from trato.rooms.access.rules import links as link_rules
from trato.rooms.access.rules import passkeys as passkey_rules
from trato.rooms.access.rules import sign_in as rules
from trato.rooms.access.rules.passkeys import Site
from trato.rooms.access.service import links, organisation, passkeys
from trato.rooms.access.service import sign_in as service
from trato.rooms.access.store import door as at_door

SIGN_IN = b"in"
ADDRESS_LIMIT = Limit(50, rules.ADDRESS_LIMIT.within)  # passkeys and links that one machine may try


class PasskeyAnswer(Struct, frozen=True):
    """What the browser answered (AuthenticationResponseJSON)."""

    credential: dict[str, Any]


class LinkText(Struct, frozen=True):
    token: str


class LinkView(Struct, frozen=True):
    """Whom an open link is for, before they take it."""

    purpose: LinkPurpose
    email: str
    name: str
    locale: str
    workspace: str


class LinkTaken(Struct, frozen=True):
    token: str
    password: str
    name: str = ""
    locale: str = ""
    time_zone: str = ""


class Forgotten(Struct, frozen=True):
    email: str


async def ask_for_passkey(entrance: Entrance, site: Site) -> dict[str, Any]:
    """Return what a browser needs to prove one of its keys."""
    async with entrance.database.at_door() as door:
        now = entrance.database.bend(await at_door.clock(door))
    challenge = passkey_rules.new_challenge(entrance.keys.newest, SIGN_IN, now, os.urandom)
    return passkey_rules.ask_for_known(site, challenge)


async def sign_in_by_passkey(
    entrance: Entrance, site: Site, given: PasskeyAnswer, address: str, device: str
) -> SignedIn:
    """Begin a session for whose key answered our challenge, once. Raises PasskeyRefused and SignInTooOften."""
    workspace, user, credential_id = passkey_rules.whose(given.credential)
    await count_try(entrance, address)
    async with entrance.database.at_door() as door:
        now = entrance.database.bend(await at_door.clock(door))
        challenge = passkey_rules.check_challenge(entrance.keys.newest, SIGN_IN, given.credential, now)
        spent = await at_door.count_attempt(door, passkey_rules.challenge_key(challenge), passkey_rules.ONCE, now)
    if spent.count > 1:
        raise PasskeyRefused(reason="answered_before")
    async with entrance.database.transaction(workspace, Actor(ActorKind.USER, user)) as tx:
        known = await passkeys.prove_passkey(tx, site, user, credential_id, given.credential, challenge)
        new = await service.start_session(tx, known, device, second_factor=True)
    return SignedIn(workspace, new, entrance.set_cookie(new.token))


async def show_link(entrance: Entrance, given: LinkText, address: str) -> LinkView:
    """Return whom an open link is for. Raises LinkSpent and SignInTooOften."""
    workspace, id = await _read(entrance, given.token, address)
    async with entrance.database.transaction(workspace, SYSTEM) as tx:
        link, user = await links.look_at(tx, LinkId(id))
        of = await organisation.get_workspace(tx)
    return LinkView(link.purpose, user.email, user.name, user.locale, of.name)


async def take_link(entrance: Entrance, given: LinkTaken, address: str, device: str) -> SignedIn | None:
    """Use a link, once: the password is set. An invited person is signed in; who has a second factor must show it.

    Raises LinkSpent, PasswordTooWeak, Invalid and SignInTooOften; then the link still opens.
    """
    workspace, id = await _read(entrance, given.token, address)
    async with entrance.database.transaction(workspace, SYSTEM) as tx:
        _, user = await links.look_at(tx, LinkId(id))
    rules.check_password(given.password, user.email)
    hashed = await entrance.passwords.hash(given.password)
    async with entrance.database.transaction(workspace, Actor(ActorKind.USER, user.id), ring=("events",)) as tx:
        user = await links.take(tx, LinkId(id), hashed, name=given.name, locale=given.locale, zone=given.time_zone)
        if await service.needs_second_factor(tx, user.id):
            return None
        new = await service.start_session(tx, user.id, device)
    entrance.forget()
    return SignedIn(workspace, new, entrance.set_cookie(new.token))


async def may_forget(entrance: Entrance, given: Forgotten, address: str) -> str:
    """Return the normal e-mail of who forgot their password, known or not. Raises Invalid and SignInTooOften."""
    email = rules.normal_email(given.email)
    async with entrance.database.at_door() as door:
        now = entrance.database.bend(await at_door.clock(door))
        for key, limit in link_rules.forgotten_keys(email, address):
            wait = rules.wait_after(await at_door.count_attempt(door, key, limit, now), limit, now)
            if wait is not None:
                raise SignInTooOften(retry_after=int(wait.total_seconds()) + 1)
    return email


async def forget_password(database: Database, email: str) -> None:
    """Send whoever has this e-mail a link for a new password; for nobody, do nothing. Call it after the answer."""
    async with database.at_door() as door:
        found = await at_door.find_users(door, rules.email_hash(email), "")
    for workspace, user in found:
        async with database.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            await links.forget_password(tx, UserId(user))


async def _read(entrance: Entrance, token: str, address: str) -> tuple[UUID, UUID]:
    await count_try(entrance, address)
    named = link_rules.read_link(entrance.keys.keys, token)
    if named is None:
        raise LinkSpent(reason="unknown")
    return named


async def count_try(entrance: Entrance, address: str) -> None:
    """Count one try of an address to come in without a password. Raises SignInTooOften."""
    key = link_rules.address_key(address)
    async with entrance.database.at_door() as door:
        now = entrance.database.bend(await at_door.clock(door))
        wait = rules.wait_after(await at_door.count_attempt(door, key, ADDRESS_LIMIT, now), ADDRESS_LIMIT, now)
    if wait is not None:
        raise SignInTooOften(retry_after=int(wait.total_seconds()) + 1)
