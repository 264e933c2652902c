"""What somebody is told of while they look elsewhere."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.console.model.preferences import NoticeKind


class Notice(Struct, frozen=True):
    """Something of a case that is somebody's to know. `seq` numbers the fact."""

    kind: NoticeKind
    case_id: UUID
    number: int
    contact: str
    seq: int
    at: datetime


class Device(Struct, frozen=True):
    """A browser that is told while its desk is closed. `here`: of the session that asks."""

    id: UUID
    device: str
    created_at: datetime
    told_at: datetime | None
    here: bool


class Pushes(Struct, frozen=True):
    """`public_key` is what a browser listens with, base64url."""

    public_key: str
    devices: tuple[Device, ...]
