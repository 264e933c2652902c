"""Who and what there is: an account of a business, people of X, posts, direct messages and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from trato.rooms.channels.adapters.x.door import HEADER, proof_of
from trato.rooms.channels.simulators.talk.stage import Bell

_FIRST = 2_090_000_000_000_000_000  # ids are of this size today


@dataclass(slots=True)
class Business:
    """An account of a business, with its app and the tokens that both have now."""

    id: str
    username: str
    name: str
    consumer_secret: str
    bearer_token: str
    access_token: str
    refresh_token: str
    client_id: str = "cliente"
    callback_url: str = ""
    webhook_id: str = ""
    valid: bool = False
    told: set[str] = field(default_factory=set)  # the kinds of event it is subscribed to
    revoked: bool = False
    client_secret: str = ""
    back: str = ""  # where its app lets the page of authorising send people; "" for anywhere
    promised: dict[str, tuple[str, str]] = field(default_factory=dict)  # code -> where to, and the challenge

    def proof(self, raw: bytes) -> dict[str, str]:
        """Return the headers that prove a delivery."""
        return {HEADER: proof_of(raw, self.consumer_secret)}


@dataclass(slots=True)
class Person:
    id: str
    username: str
    name: str
    closed: bool = False  # takes direct messages of nobody whom they do not follow
    followers: int | None = None  # None: nothing is told of them
    verified: bool = False


@dataclass(slots=True)
class Post:
    """A post; `above` is what it answers, `root` what began its conversation, `quotes` what it shows."""

    id: str
    author: str
    text: str
    at: datetime
    root: str
    above: str = ""
    quotes: str = ""
    media: list[str] = field(default_factory=list)
    hidden: bool = False
    gone: bool = False


@dataclass(slots=True)
class Message:
    """A direct message; `sealed` is one of an encrypted chat."""

    id: str
    mine: bool  # the person wrote it
    text: str
    at: datetime
    media: str = ""
    sealed: bool = False
    seen: bool = False


@dataclass(frozen=True, slots=True)
class File:
    content: bytes
    mime: str


@dataclass(slots=True)
class World:
    """Everything that is remembered. It is forgotten when the process ends."""

    businesses: dict[str, Business] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    chats: dict[tuple[str, str], list[Message]] = field(default_factory=dict)  # by (business, person)
    files: dict[str, File] = field(default_factory=dict)
    bell: Bell = field(default_factory=Bell)
    _last: int = _FIRST

    def new_id(self) -> str:
        """Return the next id, of whatever it is."""
        self._last += 1
        return str(self._last)

    def begin_after(self, identifier: str) -> None:
        """Give no id again that was given before a restart."""
        if identifier.isdecimal():
            self._last = max(self._last, int(identifier))

    def chat(self, business: str, person: str) -> list[Message]:
        """Return what a business and a person wrote to each other."""
        return self.chats.setdefault((business, person), [])

    def user(self, identifier: str) -> Business | Person | None:
        """Return who has an id."""
        return self.businesses.get(identifier) or self.people.get(identifier)

    def mentioned(self, text: str) -> Iterator[Business]:
        """Yield the businesses that a text names."""
        low = text.lower()
        return (one for one in self.businesses.values() if f"@{one.username.lower()}" in low)


Clock = Callable[[], datetime]
