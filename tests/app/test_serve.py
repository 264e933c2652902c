"""The whole product as one command: it comes up, outlives the death of each part, and leaves nothing behind."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Served:
    """A running `trato serve`."""

    process: subprocess.Popen[bytes]
    home: Path
    port: int

    def pids(self) -> dict[str, int]:
        """Return the processes as it notes them."""
        note = self.home / "running.json"
        return json.loads(note.read_text()) if note.exists() else {}

    def is_ready(self) -> bool:
        """Say whether it answers that it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def until(holds: Callable[[], bool], seconds: float = 30) -> float:
    """Wait until `holds`; return how many seconds that took."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < seconds
        time.sleep(0.02)
    return time.monotonic() - start


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """The product on a home and a port of its own."""
    home = Path(tempfile.mkdtemp(prefix="trato-serve-"))
    home.chmod(0o711)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    told = {name: value for name, value in os.environ.items() if not name.startswith("TRATO_")}
    told |= {"TRATO_HOME": str(home), "TRATO_PORT": str(port)}
    program = Path(sys.executable).parent / "trato"
    with (home / "said").open("wb") as said:
        process = subprocess.Popen([program, "serve"], env=told, stderr=said, start_new_session=True)
    running = Served(process, home, port)
    try:
        until(running.is_ready, 60)
        yield running
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(home)


@pytest.mark.parametrize("part", ["web-1", "worker-1", "postgres"])
def test_the_death_of_a_part_is_healed_within_seconds(served: Served, part: str) -> None:
    before = served.pids()[part]
    os.kill(before, signal.SIGKILL)
    until(lambda: served.pids().get(part, before) != before)
    assert until(served.is_ready) < 20


def test_nobody_is_refused_while_the_web_process_is_replaced(served: Served) -> None:
    os.kill(served.pids()["web-1"], signal.SIGKILL)
    for _ in range(20):
        socket.create_connection(("127.0.0.1", served.port), timeout=5).close()
        time.sleep(0.02)
    until(served.is_ready)


def test_when_told_to_stop_it_leaves_no_process_and_no_note(served: Served) -> None:
    pids = served.pids()
    served.process.terminate()
    assert served.process.wait(30) == 0
    assert [name for name, pid in pids.items() if Path(f"/proc/{pid}").exists()] == []
    assert not (served.home / "running.json").exists()
