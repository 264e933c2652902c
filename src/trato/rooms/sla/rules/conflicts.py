"""Policies that take matters from one another, told before anybody wonders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace

from trato.rooms.sla.model import Finding, FindingKind, Policy, PolicyId, PolicyScope, Target
from trato.rooms.sla.rules.choosing import effective_within, specificity


def in_order(policies: Sequence[Policy]) -> list[Policy]:
    """Return policies in the order in which they are asked, the most specific first (see `choosing.choose`)."""
    return sorted(policies, key=_rank, reverse=True)


def _rank(one: Policy) -> tuple[tuple[bool, ...], int]:
    return specificity(one.terms.scope), one.id.int


def find_conflicts(policies: Sequence[Policy]) -> dict[PolicyId, tuple[Finding, ...]]:
    """Return, for each policy that others take matters from, by whom and for which targets."""
    found: dict[PolicyId, list[Finding]] = {}
    for one in policies:
        for other in policies:
            if other is one or not _compatible(one.terms.scope, other.terms.scope):
                continue
            by_kind: dict[FindingKind, list[Target]] = {}
            for promised in one.terms.promises:
                kind = _kind(one, other, promised.target)
                if kind is not None:
                    by_kind.setdefault(kind, []).append(promised.target)
            for kind, targets in by_kind.items():
                found.setdefault(one.id, []).append(Finding(kind, other.id, tuple(targets)))
    return {policy: tuple(findings) for policy, findings in found.items()}


def _kind(one: Policy, other: Policy, target: Target) -> FindingKind | None:
    if other.terms.promised(target) is None:
        return None
    stricter = _within(other, target) < _within(one, target)
    wins = _rank(other) > _rank(one) and not (one.terms.locked and not stricter)
    if _covers(other.terms.scope, one.terms.scope):
        if other.terms.locked and stricter:
            return FindingKind.LOCKED
        return FindingKind.REPLACED if wins else None
    if not wins or _covers(one.terms.scope, other.terms.scope):
        return None
    expected = _narrowness(other.terms.scope) > _narrowness(one.terms.scope)
    return None if expected else FindingKind.MEETS


def _narrowness(scope: PolicyScope) -> int:
    """Return by how much a policy says whom it is for: that the narrower goes first surprises nobody.

    A surface is none of it: what names a channel is meant to go before what is for a surface of all of them.
    """
    return sum(one is not None for one in astuple(replace(scope, surface=None)))


def _within(one: Policy, target: Target) -> float:
    return effective_within(one.terms, target, one.terms.scope.country or "").total_seconds()


def _covers(wide: PolicyScope, narrow: PolicyScope) -> bool:
    """Say whether `wide` fits every matter that `narrow` fits."""
    return all(a is None or a == b for a, b in zip(astuple(wide), astuple(narrow), strict=True))


def _compatible(one: PolicyScope, other: PolicyScope) -> bool:
    """Say whether some matter fits both."""
    # a contact may have two marks
    marks = replace(one, flag=None), replace(other, flag=None)
    return all(a is None or b is None or a == b for a, b in zip(*map(astuple, marks), strict=True))
