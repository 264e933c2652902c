"""Before a workspace is known: the door sees where promises fall due, and nothing of what they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from tests.embedded import Urls
from tests.rooms.sla.world import nobody_held, world
from trato.rooms.sla import api as sla

pytestmark = pytest.mark.anyio
# Long past, so that no other test's promises are due.
THEN = datetime(2001, 11, 21, 15, 0, tzinfo=UTC)


async def test_a_workspace_is_seen_while_time_has_something_to_do_in_it(database_urls: Urls) -> None:
    app, door = await asyncpg.connect(database_urls.app), await asyncpg.connect(database_urls.door)
    try:
        async with app.transaction():
            made = await world(app, THEN)
            case, _ = await made.opened()
        assert await sla.due_workspaces(door, THEN + timedelta(seconds=47)) == []
        assert await sla.due_workspaces(door, THEN + timedelta(seconds=48)) == [made.tx.workspace]
        async with app.transaction():
            await app.execute("select set_config('app.workspace', $1, true)", str(made.tx.workspace))
            await sla.sweep_breaches(made.after(days=3), nobody_held)
        assert await sla.due_workspaces(door, THEN + timedelta(days=3)) == []
        for column in ("case_id", "due_at", "started_at"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await door.fetch(f"select {column} from sla.clock")
    finally:
        await app.close()
        await door.close()
