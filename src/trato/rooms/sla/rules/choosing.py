"""Which policy promises what to whom: the most specific wins, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from trato.rooms.sla.model import Choice, Considered, Matter, Policy, PolicyScope, PolicyTerms, Target


def choose(policies: Sequence[Policy], matter: Matter, target: Target) -> Choice:
    """Choose the policy whose `target` is promised to `matter`.

    Each target is chosen by itself, so a policy that is silent about one leaves it to a wider one. Specific first:
    organisation, mark of the contact, channel account, brand, team, priority, tier, country, channel, surface; of two
    alike the younger. A locked policy that fits is overruled only by a stricter one.
    """
    fitting = [one for one in policies if fits(one.terms.scope, matter) and one.terms.promised(target)]
    best = max(fitting, key=lambda one: (specificity(one.terms.scope), one.id.int), default=None)
    winner = best
    for one in fitting:
        if winner is not None and one.terms.locked and _within(one, target, matter) < _within(winner, target, matter):
            winner = one
    considered = tuple(Considered(one, _why(one, winner, best, matter, target)) for one in policies)
    return Choice(target, winner, considered)


def _why(one: Policy, winner: Policy | None, best: Policy | None, matter: Matter, target: Target) -> str:
    if one is winner:
        return "fits" if one is best else "locked"
    if not fits(one.terms.scope, matter):
        return "filter"
    return "silent" if one.terms.promised(target) is None else "overruled"


def _within(one: Policy, target: Target, matter: Matter) -> timedelta:
    return effective_within(one.terms, target, matter.country)


def fits(scope: PolicyScope, matter: Matter) -> bool:
    """Say whether a policy with this scope is for `matter`."""
    return (
        scope.surface in (None, matter.surface)
        and scope.channel in (None, matter.channel)
        and scope.brand_id in (None, matter.brand_id)
        and scope.account_id in (None, matter.account_id)
        and scope.tier in (None, matter.tier)
        and scope.country in (None, matter.country)
        and scope.priority in (None, matter.priority)
        and scope.organisation_id in (None, matter.organisation_id)
        and (scope.flag is None or scope.flag in matter.flags)
        and scope.team_id in (None, matter.team_id)
    )


def specificity(scope: PolicyScope) -> tuple[bool, ...]:
    """Return what orders policies, the more specific the greater."""
    filters = (
        scope.organisation_id,
        scope.flag,
        scope.account_id,
        scope.brand_id,
        scope.team_id,
        scope.priority,
        scope.tier,
        scope.country,
        scope.channel,
        scope.surface,
    )
    return tuple(one is not None for one in filters)


def effective_within(terms: PolicyTerms, target: Target, country: str) -> timedelta:
    """Return the promised duration in `country`, in whole seconds (S111: countries expect different paces).

    A ceiling is the same everywhere (S110). Raises ValueError when the policy promises nothing for `target`.
    """
    promised = terms.promised(target)
    if promised is None:
        raise ValueError(f"nothing is promised for {target}")
    factor = 1.0 if target is Target.CEILING else dict(terms.factors).get(country, 1.0)
    return timedelta(seconds=max(1, round(promised.within.total_seconds() * factor)))


def chooses_alike(before: PolicyTerms, after: PolicyTerms) -> bool:
    """Say whether a policy with these terms is chosen for the same promises as before: only their time differs."""
    targets = [{one.target for one in terms.promises} for terms in (before, after)]
    return before.scope == after.scope and targets[0] == targets[1] and not (before.locked or after.locked)


def is_sensible(terms: PolicyTerms) -> str:
    """Return "" when `terms` make sense, else the name of the field that does not."""
    targets = [one.target for one in terms.promises]
    if not targets or len(set(targets)) != len(targets):
        return "promises"
    if any(one.within < timedelta(seconds=1) or one.within > timedelta(days=365) for one in terms.promises):
        return "within"
    if not 0 < terms.approach <= 1:
        return "approach"
    if any(not 0 < factor <= 10 for _, factor in terms.factors):
        return "factors"
    return ""


@dataclass(frozen=True, slots=True)
class PromiseBook:
    """Every policy in force of a workspace; it remembers its choices, because a day has few kinds of matter."""

    stamp: UUID | None
    policies: tuple[Policy, ...]
    _chosen: dict[tuple[Matter, Target], Policy | None] = field(default_factory=dict, compare=False, repr=False)

    def policy_for(self, matter: Matter, target: Target) -> Policy | None:
        """Return the policy of `choose`, remembered."""
        key = (matter, target)
        if key not in self._chosen:
            if len(self._chosen) > 10_000:
                self._chosen.clear()
            self._chosen[key] = choose(self.policies, matter, target).policy
        return self._chosen[key]

    @property
    def by_circumstance(self) -> bool:
        """Whether any policy asks what may change while its promises run: priority, team or customer."""
        return any(
            one is not None
            for policy in self.policies
            for scope in (policy.terms.scope,)
            for one in (scope.priority, scope.team_id, scope.organisation_id, scope.flag)
        )

    @property
    def by_case(self) -> bool:
        """Whether any policy promises something of the case as a whole: its resolution."""
        return any(policy.terms.promised(Target.RESOLUTION) for policy in self.policies)

    def with_terms(self, revised: Policy) -> PromiseBook:
        """Return the book in which `revised` stands for what the policy says now."""
        return PromiseBook(None, tuple(revised if one.id == revised.id else one for one in self.policies))

    def policy(self, policy_id: UUID) -> Policy | None:
        """Return the policy in force with this id."""
        return next((one for one in self.policies if one.id == policy_id), None)
