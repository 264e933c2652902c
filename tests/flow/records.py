"""What stories of records do again and again: people, answers, tabs that come and go."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from tests.flow.world import World
from trato.app.wiring import reactions_of
from trato.flow import writing
from trato.flow.composing import NewReply
from trato.flow.timers import Timekeeper
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.reactions import Reactor
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.channels.adapters.webchat.shapes import Envelope, Sender
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

STANDING = """
insert into channels.standing (id, workspace_id, brand_id, channel, tier, modern, live, from_at, to_at)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9) returning 1
"""


async def agent(world: World, name: str = "lucia", *, online: bool = True) -> UUID:
    """Return a member of the brand's team, who is there."""
    async with world.tx() as tx:
        user = await access.add_user(tx, f"{name}.{uuid7().hex}@pirca.example", name.title())
        await access.join_team(tx, world.brand.team_id, UserId(user.id))
        if online:
            await workforce.set_presence(tx, user.id, PresenceState.ONLINE)
    return user.id


async def the_case(world: World) -> dict[str, Any]:
    (case,) = await world.fetch('select * from cases."case"')
    return case


async def open_case(world: World) -> UUID:
    await world.whatsapp("hola, mi pedido no llegó")
    case_id: UUID = (await the_case(world))["id"]
    return case_id


async def answer(world: World, case_id: UUID, user: UUID, text: str = "Ya lo vemos", **more: Any) -> UUID:
    """Let an agent answer in the thread of a case, and the provider take it; returns the message."""
    (thread,) = await world.fetch("select id from conversations.conversation where case_id = $1", case_id)
    message = uuid7()
    async with world.tx(Actor(ActorKind.USER, user)) as tx:
        await writing.reply(tx, world.house.book, NewReply(message, thread["id"], case_id, text, **more))
    return message


async def standing(world: World, channel: str, tier: int, *, since_days: int, until_days: int | None = None) -> None:
    async with world.tx() as tx:
        now = tx.now
    await world.fetch(
        STANDING, world.workspace, uuid7(), world.brand.brand.id, channel, tier, tier == 1, channel == "webchat",
        now - timedelta(days=since_days), None if until_days is None else now - timedelta(days=until_days),
    )  # fmt: skip
    world.house.book.forget(world.workspace)


async def presence(world: World, state: str, socket: str, *, visitor: str = "v-1", ago: int = 0) -> None:
    """Let a tab of a visitor come or go, as the live line puts it into the inbox."""
    item = {"type": "presence", "state": state, "socket": socket, "at": 0}
    await web(world, item, visitor=visitor)
    if ago:
        await world.fetch(
            "update channels.inbox set received_at = received_at - $1::interval where status = 'new' returning 1",
            timedelta(seconds=ago),
        )
    await world.receive()


async def web(world: World, *items: dict[str, Any], visitor: str = "v-1") -> None:
    body = msgspec.Raw(json.dumps({"id": str(uuid7()), "items": items}).encode())
    await world.accept("webchat", msgspec.json.encode(Envelope(Sender(visitor, "", "", ""), body, {})))


async def react(world: World) -> None:
    reactor = Reactor(world.house.db, reactions_of(world.house))
    while await reactor.work(world.workspace):
        pass


async def wait_out_the_grace(world: World) -> None:
    """Let a minute pass, as far as the plan of it is concerned."""
    await react(world)
    await world.fetch("update kit.timer set due_at = now() where kind = 'cases.left' returning 1")
    await Timekeeper(world.house.db).work(world.workspace)


async def opened_ago(world: World, seconds: int) -> UUID:
    await world.webchat("hola, ¿hay alguien?")
    case = await the_case(world)
    for statement in (
        'update cases."case" set opened_at = opened_at - $1::interval returning 1',
        'update cases."case" set last_inbound_at = last_inbound_at - $1::interval returning 1',
        "update cases.holding set from_at = from_at - $1::interval returning 1",
    ):
        await world.fetch(statement, timedelta(seconds=seconds))
    case_id: UUID = case["id"]
    return case_id
