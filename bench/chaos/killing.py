"""Killing processes with SIGKILL, and starting them again as `trato serve` does."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bench.chaos.desk import Desk
from bench.stand import Stand
from trato.kit.clock import wall_clock
from trato.kit.postgres import EmbeddedPostgres

LOOK = 0.05
CONNECTED = 6  # sockets of a worker that has opened its connections
PAUSE = (0.4, 1.6)  # seconds between two kills
DATABASE = ("track_commit_timestamp=on",)  # the ledger asks who could know what when
WEIGHTS = {"web-1": 3, "worker-1": 3, "worker-2": 3, "agents": 1, "postgres": 2}


@dataclass(slots=True)
class Keeper:
    """Starts what died, and kills at random. `outages` are spans in which nobody could keep time."""

    stand: Stand
    desk: Desk
    chance: random.Random
    names: tuple[str, ...] = ("web-1", "worker-1", "worker-2")
    environment: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    killed_at: list[tuple[str, float]] = field(default_factory=list)
    fell: Counter[str] = field(default_factory=Counter)
    recovery: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    database_up: bool = True
    warm: float = 3.0  # seconds after which a process is taken to work; set by how long the first ones took
    _asked: set[str] = field(default_factory=set)
    _started: dict[str, float] = field(default_factory=dict)
    _starter: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _down_since: datetime | None = None

    def start_all(self) -> None:
        """Start web and workers."""
        for name in self.names:
            self.stand.start(name, {**self.environment, **self.own.get(name, {})})
            self._started[name] = time.monotonic()

    async def keep(self) -> None:
        """Start again whoever died, until cancelled."""
        while True:
            for name in self.names:
                process = self.stand.processes[name]
                if process.poll() is not None:
                    if name not in self._asked:
                        self.fell[name] += 1
                    self._asked.discard(name)
                    self.stand.start(name, {**self.environment, **self.own.get(name, {})})
                    self._started[name] = time.monotonic()
            self._note_outage()
            await asyncio.sleep(LOOK)

    def _note_outage(self) -> None:
        workers = any(self._is_connected(name) for name in self.names if name.startswith("worker"))
        if self.database_up and workers:
            if self._down_since is not None:
                self.outages.append((self._down_since, wall_clock()))
                self._down_since = None
        elif self._down_since is None:
            self._down_since = wall_clock()

    def _is_connected(self, name: str) -> bool:
        """Say whether a process has come so far as to talk to the database: what it imports takes longest."""
        process = self.stand.processes[name]
        if process.poll() is not None:
            return False
        fds = Path(f"/proc/{process.pid}/fd")
        with suppress(OSError):
            return sum(os.readlink(one).startswith("socket:") for one in fds.iterdir()) >= CONNECTED
        return False

    async def kill_at_random(self, stop: asyncio.Event, weights: Mapping[str, int]) -> None:
        """Kill one after another until told to stop."""
        names = list(weights)
        while not stop.is_set():
            await asyncio.sleep(self.chance.uniform(*PAUSE))
            name = self.chance.choices(names, list(weights.values()))[0]
            if not stop.is_set() and self._works(name):
                await self.kill(name)

    def _works(self, name: str) -> bool:
        """Say whether a process has had time to work: killing what only starts shows little."""
        return self.database_up and time.monotonic() - self._started.get(name, 0.0) > self.warm / 2

    async def kill(self, name: str) -> None:
        """Kill a process, or the whole database, at this moment."""
        self.kills[name] += 1
        self.killed_at.append((name, time.monotonic()))
        if name == "postgres":
            await self._kill_database()
        elif name == "agents":
            if self.desk.process and self.desk.process.returncode is None:
                self.desk.process.kill()
        else:
            self._asked.add(name)
            self.stand.processes[name].kill()
            self.stand.processes[name].wait()

    async def _kill_database(self) -> None:
        began, self.database_up = time.monotonic(), False
        self._note_outage()
        for pid in self.stand.database_pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        loop = asyncio.get_running_loop()
        place = self.stand.home / "postgres"
        # the thread that starts the server must outlive it: it stays until the end
        self.stand.server = await loop.run_in_executor(self._starter, EmbeddedPostgres.start, place, DATABASE)
        self.recovery["postgres"].append(time.monotonic() - began)
        self.database_up = True

    def restart_all(self) -> None:
        """Kill every process of ours and start it without failpoints."""
        for name in self.names:
            self._asked.add(name)
            self.stand.processes[name].kill()
            self.stand.processes[name].wait()
        self.environment, self.own = {}, {}

    def finish_outage(self) -> None:
        """Write down the outage that lasts."""
        if self._down_since is not None:
            self.outages.append((self._down_since, wall_clock()))
            self._down_since = None
