"""The matrix of channels: how each stands with a brand in a country, and what the manuals would have noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.app.channel_accounts.showing import IN_USE
from trato.app.wiring import House
from trato.kit.errors import Invalid, NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.channels import api as channels
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.standings import MOST_MAIN, StandingRow, missing_locals, nearest, usual

ROOT = "/api/v1/channels/standings"


class Asked(Struct, frozen=True):
    """Of one brand, or of all; in one country, or everywhere."""

    brand_id: UUID | None = None
    country: str = ""


class StandingShown(Struct, frozen=True):
    """How one channel stands there. `said` is whose word it is: here, wider, or usual (nobody's, the manuals')."""

    channel: str
    name: Said
    accounts: int
    tier: int
    live: bool
    care: str
    offered: bool
    said: str


class Missing(Struct, frozen=True):
    """A channel that people of a country use, as the manuals name it, without an account of ours there."""

    country: str
    channel: str
    name: Said | None  # none while the house does not speak it


class Matrix(Struct, frozen=True):
    """`countries` are those with brands or accounts; `main` counts tier 1, of which `most_main` are fine."""

    channels: list[StandingShown]
    countries: list[str]
    main: int
    most_main: int
    missing: list[Missing]


class Word(Struct, frozen=True):
    """What is said of a channel from now on; without a tier, the wider word holds again."""

    channel: str
    brand_id: UUID | None = None
    country: str = ""
    tier: int | None = None
    live: bool = False
    care: str = "brand"
    offered: bool = True


@dataclass(frozen=True, slots=True)
class Standings:
    """The handlers of the matrix."""

    house: House

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Any]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        return (
            ("GET", ROOT, Verb.CHANNELS_READ, self.matrix, Asked),
            ("PUT", ROOT, Verb.BRANDS_MANAGE, self.say, Word),
        )

    async def matrix(self, tx: Tx, who: Principal, given: Asked) -> Matrix:
        """Show how every channel stands with a brand, or with all, in a country or everywhere."""
        _check_reach(who, Verb.CHANNELS_READ, given.brand_id)
        return await self._matrix(tx, given.brand_id, _country(given.country))

    async def say(self, tx: Tx, who: Principal, given: Word) -> Matrix:
        """Say how a channel stands from now on; what was recorded of cases before stays."""
        _check_reach(who, Verb.BRANDS_MANAGE, given.brand_id)
        country = _country(given.country)
        if given.tier is None:
            await channels.drop_standing(tx, given.brand_id, given.channel, country)
        else:
            before = nearest(
                await channels.list_standings(tx), given.channel, given.brand_id, country, tx.now
            ) or usual(given.channel, tx.now)  # fmt: skip
            said = StandingRow(
                given.brand_id, given.channel, given.tier, before.modern, given.live, tx.now, None, country,
                given.care, given.offered,
            )  # fmt: skip
            await channels.say_standing(tx, said)
        self.house.book.forget(tx.workspace)
        return await self._matrix(tx, given.brand_id, country)

    async def _matrix(self, tx: Tx, brand_id: UUID | None, country: str) -> Matrix:
        self.house.book.forget(tx.workspace)
        mine = [
            one.row
            for one in (await self.house.book.of_workspace(tx)).values()
            if one.row.state in IN_USE and brand_id in (None, one.row.brand_id)
        ]
        there = [one.country for one in await brands.list_brands(tx) if brand_id in (None, one.id)]
        names, said = channels.places_of_care(), await channels.list_standings(tx)
        found = []
        for channel, name in names.items():
            held = nearest(said, channel, brand_id, country, tx.now)
            one = held or usual(channel, tx.now)
            here = held is not None and (held.brand_id, held.country) == (brand_id, country)
            count = sum(row.channel == channel and country in ("", row.country) for row in mine)
            found.append(
                StandingShown(
                    channel, name, count, one.tier, one.live, one.care, one.offered,
                    "here" if here else "wider" if held else "usual",
                )
            )  # fmt: skip
        countries = {one for one in (*there, *(row.country for row in mine)) if one}
        missing = missing_locals(countries, {(row.country, row.channel) for row in mine})
        used = [one for one in found if one.accounts or one.said != "usual"]
        return Matrix(
            found, sorted(countries), sum(one.tier == 1 and one.offered for one in used), MOST_MAIN,
            [Missing(where, channel, names.get(channel)) for where, channel in missing if country in ("", where)],
        )  # fmt: skip


def _check_reach(who: Principal, verb: Verb, brand_id: UUID | None) -> None:
    scope = who.rights.scope(verb)
    if not (scope.everywhere if brand_id is None else scope.covers(Place(brand_id=brand_id, unit_id=brand_id))):
        raise NotFound(brand=brand_id)


def _country(text: str) -> str:
    code = text.strip().upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise Invalid(field="country", reason="unknown")
    return code
