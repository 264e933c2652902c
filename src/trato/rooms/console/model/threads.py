"""Who answers in a conversation, on screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.console.model.lists import Person


class AppRef(Struct, frozen=True):
    """Another application of the business; `names` by language, empty where nobody knows what it is called."""

    id: str
    names: Mapping[str, str]


class ThreadRequestView(Struct, frozen=True):
    """What another application asks of us, and nobody has settled."""

    app: AppRef
    note: str
    at: datetime


class ThreadDeedView(Struct, frozen=True):
    """What was asked last of the channel, while it is not done. `provider_code` is set where no word of ours fits."""

    id: UUID
    act: str
    state: str
    reason_code: str | None
    by: Person
    at: datetime


class ThreadHolderView(Struct, frozen=True):
    """`holder` is automation, person or other_app; `acts` is what may be asked of the channel; `apps` whom it may go
    to."""

    holder: str
    app: AppRef | None
    by: Person | None
    since: datetime | None
    note: str
    acts: tuple[str, ...]
    apps: tuple[AppRef, ...]
    request: ThreadRequestView | None
    deed: ThreadDeedView | None
