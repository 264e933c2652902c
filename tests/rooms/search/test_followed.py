"""What makes the documents of a case be marked anew."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from trato.kit.events import SYSTEM, Origin, Recorded, encode
from trato.rooms.cases.events import CaseAssigned
from trato.rooms.cases.model import HolderKind
from trato.rooms.search.reactions import changes_queue

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CASE, QUEUE, OTHER = UUID(int=1), UUID(int=7), UUID(int=8)


@pytest.mark.parametrize(
    ("kind", "to", "anew"),
    [
        (HolderKind.QUEUE, QUEUE, False),
        (HolderKind.QUEUE, OTHER, True),
        (HolderKind.AGENT, OTHER, False),
    ],
)
def test_a_case_that_goes_back_to_its_own_queue_is_found_as_before(kind: HolderKind, to: UUID, anew: bool) -> None:
    moved = CaseAssigned(subject=CASE, case_id=CASE, holder_kind=kind, holder_id=to, in_queue_id=QUEUE)
    body = encode(moved).encode()
    fact = Recorded(UUID(int=2), 1, NOW, NOW, Origin.LIVE, moved.kind, CASE, CASE, SYSTEM, body)
    assert changes_queue(fact) is anew
