"""What every test may ask for: a PostgreSQL of this run alone, migrated, and nothing beyond this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import asyncpg
import pytest
from hypothesis import settings

from tests.embedded import Urls, running_database
from trato.rooms.intelligence.engine.analysis import Analyser, open_analyser
from trato.rooms.intelligence.engine.encoder import NoEncoder

settings.register_profile("trato", deadline=None)  # a busy machine is no failure of an example
settings.load_profile("trato")

LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", None}


class LeftTheMachine(BaseException):
    """A test tried to reach another machine. Not an Exception, so that no `except Exception` can hide it."""


def _stay_home(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in LOCAL_HOSTS and not str(address[0]).startswith("127."):
            raise LeftTheMachine(f"{event} to {address}")


sys.addaudithook(_stay_home)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run every `async def` test on asyncio, all in one loop."""
    return "asyncio"


@pytest.fixture(scope="session")
def database_urls() -> Iterator[Urls]:
    """A migrated database of this run alone, as `owner`, `app` and `door` reach it."""
    with running_database() as urls:
        yield urls


@pytest.fixture
async def owner_connection(database_urls: Urls) -> AsyncIterator[asyncpg.Connection[Any]]:
    """A connection of the owner (it passes row-level security) in a transaction that is rolled back."""
    async for connection in _rolled_back(database_urls.owner):
        yield connection


@pytest.fixture
async def app_connection(database_urls: Urls) -> AsyncIterator[asyncpg.Connection[Any]]:
    """A connection of `trato_app` in a transaction that is rolled back; it sees nothing until told its workspace."""
    async for connection in _rolled_back(database_urls.app):
        yield connection


async def _rolled_back(url: str) -> AsyncIterator[asyncpg.Connection[Any]]:
    connection = await asyncpg.connect(url)
    transaction = connection.transaction()
    await transaction.start()
    try:
        yield connection
    finally:
        await transaction.rollback()
        await connection.close()


def pytest_report_header() -> str:
    """Say where the tests read the published contracts from."""
    return f"contracts: {os.environ.get('TRATO_SHARED', '../shared')}"


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """The one analyser of all tests: opening it takes a second."""
    return open_analyser()


@pytest.fixture(scope="session")
def bare_analyser() -> Analyser:
    """The analyser of an installation without the encoder's wheel."""
    return open_analyser(NoEncoder())
