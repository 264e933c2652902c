"""Starts the whole of Trato on one machine, keeps it alive, and ends it cleanly."""

from __future__ import annotations

import asyncio
import errno
import http.client
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import typer

from trato.app.children import Child, Family
from trato.app.footprint import RUNNING
from trato.app.safety import assert_safe
from trato.app.told import FIRST_CODE, LISTEN_FD, WANTED, invitation, new_code
from trato.kit.migrations import migrate
from trato.kit.postgres import EmbeddedPostgres, PostgresDidNotStart
from trato.kit.settings import SettingRefused, Settings

ANY_WORKSPACE = "select exists (select 1 from access.workspace)"
BACKLOG = 2048  # while a web process is being started again, callers wait here instead of being refused


def serve(settings: Settings, *, web: int = 1, workers: int = 1, demo: bool = False) -> None:
    """Run until Ctrl+C or SIGTERM: database, migrations, `web` and `workers` processes, and the demo if asked for.

    Raises SettingRefused when the port is taken, PostgresDidNotStart, MigrationRefused and UnsafeDatabase.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell starts `trato serve &` deaf to it
        signal.signal(number, signal.default_int_handler)
    try:
        with _listen(settings) as listener, _database(settings) as (server, url):
            is_empty = asyncio.run(_prepare(url, settings.key))
            code = new_code() if is_empty and not demo else ""
            _keep_all(settings, server, _plan(settings, url, listener, web, workers, demo, code), code)
    except KeyboardInterrupt:
        typer.echo("trato: stopped", err=True)


async def _prepare(url: str, key: bytes) -> bool:
    """Bring the database up to date; return whether nobody lives in it yet."""
    await migrate(url, key)
    await assert_safe(url)
    connection = await asyncpg.connect(url)
    try:
        return not await connection.fetchval(ANY_WORKSPACE)
    finally:
        await connection.close()


@contextmanager
def _listen(settings: Settings) -> Iterator[socket.socket]:
    """Bind first: a taken port must be told before anything else is started."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingRefused(_why_not(settings, error)) from error
        listener.listen(BACKLOG)
        yield listener


def _why_not(settings: Settings, error: OSError) -> str:
    where = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"Another program listens on {where}. Stop it, or choose another port: "
            f"TRATO_PORT={settings.port + 1} python3 run.py (or trato serve --port {settings.port + 1})."
        )
    if error.errno == errno.EACCES:
        return f"This account may not listen on {where}. Choose a TRATO_PORT above 1023."
    return f"Cannot listen on {where}: {error.strerror}. Check TRATO_HOST and TRATO_PORT."


@contextmanager
def _database(settings: Settings) -> Iterator[tuple[EmbeddedPostgres | None, str]]:
    if settings.database_url is not None:
        yield None, settings.database_url
        return
    with EmbeddedPostgres.start(settings.data_dir) as server:
        yield server, server.url()


def _plan(
    settings: Settings, url: str, listener: socket.socket, web: int, workers: int, demo: bool, code: str
) -> list[Child]:
    told = os.environ | {
        "TRATO_HOME": str(settings.home),
        "TRATO_DATABASE_URL": url,
        "TRATO_HOST": settings.host,
        "TRATO_PORT": str(settings.port),
        "TRATO_PUBLIC_URL": settings.public_url,
    }
    told_web = told | {LISTEN_FD: str(listener.fileno()), FIRST_CODE: code}
    python = [sys.executable, "-m"]
    children = [
        Child(f"web-{n}", [*python, "trato.app.web"], told_web, (listener.fileno(),)) for n in range(1, web + 1)
    ]
    children += [Child(f"worker-{n}", [*python, "trato.app.worker"], told) for n in range(1, workers + 1)]
    if settings.intelligence:
        children.append(Child("understander", [*python, "trato.app.understander"], told))
    if demo:
        children.append(Child("demo", [*python, "trato.app.demo"], told, once=True))
    return children


def _keep_all(settings: Settings, server: EmbeddedPostgres | None, children: list[Child], code: str) -> None:
    family = Family(children)
    practising = _practice(children[0])
    announced = False
    note = settings.home / RUNNING
    noted: dict[str, int] = {}
    try:
        while True:
            if server is not None and not server.is_running():
                server = _again(server)
            if practising not in family.children and (settings.home / WANTED).exists():
                family.children.append(practising)
            family.keep()
            pids = {"serve": os.getpid(), **family.pids(), **({"postgres": server.pid} if server else {})}
            if pids != noted:
                noted = pids
                _write(note, pids)
            if not announced and _is_ready(settings):
                announced = True
                typer.echo(f"Trato is at {settings.public_url} (Ctrl+C stops it)", err=True)
                if code:
                    typer.echo(_welcome(settings, code), err=True)
            family.wait(1.0 if announced else 0.05)
    finally:
        family.stop()
        note.unlink(missing_ok=True)
        if server is not None:
            server.stop()


def _practice(web: Child) -> Child:
    """Return the telephone to practise with, told what the web process is told."""
    told = {name: value for name, value in web.environment.items() if name not in {LISTEN_FD, FIRST_CODE}}
    return Child("practice", [sys.executable, "-m", "trato.app.beginning"], told)


def _welcome(settings: Settings, code: str) -> str:
    where = invitation(settings.public_url, code)
    return (
        f"\n  Primera vez: abrir esta dirección · First time: open this address\n  {where}\n"
        f"  código · code: {code} (hasta que alguien administre · until somebody administers)\n"
    )


def _again(server: EmbeddedPostgres) -> EmbeddedPostgres:
    typer.echo("trato: the database ended; starting it again", err=True)
    while True:
        try:
            return EmbeddedPostgres.start(server.place.data)
        except PostgresDidNotStart as error:  # a full disk, say: go on trying, it may be put right
            typer.echo(f"trato: {error}", err=True)
            time.sleep(5)


def _is_ready(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", ""} else settings.host
    connection = http.client.HTTPConnection(host, settings.port, timeout=1)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _write(note: Path, pids: dict[str, int]) -> None:
    fresh = note.with_suffix(".new")
    fresh.write_text(json.dumps(pids), encoding="ascii")
    fresh.replace(note)
