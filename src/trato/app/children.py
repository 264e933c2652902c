"""Processes that a parent starts, watches, starts again and ends; none of them outlives the parent."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import typer

SET_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG, Linux only
LIVED = 5.0  # seconds after which a death is not a failed start
LONGEST_PAUSE = 5.0
GRACE = 15.0  # seconds to end after SIGTERM


@dataclass(slots=True)
class Child:
    """One process to keep alive. With `once`, an end with code 0 is its natural end."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    fds: tuple[int, ...] = ()
    once: bool = False
    process: subprocess.Popen[bytes] | None = None
    _started: float = 0.0
    _failures: int = 0
    _not_before: float = 0.0

    @property
    def pid(self) -> int | None:
        """The process's number while it runs."""
        return self.process.pid if self.process and self.process.returncode is None else None

    def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl+C reaches the parent only."""
        self._started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            pass_fds=self.fds,
            stdin=subprocess.DEVNULL,
            preexec_fn=_tie_to_parent(),
        )

    def keep(self) -> str | None:
        """Start the process again when it ended and its pause is over; return what happened, in words."""
        now = time.monotonic()
        if self.process is None:
            if now >= self._not_before:
                self.start()
            return None
        code = self.process.poll()
        if code is None or (self.once and code == 0):
            return None
        self._failures = 0 if now - self._started > LIVED else self._failures + 1
        pause = min(LONGEST_PAUSE, 0.1 * 2**self._failures) if self._failures else 0.0
        self._not_before = now + pause
        self.process = None
        ended = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return f"{self.name} {ended}; starting it again" + (f" in {pause:.1f} s" if pause else "")


@dataclass(slots=True)
class Family:
    """All children of this process, and the waiting for what happens to them."""

    children: list[Child] = field(default_factory=list)
    _ear: socket.socket = field(init=False)
    _mouth: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)

    def wait(self, seconds: float) -> None:
        """Sleep until a child ends or `seconds` are over."""
        ready, _, _ = select.select([self._ear], [], [], seconds)
        if ready:
            self._ear.recv(4096)

    def keep(self) -> None:
        """Start again whoever ended, and say so."""
        for child in self.children:
            news = child.keep()
            if news:
                typer.echo(f"trato: {news}", err=True)

    def pids(self) -> dict[str, int]:
        """Return the number of each living child by its name."""
        return {child.name: child.pid for child in self.children if child.pid is not None}

    def stop(self) -> None:
        """End all: SIGTERM, then SIGKILL after the grace or at a second Ctrl+C."""
        alive = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in alive:
            process.send_signal(signal.SIGTERM)
        end = time.monotonic() + GRACE
        try:
            while any(process.poll() is None for process in alive) and time.monotonic() < end:
                self.wait(0.2)
        except KeyboardInterrupt:
            typer.echo("trato: ending at once", err=True)
        for process in alive:
            if process.poll() is None:
                process.kill()
                process.wait()
        signal.set_wakeup_fd(-1)
        self._ear.close()
        self._mouth.close()


def _tie_to_parent() -> Callable[[], None]:
    parent = os.getpid()
    libc = ctypes.CDLL(None)

    def tie() -> None:
        os.setsid()
        if sys.platform == "linux":
            libc.prctl(SET_DEATH_SIGNAL, signal.SIGTERM)
            if os.getppid() != parent:  # died between fork and here
                os._exit(1)

    return tie
