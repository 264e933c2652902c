"""What asking for help leads to besides: it ends when its case does, and is waited for again when that is undone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases import api as cases


async def end_with_case(tx: Tx, case_id: UUID) -> None:
    """Let the help that is asked for a case end: the case did."""
    await cases.end_help(tx, case_id)


async def restore_with_case(tx: Tx, case_id: UUID, at: datetime) -> None:
    """Wait again for the help that ended with a case `at` an instant: that end was undone."""
    await cases.restore_help(tx, case_id, at)
