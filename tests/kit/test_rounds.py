"""Rounds: woken by rings, resting between goes so that batches grow, never forgetting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

from trato.kit.rounds import Rounds

PAUSE = 0.15


async def nobody() -> list[UUID]:
    return []


async def began(goes: asyncio.Queue[float]) -> float:
    """Return when the next go began; wait for it."""
    return await asyncio.wait_for(goes.get(), 5)


def counted() -> tuple[asyncio.Queue[float], Callable[[UUID], Awaitable[int]]]:
    """Return when each go began, and the work that notes it and finds nothing."""
    goes: asyncio.Queue[float] = asyncio.Queue()

    async def work(_: UUID) -> int:
        goes.put_nowait(time.monotonic())
        return 0

    return goes, work


async def test_a_ring_after_the_work_waits_for_the_pause_as_one_during_it_does() -> None:
    workspace = uuid4()
    goes, work = counted()
    rounds = Rounds("some", "topic", nobody, work, every=60.0, pause=PAUSE)
    running = asyncio.create_task(rounds.run())
    for _ in range(6):  # far apart enough for each go to have ended, and all within two pauses
        rounds.hear("topic", workspace)
        await asyncio.sleep(PAUSE / 4)
    first, second = await began(goes), await began(goes)
    running.cancel()
    assert second - first >= PAUSE


async def test_the_first_ring_after_a_rest_is_answered_at_once() -> None:
    goes, work = counted()
    rounds = Rounds("some", "topic", nobody, work, every=60.0, pause=60.0)
    running = asyncio.create_task(rounds.run())
    for workspace in (uuid4(), uuid4()):  # that one rests holds up no other
        rounds.hear("topic", workspace)
        await began(goes)
    running.cancel()


async def test_a_ring_during_a_rest_is_not_forgotten() -> None:
    workspace = uuid4()
    goes, work = counted()
    rounds = Rounds("some", "topic", nobody, work, every=60.0, pause=PAUSE)
    running = asyncio.create_task(rounds.run())
    for _ in range(2):
        rounds.hear("topic", workspace)
        await began(goes)
    running.cancel()
