"""Sessions, API tokens and second factors."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import datetime, timedelta

import pyotp
from msgspec import Struct

from trato.kit.errors import Conflict, Invalid, NotFound
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring, Spot
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import MoreThanYouMay, PasskeyNeeded, SecondFactorNotStarted, WrongCode
from trato.rooms.access.events import GrantsChanged, SessionRevoked, SignedIn, TokenRevoked
from trato.rooms.access.model import (
    ApiToken,
    ApiTokenId,
    Principal,
    Rights,
    Session,
    SessionId,
    User,
    UserId,
    UserState,
    Verb,
    WorkspaceId,
)
from trato.rooms.access.rules import sign_in as rules
from trato.rooms.access.rules.policy import is_over, keeping_of
from trato.rooms.access.rules.rights import narrow
from trato.rooms.access.service.people import get_user
from trato.rooms.access.service.rights import rights_of
from trato.rooms.access.service.settings import policy_of
from trato.rooms.access.store import passkeys, people

NOTED_EVERY = timedelta(minutes=1)  # how finely we note when a session or a token was used
LONGEST_TOKEN = timedelta(days=366)


class NewSession(Struct, frozen=True):
    """A session just begun; `token` is told once, here."""

    session: Session
    token: str


class NewToken(Struct, frozen=True):
    """An API token just made; `secret` is told once, here."""

    token: ApiToken
    secret: str


# -- sessions


async def start_session(tx: Tx, user: UserId, device: str = "", *, second_factor: bool = False) -> NewSession:
    """Begin a session of a user who has proven who they are; it lasts as long as the settings of their units say.

    Where these want a second factor that was not shown, the session has no right until one is set up. Raises
    PasskeyNeeded for who has one already.
    """
    policy = await policy_of(tx, user)
    must_enrol = policy.second_factor and not second_factor
    if must_enrol and await passkeys.list_credentials(tx, user):
        raise PasskeyNeeded()
    token = rules.new_token(os.urandom)
    ends = tx.now + min(rules.ABSOLUTE, policy.session)
    session = Session(SessionId(uuid7()), user, device[:200], tx.now, tx.now, ends, must_enrol, second_factor)
    await people.add_session(tx, session, rules.token_hash(token), rules.IDLE)
    tx.emit(SignedIn(subject=user, session=session.id, second_factor=second_factor))
    tx.audit(AuditEntry("session.start", "session", session.id, {"user": user, "second_factor": second_factor}))
    return NewSession(session, token)


async def principal_of_session(tx: Tx, session: SessionId, token_hash: bytes) -> Principal | None:
    """Return who stands behind an open session, or None when it ended, idled, grew old, or its user was disabled.

    What the settings of their units ask holds as it is today: a session that is over by them ends here, and one
    without the second factor that they want has no right before one is set up, or ends when the person has one to show.
    """
    found = await people.get_session(tx, session, token_hash)
    user = await people.get_user(tx, found.user_id) if found else None
    if found is None or user is None or user.state is not UserState.ACTIVE:
        return None
    policy = await policy_of(tx, user.id)
    must_enrol = policy.second_factor and not found.second_factor
    if is_over(found, policy, tx.now) or (must_enrol and await _has_factor(tx, user.id)):
        await end_session(tx, found.id)
        return None
    await people.see_session(tx, found.id, tx.now - NOTED_EVERY)
    rights = Rights({}) if must_enrol else await rights_of(tx, user.id)
    return Principal(
        WorkspaceId(tx.workspace),
        user,
        rights,
        session_id=found.id,
        must_enrol=must_enrol,
        keeping=None if must_enrol else keeping_of(found, policy),
    )


async def enrolled(tx: Tx, session: SessionId | None) -> None:
    """Note that the person of a session has set up a second factor in it: if it waited for that, it is whole now."""
    user = await people.enrolled(tx, session) if session is not None else None
    if user is not None:
        tx.emit(GrantsChanged(subject=user))


async def _has_factor(tx: Tx, user: UserId) -> bool:
    return await people.has_totp(tx, user) or bool(await passkeys.list_credentials(tx, user))


async def list_sessions(tx: Tx, user: UserId) -> list[Session]:
    """List a user's open sessions, the last used first."""
    return await people.list_sessions(tx, user)


async def end_session(tx: Tx, session: SessionId) -> None:
    """End a session; its sockets close. Nothing happens when it has ended."""
    user = await people.end_session(tx, session)
    if user is not None:
        tx.emit(SessionRevoked(subject=session, user=user))
        tx.audit(AuditEntry("session.end", "session", session, {"user": user}))


async def end_sessions_of(tx: Tx, user: UserId, *, but: SessionId | None = None) -> int:
    """End every session of a user, but one; return how many."""
    ended = await people.end_sessions_of(tx, user, but)
    for session in ended:
        tx.emit(SessionRevoked(subject=session, user=user))
        tx.audit(AuditEntry("session.end", "session", session, {"user": user}))
    return len(ended)


async def set_password(tx: Tx, user: UserId, password_hash: str, *, keep: SessionId | None = None) -> None:
    """Take a new password (hashed before); every session but `keep` ends. Raises UserUnknown."""
    await get_user(tx, user)
    await people.set_password(tx, user, password_hash)
    await end_sessions_of(tx, user, but=keep)
    tx.audit(AuditEntry("user.set_password", "user", user))


