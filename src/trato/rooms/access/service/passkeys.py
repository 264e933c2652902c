"""Passkeys: made by a signed-in person, proven by whoever wants in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from trato.kit.errors import Conflict, Invalid, NotFound
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import PasskeyRefused
from trato.rooms.access.model import Passkey, PasskeyId, User, UserId, UserState
from trato.rooms.access.rules import passkeys as rules
from trato.rooms.access.rules.passkeys import Site
from trato.rooms.access.service.people import get_user
from trato.rooms.access.store import passkeys as store
from trato.rooms.access.store import people

LONGEST_NAME = 100
MOST_KEYS = 20


async def ask_for_passkey(tx: Tx, keys: Keyring, site: Site, user: User) -> dict[str, Any]:
    """Return what the person's browser needs to make a key. Raises Conflict when they have too many."""
    known = await store.list_credentials(tx, user.id)
    if len(known) >= MOST_KEYS:
        raise Conflict(reason="too_many", most=MOST_KEYS)
    challenge = rules.new_challenge(keys.newest, _purpose(user.id), tx.now, os.urandom)
    return rules.ask_for_new(site, tx.workspace, user, known, challenge)


async def add_passkey(
    tx: Tx, keys: Keyring, site: Site, user: UserId, name: str, credential: Mapping[str, Any]
) -> Passkey:
    """Keep the key that the person's device made. Raises PasskeyRefused, Invalid, and Conflict for one known."""
    challenge = rules.check_challenge(keys.newest, _purpose(user), credential, tx.now)
    proven = rules.check_new(site, credential, challenge)
    made = Passkey(PasskeyId(uuid7()), user, _name(name), proven.synced, tx.now, None)
    if not await store.add_passkey(tx, made, proven):
        raise Conflict(reason="passkey_known")
    tx.audit(AuditEntry("passkey.add", "user", user, {"passkey": made.id}))
    return made


async def list_passkeys(tx: Tx, user: UserId) -> list[Passkey]:
    """List a person's keys, the oldest first."""
    return await store.list_passkeys(tx, user)


async def name_passkey(tx: Tx, user: UserId, passkey: UUID, name: str) -> None:
    """Call a key of one's own otherwise. Raises NotFound and Invalid."""
    if not await store.name_passkey(tx, passkey, user, _name(name)):
        raise NotFound(passkey=passkey)


async def drop_passkey(tx: Tx, user: UserId, passkey: UUID) -> None:
    """Forget a key of one's own. Raises NotFound."""
    if not await store.drop_passkey(tx, passkey, user):
        raise NotFound(passkey=passkey)
    tx.audit(AuditEntry("passkey.drop", "user", user, {"passkey": passkey}))


async def drop_passkeys(tx: Tx, user: UserId) -> None:
    """Forget all keys of a person who lost their device."""
    dropped = await store.drop_passkeys(tx, user)
    if dropped:
        tx.audit(AuditEntry("passkey.drop_all", "user", user, {"passkeys": dropped}))


async def prove_passkey(
    tx: Tx, site: Site, user: UUID, credential_id: bytes, credential: Mapping[str, Any], challenge: bytes
) -> UserId:
    """Return the active person whose key answered our challenge. Raises PasskeyRefused."""
    found = await store.lock_passkey(tx, user, credential_id)
    owner = await people.get_user(tx, user) if found else None
    if found is None or owner is None or owner.state is not UserState.ACTIVE:
        raise PasskeyRefused()
    passkey, kept = found
    await store.use_passkey(tx, passkey, rules.check_known(site, credential, challenge, kept))
    return (await get_user(tx, user)).id


def _purpose(user: UserId) -> bytes:
    return b"new" + user.bytes


def _name(text: str) -> str:
    name = text.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid(field="name", reason="length")
    return name
