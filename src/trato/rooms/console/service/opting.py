"""What contacts asked us not to do, as whoever writes to them must know it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.compliance import api as compliance
from trato.rooms.compliance.model import Hold, HoldScope
from trato.rooms.console.model import OptedOutView
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, ContactId, IdentityKind


async def nos_of(tx: Tx, accounts: dict[UUID, channels.Account], threads: Sequence[Any]) -> dict[UUID, OptedOutView]:
    """Return the no that stands in each conversation, in two statements: said there, or by anybody of the profile."""
    linked = await contacts.linked_with(tx, sorted({row["contact_id"] for row in threads}))
    scopes = {row["id"]: _scopes(accounts, row, linked.get(ContactId(row["contact_id"]), ())) for row in threads}
    held = await compliance.nos_on(tx, sorted({one for found in scopes.values() for one in found}))
    found = {id: [hold for scope in those for hold in held.get(scope, ())] for id, those in scopes.items()}
    return {id: _view(holds) for id, holds in found.items() if holds}


def _scopes(accounts: dict[UUID, channels.Account], row: Any, linked: Sequence[UUID]) -> list[UUID]:
    scopes = [row["id"], row["contact_id"], *linked]
    if row["own_kind"]:
        address = Address(IdentityKind(row["own_kind"]), row["own_address"], row["own_scope"])
        scopes.append(compliance.address_id(accounts[row["account_id"]].row.controller_id, address))
    return scopes


def _view(holds: Sequence[Hold]) -> OptedOutView:
    return OptedOutView(
        min(hold.placed_at for hold in holds),
        any(hold.scope is HoldScope.CONVERSATION for hold in holds),
        tuple(sorted({hold.purpose.value if hold.purpose else "" for hold in holds})),
    )
