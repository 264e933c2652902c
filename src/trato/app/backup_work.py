"""How far a backup is, in bytes read of all that it has to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Step(StrEnum):
    """What a backup does, in order."""

    COUNT = "count"  # every row of every table, for the manifest
    DATABASE = "database"  # pg_dump
    FILES = "files"
    CHECK = "check"  # all that was written is read again


@dataclass(slots=True)
class Work:
    """Told by who does it, in one thread, and read by who shows it in another.

    The database is measured by its tables, each done when the next begins. How large its dump will be nobody knows
    before it is there: until then reading it again is taken to be as long as reading the tables, which it is at most,
    but for what hardly compresses. So `share` only grows.
    """

    step: Step = Step.COUNT
    tables: int = 0
    files: int = 0
    dumped: int | None = None  # bytes of the dump, once it is there
    _done: dict[Step, int] = field(default_factory=dict)
    _share: float = 0.0

    def begin(self, step: Step) -> None:
        """Say what is done now; what came before is done."""
        self.step = step

    def reach(self, step: Step, done: int) -> None:
        """Say how many bytes of a step are done."""
        self._done[step] = done

    def add(self, step: Step, more: int) -> None:
        """Say that so many more bytes of a step are done."""
        self._done[step] = self._done.get(step, 0) + more

    @property
    def done(self) -> int:
        """Return the bytes done, of all steps."""
        before = list(Step)[: list(Step).index(self.step)]
        return sum(self._size(one) for one in before) + min(self._done.get(self.step, 0), self._size(self.step))

    @property
    def of(self) -> int:
        """Return the bytes that there are to do."""
        return sum(self._size(one) for one in Step)

    @property
    def share(self) -> float:
        """Return how much is done, from 0 to 1: never less than it said before."""
        self._share = max(self._share, self.done / self.of if self.of else 0.0)
        return self._share

    def _size(self, step: Step) -> int:
        match step:
            case Step.COUNT | Step.DATABASE:
                return self.tables
            case Step.FILES:
                return self.files
            case Step.CHECK:
                return (self.tables if self.dumped is None else self.dumped) + self.files
