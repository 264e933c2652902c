"""The database for a command that runs alone: the one named, the one that runs, or one started for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from trato.kit.postgres import EmbeddedPostgres, wheel_binaries
from trato.kit.settings import Settings


@contextmanager
def open_database(settings: Settings) -> Iterator[Settings]:
    """Give `settings` with their database named. An embedded server that nobody runs is started and ended again."""
    if settings.database_url is not None:
        yield settings
        return
    with EmbeddedPostgres.start(settings.data_dir) as server:
        yield replace(settings, database_url=server.url())


def programs() -> Path:
    """Return the folder of `pg_dump` and `pg_restore`."""
    return wheel_binaries()
