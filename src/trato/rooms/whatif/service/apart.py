"""A replay in a process of its own: it takes a core while it lasts, and whoever started it goes on with other work."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from multiprocessing.connection import Connection
from typing import Any

from trato.rooms.whatif.errors import ReplayStopped, ReplayTooLong
from trato.rooms.whatif.model import Day, House, Made
from trato.rooms.whatif.rules.comparing import compare_days, compare_one_day
from trato.rooms.whatif.rules.levers import pull
from trato.rooms.whatif.rules.made import made_day, made_house
from trato.rooms.whatif.service.living import CalledOff, live

LONGEST = 900.0  # seconds
EVERY = 0.5  # seconds between two tellings of how far it is
NICE = 10  # the agents' desks go first
Days = Sequence[tuple[Day, House]] | Made
Told = Callable[[int, int], Awaitable[bool]]


async def replay(days: Days, levers: Mapping[str, str], told: Told) -> dict[str, Any]:
    """Live these days as they were and with the levers pulled, apart; return their numbers, compared.

    Days that never were are made there too: thousands of cases are work.

    `told` hears how many cases of how many are lived, at most every half second and at least as often, and answers
    whether to go on. Raises CalledOff when it says no, ReplayStopped when the process died, ReplayTooLong.
    """
    spawn = multiprocessing.get_context("spawn")  # no copy of this process's sockets and threads
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_replay, args=(there, days, dict(levers)), daemon=True, name="whatif")
    await asyncio.to_thread(process.start)
    there.close()  # the other end is the process's alone: when it dies, reading here ends
    try:
        return await _hear(here, _cases_of(days), told)
    except EOFError:
        raise ReplayStopped() from None
    finally:
        process.kill()
        here.close()
        await asyncio.to_thread(process.join)


async def _hear(here: Connection, of: int, told: Told) -> dict[str, Any]:
    done, began = 0, time.monotonic()
    while time.monotonic() - began < LONGEST:
        if not await told(done, of):
            raise CalledOff
        until = time.monotonic() + EVERY
        while (left := until - time.monotonic()) > 0:
            if not await asyncio.to_thread(here.poll, left):
                break
            said: int | dict[str, Any] = await asyncio.to_thread(here.recv)
            if isinstance(said, dict):
                return said
            done = said
    raise ReplayTooLong(minutes=round(LONGEST / 60))


def _cases_of(days: Days) -> int:
    """Return how many cases are lived, both ways."""
    return 2 * (days.days * days.cases if isinstance(days, Made) else sum(len(day.arrivals) for day, _ in days))


def _lived(days: Days) -> Iterable[tuple[Day, House]]:
    if not isinstance(days, Made):
        return days
    return ((made_day(seed, days.cases, days.staff), made_house()) for seed in range(days.days))


def _replay(there: Connection, days: Days, levers: Mapping[str, str]) -> None:
    """Live the days both ways, and say how many cases are lived; runs in the process."""
    os.nice(NICE)
    sides: tuple[list[Any], list[Any]] = ([], [])
    done = 0
    for one in _lived(days):
        for side, terms in zip(sides, (one, pull(one, levers)), strict=True):
            side.append(live(*terms))
            done += len(terms[0].arrivals)
            there.send(done)
    before, after = sides
    found = compare_one_day(before[0], after[0]) if len(before) == 1 else compare_days(before, after)
    there.send({"days": len(before), "numbers": {name: asdict(one) for name, one in found.items()}})
