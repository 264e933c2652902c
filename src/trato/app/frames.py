"""Frames of the desk's live line: encoded once, sent to everybody who watches the same thing with the same rights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.console.model import Viewer

_encoder = msgspec.json.Encoder()


def resource(kind: str, name: str, value: Any) -> bytes:
    """Return a resource as a frame carries it."""
    return b'{"type":"%b","%b":%b}' % (kind.encode(), name.encode(), _encoder.encode(value))


def gone(of: str, id: UUID) -> bytes:
    """Return that something is no longer in a topic."""
    return b'{"type":"gone","of":"%b","id":"%b"}' % (of.encode(), str(id).encode())


def viewers(case_id: UUID, those: Sequence[Viewer]) -> bytes:
    """Return who looks at one case of a list: all of them, also whoever reads this."""
    return resource("viewers", "of", {"case_id": case_id, "viewers": those})


def viewed(cases: Mapping[UUID, Sequence[Viewer]]) -> bytes:
    """Return which cases of a list are looked at, and that no other is."""
    return resource("viewed", "cases", [{"case_id": case_id, "viewers": those} for case_id, those in cases.items()])


def frame(topic: str, prev: int | None, seq: int, now: datetime, resources: Sequence[bytes]) -> str:
    """Return one frame as text. `prev` chains it to the one before; None begins a chain."""
    head = {"topic": topic, "prev": prev, "seq": seq, "now": now}
    return (_encoder.encode(head)[:-1] + b',"resources":[' + b",".join(resources) + b"]}").decode()


def refusal(topic: str, now: datetime, error: str) -> str:
    """Return the frame of a topic that is not there, or not for whoever asks: both alike."""
    return _encoder.encode(
        {"topic": topic, "prev": None, "seq": 0, "now": now, "resources": [], "error": error}
    ).decode()
