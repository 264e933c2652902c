"""Bots, people, and what they said to each other."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trato.rooms.channels.simulators.talk.stage import Line


@dataclass(slots=True)
class Bot:
    """A bot as its owner holds it: where its updates go (`callback_url`) and what proves them."""

    token: str
    username: str
    name: str
    callback_url: str = ""
    secret_token: str = ""
    last_error: str = ""
    commands: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # by language, "" for all others
    descriptions: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Return the bot's number: what stands before the colon of its token."""
        number = self.token.partition(":")[0]
        return int(number) if number.isdecimal() else 1

    def proof(self, raw: bytes) -> dict[str, str]:
        """Return the headers that prove an update."""
        return {"x-telegram-bot-api-secret-token": self.secret_token} if self.secret_token else {}


@dataclass(slots=True)
class Person:
    """Somebody on Telegram."""

    id: int
    name: str
    username: str = ""
    language: str = "es"

    def told(self) -> dict[str, Any]:
        """Return the person as updates tell them."""
        first, _, last = self.name.partition(" ")
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": first, "language_code": self.language}
        if last:
            user["last_name"] = last
        return {**user, "username": self.username} if self.username else user

    def chat(self) -> dict[str, Any]:
        """Return the private chat that a bot has with the person."""
        return {key: value for key, value in self.told().items() if key not in {"is_bot", "language_code"}} | {
            "type": "private"
        }


@dataclass(frozen=True, slots=True)
class File:
    """A file that Telegram keeps."""

    content: bytes
    mime: str
    name: str = ""


@dataclass(slots=True)
class Chat:
    """One bot and one person."""

    lines: dict[str, Line] = field(default_factory=dict)
    keyboards: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    started: bool = False
    stopped: bool = False


@dataclass(slots=True)
class World:
    """Everything that Telegram knows."""

    bots: dict[str, Bot] = field(default_factory=dict)  # by token
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[tuple[str, int], Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)  # callback queries that a bot let rest
    _numbers: int = 10
    _updates: int = 900_000

    def chat(self, bot: Bot, person: int) -> Chat:
        """Return the chat of a bot with a person."""
        return self.chats.setdefault((bot.token, person), Chat())

    def begin_after(self, number: int) -> None:
        """Number the messages that come from now on above `number`."""
        self._numbers = max(self._numbers, number)

    def next_number(self) -> int:
        """Return the number of the next message."""
        self._numbers += 1
        return self._numbers

    def next_update(self) -> int:
        """Return the number of the next update."""
        self._updates += 1
        return self._updates

    def keep(self, content: bytes, mime: str, name: str) -> str:
        """Keep a file and return its id."""
        identifier = f"BQAC{secrets.token_urlsafe(16)}"
        self.files[identifier] = File(content, mime, name)
        return identifier
