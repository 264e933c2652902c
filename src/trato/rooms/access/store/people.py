"""SQL of users, their employment, sessions, tokens and second factors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.access.model import (
    ApiToken,
    ApiTokenId,
    Employment,
    Session,
    SessionId,
    User,
    UserId,
    UserState,
    Verb,
)

USER = "id, email, name, alias, locale, time_zone, state, created_at"

ADD_USER = """
insert into access."user"
  (id, workspace_id, email, email_hash, name, alias, locale, time_zone, password_hash, created_at, state)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id
"""
GET_USER = f'select {USER} from access."user" where id = $1 and workspace_id = $2'
GET_USERS = f'select {USER} from access."user" where id = any($1::uuid[]) and workspace_id = $2'
FIND_USER = f'select {USER} from access."user" where email = $1 and workspace_id = $2'
LIST_USERS = f"""
select {USER} from access."user"
where workspace_id = $1 and (name, id) > ($2, $3) and ($4 = '' or strpos(lower(name), $4) > 0 or strpos(email, $4) > 0)
order by name, id limit $5
"""
USERS_BY_EMAIL = 'select email, id from access."user" where email = any($1::text[]) and workspace_id = $2'
TAKEN_EMAILS = 'select email from access."user" where email = any($1::text[]) and workspace_id = $2'
CHANGE_USER = """
update access."user" set name = $3, alias = $4, locale = $5, time_zone = $6, email = $7, email_hash = $8
where id = $1 and workspace_id = $2
"""
WAS_IN = """
select password_hash is not null or exists (
  select 1 from access.session s where s.user_id = u.id and s.workspace_id = u.workspace_id)
