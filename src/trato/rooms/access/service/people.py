"""Users: who signs in, what they are called, who employs them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID
from zoneinfo import available_timezones

import msgspec

from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import EmailTaken, UserUnknown
from trato.rooms.access.events import UserAdded, UserDisabled, UserEnabled
from trato.rooms.access.model import Employment, User, UserId, UserState
from trato.rooms.access.rules.sign_in import email_hash, normal_email
from trato.rooms.access.service.administered import check_administered
from trato.rooms.access.store import people

LOCALES = ("es", "en", "pt")
PAGE = 100
FIRST = ("", UUID(int=0))


async def add_user(
    tx: Tx,
    email: str,
    name: str,
    *,
    alias: str = "",
    locale: str = "es",
    time_zone: str = "UTC",
    password_hash: str | None = None,
    invited: bool = False,
) -> User:
    """Add a user, active at once (without a password they cannot sign in yet), or `invited`: not in before they accept.

    Raises Invalid and EmailTaken.
    """
    state = UserState.INVITED if invited else UserState.ACTIVE
    user = User(UserId(uuid7()), normal_email(email), name.strip(), alias.strip(), locale, time_zone, state, tx.now)
    _check(user)
    if not await people.add_user(tx, user, email_hash(user.email), password_hash):
        raise EmailTaken()
    tx.emit(UserAdded(subject=user.id))
    tx.audit(AuditEntry("user.add", "user", user.id))
    return user


async def get_user(tx: Tx, user: UUID) -> User:
    """Return a user. Raises UserUnknown."""
    found = await people.get_user(tx, user)
    if found is None:
        raise UserUnknown(user=user)
    return found


async def get_users(tx: Tx, users: list[UUID]) -> list[User]:
    """Return those of `users` that exist, in no order: names and aliases for a screen."""
    return await people.get_users(tx, users)


async def find_user(tx: Tx, email: str) -> User | None:
    """Return the user with this e-mail."""
    return await people.find_user(tx, normal_email(email))


async def users_by_email(tx: Tx, emails: Collection[str]) -> dict[str, UserId]:
    """Return who has each of these addresses, in lower case; unknown ones are left out."""
    return await people.users_by_email(tx, sorted(emails)) if emails else {}


async def list_users(tx: Tx, *, after: tuple[str, UUID] = FIRST, search: str = "", limit: int = PAGE) -> list[User]:
    """List users by name, from the one after `after` (name and id), those whose name or e-mail holds `search`."""
    return await people.list_users(tx, after, search.strip().lower(), limit)


async def change_user(
    tx: Tx,
    user: UserId,
    *,
    name: str | None = None,
    alias: str | None = None,
    locale: str | None = None,
    time_zone: str | None = None,
    email: str | None = None,
) -> User:
    """Change what is given. Raises UserUnknown, Invalid and EmailTaken."""
    told = {"name": name, "alias": alias, "locale": locale, "time_zone": time_zone}
    changes = {key: value.strip() for key, value in told.items() if value is not None}
    if email is not None:
        changes["email"] = normal_email(email)
    before = await get_user(tx, user)
    changed = msgspec.structs.replace(before, **changes)
    _check(changed)
    if changed.email != before.email and await people.find_user(tx, changed.email) is not None:
        raise EmailTaken()
    await people.change_user(tx, changed, email_hash(changed.email))
    tx.audit(AuditEntry("user.change", "user", user, {"fields": sorted(changes)}))
    return changed


async def disable_user(tx: Tx, user: UserId) -> None:
    """Let a user in no more: their sessions end now. Raises UserUnknown and LastAdministrator."""
    await get_user(tx, user)
    if not await people.set_state(tx, user, UserState.DISABLED):
        return
    await check_administered(tx)
    await people.end_sessions_of(tx, user, None)
    tx.emit(UserDisabled(subject=user))
    tx.audit(AuditEntry("user.disable", "user", user))


async def enable_user(tx: Tx, user: UserId) -> None:
    """Let a user in again. Who never took their invitation is invited again. Raises UserUnknown."""
    await get_user(tx, user)
    was_in = await people.was_in(tx, user)
    if await people.set_state(tx, user, UserState.ACTIVE if was_in else UserState.INVITED):
        tx.emit(UserEnabled(subject=user))
        tx.audit(AuditEntry("user.enable", "user", user))


async def employ(tx: Tx, user: UserId, job: Employment, since: datetime | None = None) -> None:
    """Note who employs a user, where and at what cost, from `since` (now) on. Raises UserUnknown."""
    await get_user(tx, user)
    await people.change_employment(tx, uuid7(), user, job, since or tx.now)
    tx.audit(AuditEntry("user.employ", "user", user))


async def employment_of(tx: Tx, user: UserId, at: datetime | None = None) -> Employment | None:
    """Return the employment of a user at an instant (now)."""
    return await people.get_employment(tx, user, at or tx.now)


def _check(user: User) -> None:
    if not 0 < len(user.name) <= 200:
        raise Invalid(field="name", reason="length")
    if len(user.alias) > 100:
        raise Invalid(field="alias", reason="length")
    if user.locale not in LOCALES:
        raise Invalid(field="locale", reason="unknown")
    if user.time_zone not in available_timezones():
        raise Invalid(field="time_zone", reason="unknown")
