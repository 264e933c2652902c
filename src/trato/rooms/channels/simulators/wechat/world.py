"""Official Accounts, people, and what they said to each other."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from trato.rooms.channels.simulators.talk.stage import Line

AFTER_A_MESSAGE, AFTER_A_DEED = timedelta(hours=48), timedelta(minutes=1)
FEW = 3  # messages after a click, a scan, or following


@dataclass(slots=True)
class Account:
    """An Official Account: where what happens goes (`callback_url`), and by what it is signed and sealed."""

    app_id: str
    original_id: str
    name: str
    secret: str
    token: str = ""
    aes_key: str = ""
    callback_url: str = ""
    verified: bool = True  # may send customer-service messages
    address_listed: bool = True  # calls from here are allowed
    most: int = 5  # messages after one of a person's; elsewhere 20
    quota: int = 500_000
    used: int = 0
    access: str = ""  # the token of the moment
    ended: set[str] = field(default_factory=set)  # those that were
    asked: int = 0  # how often a token was asked for


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on WeChat, as one account knows them."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that WeChat keeps for three days."""

    content: bytes
    mime: str
    name: str = ""


@dataclass(slots=True)
class Right:
    """That an account may send so many messages until a moment."""

    until: datetime
    left: int


@dataclass(slots=True)
class Chat:
    """One account and one person."""

    lines: dict[str, Line] = field(default_factory=dict)
    follows: bool = False
    said: Right | None = None
    did: Right | None = None
    remark: str = ""  # what the account calls them
    typing: bool = False


@dataclass(slots=True)
class World:
    """Everything that WeChat knows."""

    accounts: dict[str, Account] = field(default_factory=dict)  # by AppID
    people: dict[str, Person] = field(default_factory=dict)
    chats: dict[tuple[str, str], Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    _numbers: int = 24_000_000_000_000_000

    def chat(self, account: Account, person: Person) -> Chat:
        """Return the chat of an account with a person."""
        return self.chats.setdefault((account.app_id, person.id), Chat())

    def begin_after(self, number: int) -> None:
        """Number the messages that come from now on above `number`."""
        self._numbers = max(self._numbers, number)

    def next_number(self) -> str:
        """Return the id of the next message."""
        self._numbers += 1
        return str(self._numbers)

    def keep(self, content: bytes, mime: str, name: str = "") -> str:
        """Keep a file and return its id."""
        identifier = secrets.token_urlsafe(24)
        self.files[identifier] = File(content, mime, name)
        return identifier
