"""Presence and capacity on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.embedded import Urls
from trato.kit.db import prepare_connection
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.errors import SenselessCapacity, SenselessReason
from trato.rooms.workforce.model import ChannelWeight, Held, PresenceState

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


@dataclass(slots=True)
class Hands:
    """What agents hold, kept by the test."""

    held: dict[UUID, dict[str, int]] = field(default_factory=dict)

    async def __call__(self, tx: Tx, users: Sequence[UUID]) -> Mapping[UUID, Held]:
        return {one: Held(self.held[one]) for one in users if one in self.held}


async def workspace_of(connection: asyncpg.Connection[Any], users: int) -> tuple[Tx, list[UUID]]:
    await prepare_connection(connection)
    workspace = uuid7()
    await connection.execute("select set_config('app.workspace', $1, false)", str(workspace))
    await connection.execute(
        "insert into access.workspace (id, slug, name, created_at) values ($1,$2,'Test',$3)",
        workspace,
        f"t-{workspace.hex}",
        NOW,
    )
    made = [uuid7() for _ in range(users)]
    for one in made:
        await connection.execute(
            """insert into access."user" (id, workspace_id, email, email_hash, name, created_at)
               values ($1,$2,$3,$4,'A',$5)""",
            one,
            workspace,
            f"{one.hex}@example.org",
            one.bytes * 2,
            NOW,
        )
    return Tx(connection, workspace, NOW, SYSTEM), made


@pytest.fixture
async def tx_and_users(app_connection: asyncpg.Connection[Any]) -> tuple[Tx, list[UUID]]:
    return await workspace_of(app_connection, 3)


def later(tx: Tx, **passed: float) -> Tx:
    return Tx(tx.connection, tx.workspace, tx.now + timedelta(**passed), tx.actor)


async def test_presence_is_intervals_without_gaps_or_overlaps(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, *_) = tx_and_users
    for minutes, state in enumerate(
        [PresenceState.ONLINE, PresenceState.BREAK, PresenceState.BREAK, PresenceState.OFFLINE]
    ):
        await workforce.set_presence(later(tx, minutes=minutes), user, state)
    rows = await tx.connection.fetch(
        "select state, from_at, to_at from workforce.presence_seg where user_id = $1 order by from_at", user
    )
    assert [row["state"] for row in rows] == ["online", "break", "offline"]
    assert [row["to_at"] for row in rows[:-1]] == [row["from_at"] for row in rows[1:]]
    assert rows[-1]["to_at"] is None


async def test_only_agents_who_are_online_are_given_work(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (online, busy, unknown) = tx_and_users
    await workforce.set_presence(tx, online, PresenceState.ONLINE)
    await workforce.set_presence(tx, busy, PresenceState.BUSY)
    found = await workforce.available_agents(tx, [online, busy, unknown], "webchat", Hands())
    assert [one.user_id for one in found] == [online]


async def test_the_least_used_agent_comes_first_and_a_full_one_not_at_all(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (full, half, idle) = tx_and_users
    for user in (full, half, idle):
        await workforce.set_presence(tx, user, PresenceState.ONLINE)
        await workforce.set_capacity(tx, user, 20)
    hands = Hands({full: {"webchat": 2}, half: {"webchat": 1}})
    found = await workforce.available_agents(tx, [full, half, idle], "webchat", hands)
    assert [(one.user_id, one.free) for one in found] == [(idle, 20), (half, 10)]


async def test_live_and_deferred_work_are_counted_apart(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (chatting, writing, limited) = tx_and_users
    for user in (chatting, writing, limited):
        await workforce.set_presence(tx, user, PresenceState.ONLINE)
        await workforce.set_capacity(tx, user, 20, 20)
    await workforce.set_capacity(tx, limited, 20, 20, {"email": 0})
    hands = Hands({chatting: {"webchat": 2}, writing: {"email": 2}})
    everybody = [chatting, writing, limited]
    chats = await workforce.available_agents(tx, everybody, "webchat", hands)
    mails = await workforce.available_agents(tx, everybody, "email", hands)
    assert {one.user_id for one in chats} == {writing, limited}
    assert {one.user_id for one in mails} == {chatting}


async def test_capacity_keeps_what_it_was_and_when(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, *_) = tx_and_users
    await workforce.set_capacity(tx, user, 30)
    await workforce.set_capacity(later(tx, minutes=5), user, 30, 60, {"webchat": 2})
    await workforce.set_capacity(later(tx, minutes=9), user, 20)
    rows = await tx.connection.fetch(
        """select capacity, async_capacity, limits, to_at is null as now from workforce.capacity_seg
           where user_id = $1 order by from_at""",
        user,
    )
    assert [tuple(row) for row in rows] == [
        (30, 100, {}, False), (30, 60, {"webchat": 2}, False), (20, 60, {"webchat": 2}, True)
    ]  # fmt: skip


async def test_a_channel_is_as_live_as_the_workspace_says(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, _ = tx_and_users
    weights = await workforce.channel_weights(tx)
    assert (weights["webchat"].live, weights["email"].live, weights["whatsapp"].live) == (True, False, False)
    await workforce.set_channel_weight(tx, "whatsapp", ChannelWeight(5, live=True))
    assert (await workforce.channel_weights(tx))["whatsapp"] == ChannelWeight(5, live=True)


async def test_what_is_exclusive_takes_all_of_a_person(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (alone, writing, idle) = tx_and_users
    for user in (alone, writing, idle):
        await workforce.set_presence(tx, user, PresenceState.ONLINE)
    await workforce.set_channel_weight(tx, "webchat", ChannelWeight(10, exclusive=True))
    hands = Hands({alone: {"webchat": 1}, writing: {"email": 1}})
    mail = await workforce.available_agents(tx, [alone, writing, idle], "email", hands)
    chat = await workforce.available_agents(tx, [alone, writing, idle], "webchat", hands)
    assert [one.user_id for one in mail] == [idle, writing]
    assert writing in {one.user_id for one in chat} and alone not in {one.user_id for one in chat}


async def test_what_makes_no_sense_is_refused(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, *_) = tx_and_users
    with pytest.raises(SenselessCapacity):
        await workforce.set_capacity(tx, user, -1)
    with pytest.raises(SenselessCapacity):
        await workforce.set_capacity(tx, user, 50, limits={"webchat": 10**9})
    with pytest.raises(SenselessReason):
        await workforce.set_presence(tx, user, PresenceState.BREAK, "Back soon, María")


async def test_load_is_sampled_once_a_minute(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, gone, _) = tx_and_users
    await workforce.set_presence(tx, user, PresenceState.ONLINE)
    await workforce.set_presence(tx, gone, PresenceState.OFFLINE)
    hands = Hands({user: {"webchat": 2}})
    assert await workforce.sample_load(tx, hands) == 1
    await workforce.sample_load(later(tx, seconds=20), hands)
    rows = await tx.connection.fetch("select cases, load, capacity from workforce.load_sample where user_id = $1", user)
    assert [tuple(row) for row in rows] == [(2, 20, 50)]


async def test_two_assigners_at_once_never_exceed_a_capacity(database_urls: Urls) -> None:
    """Ten transactions race for two places; the counting happens behind the lock, so two win."""
    setup = await asyncpg.connect(database_urls.app)
    try:
        tx, (user,) = await workspace_of(setup, 1)
        await workforce.set_presence(tx, user, PresenceState.ONLINE)
        await workforce.set_capacity(tx, user, 20)
        hands = Hands({user: {}})

        async def assign() -> bool:
            connection = await asyncpg.connect(database_urls.app)
            try:
                await prepare_connection(connection)
                await connection.execute("select set_config('app.workspace', $1, false)", str(tx.workspace))
                async with connection.transaction():
                    mine = Tx(connection, tx.workspace, NOW, SYSTEM)
                    found = await workforce.available_agents(mine, [user], "webchat", hands)
                    if found:
                        await asyncio.sleep(0.01)
                        hands.held[user]["webchat"] = hands.held[user].get("webchat", 0) + 1
                    return bool(found)
            finally:
                await connection.close()

        assert sum(await asyncio.gather(*(assign() for _ in range(10)))) == 2
    finally:
        await setup.close()
