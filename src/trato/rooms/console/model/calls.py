"""Calls as desks show them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class CallAtDesk(Struct, frozen=True):
    """A call that somebody is rung for, talks in, or made and has to say what came of (`leg` is "ended" then).

    `leg` is how they stand in it, `state` how the other end does; `direction` is out where they call, and `trouble` why
    that was not done, or "unsure".

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
    direction: str = "in"
    outcome: str = ""
    trouble: str = ""


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
    direction: str = "in"
    by: str = ""  # who made it
    trouble: str = ""
    wrapped: str = ""  # what came of it, as they said


class SoftphoneView(Struct, frozen=True):
    """How calls are taken here: `kind` is a library, `stand_in`, `telephone` or `none`; `number` is one's telephone.

    `proving` is a number that waits for its code; `wrong` says that the code was another.
    """

    kind: str
    token: str
    identity: str
    ends_at: datetime | None
    number: str
    proving: str = ""
    wrong: bool = False


class CallableNumber(Struct, frozen=True):
    """A number at which a contact may be called; before `quiet_until` it is no hour for that."""

    identity_id: UUID
    number: str
    quiet_until: datetime | None


class CallableView(Struct, frozen=True):
    """How the contact of a case may be called: from which number of ours, and how one is rung for it.

    `way` is browser, telephone (at `own`) or none.
    """

    number: str
    name: str
    way: str
    own: str
    numbers: tuple[CallableNumber, ...]
