"""One-time links: asking people in, and a new password for who forgot theirs."""

from __future__ import annotations

from datetime import datetime

import msgspec

from trato.kit.errors import Conflict
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import LinkSpent
from trato.rooms.access.events import UserEnabled
from trato.rooms.access.model import Link, LinkId, LinkMail, LinkPurpose, User, UserId, UserState
from trato.rooms.access.rules.links import LASTS, spent
from trato.rooms.access.service.people import change_user, get_user
from trato.rooms.access.service.sign_in import set_password
from trato.rooms.access.store import links as store
from trato.rooms.access.store import people

MOST_OPEN = 500


async def invite(tx: Tx, user: UserId, *, by_mail: bool) -> Link:
    """Make a link by which an invited person comes in; an earlier one opens nothing any more.

    Raises UserUnknown, and Conflict for who is in already or was disabled.
    """
    if (await get_user(tx, user)).state is not UserState.INVITED:
        raise Conflict(reason="not_invited")
    made = await _make(tx, user, LinkPurpose.INVITATION, by_mail=by_mail)
    tx.audit(AuditEntry("invitation.send", "user", user, {"mail": by_mail}))
    return made


async def withdraw(tx: Tx, user: UserId) -> None:
    """End the open invitation of a person. Raises UserUnknown."""
    await get_user(tx, user)
    if await store.revoke_links(tx, user, LinkPurpose.INVITATION):
        tx.audit(AuditEntry("invitation.withdraw", "user", user))


async def list_invitations(tx: Tx) -> list[Link]:
    """List the invitations that nobody took yet, newest first; those that ended too."""
    return await store.list_open(tx, MOST_OPEN)


async def invitation_of(tx: Tx, user: UserId) -> Link | None:
    """Return the invitation that a person may still take, or that ended."""
    return await store.open_of(tx, user)


async def forget_password(tx: Tx, user: UserId) -> Link:
    """Make a link for a new password, sent by mail."""
    made = await _make(tx, user, LinkPurpose.PASSWORD, by_mail=True)
    tx.audit(AuditEntry("password.forget", "user", user))
    return made


async def look_at(tx: Tx, link: LinkId) -> tuple[Link, User]:
    """Return an open link and whom it is for. Raises LinkSpent."""
    found = await store.get_link(tx, link)
    return await _opened(tx, found)


async def take(tx: Tx, link: LinkId, password_hash: str, *, name: str = "", locale: str = "", zone: str = "") -> User:
    """Use a link: set the password, and for an invitation the name and the language; return who came in.

    Raises LinkSpent, and Invalid for the name or the language.
    """
    opened, user = await _opened(tx, await store.lock_link(tx, link))
    await store.use_link(tx, opened.id)
    if opened.purpose is LinkPurpose.INVITATION:
        await store.join_in(tx, user.id)
        tx.emit(UserEnabled(subject=user.id))
        user = await change_user(tx, user.id, name=name or None, locale=locale or None, time_zone=zone or None)
        user = msgspec.structs.replace(user, state=UserState.ACTIVE)
        tx.audit(AuditEntry("invitation.accept", "user", user.id))
    await set_password(tx, user.id, password_hash)
    return user


async def _opened(tx: Tx, link: Link | None) -> tuple[Link, User]:
    reason = spent(link, tx.now)
    if link is None or reason is not None:
        raise LinkSpent(reason=reason)
    user = await people.get_user(tx, link.user_id)
    wanted = UserState.INVITED if link.purpose is LinkPurpose.INVITATION else UserState.ACTIVE
    if user is None or user.state is not wanted:
        raise LinkSpent(reason="revoked")
    return link, user


async def _make(tx: Tx, user: UserId, purpose: LinkPurpose, *, by_mail: bool) -> Link:
    await store.revoke_links(tx, user, purpose)
    ends: datetime = tx.now + LASTS[purpose]
    mail = LinkMail.WAITING if by_mail else LinkMail.NONE
    made_by = UserId(tx.actor.id) if tx.actor.id is not None and purpose is LinkPurpose.INVITATION else None
    made = Link(LinkId(uuid7()), user, purpose, made_by, tx.now, ends, mail)
    await store.add_link(tx, made)
    return made
