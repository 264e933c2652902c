"""The whole product for browsers: database, web and worker as processes, and the outside world on loopback."""

from __future__ import annotations

import asyncio
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from tests.browser.firm import Firm, found
from tests.embedded import running_database
from trato.app.demo.shop import site
from trato.app.wiring import House, open_house
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.kit.migrations import migrate
from trato.kit.settings import read_settings
from trato.rooms.channels.simulators.email import server as mail_server
from trato.rooms.channels.simulators.whatsapp import server as whatsapp_server

T = TypeVar("T")
HOST = "127.0.0.1"
STARTS_WITHIN = 120.0  # seconds: on a machine that does much else


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


class _Quiet(uvicorn.Server):
    """A server that leaves signals to pytest."""

    def capture_signals(self) -> nullcontext[None]:  # type: ignore[override]
        return nullcontext()


@dataclass
class Stand:
    """Everything that runs. `console`, `shop`, `phone` and `mailboxes` are what browsers open."""

    home: Path
    environment: dict[str, str]
    console: str
    shop: str
    loop: asyncio.AbstractEventLoop
    house: House = field(init=False)
    firm: Firm = field(init=False)
    whatsapp: whatsapp_server.Running = field(init=False)
    mail: mail_server.Running = field(init=False)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def phone(self) -> str:
        return f"{self.whatsapp.url}/phone/"

    @property
    def mailboxes(self) -> str:
        return f"{self.shop}/buzon"

    def run(self, work: Coroutine[Any, Any, T], within: float = 30.0) -> T:
        """Run a coroutine where the house and the stand-ins live, and wait for what it returns."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(within)

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run a plain function there."""

        async def inside() -> T:
            return function(*arguments)

        return self.run(inside())

    def serve(self, app: Starlette) -> tuple[str, Callable[[], None]]:
        """Serve something more of the outside world; return its address, and how to stop it."""
        listener = socket.create_server((HOST, 0))
        server = _Quiet(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        serving = asyncio.run_coroutine_threadsafe(server.serve(sockets=[listener]), self.loop)

        def stop() -> None:
            server.should_exit = True
            serving.result(10)

        return f"http://{HOST}:{listener.getsockname()[1]}", stop

    def fetch(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        """Read from the workspace; the statement's first parameter is its id."""

        async def read() -> list[dict[str, Any]]:
            async with self.house.db.transaction(self.firm.workspace, SYSTEM) as tx:
                return [dict(row) for row in await tx.connection.fetch(statement, tx.workspace, *values)]

        return self.run(read())

    def start(self, name: str) -> None:
        """Start "web" or "worker"."""
        with (self.home / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", f"trato.app.{name}"], env=self.environment, stdout=log, stderr=log
            )

    def stop(self, name: str) -> None:
        """Stop a process as an operator would."""
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def log(self) -> str:
        """Return the last lines of what the processes said."""
        return "\n".join(f"{path.name}: {path.read_text(errors='replace')[-3000:]}" for path in self.home.glob("*.log"))

    def await_ready(self) -> None:
        """Wait until the web process serves. Raises RuntimeError with its log when it does not."""
        end = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < end:
            connection = http.client.HTTPConnection("localhost", int(self.environment["TRATO_PORT"]), timeout=2)
            try:
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                pass
            finally:
                connection.close()
            if self.processes["web"].poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"the web process does not serve\n{self.log()}")


@contextmanager
def standing(home: Path) -> Iterator[Stand]:
    """Run the product and the outside world for as long as the context is open."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=_forever, args=(loop,), name="outside-world")
    thread.start()
    try:
        with running_database() as urls:
            port, pages = free_port(), free_port()
            console = f"http://localhost:{port}"
            told = {"TRATO_HOME": str(home), "TRATO_DATABASE_URL": urls.owner, "TRATO_PORT": str(port)}
            told |= {"TRATO_LOG": "warning", "TRATO_PUBLIC_URL": console}
            stand = Stand(home, os.environ | told, console, f"http://localhost:{pages}", loop)
            close = stand.run(_open(stand, urls.owner, pages), 60)
            try:
                stand.start("web")
                stand.start("worker")
                stand.await_ready()
                yield stand
            finally:
                for name in list(stand.processes):
                    stand.stop(name)
                stand.run(close())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def _forever(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def _open(stand: Stand, owner: str, pages: int) -> Callable[[], Coroutine[Any, Any, None]]:
    """Found the firm and open its outside world; return how to close it."""
    settings = read_settings(stand.environment)
    await migrate(owner, settings.key)
    stand.house = await open_house(settings, size=2, door_size=1)
    stand.whatsapp = await whatsapp_server.serve(whatsapp_server.Config())
    stand.mail = await mail_server.serve(mail_server.MailConfig({"hola@pirca.example": "clave"}))
    stand.firm = await found(stand.house, stand.whatsapp, stand.mail, stand.console, stand.shop)
    shop = site.Shop(stand.firm.widget_key, stand.firm.identity_secret, wall_clock, stand.console)
    app = Starlette(routes=[Mount("/buzon", stand.mail.app), *site.routes(shop)])
    server = _Quiet(uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    listener = socket.create_server((HOST, pages))
    serving = asyncio.create_task(server.serve(sockets=[listener]))

    async def close() -> None:
        server.should_exit = True
        await serving
        await stand.whatsapp.stop()
        await stand.mail.stop()
        await stand.house.db.close()

    return close
