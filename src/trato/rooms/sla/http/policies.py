"""The addresses of policies, and of what changes of hours do to promises."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden, NotFound
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import EVERYWHERE, Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.sla import api as sla
from trato.rooms.sla import rules
from trato.rooms.sla.errors import ClockNotFound, PolicyChanged, PolicyNotFound
from trato.rooms.sla.http import shapes
from trato.rooms.sla.http.shapes import shape_of, view_of
from trato.rooms.sla.model import Effect, Policy, PolicyId


async def list_policies(tx: Tx, who: Principal, given: Nothing) -> list[shapes.PolicyView]:
    """List the policies in the order in which they are asked, with those that take matters from them."""
    policies = await sla.list_policies(tx)
    conflicts, hours = rules.find_conflicts(policies), await _own_hours(tx)
    return [
        view_of(one, hours.get(one.id), conflicts.get(one.id, ()))
        for one in rules.in_order(policies)
        if _is_seen(who, one)
    ]


async def get_policy(tx: Tx, who: Principal, given: OneId) -> shapes.PolicyView:
    """Return one policy."""
    return await _view(tx, await _seen(tx, who, given.id))


async def add_policy(tx: Tx, who: Principal, given: shapes.NewPolicy) -> shapes.PolicyView:
    """Promise something from now on; what runs already keeps its promise."""
    _check_place(who, given.terms.brand_id)
    one = await sla.add_policy(tx, given.name, given.terms.terms())
    await _keep_hours(tx, one.id, given.calendar_id)
    return await _view(tx, one)


async def change_policy(tx: Tx, who: Principal, given: shapes.PolicyChange) -> shapes.PolicyView:
    """Publish the next version of a policy; its running promises follow."""
    present = await _mine(tx, who, given.id)
    _check_place(who, given.terms.brand_id)
    if present.version != given.version:
        raise PolicyChanged(version=present.version)
    terms = given.terms.terms()
    if terms != present.terms or given.name != present.name:
        present = await sla.revise_policy(tx, present.id, terms, name=given.name)
    await _keep_hours(tx, present.id, given.calendar_id)
    return await _view(tx, present)


async def retire_policy(tx: Tx, who: Principal, given: OneId) -> None:
    """Promise it no longer to new cases; what runs keeps its promise."""
    await sla.retire_policy(tx, (await _mine(tx, who, given.id)).id)


async def restore_policy(tx: Tx, who: Principal, given: OneId) -> shapes.PolicyView:
    """Promise it again."""
    one = await sla.restore_policy(tx, PolicyId(given.id))
    _check_place(who, one.terms.scope.brand_id)
    return await _view(tx, one)


async def list_versions(tx: Tx, who: Principal, given: OneId) -> list[shapes.VersionView]:
    """List what a policy said, newest first; publishing old terms again takes back what came after."""
    return [
        shapes.VersionView(one.version, one.from_at, one.by_kind, one.by_id, shape_of(one.terms))
        for one in await sla.policy_versions(tx, (await _seen(tx, who, given.id)).id)
    ]


async def list_starters(tx: Tx, who: Principal, given: Nothing) -> list[shapes.StarterView]:
    """List the promises of the manuals, and which of them stand."""
    missing = {one.source for one in rules.missing_defaults(await sla.list_policies(tx))}
    return [
        shapes.StarterView(one.source, one.name, shape_of(one.terms), one.source not in missing)
        for one in rules.DEFAULTS
    ]


async def add_starters(tx: Tx, who: Principal, given: shapes.Starters) -> list[shapes.PolicyView]:
    """Promise what these rows of the manuals promise, where no policy of that name stands."""
    _check_place(who, None)
    return [await _view(tx, one) for one in await sla.add_default_policies(tx, given.sources)]


async def customers(tx: Tx, who: Principal, given: Nothing) -> shapes.CustomersView:
    """List the customers that a policy may be for: marks that contacts bear, and organisations, 200 of each."""
    flags = await contacts.flags_in_use(tx)
    firms = await contacts.list_organisations(tx)
    return shapes.CustomersView(tuple(flags), tuple(shapes.OrganisationRef(one.id, one.name) for one in firms))


async def explain(tx: Tx, who: Principal, given: OneId) -> shapes.ExplanationView:
    """Return why a promise falls due when it does, line by line."""
    clock = await sla.get_clock(tx, given.id)
    case = await cases.get(tx, clock.case_id)
    place = Place(brand_id=case.brand_id, queue_id=case.queue_id, account_id=case.account_id)
    if not who.rights.scope(Verb.CASES_READ).covers(place):
        raise ClockNotFound(clock=given.id)
    found = await sla.explain_with_place(tx, clock)
    lines = tuple(shapes.LineView(one.code, one.values) for one in found.lines)
    return shapes.ExplanationView(clock.id, clock.target, found.policy, found.timezone, clock.due_at, lines)


async def work_out(tx: Tx, who: Principal, given: shapes.Draft) -> shapes.ExampleView:
    """Return what a message would be promised by a draft, line by line, and who would be chosen in earnest."""
    found = await sla.work_out(tx, given.policy_id, given.name, given.terms.terms(), given.calendar_id, given.at)
    chosen = {one.target: one.policy for one in found.choices}
    others = {one.id for one in await sla.list_policies(tx) if one.id != given.policy_id}
    return shapes.ExampleView(
        surface=found.matter.surface.value,
        channel=found.matter.channel,
        brand_id=found.matter.brand_id,
        country=found.matter.country,
        timezone=found.timezone,
        at=found.at,
        clocks=tuple(
            shapes.ClockExample(
                target=clock.target,
                seconds=clock.seconds,
                due_at=clock.due_at,
                approach_at=clock.approach_at,
                calendar_id=clock.calendar_id,
                calendar_of=clock.calendar_of,
                chosen_id=_other(chosen.get(clock.target), others),
                lines=tuple(shapes.LineView(one.code, one.values) for one in lines),
            )
            for clock, lines in found.clocks
        ),
    )


def _other(chosen: Policy | None, others: set[PolicyId]) -> UUID | None:
    return chosen.id if chosen is not None and chosen.id in others else None


async def effect_of_terms(tx: Tx, who: Principal, given: shapes.TermsOf) -> Effect:
    """Return what publishing these terms would do to the policy's running promises."""
    return await sla.effect_of_terms(tx, (await _seen(tx, who, given.id)).id, given.terms.terms())


