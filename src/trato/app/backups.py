"""Which backups were made: told by the installation itself, beside its data.

The record is a file in the home and no table: a table would be part of every backup, and a restored one would deny what
was made after it.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from msgspec import Struct

from trato.app.backup import back_up
from trato.app.backup_work import Step, Work
from trato.app.restore import check_file
from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.kit.errors import Conflict, Forbidden
from trato.kit.requests import Nothing
from trato.kit.settings import Settings
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb

RECORD = "backups.json"
FOLDER = "backups"
KEPT = 50  # lines of the record
OLD = timedelta(days=2)  # then the last one is told to be old
log = structlog.get_logger()


class BackupRuns(Conflict):
    """One backup at a time."""

    code = "backup_runs"


@dataclass(frozen=True, slots=True)
class Made:
    """One backup: where it was written, how large, and whether it was read again and found whole."""

    at: datetime
    file: str
    bytes: int
    rows: int
    with_key: bool
    verified: bool


class BackupView(Struct, frozen=True):
    at: datetime
    file: str
    bytes: int
    rows: int
    with_key: bool
    verified: bool
    there: bool  # the file is still where it was written


class Progress(Struct, frozen=True):
    """How far the one that is being made is: `share` from 0 to 1 of the bytes `of` that there are to read."""

    step: Step
    done: int
    of: int
    share: float


class Backups(Struct, frozen=True):
    """The last backups, newest first. `old` asks for another; `running`: since when one is made; `error`: its end."""

    made: list[BackupView]
    old: bool
    running: datetime | None
    error: str
    restore: str
    progress: Progress | None


def note(settings: Settings, made: Made) -> None:
    """Write a backup into the record."""
    lines = [{**asdict(one), "at": one.at.isoformat()} for one in (made, *read(settings))][:KEPT]
    place = settings.home / RECORD
    fresh = place.with_suffix(".new")
    fresh.write_text(json.dumps(lines, indent=1), encoding="utf-8")
    fresh.replace(place)


def read(settings: Settings) -> list[Made]:
    """Return the backups that were noted, newest first."""
    try:
        lines = json.loads((settings.home / RECORD).read_text(encoding="utf-8"))
        return [Made(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in lines]
    except (OSError, ValueError, TypeError, KeyError):
        return []  # none was made, or the record was cut short: the next one begins it anew


def make(settings: Settings, file: Path, with_key: bool, work: Work | None = None) -> Made:
    """Make a backup, read it again, and note it; `work` is told how far it is. It takes a thread while it lasts.

    Raises DumpRefused, and RestoreRefused when what was written is not what was meant.
    """
    work = work or Work()
    manifest = asyncio.run(back_up(settings, file, with_key, work))
    work.begin(Step.CHECK)
    whole = check_file(file, lambda more: work.add(Step.CHECK, more))
    made = Made(
        at=wall_clock().astimezone(UTC),
        file=str(file),
        bytes=file.stat().st_size,
        rows=sum(manifest.rows.values()),
        with_key=with_key,
        verified=whole.sha256 == manifest.sha256,
    )
    note(settings, made)
    return made


@dataclass(slots=True)
class Doors:
    """The page of backups, and making one now: in this process, one at a time."""

    house: House
    _since: datetime | None = None
    _error: str = ""
    _progress: Work = field(default_factory=Work)
    _work: asyncio.Task[None] | None = None

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        return (
            ("GET", "/api/v1/backups", Verb.SYSTEM_READ, self.look, Nothing),
            ("POST", "/api/v1/backups", Verb.SETTINGS_WRITE, self.start, Nothing),
        )

    async def look(self, tx: Tx, who: Principal, given: Nothing) -> Backups:
        """Tell which backups were made, and whether one is being made."""
        made = read(self.house.settings)
        shown = [BackupView(**asdict(one), there=_is_there(one)) for one in made]
        old = not made or wall_clock() - made[0].at > OLD
        file = made[0].file if made else "FILE"
        work = self._progress if self._since is not None else None
        progress = Progress(work.step, work.done, work.of, round(work.share, 4)) if work else None
        return Backups(shown, old, self._since, self._error, f"trato restore {file}", progress)

    async def start(self, tx: Tx, who: Principal, given: Nothing) -> None:
        """Begin to make a backup, without the master key, in the folder `backups` of the home."""
        if not who.rights.scope(Verb.SETTINGS_WRITE).covers(EVERYWHERE):
            raise Forbidden(verb=Verb.SETTINGS_WRITE.value)
        if self._since is not None:
            raise BackupRuns()
        tx.audit(AuditEntry("backup.start", "workspace", tx.workspace))
        self._since, self._error, self._progress = wall_clock(), "", Work()
        self._work = asyncio.create_task(self._make(), name="backup")

    async def _make(self) -> None:
        try:
            await asyncio.to_thread(_make_in_home, self.house.settings, self._progress)
        except Exception as error:  # whatever it was: it is logged, and told on the page
            log.exception("backup.failed")
            self._error = f"{type(error).__name__}: {error}"[:300]
        finally:
            self._since = None


def _make_in_home(settings: Settings, work: Work) -> None:
    folder = settings.home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    make(settings, folder / f"trato-{wall_clock():%Y%m%d-%H%M%S}.tar", False, work)


def _is_there(made: Made) -> bool:
    return Path(made.file).exists()
