"""Where a first message goes, and by which words a channel lets it go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Capabilities, ConversationFacts, Template
from trato.rooms.console.errors import AddressInvalid, TemplateUnknown, TooManyRecipients
from trato.rooms.console.store import messages
from trato.rooms.console.store import people as store
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations import api as conversations

MAIL = re.compile(r"[^@\s<>,;:\"]{1,64}@[^@\s<>,;:\"]+\.[^@\s<>,;:\".]{2,}")
DIGITS = (7, 15)  # of a telephone number (E.164)


def read(text: str, caps: Capabilities, country: str) -> Address:
    """Return what somebody typed as the address that a channel writes to. Raises AddressInvalid."""
    text = text.strip()
    if caps.subject:
        if not MAIL.fullmatch(text):
            raise AddressInvalid(field="address")
        return Address(IdentityKind.EMAIL, text.lower(), raw=text)
    number = contacts.normalise_phone(text, country)
    if not DIGITS[0] <= len(number.lstrip("+")) <= DIGITS[1] or re.search(r"[^\d\s+().-]", text):
        raise AddressInvalid(field="address")
    return Address(IdentityKind.PHONE, number)


def check_recipients(addresses: Sequence[str], caps: Capabilities) -> None:
    """Refuse what is no mail address, and more of them than one message takes, the contact's own among them.

    Raises AddressInvalid with the first wrong one, TooManyRecipients.
    """
    wrong = next((one for one in addresses if not caps.subject or not MAIL.fullmatch(one.strip())), None)
    if wrong is not None:
        raise AddressInvalid(field="copied", address=wrong[:200])
    given = len({one.strip().lower() for one in addresses}) + 1
    if given > caps.recipients:
        raise TooManyRecipients(limit=caps.recipients, given=given)


def capabilities(book: channels.AccountBook, account: channels.Account, now: datetime) -> Capabilities:
    """Return what may be done on an account towards somebody who has not written."""
    return book.adapter(account.row.channel).capabilities(account.view, ConversationFacts(), now)


async def account_of(tx: Tx, conversation_id: UUID) -> UUID:
    """Return the channel account of a conversation."""
    return (await conversations.get_conversation(tx, conversation_id)).account_id


async def contact_of(tx: Tx, identity_id: UUID) -> UUID:
    """Return whose an address is. Raises NotFound, as for one out of reach."""
    try:
        return (await contacts.get_identity(tx, identity_id)).contact_id
    except NotFound:
        raise NotFound() from None


async def check_quoted(tx: Tx, message_id: UUID, conversation_id: UUID) -> None:
    """Refuse to answer a message of another conversation. Raises NotFound."""
    row = await messages.get_sort(tx, message_id)
    if row is None or row["conversation_id"] != conversation_id:
        raise NotFound()


async def template(tx: Tx, account_id: UUID, template_id: UUID, parameters: tuple[str, ...]) -> Template:
    """Return an approved text of an account, filled. Raises TemplateUnknown."""
    row = await store.get_template(tx, template_id)
    if row is None or row["account_id"] != account_id:
        raise TemplateUnknown()
    return Template(row["name"], row["language"], parameters, row["category"], row["body"])


async def is_written(tx: Tx, message_id: UUID) -> bool:
    """Say whether an id is a message already."""
    return await messages.get_sort(tx, message_id) is not None
