"""Two transactions at once: one is first, the other is told, and no circle closes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.embedded import Urls
from tests.rooms.contacts.world import NOW, World, start
from trato.kit.db import prepare_connection
from trato.kit.errors import TratoError
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.errors import HolderChanged, StateChanged
from trato.rooms.cases.rules.standing import is_without_gap
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.errors import AlreadyLinked
from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose

pytestmark = pytest.mark.anyio
Deed = Callable[[Tx], Awaitable[Any]]


@asynccontextmanager
async def committed(urls: Urls) -> AsyncIterator[World]:
    """A world that other connections see."""
    connection = await asyncpg.connect(urls.app)
    try:
        await connection.execute("begin")
        yield await start(connection)
    finally:
        await connection.close()


async def at_once(urls: Urls, workspace: UUID, *deeds: Deed) -> list[Any]:
    """Do each deed in a transaction of its own, all at the same time; return what each gave or refused."""

    async def one(deed: Deed) -> Any:
        connection = await asyncpg.connect(urls.app)
        await prepare_connection(connection)
        try:
            async with connection.transaction():
                await connection.execute("select set_config('app.workspace', $1, true)", str(workspace))
                return await deed(Tx(connection, workspace, NOW, Actor(ActorKind.USER, uuid7())))
        except TratoError as refused:
            return refused
        finally:
            await connection.close()

    return await asyncio.gather(*(one(deed) for deed in deeds))


async def test_of_many_who_take_and_resolve_at_once_one_of_each_is_first(database_urls: Urls) -> None:
    async with committed(database_urls) as world:
        case = await world.case()
        await world.tx.connection.execute("commit")
        workspace = world.tx.workspace
        taken = await at_once(database_urls, workspace, *[lambda tx: cases.take(tx, case, revision=1)] * 6)
        assert sorted(type(one).__name__ for one in taken) == ["Case"] + ["HolderChanged"] * 5
        assert all(one.data["by_id"] for one in taken if isinstance(one, HolderChanged))
        resolved = await at_once(database_urls, workspace, *[lambda tx: cases.resolve(tx, case)] * 6)
        assert [isinstance(one, StateChanged) for one in resolved].count(False) == 1

        async def look(tx: Tx) -> tuple[bool, bool]:
            held = (await cases.holdings_of(tx, [case]))[case]
            return is_without_gap(await cases.states_of(tx, case)), is_without_gap(held)

        assert await at_once(database_urls, workspace, look) == [(True, True)]


async def test_cases_merged_into_each_other_at_once_end_as_one(database_urls: Urls) -> None:
    async with committed(database_urls) as world:
        one, two = await world.case(), await world.case()
        await world.tx.connection.execute("commit")
        done = await at_once(
            database_urls,
            world.tx.workspace,
            lambda tx: cases.merge(tx, one, two),
            lambda tx: cases.merge(tx, two, one),
        )
        assert [isinstance(each, StateChanged) for each in done].count(True) == 1


async def test_four_links_at_once_close_no_circle(database_urls: Urls) -> None:
    async with committed(database_urls) as world:
        people = [await world.contact() for _ in range(4)]
        agreed = [
            (await contacts.grant(world.tx, one, Purpose.LINKING, Evidence(EvidenceKind.FORM))).id for one in people
        ]
        await world.tx.connection.execute("commit")

        def to_the_next(n: int) -> Deed:
            return lambda tx: contacts.link(tx, people[n], people[(n + 1) % 4], agreed[n])

        done = await at_once(database_urls, world.tx.workspace, *(to_the_next(n) for n in range(4)))
        assert [isinstance(one, AlreadyLinked) for one in done].count(True) == 1
        (profiles,) = await at_once(database_urls, world.tx.workspace, lambda tx: contacts.profiles_of(tx, people))
        assert len(set(profiles.values())) == 1


async def test_a_link_and_the_withdrawal_of_its_consent_leave_no_link_without_consent(database_urls: Urls) -> None:
    async with committed(database_urls) as world:
        chat, mail = await world.contact(), await world.contact()
        form = Evidence(EvidenceKind.FORM)
        consent = (await contacts.grant(world.tx, chat, Purpose.LINKING, form)).id
        await world.tx.connection.execute("commit")
        await at_once(
            database_urls,
            world.tx.workspace,
            lambda tx: contacts.link(tx, chat, mail, consent),
            lambda tx: contacts.withdraw(tx, chat, Purpose.LINKING, form),
        )
        (profile,) = await at_once(database_urls, world.tx.workspace, lambda tx: contacts.profile_of(tx, chat))
        assert profile == chat
