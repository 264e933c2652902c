"""What agents promised contacts, as screens show it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.console.model.lists import ContactRef, Person


class PromiseView(Struct, frozen=True):
    """`state`: owed, broken (its time has passed, and it is owed still), kept, cancelled."""

    id: UUID
    kind: str
    body: str
    state: str
    due_at: datetime
    made_at: datetime
    by: Person
    case_id: UUID
    case_number: int
    contact: ContactRef
