"""What a process has in hand, noted in files, so that whoever comes after its death knows what it died with.

A note takes some tens of microseconds and outlives the process, which is all that it must do: it is not brought to the
disk before the work begins, because a power cut is nobody's fault. Each process has a folder of its own, held by a lock
that ends with it. Who starts takes one that is free, and takes over what lies in all that nobody holds.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

LEFT = "left"  # how the name of a note begins that a dead process left


@dataclass(frozen=True, slots=True)
class Left:
    """What a dead process had in hand of one workspace, in its order, and the note that says so."""

    workspace: UUID
    ids: tuple[int, ...]
    note: Path


class Hands:
    """The notes of this process in `root`, and those that dead ones left there."""

    def __init__(self, root: Path) -> None:
        self._folder, self._lock = _take_folder(root)
        for folder in sorted(one for one in root.iterdir() if one.is_dir() and one != self._folder):
            lock = _lock(folder)
            if lock is not None:
                self._take_over(folder)
                os.close(lock)
        self._take_over(self._folder)
        self._left = [left for note in sorted(self._folder.iterdir()) if (left := _read(note))]

    def note(self, workspace: UUID, ids: Sequence[int]) -> None:
        """Note what is taken in hand now, in place of what was."""
        (self._folder / str(workspace)).write_text(json.dumps(list(ids)), encoding="ascii")

    def clear(self, workspace: UUID) -> None:
        """Nothing of this workspace is in hand any more."""
        (self._folder / str(workspace)).unlink(missing_ok=True)

    def left_of(self, workspace: UUID) -> list[Left]:
        """Return what processes died with and nobody has dealt with yet."""
        return [one for one in self._left if one.workspace == workspace]

    def settle(self, left: Left) -> None:
        """It was dealt with."""
        left.note.unlink(missing_ok=True)
        self._left.remove(left)

    def close(self) -> None:
        """Let another process have the folder."""
        os.close(self._lock)

    def _take_over(self, folder: Path) -> None:
        for note in list(folder.iterdir()):
            workspace = note.name.rpartition(".")[2]
            if folder != self._folder or note.name == workspace:
                note.rename(self._folder / f"{LEFT}.{time.time_ns()}.{workspace}")


def _take_folder(root: Path) -> tuple[Path, int]:
    """Return the first folder that nobody holds, and its lock."""
    for number in count(1):
        folder = root / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder)
        if lock is not None:
            return folder, lock
    raise AssertionError("numbers do not end")


def _lock(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives, or until the number is closed; None when another has it."""
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(number)
        return None
    return number


def _read(note: Path) -> Left | None:
    """Read a note. One that is cut off was being written: the work had not begun, so it says nothing."""
    try:
        ids = tuple(json.loads(note.read_text(encoding="ascii")))
        return Left(UUID(note.name.rpartition(".")[2]), ids, note)
    except ValueError:
        note.unlink()
        return None
