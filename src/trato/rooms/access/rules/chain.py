"""The chain of the audit log: each line holds the hash of the one before, so that no line can be changed or lost."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from trato.rooms.access.model import AuditRow, Chain

START = bytes(32)
CODE = re.compile(r"[\w.:+/-]{0,100}")  # a word, an id, a number: never a sentence, a name or an address

_canonical = msgspec.json.Encoder(order="deterministic")


def check_codes(detail: Mapping[str, object]) -> None:
    """Refuse what may hold personal data: only ids, numbers and codes go in. Raises ValueError or TypeError: a bug."""
    for key, value in detail.items():
        for one in value if isinstance(value, list | tuple | frozenset | set) else (value,):
            if isinstance(one, str) and not CODE.fullmatch(one):
                raise ValueError(f"audit detail {key!r} is not a code")
            if not isinstance(one, str | int | bool | UUID | None):
                raise TypeError(f"audit detail {key!r} is a {type(one).__name__}")


def link(workspace: UUID, row: AuditRow) -> bytes:
    """Return the hash of `row`: SHA-256 of the hash before it and of the row as canonical JSON."""
    told = (
        workspace,
        row.seq,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.actor_kind,
        row.actor_id,
        row.verb,
        row.object_kind,
        row.object_id,
        row.codes,
    )
    return hashlib.sha256(row.prev_hash + _canonical.encode(told)).digest()


def extend(
    workspace: UUID,
    head: tuple[int, bytes],
    at: datetime,
    rows: Iterable[tuple[str, UUID | None, str, str, UUID | None, Mapping[str, object]]],
) -> list[AuditRow]:
    """Return new lines that follow from `head` (the last seq and hash), in order."""
    seq, before = head
    made: list[AuditRow] = []
    for actor_kind, actor_id, verb, object_kind, object_id, codes in rows:
        seq += 1
        row = AuditRow(seq, at, actor_kind, actor_id, verb, object_kind, object_id, codes, before, b"")
        row = msgspec.structs.replace(row, hash=link(workspace, row))
        before = row.hash
        made.append(row)
    return made


def verify(
    workspace: UUID, rows: Iterable[AuditRow], head: tuple[int, bytes], before: tuple[int, bytes] = (0, START)
) -> Chain:
    """Walk along `rows` (ascending, all that follow `before`): each must follow from the last, the end be `head`."""
    seq, last = before
    for row in rows:
        if row.seq != seq + 1 or row.prev_hash != last or link(workspace, row) != row.hash:
            return Chain(seq, min(row.seq, seq + 1))
        seq, last = row.seq, row.hash
    return Chain(seq, None if (seq, last) == head else seq + 1)
