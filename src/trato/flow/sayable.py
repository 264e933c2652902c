"""What may be said: in which case, to whom, how long, with which files, and what never in public."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.errors import Conflict, Invalid
from trato.kit.tx import Tx
from trato.rooms.channels.model import (
    Capabilities,
    Media,
    Template,
    WindowState,
    length_of,
)
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, Identity
from trato.rooms.conversations.api import (
    MediaRefused,
    MessageEmpty,
    OtherAppHolds,
    TextTooLong,
)
from trato.rooms.conversations.model import Conversation, ThreadHolder


class CaseClosed(Conflict):
    """The case is final: nothing more is written in it."""

    code = "case_closed"


class WindowClosed(Conflict):
    """Free text may not be sent any more: choose a template."""

    code = "window_closed"


class ContactBlocked(Conflict):
    code = "contact_blocked"


class PersonalInPublic(Invalid):
    """Everybody would read an address of the contact's; `what` says which: email or phone."""

    code = "personal_in_public"


class TooManyFiles(Invalid):
    """More files than one message of the channel takes; `limit` says how many it does."""

    code = "too_many_files"


def check(text: str, files: Sequence[Media], template: Template | None, caps: Capabilities) -> None:
    """Raise what the channel would refuse: MessageEmpty, WindowClosed, TextTooLong, TooManyFiles, MediaRefused."""
    if template is not None:
        return
    if not text.strip() and not files:
        raise MessageEmpty()
    if caps.window in (WindowState.TEMPLATE_ONLY, WindowState.CLOSED):
        raise WindowClosed()
    if length_of(text, caps.text_unit) > caps.text_limit:
        raise TextTooLong(limit=caps.text_limit)
    if len(files) > caps.files:
        raise TooManyFiles(limit=caps.files)
    for file in files:
        limit = caps.media.get(file.media)
        if limit is None or file.size > limit or (caps.mime and file.mime not in caps.mime):
            raise MediaRefused(media=file.media.value, mime=file.mime, limit=limit or 0)


def check_holder(thread: Conversation) -> None:
    """Raise OtherAppHolds where another application of the business answers."""
    if thread.holder == ThreadHolder.OTHER_APP:
        raise OtherAppHolds(app=thread.holder_app)


async def check_public(tx: Tx, text: str, contact_id: UUID, known: Sequence[Identity]) -> None:
    """Raise PersonalInPublic where everybody would read an address of the contact's, known or said."""
    stated = [Address(kind, value) for kind, value in await contacts.stated_addresses(tx, contact_id)]
    if told := compliance.disclosed(text, [*stated, *(one.address for one in known)]):
        raise PersonalInPublic(what=told)
