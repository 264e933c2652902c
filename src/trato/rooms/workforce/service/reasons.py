"""Deeds of reasons: the short list that a workspace keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.workforce.errors import SenselessReasons, UnknownReason
from trato.rooms.workforce.model import Reason
from trato.rooms.workforce.rules import presence as rules
from trato.rooms.workforce.store import reasons as store


async def list_reasons(tx: Tx) -> list[Reason]:
    """Return the reasons that agents may give, in order."""
    said = await store.list_reasons(tx)
    return [one for one, kept in said if kept] if said else list(rules.REASONS)


async def known_reasons(tx: Tx) -> list[Reason]:
    """Return every reason that has words, also those offered no more: what was recorded can be read."""
    said = [one for one, _ in await store.list_reasons(tx)]
    codes = {one.code for one in said}
    return [*said, *(one for one in rules.REASONS if one.code not in codes)]


async def set_reasons(tx: Tx, reasons: Sequence[Reason]) -> list[Reason]:
    """Keep these reasons, in this order. None is accepted: agents are then away without one. Raises SenselessReasons.

    Who gave a reason that is dropped stays where they are.
    """
    kept = [replace(one, names={key: " ".join(word.split()) for key, word in one.names.items()}) for one in reasons]
    wrong = rules.senseless(kept)
    if wrong is not None:
        raise SenselessReasons(reason=wrong)
    if not await store.list_reasons(tx):
        await store.set_reasons(tx, rules.REASONS)
    await store.set_reasons(tx, kept)
    tx.audit(AuditEntry("presence.reasons", "workspace", tx.workspace, {"codes": [one.code for one in kept]}))
    return kept


async def reason_of(tx: Tx, code: str) -> Reason:
    """Return a reason that agents may give. Raises UnknownReason."""
    found = next((one for one in await list_reasons(tx) if one.code == code), None)
    if found is None:
        raise UnknownReason(reason=code)
    return found
