"""Telephones of ours: said, called with a code, and theirs once they read it out."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.calls.errors import CodeExpired, CodeTooSoon, TelephoneMalformed
from trato.rooms.calls.store import telephones as store

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
DIGITS = 6
GOOD_FOR = timedelta(minutes=10)
BETWEEN = timedelta(seconds=30)  # two codes
MOST_TRIES = 5


async def telephones_of(tx: Tx, users: Sequence[UUID]) -> dict[UUID, str]:
    """Return the telephones on which people take calls where their browser cannot."""
    return await store.telephones_of(tx, users) if users else {}


async def unproven(tx: Tx, user: UUID) -> str:
    """Return the telephone that somebody still has to prove to be theirs, "" where there is none."""
    proof = await store.get_proof(tx, user)
    return proof.number if proof is not None and proof.ends_at > tx.now else ""


async def set_telephone(tx: Tx, user: UUID, number: str) -> None:
    """Keep a person's telephone as theirs, "" takes it away. Raises TelephoneMalformed."""
    await store.drop_proof(tx, user)
    await store.set_telephone(tx, user, plain(number) if number.strip() else "")


async def ask_proof(tx: Tx, user: UUID, number: str) -> str:
    """Begin to prove that a telephone is somebody's; return the code that it is to be told.

    Asked again within half a minute for the same number, the code that is on its way stays good, and "" is returned.
    Raises TelephoneMalformed, and CodeTooSoon for another number.
    """
    told = plain(number)
    before = await store.get_proof(tx, user)
    if before is not None and before.number == told and tx.now - before.made_at < BETWEEN:
        return ""
    if before is not None and tx.now - before.made_at < BETWEEN:
        raise CodeTooSoon()
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    await store.put_proof(tx, user, told, digest_of(user, code), tx.now + GOOD_FOR)
    return code


async def prove(tx: Tx, user: UUID, code: str) -> bool:
    """Take a telephone as somebody's who read out its code; False for a wrong one, which is counted.

    Raises CodeExpired where there is none any more, or it was tried too often.
    """
    proof = await store.get_proof(tx, user)
    if proof is None or proof.ends_at <= tx.now or proof.tries >= MOST_TRIES:
        raise CodeExpired()
    if not secrets.compare_digest(proof.digest, digest_of(user, re.sub(r"\D", "", code))):
        await store.count_try(tx, user)
        return False
    await set_telephone(tx, user, proof.number)
    return True


def plain(number: str) -> str:
    """Return a number as networks take it. Raises TelephoneMalformed."""
    told = re.sub(r"[\s().-]", "", number)
    if not NUMBER.fullmatch(told):
        raise TelephoneMalformed(number=number[:40])
    return told


def digest_of(user: UUID, code: str) -> bytes:
    """Return what is kept of a code."""
    return hashlib.sha256(user.bytes + code.encode()).digest()
