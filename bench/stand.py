"""A whole product of its own on this machine: database, web and workers as processes, in a folder that goes away."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from trato.app.founding import FoundedBrand, found_brand, found_workspace, open_channel
from trato.app.wiring import House, open_house
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.migrations import migrate
from trato.kit.postgres import EmbeddedPostgres
from trato.kit.settings import Settings, read_settings
from trato.rooms.brands.model import HoursPlan, always_open

APP_SECRET = "s3cret"
NUMBER = "1122334455667"


def free_port() -> int:
    """Return a port of loopback that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(slots=True)
class Space:
    """One workspace with a WhatsApp and a web chat account."""

    workspace: UUID
    brand: FoundedBrand
    whatsapp: UUID
    webchat: UUID


@dataclass(slots=True)
class Stand:
    """The product, running. `processes` are by name; what dies is started again only by `start`."""

    home: Path
    server: EmbeddedPostgres
    settings: Settings
    house: House
    port: int
    environment: dict[str, str]
    spaces: list[Space] = field(default_factory=list)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, extra: Mapping[str, str] | None = None) -> None:
        """Start a process ("web-1", "worker-1", "understander-1") or start it again."""
        module = f"trato.app.{name.partition('-')[0]}"
        with (self.home / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", module], env=self.environment | dict(extra or {}), stdout=log, stderr=log
            )

    async def is_ready(self, within: float = 30.0) -> None:
        """Wait until the web process serves. Raises RuntimeError with the end of its log when it does not."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                line = await reader.readline()
                writer.close()
                if b" 200 " in line:
                    return
            except OSError:
                pass
            await asyncio.sleep(0.1)
        raise RuntimeError(f"the web process does not serve: {self.log('web-1')[-2000:]}")

    def log(self, name: str) -> str:
        path = self.home / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def cpu_seconds(self) -> dict[str, float]:
        """Return the processor seconds that each process, and the whole database, has used."""
        used = {name: _cpu(process.pid) for name, process in self.processes.items() if process.poll() is None}
        used["postgres"] = sum(_cpu(pid) for pid in self.database_pids())
        return used

    def database_pids(self) -> list[int]:
        """Return the numbers of the database's processes."""
        return [self.server.pid, *_children(self.server.pid)]

    def proportional_memory(self) -> int:
        """Return the bytes that the whole system holds, shared pages counted by their share (PSS)."""
        pids = [process.pid for process in self.processes.values() if process.poll() is None]
        return sum(_pss(pid) for pid in [*pids, *self.database_pids()])

    async def found(self, settings: Mapping[str, object] | None = None) -> Space:
        """Found a workspace with a brand that never closes."""
        workspace = await found_workspace(self.house, f"w{uuid7().hex}", "Grupo Pirca")
        async with self.house.db.transaction(workspace, SYSTEM) as tx:
            brand = await found_brand(
                tx,
                "Pirca",
                country="PE",
                timezone="America/Lima",
                locale="es",
                legal_name="Pirca S.A.C.",
                queue_name="Postventa",
                hours=HoursPlan("America/Lima", always_open().week),
                automatic=False,
            )
            whatsapp = await open_channel(
                self.house,
                tx,
                brand,
                "whatsapp",
                NUMBER,
                "Pirca Perú",
                settings=dict(settings or {}),
                secrets={"app_secret": APP_SECRET, "token": "t0ken", "verify_token": "v"},
                portfolio="p",
            )
            webchat = await open_channel(
                self.house,
                tx,
                brand,
                "webchat",
                f"web-{workspace.hex}",
                "Tienda",
                settings={},
                secrets={"visitor_secret": "v1s1tor", "identity_secret": "1dent"},
            )
        space = Space(workspace, brand, whatsapp, webchat)
        self.spaces.append(space)
        return space  # fmt: skip

    def stop(self) -> None:
        """End every process."""
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@asynccontextmanager
async def stand(
    environment: Mapping[str, str] | None = None, folder: Path | None = None, database: tuple[str, ...] = ()
) -> AsyncIterator[Stand]:
    """Give a product without processes: start what is wanted. Its folder is removed at the end.

    `database` are `name=value` pairs besides the product's own.
    """
    home = folder or Path(tempfile.mkdtemp(prefix="trato-stand-"))
    home.chmod(0o711)
    server = EmbeddedPostgres.start(home / "postgres", database)
    try:
        port = free_port()
        told = os.environ | {
            "TRATO_HOME": str(home),
            "TRATO_DATABASE_URL": server.url(),
            "TRATO_PORT": str(port),
            "TRATO_LOG": "warning",
            **(environment or {}),
        }
        settings = read_settings(told)
        await migrate(server.url(), settings.key)
        house = await open_house(settings, size=2, door_size=1)
        one = Stand(home, server, settings, house, port, told)
        try:
            yield one
        finally:
            one.stop()
            await house.db.close()
            one.server.stop()  # another than the first when it was killed meanwhile
    finally:
        server.stop()
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(fields[n]) for n in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def host_of(url: str) -> str:
    """Return host and port of a URL."""
    return urlsplit(url).netloc
