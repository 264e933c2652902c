"""Deeds upon policies, and the book of all of them, kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.text import clean, code_of
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.sla import rules
from trato.rooms.sla.errors import PolicyNameTaken, PolicyNotFound, SenselessPolicy
from trato.rooms.sla.events import PolicyRetired, PolicyRevised
from trato.rooms.sla.model import Choice, Matter, Policy, PolicyId, PolicyTerms, PolicyVersion, Target
from trato.rooms.sla.rules import PromiseBook
from trato.rooms.sla.store import policies as store

NAME_LIMIT = 80  # characters
VERSIONS_SHOWN = 100
_BOOKS_KEPT = 512
_books: OrderedDict[UUID, PromiseBook] = OrderedDict()  # values that a stamp proves fresh; the rows are the truth


async def promise_book(tx: Tx) -> PromiseBook:
    """Return every policy of the workspace; one tiny query when nothing changed since the last call."""
    stamp = await store.get_stamp(tx)
    kept = _books.get(tx.workspace)
    if kept is not None and kept.stamp == stamp:
        _books.move_to_end(tx.workspace)
        return kept
    book = PromiseBook(stamp, tuple(await store.list_policies(tx)))
    _books[tx.workspace] = book
    while len(_books) > _BOOKS_KEPT:
        _books.popitem(last=False)
    return book


async def asks_circumstances(tx: Tx) -> bool:
    """Say whether any policy depends on what may change of a case: its priority, its team, its customer."""
    return (await promise_book(tx)).by_circumstance


async def add_default_policies(tx: Tx, sources: Collection[str] | None = None) -> list[Policy]:
    """Give a workspace the promises of the manuals, or those of these rows; safe to repeat. Returns those added."""
    wanted = [
        Policy(PolicyId(uuid7()), 1, one.name, one.source, one.terms)
        for one in rules.missing_defaults(await list_policies(tx))
        if sources is None or one.source in sources
    ]
    return await _add(tx, wanted)


async def add_policy(tx: Tx, name: str, terms: PolicyTerms, *, code: str = "") -> Policy:
    """Promise something from now on. Raises PolicyNameTaken or SenselessPolicy."""
    _check(terms)
    name = _name(name)
    added = await _add(tx, [Policy(PolicyId(uuid7()), 1, name, "", terms, code)])
    if not added:
        raise PolicyNameTaken(name=name)
    return added[0]


async def _add(tx: Tx, wanted: Sequence[Policy]) -> list[Policy]:
    taken = await store.list_codes(tx)
    coded: list[Policy] = []
    for one in wanted:
        code = one.code or _free(code_of(one.name), taken)
        taken.add(code)
        coded.append(replace(one, code=code))
    ids = await store.add_policies(tx, coded)
    added = [one for one in coded if one.id in ids]
    for one in added:
        await store.add_version(tx, one)
        tx.audit(AuditEntry("policy.add", "policy", one.id))
    if added:
        await store.set_stamp(tx, uuid7())
    return added


def _free(stem: str, taken: Collection[str]) -> str:
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


async def revise_policy(tx: Tx, policy_id: PolicyId, terms: PolicyTerms, *, name: str = "") -> Policy:
    """Publish the next version of a policy, under another name when one is given.

    Raises PolicyNotFound, PolicyNameTaken or SenselessPolicy. Running clocks follow: see `recompute.follow_policy`.
    """
    _check(terms)
    found = await store.lock_policy(tx, policy_id)
    if found is None:
        raise PolicyNotFound(policy=policy_id)
    old_name, source, version, code = found
    name = _name(name) if name else old_name
    if name != old_name and await store.is_name_taken(tx, name, policy_id):
        raise PolicyNameTaken(name=name)
    policy = Policy(policy_id, version + 1, name, source, terms, code)
    await store.add_version(tx, policy)
    await store.set_version(tx, policy)
    await store.set_stamp(tx, uuid7())
    tx.emit(PolicyRevised(subject=policy_id, version=policy.version))
    tx.audit(AuditEntry("policy.revise", "policy", policy_id, {"version": policy.version}))
    return policy


async def retire_policy(tx: Tx, policy_id: PolicyId) -> None:
    """Promise it no longer to new cases. Raises PolicyNotFound."""
    if not await store.retire(tx, policy_id):
        raise PolicyNotFound(policy=policy_id)
    await store.set_stamp(tx, uuid7())
    tx.emit(PolicyRetired(subject=policy_id))
    tx.audit(AuditEntry("policy.retire", "policy", policy_id))


async def restore_policy(tx: Tx, policy_id: PolicyId) -> Policy:
    """Promise it again: the undo of `retire_policy`. Raises PolicyNotFound, PolicyNameTaken."""
    if not await store.restore(tx, policy_id):
        name = await store.retired_name(tx, policy_id)
        if name is None:
            raise PolicyNotFound(policy=policy_id)
        raise PolicyNameTaken(name=name)
    await store.set_stamp(tx, uuid7())
    tx.audit(AuditEntry("policy.restore", "policy", policy_id))
    return await get_policy(tx, policy_id)


async def get_policy(tx: Tx, policy_id: UUID) -> Policy:
    """Return a policy in force. Raises PolicyNotFound."""
    found = (await promise_book(tx)).policy(policy_id)
    if found is None:
        raise PolicyNotFound(policy=policy_id)
    return found


async def policy_versions(tx: Tx, policy_id: UUID) -> list[PolicyVersion]:
    """Return what a policy said, newest first."""
    return await store.list_versions(tx, policy_id, VERSIONS_SHOWN)


def _name(name: str) -> str:
    found = " ".join(clean(name, NAME_LIMIT).split())
    if not found:
        raise SenselessPolicy(field="name", reason="empty")
    return found


def _check(terms: PolicyTerms) -> None:
    field = rules.is_sensible(terms)
    if field:
        raise SenselessPolicy(field=field, reason="out_of_range")


async def list_policies(tx: Tx) -> tuple[Policy, ...]:
    """Return every policy in force."""
    return (await promise_book(tx)).policies


async def what_is_promised(tx: Tx, matter: Matter) -> list[Choice]:
    """Return, for each target, the policy that applies to `matter` and why the others do not."""
    book = await promise_book(tx)
    return [rules.choose(book.policies, matter, target) for target in Target]