from access."user" u where u.id = $1 and u.workspace_id = $2
"""
SET_STATE = """
update access."user" set state = $3, disabled_at = case when $3 = 'disabled' then $4::timestamptz end
where id = $1 and workspace_id = $2 and state <> $3 returning id
"""
GET_PASSWORD = "select password_hash from access.\"user\" where id = $1 and workspace_id = $2 and state = 'active'"
SET_PASSWORD = 'update access."user" set password_hash = $3 where id = $1 and workspace_id = $2 returning id'

END_EMPLOYMENT = """
update access.employment set to_at = greatest($3, from_at + interval '1 microsecond')
where user_id = $1 and workspace_id = $2 and to_at is null returning to_at
"""
ADD_EMPLOYMENT = """
insert into access.employment (id, workspace_id, user_id, employer, site, cost_per_hour, currency, from_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
GET_EMPLOYMENT = """
select employer, site, cost_per_hour, currency from access.employment
where user_id = $1 and workspace_id = $2 and from_at <= $3 and (to_at is null or to_at > $3)
"""

SESSION = "id, user_id, device, created_at, seen_at, expires_at, must_enrol, second_factor"
ADD_SESSION = """
insert into access.session
  (id, workspace_id, user_id, token_hash, device, second_factor, created_at, seen_at, idle_seconds, expires_at,
   must_enrol)
values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)
"""
GET_SESSION = f"""
select {SESSION} from access.session where id = $1 and workspace_id = $2 and token_hash = $3 and ended_at is null
and expires_at > $4 and seen_at + make_interval(secs => idle_seconds) > $4
"""
SEE_SESSION = "update access.session set seen_at = $3 where id = $1 and workspace_id = $2 and seen_at < $4"
ENROLLED = """
update access.session set must_enrol = false, second_factor = true
where id = $1 and workspace_id = $2 and not second_factor returning user_id
"""
END_SESSION = """
update access.session set ended_at = greatest($3, created_at) where id = $1 and workspace_id = $2 and ended_at is null
returning user_id
"""
END_SESSIONS_OF = """
update access.session set ended_at = greatest($3, created_at)
where user_id = $1 and workspace_id = $2 and ended_at is null and id is distinct from $4 returning id
"""
LIST_SESSIONS = f"""
select {SESSION} from access.session where user_id = $1 and workspace_id = $2 and ended_at is null and expires_at > $3
and seen_at + make_interval(secs => idle_seconds) > $3 order by seen_at desc, id
"""

TOKEN = "id, user_id, name, verbs, created_at, expires_at, used_at"
ADD_TOKEN = """
insert into access.api_token (id, workspace_id, user_id, name, token_hash, verbs, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
GET_TOKEN = f"""
select {TOKEN} from access.api_token
where id = $1 and workspace_id = $2 and token_hash = $3 and revoked_at is null and expires_at > $4
"""
USE_TOKEN = """
update access.api_token set used_at = $3 where id = $1 and workspace_id = $2 and (used_at is null or used_at < $4)
"""
LIST_TOKENS = f"""
select {TOKEN} from access.api_token where user_id = $1 and workspace_id = $2 and revoked_at is null
order by created_at, id
"""
REVOKE_TOKEN = """
update access.api_token set revoked_at = $3 where id = $1 and workspace_id = $2 and revoked_at is null returning user_id
"""

START_TOTP = """
insert into access.totp (user_id, workspace_id, secret, started_at) values ($1, $2, $3, $4)
on conflict (user_id, workspace_id) do update
set secret = excluded.secret, started_at = excluded.started_at, last_step = 0
where access.totp.confirmed_at is null returning user_id
"""
LOCK_TOTP = (
    "select secret, last_step, confirmed_at from access.totp where user_id = $1 and workspace_id = $2 for update"
)
HAS_TOTP = "select 1 from access.totp where user_id = $1 and workspace_id = $2 and confirmed_at is not null"
TAKE_STEP = """
update access.totp set last_step = $3, confirmed_at = coalesce(confirmed_at, $4)
where user_id = $1 and workspace_id = $2
"""
DROP_TOTP = "delete from access.totp where user_id = $1 and workspace_id = $2 returning confirmed_at"
DROP_RECOVERY = "delete from access.recovery_code where user_id = $1 and workspace_id = $2"
ADD_RECOVERY = """
insert into access.recovery_code (user_id, code_hash, workspace_id, made_at)
select $1, u, $2, $4 from unnest($3::bytea[]) u
"""
USE_RECOVERY = """
update access.recovery_code set used_at = $4
where user_id = $1 and workspace_id = $2 and code_hash = $3 and used_at is null returning user_id
"""


async def add_user(tx: Tx, user: User, email_hash: bytes, password_hash: str | None) -> bool:
    """Add a user; False when the e-mail is taken."""
    u = user
    added = await tx.connection.fetchval(
        ADD_USER,
        u.id,
        tx.workspace,
        u.email,
        email_hash,
        u.name,
        u.alias,
        u.locale,
        u.time_zone,
        password_hash,
        tx.now,
        u.state.value,
    )
    return added is not None


async def get_user(tx: Tx, user: UUID) -> User | None:
    row = await tx.connection.fetchrow(GET_USER, user, tx.workspace)
    return _user(row) if row else None


async def get_users(tx: Tx, users: list[UUID]) -> list[User]:
    return [_user(row) for row in await tx.connection.fetch(GET_USERS, users, tx.workspace)]


async def users_by_email(tx: Tx, emails: Sequence[str]) -> dict[str, UserId]:
    """Return who has each of these addresses, in lower case; unknown ones are left out."""
    rows = await tx.connection.fetch(USERS_BY_EMAIL, list(emails), tx.workspace)
    return {row["email"]: UserId(row["id"]) for row in rows}


async def find_user(tx: Tx, email: str) -> User | None:
    row = await tx.connection.fetchrow(FIND_USER, email, tx.workspace)
    return _user(row) if row else None


async def list_users(tx: Tx, after: tuple[str, UUID], needle: str, limit: int) -> list[User]:
    return [_user(row) for row in await tx.connection.fetch(LIST_USERS, tx.workspace, *after, needle, limit)]


async def change_user(tx: Tx, user: User, email_hash: bytes) -> None:
    u = user
    await tx.connection.execute(
        CHANGE_USER, u.id, tx.workspace, u.name, u.alias, u.locale, u.time_zone, u.email, email_hash
    )


async def taken_emails(tx: Tx, emails: list[str]) -> list[str]:
    """Return those of `emails` that somebody has."""
    return [row["email"] for row in await tx.connection.fetch(TAKEN_EMAILS, emails, tx.workspace)]


async def was_in(tx: Tx, user: UserId) -> bool:
    """Say whether a user has a password, or ever signed in without one."""
    return bool(await tx.connection.fetchval(WAS_IN, user, tx.workspace))


async def set_state(tx: Tx, user: UserId, state: UserState) -> bool:
    """Set the state; False when it was so already."""
    return await tx.connection.fetchval(SET_STATE, user, tx.workspace, state.value, tx.now) is not None


async def get_password(tx: Tx, user: UserId) -> str | None:
    """Return the hash of an active user's password."""
    found: str | None = await tx.connection.fetchval(GET_PASSWORD, user, tx.workspace)
    return found


async def set_password(tx: Tx, user: UserId, password_hash: str) -> None:
    await tx.connection.execute(SET_PASSWORD, user, tx.workspace, password_hash)


async def change_employment(tx: Tx, id: UUID, user: UserId, job: Employment, at: datetime) -> None:
    """End the employment that stands, if any, where the new one begins."""
    ended: datetime | None = await tx.connection.fetchval(END_EMPLOYMENT, user, tx.workspace, at)
    await tx.connection.execute(
        ADD_EMPLOYMENT, id, tx.workspace, user, job.employer, job.site, job.cost_per_hour, job.currency, ended or at
    )


async def get_employment(tx: Tx, user: UserId, at: datetime) -> Employment | None:
    row = await tx.connection.fetchrow(GET_EMPLOYMENT, user, tx.workspace, at)
    return Employment(*row) if row else None


async def add_session(tx: Tx, session: Session, token_hash: bytes, idle: timedelta) -> None:
    await tx.connection.execute(
        ADD_SESSION,
        session.id,
        tx.workspace,
        session.user_id,
        token_hash,
        session.device,
        session.second_factor,
        session.created_at,
        int(idle.total_seconds()),
        session.expires_at,
        session.must_enrol,
    )


async def get_session(tx: Tx, session: UUID, token_hash: bytes) -> Session | None:
    """Return an open session that neither idled nor grew old."""
    row = await tx.connection.fetchrow(GET_SESSION, session, tx.workspace, token_hash, tx.now)
    return Session(*row) if row else None


async def see_session(tx: Tx, session: SessionId, unless_since: datetime) -> None:
    """Note that the session was used, unless that was noted after `unless_since`."""
    await tx.connection.execute(SEE_SESSION, session, tx.workspace, tx.now, unless_since)


async def enrolled(tx: Tx, session: SessionId) -> UserId | None:
    """Note that a second factor was set up in a session; return whose it is, or None when one was shown before."""
    found = await tx.connection.fetchval(ENROLLED, session, tx.workspace)
    return UserId(found) if found else None


async def end_session(tx: Tx, session: SessionId) -> UserId | None:
    """End a session; return whose it was, or None when it had ended."""
    found = await tx.connection.fetchval(END_SESSION, session, tx.workspace, tx.now)
    return UserId(found) if found else None


async def end_sessions_of(tx: Tx, user: UserId, but: SessionId | None) -> list[SessionId]:
    rows = await tx.connection.fetch(END_SESSIONS_OF, user, tx.workspace, tx.now, but)
    return [SessionId(row["id"]) for row in rows]


async def list_sessions(tx: Tx, user: UserId) -> list[Session]:
    return [Session(*row) for row in await tx.connection.fetch(LIST_SESSIONS, user, tx.workspace, tx.now)]


async def add_token(tx: Tx, token: ApiToken, token_hash: bytes) -> None:
    t = token
    verbs = [verb.value for verb in t.verbs]
    await tx.connection.execute(
        ADD_TOKEN, t.id, tx.workspace, t.user_id, t.name, token_hash, verbs, t.created_at, t.expires_at
    )


async def get_token(tx: Tx, token: UUID, token_hash: bytes) -> ApiToken | None:
    row = await tx.connection.fetchrow(GET_TOKEN, token, tx.workspace, token_hash, tx.now)
    return _token(row) if row else None


async def use_token(tx: Tx, token: ApiTokenId, unless_since: datetime) -> None:
    await tx.connection.execute(USE_TOKEN, token, tx.workspace, tx.now, unless_since)


async def list_tokens(tx: Tx, user: UserId) -> list[ApiToken]:
    return [_token(row) for row in await tx.connection.fetch(LIST_TOKENS, user, tx.workspace)]


async def revoke_token(tx: Tx, token: ApiTokenId) -> UserId | None:
    found = await tx.connection.fetchval(REVOKE_TOKEN, token, tx.workspace, tx.now)
    return UserId(found) if found else None


async def start_totp(tx: Tx, user: UserId, sealed: bytes) -> bool:
    """Keep a secret that waits for its first code; False when a confirmed one stands."""
    return await tx.connection.fetchval(START_TOTP, user, tx.workspace, sealed, tx.now) is not None


async def lock_totp(tx: Tx, user: UserId) -> tuple[bytes, int, datetime | None] | None:
    """Return the sealed secret, the last step taken and since when it is confirmed, locked until the commit."""
    row = await tx.connection.fetchrow(LOCK_TOTP, user, tx.workspace)
    return (row[0], row[1], row[2]) if row else None


async def has_totp(tx: Tx, user: UserId) -> bool:
    return await tx.connection.fetchval(HAS_TOTP, user, tx.workspace) is not None


async def take_step(tx: Tx, user: UserId, step: int) -> None:
    await tx.connection.execute(TAKE_STEP, user, tx.workspace, step, tx.now)


async def drop_totp(tx: Tx, user: UserId) -> bool:
    """Forget the secret and the recovery codes; say whether there was a secret."""
    await tx.connection.execute(DROP_RECOVERY, user, tx.workspace)
    return bool(await tx.connection.fetch(DROP_TOTP, user, tx.workspace))


async def replace_recovery_codes(tx: Tx, user: UserId, hashes: list[bytes]) -> None:
    await tx.connection.execute(DROP_RECOVERY, user, tx.workspace)
    await tx.connection.execute(ADD_RECOVERY, user, tx.workspace, hashes, tx.now)


async def use_recovery_code(tx: Tx, user: UserId, code_hash: bytes) -> bool:
    return await tx.connection.fetchval(USE_RECOVERY, user, tx.workspace, code_hash, tx.now) is not None


def _user(row: asyncpg.Record) -> User:
    return User(row[0], row[1], row[2], row[3], row[4], row[5], UserState(row[6]), row[7])


def _token(row: asyncpg.Record) -> ApiToken:
    known = tuple(verb for verb in Verb if verb.value in row["verbs"])
    return ApiToken(row[0], row[1], row[2], known, row[4], row[5], row[6])
