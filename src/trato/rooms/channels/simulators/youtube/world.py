"""A channel, its videos, and what is said below them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

COSTS = {"list": 1, "write": 50}


@dataclass(slots=True)
class Channel:
    """A channel with what its owner's consent is proven by."""

    id: str
    name: str
    client_id: str
    client_secret: str
    refresh_token: str


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Video:
    id: str
    title: str


@dataclass(slots=True)
class Comment:
    """What was said below a video; `above` is the comment that it answers. `status` is YouTube's."""

    id: str
    video: str
    author: str
    name: str
    text: str
    at: datetime
    updated_at: datetime
    above: str = ""
    status: str = "published"


@dataclass(slots=True)
class World:
    """One channel's YouTube, on which `others` comment. It forgets all when the process ends."""

    clock: Callable[[], datetime]
    channel: Channel
    videos: list[Video] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    comments: dict[str, Comment] = field(default_factory=dict)
    others: list[Channel] = field(default_factory=list)  # channels without videos that are run through the API as well
    tokens: dict[str, Channel] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)  # what the next writes meet: "spent", "down", "lost", "closed"
    units: int = 0  # spent since the beginning
    calls: list[str] = field(default_factory=list)

    def say(self, author: str, name: str, video: str, text: str, above: str = "") -> Comment:
        """Comment on a video, or answer a comment."""
        mark = uuid4().hex[:22]
        identifier = f"{above}.{mark}" if above else f"Ug{mark}AaABAg"
        now = self.clock()
        made = self.comments[identifier] = Comment(identifier, video, author, name, text, now, now, above)
        return made

    def edit(self, identifier: str, text: str) -> None:
        """Change a comment."""
        one = self.comments[identifier]
        one.text, one.updated_at = text, self.clock()

    def remove(self, identifier: str) -> None:
        """Take a comment away, and what was answered below it."""
        self.comments = {key: one for key, one in self.comments.items() if identifier not in (key, one.above)}

    def answers(self, thread: str) -> list[Comment]:
        """Return what can be read below a comment, the oldest first."""
        return [one for one in self.comments.values() if one.above == thread and one.status == "published"]

    def spend(self, kind: str, call: str) -> None:
        """Count what a call costs."""
        self.units += COSTS[kind]
        self.calls = [*self.calls[-499:], call]


def comment_of(one: Comment, channel: str) -> dict[str, Any]:
    """Return a comment as the API tells it."""
    snippet: dict[str, Any] = {
        "channelId": channel, "videoId": one.video, "textDisplay": one.text, "textOriginal": one.text,
        "authorDisplayName": one.name, "authorChannelId": {"value": one.author}, "canRate": True,
        "viewerRating": "none", "likeCount": 0, "publishedAt": _stamp(one.at), "updatedAt": _stamp(one.updated_at),
    }  # fmt: skip
    if one.above:
        snippet["parentId"] = one.above
    return {"kind": "youtube#comment", "etag": one.id[:6], "id": one.id, "snippet": snippet}


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
