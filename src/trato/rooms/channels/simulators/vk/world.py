"""Communities, people, what they said to each other, and walls."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from trato.rooms.channels.simulators.talk.stage import Line
from trato.rooms.channels.simulators.vk.shapes import Button

KINDS = (
    "message_new", "message_reply", "message_edit", "message_event", "message_allow", "message_deny", "wall_reply_new",
    "wall_reply_edit", "wall_reply_delete", "wall_reply_restore", "wall_post_new",
)  # fmt: skip


@dataclass(slots=True)
class Server:
    """Where events of a community go."""

    id: int
    url: str
    title: str
    secret: str
    status: str = "wait"
    told: set[str] = field(default_factory=set)

    @property
    def callback_url(self) -> str:
        return self.url

    def proof(self, raw: bytes) -> dict[str, str]:
        """Nothing beside a body proves it: the secret is inside."""
        return {}


@dataclass(slots=True)
class Group:
    """A community as who manages it holds it. `person_token` is of somebody who manages it."""

    id: int
    name: str
    token: str
    person_token: str = ""
    code: str = "c0d1g0"
    servers: dict[int, Server] = field(default_factory=dict)
    captcha: bool = False  # VK wants a person before a screen

    @property
    def owner(self) -> int:
        """Return the community's number as the owner of a wall."""
        return -self.id


@dataclass(slots=True)
class Person:
    """Somebody on VK."""

    id: int
    name: str

    def told(self) -> dict[str, Any]:
        """Return the person as users.get tells them."""
        first, _, last = self.name.partition(" ")
        return {"id": self.id, "first_name": first, "last_name": last}


@dataclass(frozen=True, slots=True)
class File:
    """A file that VK keeps."""

    content: bytes
    mime: str
    name: str = ""


@dataclass(slots=True)
class Chat:
    """One community and one person. `sent` are the answers to sends, by `random_id`."""

    lines: dict[str, Line] = field(default_factory=dict)
    rows: dict[str, tuple[Button, ...]] = field(default_factory=dict)
    sent: dict[int, int] = field(default_factory=dict)
    allowed: bool = False
    stopped: bool = False
    numbers: int = 0

    def next_number(self) -> int:
        """Return the number of the dialogue's next message."""
        self.numbers += 1
        return self.numbers


@dataclass(slots=True)
class Comment:
    """One comment on a wall; `root` is the comment that its thread begins with, `above` the one that it answers."""

    id: int
    author: int
    text: str
    at: datetime
    root: int = 0
    above: int = 0
    deleted: bool = False
    edited: bool = False


@dataclass(slots=True)
class Post:
    """One post on a wall. `guids` are the comments that came with one, so that none comes twice."""

    id: int
    owner: int
    author: int
    text: str
    at: datetime
    comments: dict[int, Comment] = field(default_factory=dict)
    guids: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """Everything that VK knows."""

    groups: dict[int, Group] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[tuple[int, int], Chat] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)  # presses that a community let rest
    _numbers: int = 100

    def chat(self, group: Group, person: int) -> Chat:
        """Return the dialogue of a community with a person."""
        return self.chats.setdefault((group.id, person), Chat())

    def next_number(self) -> int:
        """Return the number of the next thing, of whichever kind."""
        self._numbers += 1
        return self._numbers

    def begin_after(self, number: int) -> None:
        """Number what comes from now on above `number`."""
        self._numbers = max(self._numbers, number)

    def keep(self, content: bytes, mime: str, name: str) -> str:
        """Keep a file and return its id."""
        identifier = secrets.token_urlsafe(16)
        self.files[identifier] = File(content, mime, name)
        return identifier
