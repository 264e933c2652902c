"""Who and what there is: numbers of businesses, people's telephones, and what they texted each other."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

KEPT = 400  # texts of one thread that a telephone remembers
RANK = {"queued": 0, "sent": 1, "undelivered": 2, "failed": 2, "delivered": 3}


@dataclass(slots=True)
class Line:
    """A business's number at Twilio. `opted_out` are those whom Twilio itself writes to no more."""

    number: str
    name: str
    account_sid: str
    auth_token: str
    callback_url: str
    country: str = "PE"
    mms: bool = False
    active: bool = True
    api_key: tuple[str, str] = ("", "")
    callback_method: str = "POST"
    service: str = ""
    service_url: str = ""  # where the service brings messages; "" for the number's own address
    opted_out: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Bubble:
    """One text on a telephone; `files` are ids or addresses."""

    sid: str
    at: datetime
    mine: bool  # the person wrote it
    text: str
    files: tuple[tuple[str, str], ...] = ()  # (address, mime)
    status: str = "queued"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A line of the ledger: a message that Twilio accepted."""

    sid: str
    line: str
    person: str
    form: dict[str, list[str]]
    at: datetime

    @property
    def key(self) -> str:
        """What the callback's address says as ours."""
        return self.form.get("StatusCallback", [""])[0].rpartition("?key=")[2].partition(".")[0]


@dataclass(slots=True)
class World:
    """Everything the simulator remembers. It forgets all when the process ends."""

    lines: dict[str, Line] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)  # number -> name, for the page alone
    threads: dict[tuple[str, str], list[Bubble]] = field(default_factory=dict)
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    ledger: list[Taken] = field(default_factory=list)
    unreachable: dict[str, str] = field(default_factory=dict)  # number -> the error that its messages meet
    version: int = 0
    closed: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def thread(self, line: str, person: str) -> list[Bubble]:
        """Return what one line and one person texted, oldest first."""
        return self.threads.setdefault((line, person), [])

    def add(self, line: str, person: str, bubble: Bubble) -> None:
        """Put a text on the telephone."""
        thread = self.thread(line, person)
        thread.append(bubble)
        del thread[:-KEPT]
        self.touch()

    def touch(self) -> None:
        """Tell every telephone that something changed."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Let every watching telephone go."""
        self.closed = True
        self.touch()

    async def changed(self, since: int, timeout: float) -> int:
        """Return the version once it is newer than `since`, or after `timeout` seconds."""
        if self.version <= since:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), timeout)
        return self.version


def new_sid(prefix: str) -> str:
    """Return an id as Twilio makes them; never the same, also across restarts."""
    return f"{prefix}{uuid4().hex}"
