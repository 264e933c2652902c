"""How somebody outside may be called: by which number of ours, at which of theirs, and at which hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from babel.core import get_global

from trato.kit.errors import Conflict, Invalid
from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind as HoursHolder
from trato.rooms.brands.model import Holders
from trato.rooms.calls import api as calls
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case, Promise, PromiseKind
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import CallWay, Telephone
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Identity, IdentityId, IdentityKind, from_international

JUST_CALLED = timedelta(hours=1)  # who called us is awake, and waits


class NoLine(Conflict):
    """No number of this brand calls anybody."""

    code = "call_no_line"


class NoNumber(Invalid):
    """The contact has no such telephone number."""

    code = "call_no_number"


@dataclass(frozen=True, slots=True)
class Reach:
    """How a contact may be called: by which account, at which numbers, and until when not."""

    account: channels.Account
    numbers: tuple[Identity, ...]
    quiet: Mapping[IdentityId, datetime]  # by identity


async def reach_of(tx: Tx, book: channels.AccountBook, case: Case) -> Reach:
    """Return how the contact of a case may be called. Raises NoLine and NoNumber."""
    account = await line_of(tx, book, case.brand_id)
    known = (await contacts.identities_of(tx, [case.contact_id])).get(case.contact_id, [])
    numbers = tuple(one for one in known if one.address.kind is IdentityKind.PHONE and one.ended_at is None)
    numbers = tuple(one for one in numbers if len(number_of(one)) > 7)
    if not numbers:
        raise NoNumber()
    adapter = book.adapter(account.row.channel)
    assert isinstance(adapter, Telephone), "only a telephone is a line"
    waited = await _waits(tx, case)
    quiet = {}
    for one in numbers:
        until = calls.quiet_until(tx.now, await _zones(tx, account, one), adapter.calling_hours(account.view))
        if until is not None and from_international(number_of(one)) not in waited:
            quiet[one.id] = until
    return Reach(account, numbers, quiet)


async def line_of(tx: Tx, book: channels.AccountBook, brand: UUID) -> channels.Account:
    """Return the number by which a brand calls. Raises NoLine."""
    fit = [
        one
        for one in (await book.of_workspace(tx)).values()
        if one.row.state == "active" and one.row.brand_id == brand and is_line(book, one)
    ]
    if not fit:
        raise NoLine()
    return min(fit, key=lambda one: one.id)


def is_line(book: channels.AccountBook, account: channels.Account) -> bool:
    """Say whether calls are made and taken by an account."""
    return isinstance(book.adapter(account.row.channel), Telephone)


def number_of(one: Identity) -> str:
    """Return a number as it is dialled: as it was written to us, for the key of some is not what networks take."""
    raw = "".join(sign for sign in (one.address.raw or one.address.value) if sign.isdecimal())
    return f"+{raw}"


async def own_line(
    tx: Tx, book: channels.AccountBook, account: channels.Account, agent: UUID
) -> tuple[CallWay, str] | None:
    """Return how somebody of ours is rung by an account: in their browser, or on their telephone; None for neither."""
    adapter = book.adapter(account.row.channel)
    if isinstance(adapter, Telephone) and adapter.softphone(account.view, agent.hex, tx.now) is not None:
        return CallWay.BROWSER, agent.hex
    number = (await calls.telephones_of(tx, [agent])).get(agent)
    return (CallWay.TELEPHONE, number) if number else None


async def _waits(tx: Tx, case: Case) -> set[str]:
    """Return the numbers that called us a moment ago, or that somebody agreed to call at about this hour."""
    called = {
        from_international(call.caller)
        for call, _, _ in await calls.calls_of(tx, case.id)
        if not call.placed_by and tx.now - call.began_at <= JUST_CALLED and call.caller
    }
    agreed = {
        from_international(one.body)
        for one in await owed(tx, case.id)
        if one.by_id != tx.workspace and abs(one.due_at - tx.now) <= JUST_CALLED
    }
    return called | agreed


async def owed(tx: Tx, case_id: UUID) -> Sequence[Promise]:
    """Return the calls that contacts of a case were promised, and have not had."""
    return [
        one
        for one in await cases.promises_of(tx, [case_id])
        if one.kind is PromiseKind.CALL_BACK and one.kept_at is None and one.cancelled_at is None
    ]


async def _zones(tx: Tx, account: channels.Account, to: Identity) -> tuple[str, ...]:
    """Return where the owner of a number may be: the zone of our own hours in our own country, else all of theirs."""
    country = contacts.country_of((to.address,)) or account.row.country
    chosen = (await brands.hours_book(tx)).choose(Holders(channel_account=account.id, brand=account.row.brand_id))
    ours = chosen.calendar.timezone if chosen is not None and chosen.holder_kind is not HoursHolder.PERSON else ""
    if ours and country in ("", account.row.country):
        return (ours,)
    return tuple(zone for zone, there in get_global("zone_territories").items() if there == country)
