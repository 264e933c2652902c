"""SQL of pushes: our key, the devices that listen, what waits to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.console.model.notices import Device
from trato.rooms.console.model.preferences import NoticeKind

MAKE_KEY = """
insert into console.push_key (workspace_id, public, private, made_at) values ($1, $2, $3, $4) on conflict do nothing
"""
GET_KEY = "select public, private from console.push_key where workspace_id = $1"
# one browser, whoever sits before it: the last who asked is told
PUT_SUBSCRIPTION = """
insert into console.push_subscription
  (id, workspace_id, user_id, session_id, endpoint, p256dh, auth, device, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (endpoint, workspace_id) do update set user_id = $3, session_id = $4, p256dh = $6, auth = $7, device = $8
returning id
"""
DROP_WAITING = "delete from console.push where subscription_id = $1 and workspace_id = $2"
# a session that ended, ran out or rested too long tells its device nothing, as in `access.store.people.GET_SESSION`
LIST_SUBSCRIPTIONS = """
select p.id, p.device, p.created_at, p.told_at, p.session_id = $3 as here from console.push_subscription p
join access.session s on s.id = p.session_id and s.workspace_id = p.workspace_id and s.ended_at is null
  and s.expires_at > $4 and s.seen_at + make_interval(secs => s.idle_seconds) > $4
where p.user_id = $1 and p.workspace_id = $2 order by p.created_at desc, p.id limit 50
"""
REMOVE_SUBSCRIPTION = """
delete from console.push_subscription where id = $1 and user_id = $2 and workspace_id = $3 returning id
"""
REMOVE_GONE = "delete from console.push_subscription where id = any($1::uuid[]) and workspace_id = $2"
# whoever listens anywhere, with the languages and hours in which they live
LISTENERS = """
select distinct u.id, u.locale, u.time_zone from access."user" u
join console.push_subscription p on p.user_id = u.id and p.workspace_id = u.workspace_id
where u.workspace_id = $1 and u.state = 'active'
"""
ADD_PUSHES = """
insert into console.push as w (subscription_id, subject_id, workspace_id, kind, next_at, expires_at, waited_since)
select p.id, u.subject_id, $1, u.kind, $2, $3, $7
from unnest($4::uuid[], $5::uuid[], $6::text[]) u(user_id, subject_id, kind)
join console.push_subscription p on p.user_id = u.user_id and p.workspace_id = $1
on conflict (subscription_id, subject_id, workspace_id) do update set kind = excluded.kind, attempts = 0,
  expires_at = excluded.expires_at,
  next_at = case when w.waited_since is null then w.next_at else least(w.next_at, excluded.next_at) end,
  waited_since = case when excluded.waited_since is not null then coalesce(w.waited_since, excluded.waited_since) end
"""
CLAIM = """
with pick as (
  select subscription_id, subject_id from console.push where workspace_id = $1 and next_at <= $2
  order by next_at limit $3 for update skip locked
)
update console.push w set attempts = w.attempts + 1, fence = w.fence + 1, next_at = $2 + $4
from pick, console.push_subscription p, access.session s, access."user" u
where w.subscription_id = pick.subscription_id and w.subject_id = pick.subject_id and w.workspace_id = $1
  and p.id = w.subscription_id and p.workspace_id = $1 and s.id = p.session_id and s.workspace_id = $1
  and u.id = p.user_id and u.workspace_id = $1
returning w.subscription_id, w.subject_id, w.kind, w.attempts, w.fence, w.expires_at, w.waited_since, u.time_zone,
  p.user_id, p.endpoint, p.p256dh,
  p.auth, u.locale, s.ended_at is null and s.expires_at > $2
  and s.seen_at + make_interval(secs => s.idle_seconds) > $2 and u.state = 'active' as listens
"""
SETTLE = """
delete from console.push w using unnest($2::uuid[], $3::uuid[], $4::int[]) u(subscription_id, subject_id, fence)
where w.subscription_id = u.subscription_id and w.subject_id = u.subject_id and w.fence = u.fence
  and w.workspace_id = $1
"""
PUT_OFF = """
update console.push w set next_at = u.next_at
from unnest($2::uuid[], $3::uuid[], $4::int[], $5::timestamptz[]) u(subscription_id, subject_id, fence, next_at)
where w.subscription_id = u.subscription_id and w.subject_id = u.subject_id and w.fence = u.fence
  and w.workspace_id = $1
"""
NOTE_TOLD = "update console.push_subscription set told_at = $3 where id = any($1::uuid[]) and workspace_id = $2"
WAITING = """
with recursive hop as (
  (select workspace_id from console.push where next_at <= clock_timestamp() order by workspace_id limit 1)
  union all
  select (select w.workspace_id from console.push w where w.next_at <= clock_timestamp()
          and w.workspace_id > hop.workspace_id order by w.workspace_id limit 1)
  from hop where hop.workspace_id is not null
) select workspace_id from hop where workspace_id is not null
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One push in hand, with the device it goes to; the subject is a case, or of kind `token` a channel account."""

    subscription_id: UUID
    subject_id: UUID
    kind: NoticeKind
    attempts: int
    fence: int
    expires_at: datetime
    waited_since: datetime | None
    time_zone: str
    user_id: UUID
    endpoint: str
    p256dh: bytes
    auth: bytes
    locale: str
    listens: bool


@dataclass(frozen=True, slots=True)
class Listener:
    user_id: UUID
    locale: str
    time_zone: str


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces that have something to push now, at the door."""
    return [row["workspace_id"] for row in await door.fetch(WAITING)]


async def make_key(tx: Tx, public: bytes, sealed: bytes) -> None:
    """Keep a key; the first one stays."""
    await tx.connection.execute(MAKE_KEY, tx.workspace, public, sealed, tx.now)


async def get_key(tx: Tx) -> tuple[bytes, bytes] | None:
    """Return the public point and the sealed private key."""
    row = await tx.connection.fetchrow(GET_KEY, tx.workspace)
    return (row["public"], row["private"]) if row else None


async def put_subscription(
    tx: Tx, id: UUID, user: UUID, session: UUID, endpoint: str, p256dh: bytes, auth: bytes, device: str
) -> None:
    kept = await tx.connection.fetchval(
        PUT_SUBSCRIPTION, id, tx.workspace, user, session, endpoint, p256dh, auth, device, tx.now
    )
    await tx.connection.execute(DROP_WAITING, kept, tx.workspace)  # what waited was somebody else's, perhaps


async def list_subscriptions(tx: Tx, user: UUID, session: UUID | None) -> list[Device]:
    rows = await tx.connection.fetch(LIST_SUBSCRIPTIONS, user, tx.workspace, session, tx.now)
    return [Device(row["id"], row["device"], row["created_at"], row["told_at"], bool(row["here"])) for row in rows]


async def remove_subscription(tx: Tx, id: UUID, user: UUID) -> bool:
    return await tx.connection.fetchval(REMOVE_SUBSCRIPTION, id, user, tx.workspace) is not None


async def remove_gone(tx: Tx, ids: Sequence[UUID]) -> None:
    await tx.connection.execute(REMOVE_GONE, ids, tx.workspace)


async def listeners(tx: Tx) -> dict[UUID, Listener]:
    rows = await tx.connection.fetch(LISTENERS, tx.workspace)
    return {row["id"]: Listener(row["id"], row["locale"], row["time_zone"]) for row in rows}


async def add_pushes(
    tx: Tx,
    told: Sequence[tuple[UUID, UUID, NoticeKind]],
    rest: timedelta,
    lasts: timedelta,
    *,
    waited_since: datetime | None = None,
) -> None:
    """Let (user, subject, kind) be pushed to every device of the user after `rest`, in place of what waits there."""
    users, subjects, kinds = ([one[n] for one in told] for n in range(3))
    await tx.connection.execute(
        ADD_PUSHES, tx.workspace, tx.now + rest, tx.now + lasts, users, subjects, kinds, waited_since
    )


async def claim(tx: Tx, limit: int, lease: timedelta) -> list[Claimed]:
    """Take pushes in hand; a lease that ran out is taken again."""
    rows = await tx.connection.fetch(CLAIM, tx.workspace, tx.now, limit, lease)
    return [Claimed(**{**dict(row), "kind": NoticeKind(row["kind"])}) for row in rows]


async def settle(tx: Tx, done: Sequence[Claimed], later: Sequence[tuple[Claimed, datetime]]) -> None:
    """Drop what is done with and put off what is not, behind their fence."""
    ids, subjects, fences = _columns(done)
    await tx.connection.execute(SETTLE, tx.workspace, ids, subjects, fences)
    ids, subjects, fences = _columns([one for one, _ in later])
    await tx.connection.execute(PUT_OFF, tx.workspace, ids, subjects, fences, [at for _, at in later])


async def note_told(tx: Tx, ids: Sequence[UUID]) -> None:
    await tx.connection.execute(NOTE_TOLD, ids, tx.workspace, tx.now)


def _columns(some: Sequence[Claimed]) -> tuple[list[UUID], list[UUID], list[int]]:
    return [one.subscription_id for one in some], [one.subject_id for one in some], [one.fence for one in some]