async def effect_of_hours(tx: Tx, who: Principal, given: shapes.PlanOf) -> Effect:
    """Return what publishing these hours would do to the promises that count by them."""
    calendar = await brands.get_calendar(tx, given.id)
    if calendar.brand_id and not access.can(who.rights, Verb.SETTINGS_READ, Place(brand_id=calendar.brand_id)):
        raise NotFound(calendar=given.id)
    return await sla.effect_of_hours(tx, calendar.id, given.plan)


async def _own_hours(tx: Tx) -> dict[UUID, UUID]:
    return {
        one.holder_id: one.calendar_id for one in await brands.attachments(tx) if one.holder_kind is HolderKind.POLICY
    }


async def _keep_hours(tx: Tx, policy_id: UUID, calendar_id: UUID | None) -> None:
    kept = (await _own_hours(tx)).get(policy_id)
    if kept == calendar_id:
        return
    if calendar_id is None:
        await brands.detach_calendar(tx, HolderKind.POLICY, policy_id)
        return
    calendar = await brands.get_calendar(tx, calendar_id)
    await brands.attach_calendar(tx, HolderKind.POLICY, policy_id, calendar.id)


async def _view(tx: Tx, one: Policy) -> shapes.PolicyView:
    conflicts = rules.find_conflicts(await sla.list_policies(tx))
    return view_of(one, (await _own_hours(tx)).get(one.id), conflicts.get(one.id, ()))


def _is_seen(who: Principal, one: Policy) -> bool:
    brand = one.terms.scope.brand_id
    return brand is None or access.can(who.rights, Verb.SETTINGS_READ, Place(brand_id=brand))


async def _seen(tx: Tx, who: Principal, policy_id: UUID) -> Policy:
    """Return a policy that may be read: of a brand in reach, or of all of them."""
    one = await sla.get_policy(tx, policy_id)
    if not _is_seen(who, one):
        raise PolicyNotFound(policy=policy_id)
    return one


async def _mine(tx: Tx, who: Principal, policy_id: UUID) -> Policy:
    one = await _seen(tx, who, policy_id)
    _check_place(who, one.terms.scope.brand_id)
    return one


def _check_place(who: Principal, brand: UUID | None) -> None:
    place = EVERYWHERE if brand is None else Place(brand_id=brand)
    if not access.can(who.rights, Verb.SLA_MANAGE, place):
        raise Forbidden(verb=Verb.SLA_MANAGE.value)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/policies", Verb.SETTINGS_READ, list_policies, Nothing),
    ("POST", "/api/v1/policies", Verb.SLA_MANAGE, add_policy, shapes.NewPolicy),
    ("GET", "/api/v1/policies/starters", Verb.SETTINGS_READ, list_starters, Nothing),
    ("POST", "/api/v1/policies/starters", Verb.SLA_MANAGE, add_starters, shapes.Starters),
    ("POST", "/api/v1/policies/example", Verb.SETTINGS_READ, work_out, shapes.Draft),
    ("GET", "/api/v1/policies/customers", Verb.SETTINGS_READ, customers, Nothing),
    ("GET", "/api/v1/clocks/{id}/explanation", Verb.CASES_READ, explain, OneId),
    ("GET", "/api/v1/policies/{id}", Verb.SETTINGS_READ, get_policy, OneId),
    ("PUT", "/api/v1/policies/{id}", Verb.SLA_MANAGE, change_policy, shapes.PolicyChange),
    ("GET", "/api/v1/policies/{id}/versions", Verb.SETTINGS_READ, list_versions, OneId),
    ("POST", "/api/v1/policies/{id}/effect", Verb.SETTINGS_READ, effect_of_terms, shapes.TermsOf),
    ("POST", "/api/v1/policies/{id}/retire", Verb.SLA_MANAGE, retire_policy, OneId),
    ("POST", "/api/v1/policies/{id}/restore", Verb.SLA_MANAGE, restore_policy, OneId),
    ("POST", "/api/v1/calendars/{id}/effect", Verb.SETTINGS_READ, effect_of_hours, shapes.PlanOf),
)
