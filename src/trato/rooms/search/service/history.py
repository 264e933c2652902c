"""Taking in what was there before: case by case from the newest down, a little at a time, going on where it stopped."""

from __future__ import annotations

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.search.model import Progress
from trato.rooms.search.service.indexing import take_in
from trato.rooms.search.store import documents, progress, vocabulary

CASES = 100  # in one transaction


async def go_on(tx: Tx, cases: int = CASES) -> int:
    """Take in the next cases of the history; return how many. 0 when all of it is in, or somebody else is at it."""
    before = await progress.get_progress(tx)
    now = None if before is not None and before.is_done else await progress.take_turn(tx)
    if now is None:
        return 0
    found = await progress.list_cases(tx, now.next_number, cases)
    if found:
        await take_in(tx, whole=[id for id, _ in found])
    last = found[-1][1] - 1 if found else 0
    await progress.move_on(tx, last, len(found), finished=len(found) < cases)
    return len(found)


async def begin_again(tx: Tx) -> None:
    """Forget every word and begin anew; what is said meanwhile is found at once."""
    await documents.drop_all(tx)
    await vocabulary.drop_all(tx)
    await progress.drop_progress(tx)
    tx.audit(AuditEntry("search.rebuild", "workspace", tx.workspace))


async def how_far(tx: Tx) -> Progress | None:
    """Return how far the history is taken in; None before it began."""
    return await progress.get_progress(tx)


def share(now: Progress | None) -> float:
    """Return the share of the history that can be found, from 0 to 1."""
    if now is None:
        return 0.0
    if now.finished_at is not None or now.again or now.first_number <= 0:
        return 1.0
    begins = 10_000  # numbers of cases begin above it
    return min(0.99, max(0.0, (now.first_number - now.next_number) / max(1, now.first_number - begins)))
