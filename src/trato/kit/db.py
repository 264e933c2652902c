"""PostgreSQL: two pools of connections, one for work inside a workspace and one for its door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from trato.kit.clock import Scale
from trato.kit.errors import Unavailable
from trato.kit.events import Actor, Origin, jsonable
from trato.kit.live import Doorbell
from trato.kit.mutants import is_on
from trato.kit.tx import Connection, Tx, append_events

BEGIN = "select set_config('app.workspace', $1, true), clock_timestamp()"
WORKSPACES = "select workspace_id from kit.event_head order by workspace_id"
UNREACHABLE = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
)
IDLE = 30.0  # seconds until a connection that a burst opened is given back: its backend holds up to 20 MB of plans
LOST = (asyncpg.InterfaceError, asyncpg.InternalClientError)  # what asyncpg says when the server dies during a call

AtCommit = Callable[[Tx], Awaitable[Any]]


async def prepare_connection(connection: asyncpg.Connection[Any]) -> None:
    """Teach a new connection our types: jsonb travels as Python values."""
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=jsonable, decoder=msgspec.json.decode)


async def leave_as_is(connection: asyncpg.Connection[Any]) -> None:
    """Give a connection back without a word: all that we set ends with its transaction.

    asyncpg would send four statements (locks, cursors, LISTEN, settings) after each use, which a message pays for
    some twenty times. An open transaction is rolled back all the same.
    """


@dataclass(slots=True)
class Database:
    """The database as one process sees it.

    `app` works inside one workspace, behind row-level security; `door` works before the workspace is known: it may
    store deliveries and see where work waits. `at_commit` are the last deeds of each transaction, in order of locks
    (audit, then events). The doorbell rings after the commit, never inside it.
    """

    app: asyncpg.Pool[Any]
    door: asyncpg.Pool[Any]
    bell: Doorbell
    scale: Scale | None = None
    at_commit: tuple[AtCommit, ...] = (append_events,)
    _closing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    def bend(self, now: datetime) -> datetime:
        """Return Trato's time when the database's clock says `now`."""
        return self.scale.apply(now) if self.scale else now

    async def clock(self, door: Connection) -> datetime:
        """Return Trato's time before a workspace is known: the database's, bent by a scaled clock."""
        return self.bend(await door.fetchval("select clock_timestamp()"))

    @asynccontextmanager
    async def transaction(
        self, workspace: UUID, actor: Actor, *, origin: Origin = Origin.LIVE, ring: Iterable[str] = ("events",)
    ) -> AsyncIterator[Tx]:
        """Open a transaction of `workspace`, commit it at the end, and ring after the commit.

        Raises `Unavailable` when the database cannot be reached; nothing was stored then, or, when the connection
        broke during the commit itself, it may have been: every deed is safe to repeat with the same ids.
        """
        try:
            async with self.app.acquire() as connection, connection.transaction():
                row = await connection.fetchrow(BEGIN, str(workspace))
                assert row is not None
                tx = Tx(connection, workspace, self.bend(row[1]), actor, origin)
                yield tx
                rings = bool(tx.events)
                for deed in self.at_commit:
                    await deed(tx)
        except UNREACHABLE as error:
            raise Unavailable() from error
        except LOST as error:
            if _is_lost(error):
                raise Unavailable() from error
            raise
        if rings:
            for topic in ring:
                self.bell.ring(topic, workspace)

    @asynccontextmanager
    async def at_door(self) -> AsyncIterator[Connection]:
        """Give a connection of the door. Raises `Unavailable` when the database cannot be reached."""
        try:
            async with self.door.acquire() as connection:
                yield connection
        except UNREACHABLE as error:
            raise Unavailable() from error
        except LOST as error:
            if _is_lost(error):
                raise Unavailable() from error
            raise

    async def workspaces(self) -> list[UUID]:
        """Return every workspace."""
        async with self.at_door() as door:
            return [row["workspace_id"] for row in await door.fetch(WORKSPACES)]

    async def close(self) -> None:
        """Stop ringing and close every connection."""
        await self.bell.stop()
        for pool in (self.app, self.door):
            with suppress(TimeoutError, *UNREACHABLE):
                await asyncio.wait_for(pool.close(), 5)


def _is_lost(error: Exception) -> bool:
    """Say whether an error of asyncpg's own is about a connection that broke, not about our use of it."""
    return isinstance(error, asyncpg.InternalClientError) or "closed" in str(error)


async def connect(
    app_url: str,
    door_url: str,
    *,
    scale: Scale | None = None,
    size: int = 8,
    door_size: int = 3,
    at_commit: tuple[AtCommit, ...] = (append_events,),
) -> Database:
    """Open both pools and the doorbell. Connections are made when first needed, up to `size` and `door_size`.

    None is made here: a process that starts while the database is away starts, and works when it is back.
    """
    told = {"synchronous_commit": "off"} if is_on("async_commit") else {}
    app = await asyncpg.create_pool(
        app_url,
        min_size=0,
        max_size=size,
        init=prepare_connection,
        reset=leave_as_is,
        command_timeout=60,
        max_inactive_connection_lifetime=IDLE,
        statement_cache_size=512,
        server_settings=told,
    )
    door = await asyncpg.create_pool(
        door_url, min_size=0, max_size=door_size, init=prepare_connection, reset=leave_as_is, command_timeout=15,
        max_inactive_connection_lifetime=IDLE, statement_cache_size=64, server_settings=told,
    )  # fmt: skip
    bell = Doorbell(app_url)
    bell.start()
    return Database(app, door, bell, scale, at_commit)
