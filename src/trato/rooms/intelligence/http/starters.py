"""The addresses of starters: look at the tree of an industry, add what is missing of it, take it back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.intelligence.http.everybodys import check_all
from trato.rooms.intelligence.service.starters import (
    StarterStanding,
    StarterTree,
    add_starter,
    starter_tree,
    starters,
    take_back_starter,
)


class OneStarter(Struct, frozen=True):
    industry: str


class Addition(Struct, frozen=True):
    """Which leaves, and the language in which their tags are named; whether as reasons too, named in all three."""

    industry: str
    leaves: Annotated[list[str], Meta(min_length=1, max_length=100)]
    language: Literal["es", "pt", "en"] = "es"
    reasons: bool = True


async def list_starters(tx: Tx, who: Principal, given: Nothing) -> list[StarterStanding]:
    """List the industries, with how much of each was added."""
    check_all(who)
    return await starters(tx)


async def get_starter(tx: Tx, who: Principal, given: OneStarter) -> StarterTree:
    """Show the tree of an industry, each leaf with its names, when to use it and some messages."""
    check_all(who)
    return await starter_tree(tx, given.industry)


async def add(tx: Tx, who: Principal, given: Addition) -> StarterTree:
    """Add the tags and reasons that are missing; the same again changes nothing."""
    check_all(who)
    return await add_starter(tx, given.industry, given.leaves, given.language, reasons=given.reasons)


async def take_back(tx: Tx, who: Principal, given: OneStarter) -> StarterTree:
    """Take out of use what it made, while no case has anything of it."""
    check_all(who)
    return await take_back_starter(tx, given.industry)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/starters", Verb.DISPOSITIONS_MANAGE, list_starters, Nothing),
    ("GET", "/api/v1/starters/{industry}", Verb.DISPOSITIONS_MANAGE, get_starter, OneStarter),
    ("POST", "/api/v1/starters/{industry}", Verb.DISPOSITIONS_MANAGE, add, Addition),
    ("POST", "/api/v1/starters/{industry}/take-back", Verb.DISPOSITIONS_MANAGE, take_back, OneStarter),
)