# -- API tokens


async def issue_token(tx: Tx, owner: Principal, name: str, verbs: Collection[Verb], expires_at: datetime) -> NewToken:
    """Make a token that may do `verbs`, each where its owner may. Raises Invalid and MoreThanYouMay."""
    if not 0 < len(name.strip()) <= 200:
        raise Invalid(field="name", reason="length")
    if not verbs:
        raise Invalid(field="verbs", reason="empty")
    if not tx.now < expires_at <= tx.now + LONGEST_TOKEN:
        raise Invalid(field="expires_at", reason="range", longest_days=LONGEST_TOKEN.days)
    for verb in sorted(verbs):
        if not owner.rights.may(verb):
            raise MoreThanYouMay(verb=verb)
    secret = rules.new_token(os.urandom, rules.TOKEN_PREFIX)
    token = ApiToken(ApiTokenId(uuid7()), owner.user.id, name.strip(), tuple(sorted(verbs)), tx.now, expires_at, None)
    await people.add_token(tx, token, rules.token_hash(secret))
    tx.audit(AuditEntry("token.issue", "token", token.id, {"verbs": sorted(verb.value for verb in verbs)}))
    return NewToken(token, secret)


async def principal_of_token(tx: Tx, token: ApiTokenId, token_hash: bytes) -> Principal | None:
    """Return who stands behind an API token: its owner, with the token's verbs only."""
    found = await people.get_token(tx, token, token_hash)
    user: User | None = await people.get_user(tx, found.user_id) if found else None
    if found is None or user is None or user.state is not UserState.ACTIVE:
        return None
    await people.use_token(tx, found.id, tx.now - NOTED_EVERY)
    rights = narrow(await rights_of(tx, user.id), found.verbs)
    return Principal(WorkspaceId(tx.workspace), user, rights, token_id=found.id)


async def list_tokens(tx: Tx, user: UserId) -> list[ApiToken]:
    """List a user's tokens that were not revoked."""
    return await people.list_tokens(tx, user)


async def revoke_token(tx: Tx, token: ApiTokenId, *, of: UserId | None = None) -> None:
    """Revoke a token; with `of`, only when it is that user's. Raises NotFound."""
    if of is not None and token not in {one.id for one in await people.list_tokens(tx, of)}:
        raise NotFound(token=token)
    user = await people.revoke_token(tx, token)
    if user is None:
        raise NotFound(token=token)
    tx.emit(TokenRevoked(subject=token, user=user))
    tx.audit(AuditEntry("token.revoke", "token", token))


# -- second factor


async def start_totp(tx: Tx, keys: Keyring, user: User) -> str:
    """Make a secret and return its otpauth:// address, for an application to scan; a first code confirms it.

    Raises Conflict when a confirmed one stands: it must be given up first.
    """
    secret = pyotp.random_base32()
    if not await people.start_totp(tx, user.id, keys.seal(secret.encode(), _spot(tx, user.id))):
        raise Conflict(reason="second_factor_stands")
    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name="Trato")


async def confirm_totp(tx: Tx, keys: Keyring, user: UserId, code: str) -> list[str]:
    """Take the first code: the factor is asked for from now on. Returns the recovery codes, told once.

    Raises SecondFactorNotStarted and WrongCode.
    """
    kept = await people.lock_totp(tx, user)
    if kept is None:
        raise SecondFactorNotStarted()
    await _take(tx, keys, user, kept, code)
    codes = [rules.new_recovery_code(os.urandom) for _ in range(rules.RECOVERY_CODES)]
    await people.replace_recovery_codes(tx, user, [rules.recovery_hash(user, one) for one in codes])
    tx.audit(AuditEntry("second_factor.confirm", "user", user))
    return codes


async def needs_second_factor(tx: Tx, user: UserId) -> bool:
    """Say whether a code is wanted besides the password."""
    return await people.has_totp(tx, user)


async def take_second_factor(tx: Tx, keys: Keyring, user: UserId, code: str) -> None:
    """Take a code or a recovery code, each once. Raises WrongCode, also for a code that was used before."""
    kept = await people.lock_totp(tx, user)
    if kept is None or kept[2] is None:
        raise WrongCode()
    if await people.use_recovery_code(tx, user, rules.recovery_hash(user, code)):
        tx.audit(AuditEntry("second_factor.recover", "user", user))
        return
    await _take(tx, keys, user, kept, code)


async def drop_totp(tx: Tx, user: UserId) -> None:
    """Give up the second factor and its recovery codes."""
    if await people.drop_totp(tx, user):
        tx.audit(AuditEntry("second_factor.drop", "user", user))


async def _take(tx: Tx, keys: Keyring, user: UserId, kept: tuple[bytes, int, datetime | None], code: str) -> None:
    secret = keys.open(kept[0], _spot(tx, user)).decode()
    step = rules.code_step(secret, code, kept[1], tx.now)
    if step is None:
        raise WrongCode()
    await people.take_step(tx, user, step)


def _spot(tx: Tx, user: UserId) -> Spot:
    return Spot(tx.workspace, "access.totp", "secret", str(user))
