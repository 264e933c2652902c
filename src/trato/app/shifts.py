"""How a process of ours works until it is told to stop: its rounds, woken by the bell, and what runs beside them."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any
from uuid import UUID

import uvloop

from trato.kit.live import listen
from trato.kit.rounds import Rounds


async def go_round(
    rounds: Sequence[Rounds], bell_url: str, stop: asyncio.Event, *beside: Callable[[], Coroutine[Any, Any, None]]
) -> None:
    """Let all `rounds` run, and what stands `beside` them, until `stop` is set."""

    def heard(topic: str, workspace: UUID) -> None:
        for one in rounds:
            one.hear(topic, workspace)

    def connected() -> None:
        for one in rounds:
            one.look_now()

    async with asyncio.TaskGroup() as group:
        running: list[asyncio.Task[Any]] = [group.create_task(one.run()) for one in rounds]
        running += [group.create_task(one()) for one in beside]
        running.append(group.create_task(listen(bell_url, heard, connected)))
        await stop.wait()
        for task in running:
            task.cancel()


def until_told(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Run `work` with an event that SIGTERM or SIGINT sets."""

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await work(stop)

    uvloop.run(run())
