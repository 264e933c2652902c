"""The database for a command that runs alone: the one named, the one that runs, or one started for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace

from trato.kit import db
from trato.kit.postgres import EmbeddedPostgres
from trato.kit.settings import Settings
from trato.kit.tx import append_events
from trato.rooms.access import api as access


@contextmanager
def open_database(settings: Settings) -> Iterator[Settings]:
    """Give `settings` with their database named. An embedded server that nobody runs is started and ended again."""
    if settings.database_url is not None:
        yield settings
        return
    with EmbeddedPostgres.start(settings.data_dir) as server:
        yield replace(settings, database_url=server.url())


@asynccontextmanager
async def open_rooms(settings: Settings, size: int = 2) -> AsyncIterator[db.Database]:
    """Open the database of `settings`, already named, for work inside workspaces, audited like all work."""
    database = await db.connect(
        settings.app_url,
        settings.door_url,
        scale=settings.clock,
        size=size,
        door_size=1,
        at_commit=(access.append_audit, append_events),
    )
    try:
        yield database
    finally:
        await database.close()
