"""Deeds of the terms of choice: what counts for how much, by version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.routing.errors import SenselessPolicy
from trato.rooms.routing.model import Policy
from trato.rooms.routing.rules import terms as rules
from trato.rooms.routing.store import policies as store

USUAL = Policy()


async def current_policy(tx: Tx) -> tuple[int, Policy]:
    """Return the policy in force and its version; 0 is the usual one, that nobody has changed."""
    found = await store.get_policy(tx)
    return (0, USUAL) if found is None else (found[0], rules.policy_of(found[1]))


async def change_policy(tx: Tx, terms: Mapping[str, Any]) -> tuple[int, Policy]:
    """Let other terms count from now on; what they do not say is as usual. Raises SenselessPolicy."""
    found = rules.wrong(terms)
    if found is not None:
        raise SenselessPolicy(field=found[0], least=found[1], most=found[2])
    version = await store.add_policy(tx, terms)
    tx.audit(AuditEntry("routing.policy", "policy", None, {"version": version}))
    return version, rules.policy_of(terms)
