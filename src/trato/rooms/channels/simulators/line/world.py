"""Official accounts, people, and what they said to each other."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from trato.rooms.channels.adapters.line.door import HEADER, signature
from trato.rooms.channels.simulators.talk.stage import Line


@dataclass(slots=True)
class Account:
    """An official account: where its events go (`callback_url`), and by what they are signed."""

    id: str
    basic_id: str
    name: str
    token: str
    secret: str
    callback_url: str = ""
    active: bool = True
    standby: bool = False  # another application of the business holds the conversations
    quota: int = 500
    used: int = 0

    def proof(self, raw: bytes) -> dict[str, str]:
        """Return the headers that prove a webhook."""
        return {HEADER: signature(self.secret, raw)}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on LINE."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that LINE keeps."""

    content: bytes
    mime: str
    name: str = ""


@dataclass(slots=True)
class Chat:
    """One account and one person."""

    lines: dict[str, Line] = field(default_factory=dict)
    friends: bool = False
    blocked: bool = False


@dataclass(slots=True)
class World:
    """Everything that LINE knows."""

    accounts: dict[str, Account] = field(default_factory=dict)  # by token
    people: dict[str, Person] = field(default_factory=dict)
    chats: dict[tuple[str, str], Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)  # message -> its file
    preparing: dict[str, int] = field(default_factory=dict)  # message -> how often it is still not ready
    taken: dict[tuple[str, str], tuple[str, list[str]]] = field(default_factory=dict)  # (account, key) -> its ids
    _numbers: int = 460_000_000_000_000_000

    def chat(self, account: Account, person: Person) -> Chat:
        """Return the chat of an account with a person."""
        return self.chats.setdefault((account.id, person.id), Chat())

    def begin_after(self, number: int) -> None:
        """Number the messages that come from now on above `number`."""
        self._numbers = max(self._numbers, number)

    def next_number(self) -> str:
        """Return the id of the next message."""
        self._numbers += 1
        return str(self._numbers)

    def keep(self, content: bytes, mime: str, name: str) -> str:
        """Keep a file and return its id."""
        identifier = secrets.token_hex(12)
        self.files[identifier] = File(content, mime, name)
        return identifier
