"""The addresses of how learning goes: look, fit now, choose a version, let what is proven be put or not."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.intelligence.http.everybodys import check_all
from trato.rooms.intelligence.model import Learner
from trato.rooms.intelligence.service import models
from trato.rooms.intelligence.service.learning import Learning, learning
from trato.rooms.intelligence.service.reshaping import Join, Part, join_preview, part, part_preview

Name = Literal["tags", "reasons"]


class OneLearner(Struct, frozen=True):
    name: Name


class Two(Struct, frozen=True):
    """A tag, and the one that it would be."""

    id: UUID
    into: UUID


class NewPart(Struct, frozen=True):
    id: UUID
    name: Annotated[str, Meta(min_length=1, max_length=60)]


class Parted(Struct, frozen=True):
    id: UUID
    name: str


class Automatic(Struct, frozen=True):
    """Whether what is proven is put on cases without a person."""

    name: Name
    on: bool


async def get_learning(tx: Tx, who: Principal, given: Nothing) -> Learning:
    """Return how each tag does, which to merge and to split, what drifts, and the versions of the models."""
    check_all(who)
    return await learning(tx)


async def fit(tx: Tx, who: Principal, given: OneLearner) -> Learning:
    """Let it fit now; `progress` says how far that is."""
    check_all(who)
    await models.ask_to_fit(tx, Learner(given.name))
    return await learning(tx)


async def look_at_join(tx: Tx, who: Principal, given: Two) -> Join:
    """Tell what joining a tag into another would move, and what it would be worth."""
    check_all(who)
    return await join_preview(tx, given.id, given.into)


async def look_at_part(tx: Tx, who: Principal, given: OneId) -> Part:
    """Tell how a tag would be parted in two, and what would move."""
    check_all(who)
    return await part_preview(tx, given.id)


async def part_tag(tx: Tx, who: Principal, given: NewPart) -> Parted:
    """Give the smaller group of a tag a tag of its own, with its cases and lessons."""
    check_all(who)
    made = await part(tx, given.id, given.name)
    return Parted(made.id, made.name)


async def unpart_tag(tx: Tx, who: Principal, given: OneId) -> Parted:
    """Take a parting back, of the tag that it made: its cases have the other again."""
    check_all(who)
    gone = await cases.unsplit_tag(tx, given.id)
    return Parted(gone.id, gone.name)


async def set_automatic(tx: Tx, who: Principal, given: Automatic) -> Learning:
    """Say whether what is proven is put on cases without a person."""
    check_all(who)
    await models.set_automatic(tx, Learner(given.name), on=given.on)
    return await learning(tx)


async def choose(tx: Tx, who: Principal, given: OneId) -> Learning:
    """Let a kept version predict from now on."""
    check_all(who)
    await models.choose(tx, given.id)
    return await learning(tx)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/learning", Verb.DISPOSITIONS_MANAGE, get_learning, Nothing),
    ("POST", "/api/v1/learning/{name}/fit", Verb.DISPOSITIONS_MANAGE, fit, OneLearner),
    ("PUT", "/api/v1/learning/{name}/automatic", Verb.DISPOSITIONS_MANAGE, set_automatic, Automatic),
    ("GET", "/api/v1/learning/tags/{id}/join", Verb.DISPOSITIONS_MANAGE, look_at_join, Two),
    ("GET", "/api/v1/learning/tags/{id}/part", Verb.DISPOSITIONS_MANAGE, look_at_part, OneId),
    ("POST", "/api/v1/learning/tags/{id}/part", Verb.DISPOSITIONS_MANAGE, part_tag, NewPart),
    ("POST", "/api/v1/learning/tags/{id}/unpart", Verb.DISPOSITIONS_MANAGE, unpart_tag, OneId),
    ("POST", "/api/v1/learning/models/{id}/choose", Verb.DISPOSITIONS_MANAGE, choose, OneId),
)
