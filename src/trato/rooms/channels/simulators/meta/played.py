"""A provider that is played, as its telephone sees it: who there is, what was said, and what a person may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from trato.rooms.channels.simulators.meta.chats import StoredFile, Thread
from trato.rooms.channels.simulators.meta.faults import Faults


class Person(Protocol):
    """Somebody with a telephone."""

    @property
    def wa_id(self) -> str:
        """The id by which they are told apart."""

    @property
    def name(self) -> str:
        """What they are called."""

    @property
    def username(self) -> str:
        """Their public name, "" without."""

    @property
    def hides_phone(self) -> bool:
        """Whether a business sees the public name alone."""

    @property
    def no_marketing(self) -> bool:
        """Whether they want no offers."""


class Business(Protocol):
    """Whom one writes to."""

    @property
    def id(self) -> str:
        """Its account's id."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def display(self) -> str:
        """Its number or address as people see it."""

    def meets(self, language: str) -> dict[str, Any]:
        """Return what somebody meets before they write: {greeting, start, menu, openers}."""


class Town(Protocol):
    """Who and what there is."""

    @property
    def people(self) -> Mapping[str, Person]:
        """Everybody with a telephone."""

    @property
    def numbers(self) -> Mapping[str, Business]:
        """Every business."""

    @property
    def threads(self) -> Mapping[tuple[str, str], Thread]:
        """What was said, by (business, person)."""

    @property
    def files(self) -> Mapping[str, StoredFile]:
        """Files by id."""

    @property
    def version(self) -> int:
        """How often something changed."""

    @property
    def closed(self) -> bool:
        """Whether all is over."""

    async def changed(self, since: int, timeout: float) -> int:
        """Wait for a change."""


class Played(Protocol):
    """A provider that is played: what a telephone may ask of it."""

    @property
    def world(self) -> Town:
        """Who and what there is."""

    @property
    def faults(self) -> Faults:
        """What goes wrong."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """What time it is."""

    def add_person(self, wa_id: str, name: str, *, username: str = "", hides_phone: bool = False) -> Person:
        """Give somebody a telephone."""

    def say(self, number_id: str, wa_id: str, content: dict[str, Any], reply_to: str = "") -> str:
        """Let a person say something."""

    def react(self, number_id: str, wa_id: str, target: str, emoji: str) -> None:
        """Let a person react."""

    def edit(self, number_id: str, wa_id: str, target: str, text: str) -> None:
        """Let a person change a text of theirs."""

    def take_back(self, number_id: str, wa_id: str, target: str) -> None:
        """Let a person delete a message of theirs."""

    def see(self, number_id: str, wa_id: str) -> int:
        """Let a person read what the business wrote."""

    def choose_marketing(self, number_id: str, wa_id: str, *, wanted: bool) -> None:
        """Let a person stop or resume offers."""

    def keep_file(self, content: bytes, mime: str, name: str, number: str) -> str:
        """Keep a file that a person will send."""
