"""Bringing organisations and contacts, with what they agreed to and refused."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.ids import uuid7
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, Purpose
from trato.rooms.imports.model import Consent, Contact, Kind, Organisation, Outcome
from trato.rooms.imports.rules.addresses import addresses_of
from trato.rooms.imports.service.work import NOBODY, Item, Work
from trato.rooms.imports.store import entries

AGREEMENTS = {"": Purpose.MARKETING, "marketing": Purpose.MARKETING, "survey": Purpose.SURVEY}
Agreed = tuple[Item, UUID, tuple[Address, ...]]  # a record, its contact, the addresses


async def bring_organisations(work: Work) -> None:
    """Bring the organisations of a page."""
    items = work.items[Kind.ORGANISATION]
    rows = [(one.entry.our_id if one.entry else None, one.record.name, one.record.kind) for one in items]
    ids = (
        [NOBODY] * len(items)
        if work.dry
        else await contacts.bring_organisations(work.tx, work.run.plan.controller_id, rows)
    )
    for item, ours in zip(items, ids, strict=True):
        assert isinstance(item.record, Organisation)
        work.bring(Kind.ORGANISATION, item, ours, Outcome.UPDATED if item.entry else Outcome.CREATED)


async def bring_contacts(work: Work) -> None:
    """Bring the contacts of a page. Nobody is joined with anybody beyond what one record of theirs says."""
    plan, items = work.run.plan, work.items[Kind.CONTACT]
    incoming = []
    for item in items:
        record: Contact = item.record
        addresses, bad = addresses_of(record, work.run.source, plan.country)
        for code, value in bad:
            work.note(Kind.CONTACT, item, code, value=value[:80])
        organisation = work.ours(Kind.ORGANISATION, record.organisation) if record.organisation else None
        if record.organisation and organisation is None:
            work.note(Kind.CONTACT, item, "organisation_unknown", organisation=record.organisation)
        known = item.entry.our_id if item.entry else None
        incoming.append(
            contacts.Incoming(
                addresses, record.name, record.locale, record.country, organisation, record.created_at, known
            )
        )
    if work.dry:
        await _tell(work, items, incoming)
        return
    brought = await contacts.bring_contacts(work.tx, plan.controller_id, incoming)
    agreed: list[Agreed] = []
    for item, one, wanted in zip(items, brought, incoming, strict=True):
        outcome = Outcome.UPDATED if item.entry else Outcome.CREATED if one.new else Outcome.JOINED
        if one.apart:
            work.note(Kind.CONTACT, item, "address_of_another", addresses=", ".join(a.value for a in one.apart)[:200])
        # of two records of theirs that are one contact here, the second joined what this import itself made
        work.bring(Kind.CONTACT, item, one.contact_id, outcome)
        own = tuple(address for address in wanted.addresses if address not in one.apart)
        agreed.append((item, one.contact_id, own))
    await _agree(work, agreed)


async def _tell(work: Work, items: Sequence[Item], incoming: Sequence[contacts.Incoming]) -> None:
    """Say what a run in earnest would make of contacts."""
    controller = work.run.plan.controller_id
    owners = await contacts.whose(work.tx, controller, incoming)
    for item, one in zip(items, incoming, strict=True):
        keys = contacts.keys_of(controller, one)
        here = [owners[key] for key in keys if key in owners]
        before = bool(here) or any(key in work.seen.addresses for key in keys)
        if len(set(here)) > 1 or (one.known and any(owner != one.known for owner in here)):
            work.note(
                Kind.CONTACT, item, "address_of_another", addresses=", ".join(a.value for a in one.addresses)[:200]
            )
        outcome = Outcome.UPDATED if item.entry else Outcome.JOINED if before else Outcome.CREATED
        work.seen.addresses.update(keys)
        work.bring(Kind.CONTACT, item, NOBODY, outcome)
        for consent in item.record.consents:
            _proven(work, item, consent)


def _proven(work: Work, item: Item, consent: Consent) -> bool:
    """Say whether a consent may come in: a no always, a yes with its words and its date."""
    if consent.purpose not in AGREEMENTS:
        work.note(Kind.CONTACT, item, "consent_purpose_unknown", purpose=consent.purpose[:40])
        return False
    if consent.granted and not (consent.words and consent.given_at and consent.purpose):
        work.note(Kind.CONTACT, item, "consent_unproven")
        return False
    return True


async def _agree(work: Work, agreed: Sequence[Agreed]) -> None:
    """Keep the noes, with the standing orders that the gate obeys, and the yeses that are proven."""
    told = [
        (item, contact, addresses, consent)
        for item, contact, addresses in agreed
        for consent in item.record.consents
        if _proven(work, item, consent)
    ]
    if not told:
        return
    controller = work.run.plan.controller_id
    scopes = {contact: [contact, *(compliance.address_id(controller, a) for a in addresses)]
              for _, contact, addresses, consent in told if consent.granted}  # fmt: skip
    noes = await compliance.nos_on(work.tx, sorted({one for many in scopes.values() for one in many}))
    kept = []
    for item, contact, addresses, consent in told:
        if consent.granted and any(scope in noes for scope in scopes[contact]):
            work.note(Kind.CONTACT, item, "consent_refused_here")
            continue
        kept.append((item, contact, addresses, consent, uuid7()))
    await entries.add_evidence(
        work.tx,
        [
            (evidence, contact, work.run.source, c.purpose, c.granted, c.words or item.record.key,
             c.given_at)
            for item, contact, _, c, evidence in kept
        ],
    )  # fmt: skip
    hold = await contacts.bring_consents(
        work.tx,
        controller,
        [
            contacts.IncomingConsent(contact, AGREEMENTS[c.purpose], c.granted, evidence, c.given_at)
            for _, contact, _, c, evidence in kept
        ],
    )
    refusals = []
    for (item, contact, addresses, consent, evidence), holds in zip(kept, hold, strict=True):
        if not holds:
            work.note(Kind.CONTACT, item, "consent_refused_here" if consent.granted else "consent_newer_here")
        elif not consent.granted:
            refusals.append((contact, addresses, consent.purpose, evidence))
    await compliance.opt_out_many(work.tx, controller, refusals)
