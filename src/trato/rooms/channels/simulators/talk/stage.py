"""What the page needs of a simulator: who there is, what was said, and what a person may do."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from trato.rooms.channels.simulators.wire import Watched


class NotPossible(Exception):
    """Something that the page asked for and that makes no sense."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as it is drawn: what comes back when it is pressed (title, data), and what opens (title, address)."""

    title: str
    subtitle: str = ""
    picture: str = ""
    buttons: Sequence[tuple[str, str]] = ()
    links: Sequence[tuple[str, str]] = ()


@dataclass(slots=True)
class Line:
    """One bubble. `own` and `theirs` are the reactions of the person and of the business."""

    id: str
    mine: bool
    at: datetime
    kind: str = "text"
    text: str = ""
    media: str = ""
    mime: str = ""
    name: str = ""
    link: str = ""
    reply_to: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # buttons that open an address
    cards: list[Shown] = field(default_factory=list)
    pressed: str = ""
    own: str = ""
    theirs: str = ""
    edited: bool = False
    tick: str = ""  # of a message of the person's: waiting, sent, failed


def pressable(line: Line) -> set[str]:
    """Return the data of every button of a bubble, those of its cards too."""
    return {data for buttons in (line.buttons, *(card.buttons for card in line.cards)) for _, data in buttons}


@dataclass(frozen=True, slots=True)
class Party:
    """A person who may be played, or a business that may be written to."""

    id: str
    name: str
    note: str = ""


@dataclass(slots=True)
class Bell:
    """Rings whenever something changed."""

    version: int = 0
    closed: bool = False
    _rung: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """Say that something changed."""
        self.version += 1
        self._rung.set()

    def close(self) -> None:
        """End every wait, for good."""
        self.closed = True
        self._rung.set()

    async def changed(self, known: int, seconds: float) -> int:
        """Wait until there is more than `known`, or some seconds; return the version."""
        if self.version == known and not self.closed:
            self._rung.clear()
            try:
                await asyncio.wait_for(self._rung.wait(), seconds)
            except TimeoutError:
                return self.version
        return self.version


@dataclass(frozen=True, slots=True)
class Front:
    """What somebody meets before they write: a greeting, and entries (what is shown, what pressing says)."""

    greeting: str = ""
    entries: Sequence[tuple[str, str]] = ()


@runtime_checkable
class Fronted(Protocol):
    """A stage whose businesses show something before somebody writes."""

    def front(self, business: str, language: str) -> Front:
        """Return what a business shows."""


class Stage(Protocol):
    """A simulator as the page plays on it. `can` names the deeds that its channel knows."""

    title: str
    can: frozenset[str]  # of file, location, reply, edit, feel, stop

    @property
    def bell(self) -> Watched:
        """What rings when something changed."""

    def people(self) -> Sequence[Party]:
        """Return who may be played."""

    def businesses(self) -> Sequence[Party]:
        """Return who may be written to."""

    def lines(self, business: str, person: str) -> Sequence[Line]:
        """Return what they said to each other. Raises `NotPossible`."""

    def is_stopped(self, business: str, person: str) -> bool:
        """Say whether the person hears no more of the business."""

    def add_person(self, name: str) -> str:
        """Put somebody into the world; return their id."""

    def keep(self, content: bytes, mime: str, name: str) -> str:
        """Keep a file; return what `say` calls it by."""

    def file(self, media: str) -> tuple[bytes, str] | None:
        """Return a file and its kind."""

    def say(self, business: str, person: str, kind: str, text: str, media: str, reply_to: str) -> None:
        """Say something. Raises `NotPossible`, as all that follow."""

    def press(self, business: str, person: str, target: str, payload: str) -> None:
        """Press a button."""

    def edit(self, business: str, person: str, target: str, text: str) -> None:
        """Change one's own text."""

    def feel(self, business: str, person: str, target: str, emoji: str) -> None:
        """React, or take it back."""

    def stop(self, business: str, person: str, *, stopped: bool) -> None:
        """Hear no more of the business, or again."""
