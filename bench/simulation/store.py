"""What PostgreSQL promises, in memory: transactions, row locks, unique keys, one log without gaps."""

from __future__ import annotations

from collections import defaultdict
from types import TracebackType
from typing import Any, Self

MISSING: Any = object()
Key = tuple[str, Any]


class Store:
    """Committed rows by table and key, and the log of facts."""

    def __init__(self, *, forgetful: bool = False) -> None:
        self.rows: dict[str, dict[Any, Any]] = defaultdict(dict)
        self.log: list[tuple[int, str, Any]] = []  # (now, kind, what); its place is its number
        self.locks: dict[Key, Tx] = {}
        self.sequence = 0
        self._forgetful = forgetful
        self._unflushed: list[tuple[list[tuple[Key, Any]], int]] = []

    def next_id(self) -> int:
        """Return the next number of the inbox; numbers that a crash took are never given again."""
        self.sequence += 1
        return self.sequence

    def of(self, table: str) -> list[Any]:
        """Return the committed rows of a table."""
        return list(self.rows[table].values())

    def flush(self) -> None:
        """Bring to disk what was said to be committed already."""
        if self._unflushed:
            self._unflushed.clear()

    def crash(self) -> None:
        """Die: transactions and locks are gone, and, when commits do not wait for the disk, the last commits too."""
        self.locks.clear()
        for undo, length in reversed(self._unflushed):
            for (table, key), old in reversed(undo):
                if old is MISSING:
                    self.rows[table].pop(key, None)
                else:
                    self.rows[table][key] = old
            del self.log[length:]
        self._unflushed.clear()

    def apply(self, writes: dict[Key, Any], facts: list[tuple[int, str, Any]]) -> None:
        """Commit."""
        if self._forgetful:
            before = [((table, key), self.rows[table].get(key, MISSING)) for table, key in writes]
            self._unflushed.append((before, len(self.log)))
        for (table, key), row in writes.items():
            self.rows[table][key] = row
        self.log.extend(facts)


class Tx:
    """One transaction. Left without `commit`, nothing of it happened."""

    __slots__ = ("_held", "facts", "store", "writes")

    def __init__(self, store: Store) -> None:
        self.store = store
        self.writes: dict[Key, Any] = {}
        self.facts: list[tuple[int, str, Any]] = []
        self._held: list[Key] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for key in self._held:
            if self.store.locks.get(key) is self:
                del self.store.locks[key]

    def lock(self, table: str, key: Any = None) -> bool:
        """Lock a row; False when another has it."""
        holder = self.store.locks.setdefault((table, key), self)
        if holder is self:
            self._held.append((table, key))
        return holder is self

    def get(self, table: str, key: Any, default: Any = None) -> Any:
        """Read a row, as written in this transaction."""
        found = self.writes.get((table, key), MISSING)
        return self.store.rows[table].get(key, default) if found is MISSING else found

    def put(self, table: str, key: Any, row: Any) -> None:
        self.writes[(table, key)] = row

    def emit(self, now: int, kind: str, what: Any) -> None:
        self.facts.append((now, kind, what))

    def savepoint(self) -> tuple[dict[Key, Any], int]:
        """Return what `roll_back` takes."""
        return dict(self.writes), len(self.facts)

    def roll_back(self, point: tuple[dict[Key, Any], int]) -> None:
        """Forget what was written after a savepoint."""
        self.writes = dict(point[0])
        del self.facts[point[1] :]

    def commit(self) -> None:
        self.store.apply(self.writes, self.facts)
        self.writes, self.facts = {}, []
