"""What is done with what stands in public: asked once, carried outside of any transaction, seen by everybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from tests.flow.pages import PAGE, SECRETS, comment, open_page, stamp, wall
from tests.flow.providers import carrier_of
from tests.flow.world import World
from trato.flow.acts import couriers, moderating
from trato.flow.acts.moderating import CannotModerate, Moderator, NewModeration
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels.model import Moderation
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.errors import CannotUndoModeration, NothingToModerate

STANDING = """
select hidden, liked, deleted_at is not null as deleted from conversations.message where id = $1
"""
DEEDS = "select id, act, state, reason from conversations.moderation order by asked_at, id"
NO_REST = "update conversations.moderation set next_at = clock_timestamp() where state = 'queued'"


@pytest.fixture
async def stand_in() -> AsyncIterator[Running]:
    running = await serve(Simulator(pace=Pace(0.0, 0.0, 0.0)))
    page = Page(PAGE, "Pirca", "http://127.0.0.1:9", SECRETS["access_token"], SECRETS["app_secret"])
    running.simulator.add_page(page)
    running.simulator.add_person("7001", "Lucía")
    yield running
    await running.stop()


async def _said(world: World, stand_in: Running | None = None, **more: Any) -> UUID:
    """Let somebody comment; return the message."""
    await open_page(world, "facebook", **({"api_base": stand_in.url} if stand_in else {}))
    told = comment(1, "No llega nunca", **more)
    if stand_in:
        posts = stand_in.simulator.posts
        told["comment_id"] = posts.comment("7001", posts.publish(PAGE, "Llegaron las ollas"), "No llega nunca")
    await world.accept("facebook", wall(told))
    await world.receive()
    (row,) = await world.fetch("select id from conversations.message")
    found: UUID = row["id"]
    return found


async def _ask(world: World, message_id: UUID, act: Moderation, key: UUID | None = None) -> UUID:
    id = key or uuid7()
    async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, uuid7())) as tx:
        await moderating.moderate(tx, world.house.book, NewModeration(id, message_id, act))
    return id


async def _undo(world: World, id: UUID) -> None:
    async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, uuid7())) as tx:
        await moderating.undo(tx, world.house.book, id, uuid7())


async def _carry(world: World) -> int:
    async with world.tx() as tx:
        await tx.connection.execute(NO_REST)
    async with carrier_of(world) as carrier:
        return await Moderator(world.house.db, world.house.book, carrier).work(world.workspace)


async def _standing(world: World, message_id: UUID) -> tuple[bool, bool, bool]:
    async with world.tx() as tx:
        row = await tx.connection.fetchrow(STANDING, message_id)
    assert row
    return row["hidden"], row["liked"], row["deleted"]


async def test_it_is_hidden_where_it_was_said_then_shown_again_liked_and_deleted(
    world: World, stand_in: Running
) -> None:
    said = await _said(world, stand_in)
    there = [one for one in stand_in.simulator.world.posts.values() if one.post][0]
    hiding = await _ask(world, said, Moderation.HIDE)
    assert await _standing(world, said) == (False, False, False)  # asked is not done
    await _carry(world)
    assert there.hidden and await _standing(world, said) == (True, False, False)
    await _undo(world, hiding)
    await _ask(world, said, Moderation.LIKE)
    assert await _carry(world) == 1  # of one message the older first
    assert await _carry(world) == 1
    assert (there.hidden, there.liked) == (False, True) and await _standing(world, said) == (False, True, False)
    deletion = await _ask(world, said, Moderation.DELETE)
    await _carry(world)
    assert there.id not in stand_in.simulator.world.posts and (await _standing(world, said))[2]
    with pytest.raises(CannotUndoModeration):
        await _undo(world, deletion)
    assert {row["state"] for row in await world.fetch(DEEDS)} == {"done"}


async def test_asked_twice_it_is_done_once_and_what_is_so_already_is_not_asked(world: World) -> None:
    said = await _said(world)
    key = await _ask(world, said, Moderation.HIDE)
    await _ask(world, said, Moderation.HIDE, key)
    await _ask(world, said, Moderation.HIDE)
    await _ask(world, said, Moderation.UNHIDE)  # it has not left: it is taken back, and nothing is called
    await _ask(world, said, Moderation.UNLIKE)
    assert [(row["act"], row["state"]) for row in await world.fetch(DEEDS)] == [("hide", "cancelled")]


async def test_a_deletion_rests_and_is_taken_back_before_anybody_sees_it(world: World, stand_in: Running) -> None:
    said = await _said(world, stand_in)
    deletion = await _ask(world, said, Moderation.DELETE)
    async with carrier_of(world) as carrier:
        assert await Moderator(world.house.db, world.house.book, carrier).work(world.workspace) == 0
    await _undo(world, deletion)
    assert await _carry(world) == 0 and await _standing(world, said) == (False, False, False)


async def test_silence_is_asked_again_and_at_last_told_as_a_failure_that_can_be_tried_again(world: World) -> None:
    await _said(world)
    async with world.tx() as tx:
        await tx.connection.execute("""update channels.account set settings = '{"api_base": "http://127.0.0.1:9"}'""")
    world.house.book.forget(world.workspace)
    (row,) = await world.fetch("select id from conversations.message")
    id = await _ask(world, row["id"], Moderation.HIDE)
    await _carry(world)
    assert [one["state"] for one in await world.fetch(DEEDS)] == ["queued"]
    for _ in range(couriers.ATTEMPTS - 1):
        await _carry(world)
    assert [(one["state"], one["reason"]) for one in await world.fetch(DEEDS)] == [("failed", "unreachable")]
    async with world.tx() as tx:
        await conversations.retry_moderation(tx, id)
    assert [(one["state"], one["reason"]) for one in await world.fetch(DEEDS)] == [("queued", "")]


async def test_who_died_with_it_in_hand_loses_nothing_and_a_late_word_of_theirs_changes_nothing(
    world: World, stand_in: Running
) -> None:
    said = await _said(world, stand_in)
    id = await _ask(world, said, Moderation.HIDE)
    async with world.tx() as tx:
        (dead,) = await conversations.claim_moderations(tx, 5, [], -1.0)
    await _carry(world)
    assert await _standing(world, said) == (True, False, False)
    async with world.tx() as tx:
        late = conversations.ModerationResult(dead.id, dead.attempt, "failed", "permanent")
        await conversations.write_back_moderations(tx, [late])
    assert [(one["id"], one["state"]) for one in await world.fetch(DEEDS)] == [(id, "done")]


async def test_what_is_gone_there_is_deleted_here_and_cannot_be_hidden(world: World, stand_in: Running) -> None:
    said = await _said(world, stand_in)
    there = [one for one in stand_in.simulator.world.posts.values() if one.post][0]
    stand_in.simulator.posts.remove(there.id)
    await _ask(world, said, Moderation.HIDE)
    await _carry(world)
    assert [(one["state"], one["reason"]) for one in await world.fetch(DEEDS)] == [("failed", "gone")]
    await _ask(world, said, Moderation.DELETE)
    await _carry(world)
    assert (await _standing(world, said))[2]


async def test_hidden_on_the_page_itself_is_seen_here_in_whatever_order_it_is_told(world: World) -> None:
    said = await _said(world)
    at = stamp() // 1000
    hide, show = (comment(1, "", verb=verb, at=at + n) for n, verb in enumerate(("hide", "unhide")))
    await world.accept("facebook", wall(show, hide))
    await world.receive()
    assert (await _standing(world, said))[0] is False
    await world.accept("facebook", wall(comment(1, "", verb="hide", at=at + 5)))
    await world.receive()
    assert await _standing(world, said) == (True, False, False)


async def test_what_a_channel_cannot_do_or_what_is_private_is_refused_at_once(world: World) -> None:
    await world.whatsapp("Hola")
    (private,) = await world.fetch("select id from conversations.message")
    with pytest.raises(NothingToModerate):
        await _ask(world, private["id"], Moderation.HIDE)
    await open_page(world, "facebook")
    mention = {**comment(7, "Miren esto"), "item": "post", "post_id": "555_1"}
    del mention["comment_id"]
    await world.accept("facebook", wall(mention, field="mention"))
    await world.receive()
    (public,) = await world.fetch("select id from conversations.message where public")
    with pytest.raises(CannotModerate):
        await _ask(world, public["id"], Moderation.HIDE)
