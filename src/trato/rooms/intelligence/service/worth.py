"""How much contacts weigh, from what channels told and the workspace knows. Computed when asked: no model, no copy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.api import Bought
from trato.rooms.contacts.model import Purpose
from trato.rooms.intelligence.model import ContactWorth
from trato.rooms.intelligence.rules.worth import influence_of, value_of

A_YEAR = timedelta(days=365)
FOLLOWERS, VERIFIED, VALUE = "followers", "verified", "customer_value"  # keys of attributes kept for profiling
REFUSED = ContactWorth(refused=True)


async def worths_of(tx: Tx, people: Collection[UUID]) -> dict[UUID, ContactWorth]:
    """Return how much each of these contacts weighs, as the one person that they are with those linked to them.

    Who objects to being profiled, or is linked with who does, is not weighed.
    """
    if not people:
        return {}
    together = await contacts.linked_with(tx, sorted(people))
    whole = {one: (one, *together.get(one, ())) for one in people}
    everybody = sorted({other for others in whole.values() for other in others})
    standing = await contacts.standing(tx, everybody, Purpose.PROFILING)
    said = await _said(tx, everybody)
    reaches = await contacts.reaches_of(tx, everybody)
    bought = await contacts.bought_by(tx, everybody, tx.now - A_YEAR)
    usual = await contacts.usual_orders(tx, {one.currency for one in bought})
    companies = {one.id for one in (await contacts.get_many(tx, everybody)).values() if one.organisation_id}
    found = {}
    for one, same in whole.items():
        if any(standing.get(who) is False for who in same):
            found[one] = REFUSED
            continue
        told = [reach for reach in reaches if reach.contact_id in same]
        known = {key: value for who in reversed(same) for key, value in said.get(who, {}).items()}
        heard = [reach.followers for reach in told if reach.followers is not None] + _number(known.get(FOLLOWERS))
        vouched = [reach.verified for reach in told if reach.verified is not None] + _yes_no(known.get(VERIFIED))
        theirs = [order for order in bought if order.contact_id in same]
        found[one] = ContactWorth(
            influence_of(int(max(heard)) if heard else None, any(vouched) if vouched else None),
            _value(tx, known.get(VALUE), theirs, usual, company=not companies.isdisjoint(same)),
        )
    return found


def _value(tx: Tx, said: Any, theirs: list[Bought], usual: Mapping[str, float], *, company: bool) -> Any:
    times = [float(one.spent) / usual[one.currency] for one in theirs if one.currency in usual]
    newest = [(tx.now - one.newest) / timedelta(days=1) for one in theirs if one.newest is not None]
    return value_of(
        next(iter(_number(said)), None), sum(one.orders for one in theirs) if theirs else None,
        sum(times) if times else None, min(newest, default=None), company,
    )  # fmt: skip


async def _said(tx: Tx, everybody: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return what the workspace says itself: attributes of these keys that may be used to profile.

    One that is sensitive is not: its points would tell it to whoever may not see it.
    """
    keys = {
        one.id: one.key
        for one in await contacts.attributes(tx)
        if one.key in (FOLLOWERS, VERIFIED, VALUE) and one.purpose is Purpose.PROFILING and not one.sensitive
    }
    said: dict[UUID, dict[str, Any]] = {}
    for value in await contacts.values_of(tx, list(everybody)) if keys else ():
        if value.attribute_id in keys:
            said.setdefault(value.contact_id, {})[keys[value.attribute_id]] = value.value
    return said


def _number(value: Any) -> list[float]:
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else []


def _yes_no(value: Any) -> list[bool]:
    return [value] if isinstance(value, bool) else []
