"""Deeds upon policies, and the book of all of them, kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.sla import rules
from trato.rooms.sla.errors import PolicyNameTaken, PolicyNotFound, SenselessPolicy
from trato.rooms.sla.events import PolicyRetired, PolicyRevised
from trato.rooms.sla.model import Choice, Matter, Policy, PolicyId, PolicyTerms, Target
from trato.rooms.sla.rules import PromiseBook
from trato.rooms.sla.store import policies as store

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


async def add_default_policies(tx: Tx) -> list[Policy]:
    """Give a new workspace the promises of the manuals; safe to repeat. Returns those that were added."""
    wanted = [Policy(PolicyId(uuid7()), 1, one.name, one.source, one.terms) for one in rules.DEFAULTS]
    return await _add(tx, wanted)


async def add_policy(tx: Tx, name: str, terms: PolicyTerms) -> Policy:
    """Promise something from now on. Raises PolicyNameTaken or SenselessPolicy."""
    _check(terms)
    added = await _add(tx, [Policy(PolicyId(uuid7()), 1, name, "", terms)])
    if not added:
        raise PolicyNameTaken(name=name)
    return added[0]


async def _add(tx: Tx, wanted: Sequence[Policy]) -> list[Policy]:
    ids = await store.add_policies(tx, wanted)
    added = [one for one in wanted if one.id in ids]
    for one in added:
        await store.add_version(tx, one)
    if added:
        await store.set_stamp(tx, uuid7())
    return added


async def revise_policy(tx: Tx, policy_id: PolicyId, terms: PolicyTerms) -> Policy:
    """Publish the next version of a policy. Raises PolicyNotFound or SenselessPolicy.

    Running clocks follow by `recompute_running`, which reacts to `PolicyRevised`.
    """
    _check(terms)
    found = await store.lock_policy(tx, policy_id)
    if found is None:
        raise PolicyNotFound(policy=policy_id)
    name, source, version = found
    policy = Policy(policy_id, version + 1, name, source, terms)
    await store.add_version(tx, policy)
    await store.set_version(tx, policy_id, policy.version)
    await store.set_stamp(tx, uuid7())
    tx.emit(PolicyRevised(subject=policy_id, version=policy.version))
    return policy


async def retire_policy(tx: Tx, policy_id: PolicyId) -> None:
    """Promise it no longer to new cases. Raises PolicyNotFound."""
    if not await store.retire(tx, policy_id):
        raise PolicyNotFound(policy=policy_id)
    await store.set_stamp(tx, uuid7())
    tx.emit(PolicyRetired(subject=policy_id))


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
