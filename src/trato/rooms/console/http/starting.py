"""What may be written first: asked before anything is written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts
from trato.rooms.console.model import CapabilitiesView
from trato.rooms.console.service.details import capabilities_view
from trato.rooms.console.service.reach import check_account, check_contact
from trato.rooms.conversations import api as conversations


class Asked(Struct, frozen=True):
    """Towards whom, on which account; without a contact, towards somebody who never wrote."""

    account_id: UUID
    contact_id: UUID | None = None


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Need, Any, type[Struct]], ...]:
    """Return the addresses; `book` tells what each channel account can do now."""

    async def capabilities(tx: Tx, who: Principal, given: Asked) -> CapabilitiesView:
        """Show what may be written first to a contact on an account: free text, or a template alone."""
        await check_account(tx, who, given.account_id, Verb.MESSAGES_START)
        known = None
        if given.contact_id is not None:
            await check_contact(tx, who, given.contact_id)
            known = await conversations.newest_with(tx, given.account_id, given.contact_id)
        account = (await book.of_workspace(tx, [given.account_id]))[given.account_id]
        facts = known.facts if known else ConversationFacts()
        return capabilities_view(book.adapter(account.row.channel).capabilities(account.view, facts, tx.now))

    return (("GET", "/api/v1/channel-accounts/{account_id}/capabilities", Verb.MESSAGES_START, capabilities, Asked),)
