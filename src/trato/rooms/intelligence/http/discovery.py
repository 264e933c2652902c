"""The addresses of discovery: topics, trends and spikes of the last round, and making a tag of a topic."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.intelligence.engine.topics import LEAST
from trato.rooms.intelligence.http.everybodys import check_all
from trato.rooms.intelligence.service import discovery


class ExampleView(Struct, frozen=True):
    """A message of a topic, with slots in the place of personal data."""

    case_id: UUID
    number: int
    text: str


class TopicView(Struct, frozen=True):
    """`lately` counts the last day, `before` the day before; `tag_id` is what somebody made of it.

    `name` is made of the contacts' own words; `given_name` is of the model outside that `given_by` names, or empty.
    """

    id: UUID
    name: str
    given_name: str
    given_by: str
    found_at: datetime
    size: int
    lately: int
    before: int
    tag_id: UUID | None
    examples: list[ExampleView]


class TrendView(Struct, frozen=True):
    """`subject` is kind, sentiment, channel, brand, tag or topic; `days` the last 28, oldest first."""

    subject: str
    key: str
    name: str
    days: list[int]


class SpikeView(Struct, frozen=True):
    subject: str
    key: str
    name: str
    hour: datetime
    seen: int
    expected: float
    severity: float


class DiscoveryView(Struct, frozen=True):
    """`at`: of the last round; None before the first. `needs`: how many messages make a topic."""

    at: datetime | None
    looked: int
    needs: int
    topics: list[TopicView]
    trends: list[TrendView]
    spikes: list[SpikeView]


class MakeTag(Struct, frozen=True):
    id: UUID
    name: str


class MadeTag(Struct, frozen=True):
    tag_id: UUID
    name: str


async def tell(tx: Tx, who: Principal, given: Nothing) -> DiscoveryView:
    """Tell what the last hourly round found."""
    check_all(who, Verb.REPORTS_READ)
    found = await discovery.found(tx)
    names = found.names
    return DiscoveryView(
        found.standing["at"] if found.standing else None,
        found.standing["looked"] if found.standing else 0,
        LEAST,
        [
            TopicView(
                one["id"], one["name"], one["given_name"], one["given_by"], one["found_at"], one["size"], one["lately"],
                one["before"], one["tag_id"],
                [ExampleView(row["case_id"], row["number"], text) for row, text in found.examples.get(one["id"], [])],
            )
            for one in found.topics
        ],
        [TrendView(one["subject"], one["key"], names.get(one["key"], one["key"]), one["days"]) for one in found.trends],
        [
            SpikeView(
                one["subject"], one["key"], names.get(one["key"], one["key"]), one["hour"], one["seen"],
                one["expected"], one["severity"],
            )
            for one in found.spikes
        ],
    )  # fmt: skip


async def make_tag(tx: Tx, who: Principal, given: MakeTag) -> MadeTag:
    """Make a tag of a topic; its messages become lessons of the tag."""
    check_all(who)
    tag = await discovery.make_tag(tx, given.id, given.name)
    return MadeTag(tag.id, tag.name)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/discovery", Verb.REPORTS_READ, tell, Nothing),
    ("POST", "/api/v1/discovery/topics/{id}/tag", Verb.DISPOSITIONS_MANAGE, make_tag, MakeTag),
)
