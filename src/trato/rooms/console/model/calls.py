"""Calls as desks show them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class CallAtDesk(Struct, frozen=True):
    """A call that somebody is rung for, or talks in. `leg` is how they stand in it, `state` how who called does.

    `way` is browser or telephone; `address` the number that is rung there. `kind` is what picks up: the provider's
    library, a stand-in, or a telephone.
    """

    id: UUID
    case_id: UUID
    number: int
    contact: str
    channel: str
    caller: str
    queue: str
    state: str
    leg: str
    way: str
    address: str
    kind: str
    muted: bool
    began_at: datetime
    rung_at: datetime
    ends_at: datetime
    answered_at: datetime | None


class StretchView(Struct, frozen=True):
    """A stretch of a call; `who` is whose it was, where it was somebody's of ours."""

    kind: str
    who: str
    began_at: datetime
    ended_at: datetime | None


class CallView(Struct, frozen=True):
    """A call of a case: its stretches in order, and what was chosen in menus."""

    id: UUID
    message_id: UUID | None
    caller: str
    state: str
    outcome: str
    began_at: datetime
    ended_at: datetime | None
    answered_by: str
    stretches: tuple[StretchView, ...]
    chosen: tuple[str, ...]


class SoftphoneView(Struct, frozen=True):
    """How calls are taken here: `kind` is a library, `stand_in`, `telephone` or `none`; `number` is one's telephone."""

    kind: str
    token: str
    identity: str
    ends_at: datetime | None
    number: str
