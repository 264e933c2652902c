"""The addresses of passwords and second factors: they need the keys and the hasher of the entrance."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing, OneId
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.errors import SignInRefused
from trato.rooms.access.http.routes import Route, check_not_above, check_whole
from trato.rooms.access.model import SIGNED_IN, Passkey, Principal, Verb
from trato.rooms.access.rules.passkeys import site_of
from trato.rooms.access.rules.sign_in import check_password
from trato.rooms.access.service import oidc, passkeys, people, sign_in
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


class NewPasskey(Struct, frozen=True):
    """What the browser made (RegistrationResponseJSON), and what the person calls it."""

    name: str
    credential: dict[str, Any]


class PasskeyName(Struct, frozen=True):
    id: UUID
    name: str


def check_person(who: Principal) -> None:
    """Refuse to programs what only a person at a screen does: their token must not outlive itself. Raises Forbidden."""
    if who.session_id is None:
        raise Forbidden(reason="token")


class Account:
    """The handlers; one for each process."""

    def __init__(self, passwords: Passwords, keys: Keyring, public_url: str) -> None:
        self._passwords = passwords
        self._keys = keys
        self._site = site_of(public_url)

    def table(self) -> tuple[Route, ...]:
        """Return every address."""
        second, keys = "/api/v1/account/second-factor", "/api/v1/account/passkeys"
        return (
            Route("PUT", "/api/v1/account/password", SIGNED_IN, self.change_password, PasswordChange),
            Route("POST", second, SIGNED_IN, self.start),
            Route("POST", f"{second}/confirm", SIGNED_IN, self.confirm, Code),
            Route("POST", f"{second}/drop", SIGNED_IN, self.drop, Code),
            Route("GET", keys, SIGNED_IN, self.list_keys),
            Route("POST", f"{keys}/options", SIGNED_IN, self.ask_for_key),
            Route("POST", keys, SIGNED_IN, self.add_key, NewPasskey),
            Route("PATCH", f"{keys}/{{id}}", SIGNED_IN, self.name_key, PasskeyName),
            Route("DELETE", f"{keys}/{{id}}", SIGNED_IN, self.drop_key, OneId),
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
        codes = await sign_in.confirm_totp(tx, self._keys, who.user.id, given.code)
        await sign_in.enrolled(tx, who.session_id)
        return RecoveryCodes(codes)

    async def drop(self, tx: Tx, who: Principal, given: Code) -> None:
        """Give up my second factor, with a last code of it."""
        await sign_in.take_second_factor(tx, self._keys, who.user.id, given.code)
        await sign_in.drop_totp(tx, who.user.id)

    async def list_keys(self, tx: Tx, who: Principal, given: Nothing) -> list[Passkey]:
        """List my passkeys."""
        return await passkeys.list_passkeys(tx, who.user.id)

    async def ask_for_key(self, tx: Tx, who: Principal, given: Nothing) -> dict[str, Any]:
        """Say what a browser needs to make a passkey (PublicKeyCredentialCreationOptionsJSON)."""
        check_person(who)
        return await passkeys.ask_for_passkey(tx, self._keys, self._site, who.user)

    async def add_key(self, tx: Tx, who: Principal, given: NewPasskey) -> Passkey:
        """Keep a passkey that my device made."""
        check_person(who)
        made = await passkeys.add_passkey(tx, self._keys, self._site, who.user.id, given.name, given.credential)
        await sign_in.enrolled(tx, who.session_id)
        return made

    async def name_key(self, tx: Tx, who: Principal, given: PasskeyName) -> None:
        """Call one of my passkeys otherwise."""
        await passkeys.name_passkey(tx, who.user.id, given.id, given.name)

    async def drop_key(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Forget one of my passkeys."""
        check_person(who)
        await passkeys.drop_passkey(tx, who.user.id, given.id)

    async def set_password(self, tx: Tx, who: Principal, given: NewPassword) -> None:
        """Set the password of a user; all their sessions end."""
        check_whole(who, Verb.USERS_MANAGE)
        user = await people.get_user(tx, given.id)
        await check_not_above(tx, who, user.id)
        check_password(given.new, user.email)
        await sign_in.set_password(tx, user.id, await self._passwords.hash(given.new))

    async def drop_of(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Take codes, passkeys and company accounts off a person who lost their device; their sessions end."""
        check_whole(who, Verb.USERS_MANAGE)
        person = await people.get_user(tx, given.id)
        user = person.id
        await check_not_above(tx, who, user)
        await sign_in.drop_totp(tx, user)
        await passkeys.drop_passkeys(tx, user)
        await oidc.forget(tx, person)
        await sign_in.end_sessions_of(tx, user)
