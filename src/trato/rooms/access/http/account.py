"""The addresses of passwords and second factors: they need the keys and the hasher of the entrance."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.errors import SignInRefused
from trato.rooms.access.http.routes import Nothing, OneId, Route, check_whole
from trato.rooms.access.model import SIGNED_IN, Principal, UserId, Verb
from trato.rooms.access.rules.sign_in import check_password
from trato.rooms.access.service import people, sign_in
from trato.rooms.access.service.passwords import Passwords
from trato.rooms.access.store import people as store


class PasswordChange(Struct, frozen=True):
    old: str
    new: str


class NewPassword(Struct, frozen=True):
    id: UUID
    new: str


class Code(Struct, frozen=True):
    """Six digits of the application, or a recovery code."""

    code: str


class Started(Struct, frozen=True):
    """`uri` is what an application scans (otpauth://); told once."""

    uri: str


class RecoveryCodes(Struct, frozen=True):
    """Told once: each opens the door one time when the application is lost."""

    codes: list[str]


class Account:
    """The handlers; one for each process."""

    def __init__(self, passwords: Passwords, keys: Keyring) -> None:
        self._passwords = passwords
        self._keys = keys

    def table(self) -> tuple[Route, ...]:
        """Return every address."""
        second = "/api/v1/account/second-factor"
        return (
            Route("PUT", "/api/v1/account/password", SIGNED_IN, self.change_password, PasswordChange),
            Route("POST", second, SIGNED_IN, self.start),
            Route("POST", f"{second}/confirm", SIGNED_IN, self.confirm, Code),
            Route("POST", f"{second}/drop", SIGNED_IN, self.drop, Code),
            Route("PUT", "/api/v1/users/{id}/password", Verb.USERS_MANAGE, self.set_password, NewPassword),
            Route("DELETE", "/api/v1/users/{id}/second-factor", Verb.USERS_MANAGE, self.drop_of, OneId),
        )

    async def change_password(self, tx: Tx, who: Principal, given: PasswordChange) -> None:
        """Change my password; every other session of mine ends."""
        if not await self._passwords.check(await store.get_password(tx, who.user.id), given.old[:1000]):
            raise SignInRefused()
        check_password(given.new, who.user.email)
        await sign_in.set_password(tx, who.user.id, await self._passwords.hash(given.new), keep=who.session_id)

    async def start(self, tx: Tx, who: Principal, given: Nothing) -> Started:
        """Begin a second factor; a first code confirms it."""
        return Started(await sign_in.start_totp(tx, self._keys, who.user))

    async def confirm(self, tx: Tx, who: Principal, given: Code) -> RecoveryCodes:
        """Confirm my second factor with its first code."""
        return RecoveryCodes(await sign_in.confirm_totp(tx, self._keys, who.user.id, given.code))

    async def drop(self, tx: Tx, who: Principal, given: Code) -> None:
        """Give up my second factor, with a last code of it."""
        await sign_in.take_second_factor(tx, self._keys, who.user.id, given.code)
        await sign_in.drop_totp(tx, who.user.id)

    async def set_password(self, tx: Tx, who: Principal, given: NewPassword) -> None:
        """Set the password of a user; all their sessions end."""
        check_whole(who, Verb.USERS_MANAGE)
        user = await people.get_user(tx, given.id)
        check_password(given.new, user.email)
        await sign_in.set_password(tx, user.id, await self._passwords.hash(given.new))

    async def drop_of(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Take the second factor off a user who lost it."""
        check_whole(who, Verb.USERS_MANAGE)
        await sign_in.drop_totp(tx, UserId((await people.get_user(tx, given.id)).id))
