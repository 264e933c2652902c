"""The world that these tests act on."""

from __future__ import annotations

from typing import Any

import asyncpg
import pytest

from tests.rooms.contacts.world import World, start


@pytest.fixture
async def world(app_connection: asyncpg.Connection[Any]) -> World:
    """Two brands of two controllers, in a transaction that is rolled back."""
    return await start(app_connection)
