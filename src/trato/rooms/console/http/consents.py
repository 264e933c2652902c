"""A yes or no of a contact that somebody at the desk notes by hand, with what shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.flow.acts.noting import note_consent
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.console.model import ContactPanel
from trato.rooms.console.service import contacts
from trato.rooms.console.service.reach import check_contact
from trato.rooms.contacts.model import ConsentHow, Purpose


class Noted(Struct, frozen=True):
    """What a contact said, when (now unless said), how and in which words; `purpose` None is all that we begin."""

    id: UUID
    given: bool
    how: ConsentHow
    words: Annotated[str, Meta(max_length=1_000)]
    purpose: Purpose | None = None
    said_at: datetime | None = None


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Need, Any, type[Struct]], ...]:
    """Return the addresses; `book` tells what each channel account can do now."""

    async def note(tx: Tx, who: Principal, given: Noted) -> ContactPanel:
        """Keep a yes or no that was heard elsewhere; a no stops at once what waits to leave."""
        await check_contact(tx, who, given.id, Verb.CONSENTS_WRITE)
        await note_consent(
            tx, book, given.id, given.purpose, given.how, given.words, given=given.given, said_at=given.said_at
        )  # fmt: skip
        return await contacts.panel(tx, who, given.id, None)

    return (("POST", "/api/v1/contacts/{id}/consents", Verb.CONSENTS_WRITE, note, Noted),)
