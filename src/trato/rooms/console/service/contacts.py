"""The contact beside the case: who they are, how they can be reached, what they agreed to, what went before."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.model import (
    ActivityView,
    BlockView,
    ConsentView,
    ContactPage,
    ContactPanel,
    ContactRow,
    ContactWorthView,
    IdentityView,
    Person,
    WorthPartView,
    WorthView,
)
from trato.rooms.console.service import attributes, rows
from trato.rooms.console.store import contacts as store
from trato.rooms.contacts.model import IdentityKind, scope_of
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import ContactWorth, Worth

MOST = 50
CHANNELS = {IdentityKind.EMAIL: "email", IdentityKind.PHONE: "phone"}


async def panel(tx: Tx, who: Principal, contact_id: UUID, besides: UUID | None) -> ContactPanel:
    """Return a contact with what went before, as far as one may see it. Raises NotFound; reach is the caller's."""
    row = await store.get_panel(tx, contact_id)
    if row is None:
        raise NotFound()
    previous = await store.list_previous(tx, contact_id, besides, who.rights.scope(Verb.CASES_READ))
    consents = await store.list_consents(tx, contact_id) if who.rights.may(Verb.CONSENTS_READ) else ()
    return ContactPanel(
        id=row["id"],
        name=row["name"],
        language=row["locale"] or None,
        country=row["country"] or None,
        time_zone=None,
        organisation=row["organisation"],
        since=row["created_at"],
        blocked=_block(row) if row["blocked_at"] else None,
        identities=(await _identities(tx, [contact_id])).get(contact_id, ()),
        consents=tuple(
            ConsentView(c["purpose"], c["granted"], c["said_at"] or c["given_at"], c["version"], c["how"], c["words"])
            for c in consents
        ),
        attributes=await attributes.shown(tx, who, contact_id),
        previous_cases=tuple(await rows.rows(tx, previous, who.user.id)),
        activity=tuple(_activity(one) for one in await store.list_activity(tx, contact_id)),
        worth=_weighed((await intelligence.worths_of(tx, [contact_id]))[contact_id]),
    )


async def search(tx: Tx, who: Principal, words: str, limit: int) -> ContactPage:
    """Return contacts within reach by a part of their name or of an address."""
    words = " ".join(words.split())
    if not words:
        return ContactPage((), None)
    found = await store.search(tx, words, who.rights.scope(Verb.CONTACTS_READ), max(1, min(limit, MOST)))
    identities = await _identities(tx, [row["id"] for row in found])
    return ContactPage(
        tuple(ContactRow(row["id"], row["name"], identities.get(row["id"], ()), row["blocked"]) for row in found), None
    )


async def _identities(tx: Tx, contacts: list[UUID]) -> dict[UUID, tuple[IdentityView, ...]]:
    of: dict[UUID, list[IdentityView]] = defaultdict(list)
    rows = await store.list_identities(tx, contacts)
    beside = {(row["contact_id"], row["scope"]): row["channel"] for row in rows if row["channel"] and row["scope"]}
    for row in rows:
        kind = IdentityKind(row["kind"])
        channel = row["channel"] or CHANNELS.get(kind) or beside.get((row["contact_id"], row["scope"]), "")
        of[row["contact_id"]].append(
            IdentityView(
                id=row["id"],
                kind=kind.value,
                channel=channel,
                value=row["address"],
                scope=scope_of(kind).value,
                verified=row["verified_at"] is not None,
            )
        )
    return {contact: tuple(identities) for contact, identities in of.items()}


def _weighed(one: ContactWorth) -> ContactWorthView:
    return ContactWorthView(_worth(one.influence), _worth(one.value), one.refused)


def _worth(one: Worth | None) -> WorthView | None:
    if one is None:
        return None
    parts = tuple(WorthPartView(part.reason.value, part.amount, part.points) for part in one.parts)
    return WorthView(one.points, parts)


def _block(row: Any) -> BlockView:
    by = Person(
        "user" if row["blocked_by"] else "system", row["blocked_by"], row["blocker"] or "", row["blocker_alias"]
    )
    return BlockView(row["block_reason"], row["blocked_at"], by)


def _activity(row: Any) -> ActivityView:
    title = row["body"].get("title") or row["body"].get("name") or ""
    return ActivityView(
        row["id"], row["kind"], row["occurred_at"], str(title)[:200], row["amount"], row["currency"], row["source"]
    )
