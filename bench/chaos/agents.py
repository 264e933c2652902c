"""Agents, as a process of their own: answers come in as lines, and are acknowledged once they are durable.

{"workspace", "id", "conversation", "case", "text"}  ->  {"id"} or {"id", "again": true} or {"id", "refused": code}
"""

from __future__ import annotations

import asyncio
import json
import sys
from uuid import UUID

import uvloop

from trato.app.wiring import House, open_house
from trato.flow.composing import NewReply
from trato.flow.replying import ReplyDesk
from trato.flow.writing import Answering
from trato.kit.errors import TratoError, Unavailable
from trato.kit.events import Actor, ActorKind
from trato.kit.settings import read_settings

AGENT = Actor(ActorKind.USER, UUID("0198c0de-0000-7000-8000-000000000001"))


async def _answer(desk: ReplyDesk, line: str) -> None:
    told = json.loads(line)
    new = NewReply(UUID(told["id"]), UUID(told["conversation"]), UUID(told["case"]), told["text"], "Camila")
    said = {"id": told["id"]}
    try:
        await desk.hand_in(UUID(told["workspace"]), Answering(AGENT, new))
    except Unavailable:
        said["again"] = "unavailable"
    except TratoError as refusal:
        said["refused"] = refusal.code
    except Exception as error:  # noqa: BLE001 (the line must be told whatever it was)
        said["again"] = f"{type(error).__name__}: {error}"
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


async def work(house: House) -> None:
    """Answer until standard input ends."""
    desk = ReplyDesk(house.db, house.book)
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async with asyncio.TaskGroup() as group:
        while line := await reader.readline():
            group.create_task(_answer(desk, line.decode()))
    await house.db.close()


async def main() -> None:
    """Open the house and work."""
    await work(await open_house(read_settings(), size=4, door_size=1))


if __name__ == "__main__":
    uvloop.run(main())
