"""The address where it is said what counts for how much in giving out cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.routing.model import Policy
from trato.rooms.routing.rules.terms import terms_of
from trato.rooms.routing.service.policies import change_policy, current_policy


class PolicyView(Struct, frozen=True):
    """The terms in force and the usual ones, in points; after `bound_minutes` more of waiting a case goes first."""

    version: int
    terms: dict[str, Any]
    usual: dict[str, Any]
    bound_minutes: int


class PolicyChange(Struct, frozen=True):
    """What is not said is as usual."""

    terms: Mapping[str, Any]


async def policy(tx: Tx, who: Principal, given: Nothing) -> PolicyView:
    """Say what counts for how much."""
    _check(who)
    return _view(*await current_policy(tx))


async def change(tx: Tx, who: Principal, given: PolicyChange) -> PolicyView:
    """Let other terms count from now on."""
    _check(who)
    return _view(*await change_policy(tx, given.terms))


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/routing/policy", Verb.QUEUES_MANAGE, policy, Nothing),
    ("PUT", "/api/v1/routing/policy", Verb.QUEUES_MANAGE, change, PolicyChange),
)


def _check(who: Principal) -> None:
    """Refuse who manages some queues only: the terms are the whole workspace's. Raises Forbidden."""
    if not who.rights.scope(Verb.QUEUES_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.QUEUES_MANAGE.value)


def _view(version: int, policy: Policy) -> PolicyView:
    bound = policy.weights.bound.total_seconds() / 60
    return PolicyView(version, terms_of(policy), terms_of(Policy()), round(bound))
