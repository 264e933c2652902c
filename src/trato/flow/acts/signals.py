"""What providers tell beside messages: consents, re-keyed persons, presence, news of the account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any
from uuid import UUID

import msgspec

from trato.flow import closing
from trato.flow.acts import agreeing, calling
from trato.flow.arrival import Arrival, Batch, Stop
from trato.kit.events import Actor, ActorKind
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseState, ResolvedHow
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import InboundKind
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, ContactId, IdentityKind, Purpose
from trato.rooms.conversations import api as conversations

MONEY = frozenset({"amount", "currency"})
CURRENCY = re.compile(r"[A-Z]{3}")


async def note(batch: Batch) -> None:
    """Let each signal of the batch take effect, and every word that opts out or in."""
    tx = batch.tx
    for arrival in batch.arrivals:
        if arrival.stopped is Stop.SIGNAL:
            if arrival.event.kind is InboundKind.CALL:
                await calling.take(batch, arrival)
            else:
                await _note_one(batch.book, tx, arrival)
        elif arrival.stopped is None and not arrival.is_echo and arrival.found:
            if arrival.opts_out:
                await agreeing.opt_out(batch.book, tx, arrival)
            elif arrival.opts_in:
                await agreeing.opt_in(tx, arrival)


async def _note_one(book: channels.AccountBook, tx: Tx, arrival: Arrival) -> None:
    event = arrival.event
    match event.kind:
        case InboundKind.OPT_OUT:
            await agreeing.opt_out(book, tx, arrival)
        case InboundKind.OPT_IN:
            await agreeing.opt_in(tx, arrival)
        case InboundKind.IDENTITY_CHANGED:
            if event.previous and event.author:
                await contacts.identity_changed(tx, arrival.account.row.controller_id, event.previous, event.author)
        case InboundKind.PRESENCE:
            await _presence(tx, arrival)
        case InboundKind.CONTEXT:
            await _context(tx, arrival)
        case InboundKind.ENDED:
            await _ended(tx, arrival)
        case InboundKind.HANDOVER if event.handover is not None and event.author:
            pass  # `holders` followed it
        case InboundKind.TYPING:
            on = bool((event.detail or {}).get("on", True))
            at = arrival.delivery.received_at
            await conversations.note_contact_typing(tx, arrival.account.id, event.author, event.thread_key, at, on=on)
        case _:
            body: dict[str, Any] = {"kind": event.kind.value, "detail": msgspec.to_builtins(event.detail or {})}
            if await channels.note_alert(tx, arrival.account.id, event.kind.value, body, event.dedupe_key):
                adapter = book.adapter(arrival.account.row.channel)
                await channels.hear_of_template(tx, arrival.account.id, adapter, event.detail or {})


async def _presence(tx: Tx, arrival: Arrival) -> None:
    """Keep that a widget came, is still there, or went; the visit goes on or ends with it."""
    event, account, at = arrival.event, arrival.account.id, arrival.delivery.received_at
    detail = event.detail or {}
    here = detail.get("state") == "here"
    left = await conversations.note_presence(tx, account, event.author, here, at, str(detail.get("socket") or ""))
    visit = contacts.visit_of(account, event.author)
    if visit is not None and here:
        await contacts.begin_sessions(tx, [(visit, account, None, None)])
    elif visit is not None and left:
        await contacts.end_session(tx, visit)


async def _ended(tx: Tx, arrival: Arrival) -> None:
    """Resolve the case of a conversation that its contact says is over, unless they wrote again since."""
    event, account = arrival.event, arrival.account
    for address in event.author:
        known = await contacts.find_identity(tx, account.row.controller_id, address)
        if known is None:
            continue
        key = (account.id, conversations.thread_key(event, known.contact_id))
        thread = (await conversations.find_conversations(tx, {key})).get(key)
        said_at = arrival.delivery.received_at
        if thread is not None and thread.case_id and not (thread.last_inbound_at and thread.last_inbound_at > said_at):
            case = await cases.get(tx, thread.case_id)
            if case.state is CaseState.OPEN:
                with tx.acting(Actor(ActorKind.CONTACT, known.contact_id)):
                    await closing.resolve(tx, case.id, how=ResolvedHow.CONTACT)
        return


async def _context(tx: Tx, arrival: Arrival) -> None:
    """Keep what a site tells of its visitor in the activity feed of a contact; a stranger is made no contact by it.

    What serves another purpose than service is kept of those only who agreed to that purpose.
    """
    detail = dict(arrival.event.detail or {})
    visit, page = contacts.visit_of(arrival.account.id, arrival.event.author), detail.get("page")
    if visit is not None and isinstance(page, Mapping):
        await contacts.begin_sessions(tx, [(visit, arrival.account.id, None, str(page.get("url") or ""))])
    for address in arrival.event.author:
        known = await contacts.find_identity(tx, arrival.account.row.controller_id, address)
        if known is not None:
            await _keep(tx, known.contact_id, arrival, detail)
            return


async def _keep(tx: Tx, contact_id: UUID, arrival: Arrival, detail: dict[str, Any]) -> None:
    """Write what was told of a contact: an address that they said is theirs, an activity, or attributes."""
    source, event = arrival.account.row.channel, arrival.event
    if isinstance(stated := detail.pop("email", None), str):
        await contacts.state_address(tx, contact_id, Address(IdentityKind.EMAIL, stated.lower()), source)
    told = detail.get("activity")
    if isinstance(told, Mapping):
        if not await _agreed(tx, contact_id, {str(told.get("purpose") or Purpose.SERVICE)}):
            return
        amount, currency = _money(told)
        body = {key: value for key, value in told.items() if key != "name" and (key not in MONEY or amount is None)}
        await contacts.track(
            tx, contact_id, str(told.get("name") or ""), source, occurred_at=event.occurred_at,
            external_id=event.dedupe_key, amount=amount, currency=currency, body=msgspec.to_builtins(body),
        )  # fmt: skip
    elif detail.get("attributes") or isinstance(detail.get("page"), Mapping):
        purposes = {key: str(value) for key, value in dict(detail.pop("purposes", None) or {}).items()}
        agreed = await _agreed(tx, contact_id, set(purposes.values()))
        attributes = dict(detail.get("attributes") or {})
        kept = {key: value for key, value in attributes.items() if purposes.get(key, Purpose.SERVICE.value) in agreed}
        body = {**detail, "attributes": kept}
        await contacts.track(
            tx, contact_id, "context", source, occurred_at=event.occurred_at, external_id=event.dedupe_key,
            body=msgspec.to_builtins(body),
        )  # fmt: skip


async def _agreed(tx: Tx, contact_id: UUID, purposes: set[str]) -> set[str]:
    """Return those of the purposes for which something may be kept: service, and what the contact said yes to."""
    agreed = purposes & {Purpose.SERVICE.value}
    for purpose in sorted(purposes - agreed):
        if (await contacts.standing(tx, [contact_id], Purpose(purpose))).get(ContactId(contact_id)):
            agreed.add(purpose)
    return agreed


def _money(told: Mapping[str, Any]) -> tuple[Decimal | None, str | None]:
    """Return the amount and its currency when a page told both in a way that can be counted, else neither."""
    amount, currency = told.get("amount"), str(told.get("currency") or "").upper()
    if not isinstance(amount, int | float) or not isfinite(amount) or not CURRENCY.fullmatch(currency):
        return None, None
    return Decimal(str(amount)), currency
