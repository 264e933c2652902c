"""What is asked of a report."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct, field

from trato.rooms.reporting.model.measures import Part
from trato.rooms.reporting.model.periods import Dimension, Grain

Key = Annotated[str, Meta(max_length=2_000)]


class Asked(Struct, frozen=True, kw_only=True):
    """A period, both days inside, and what narrows it: keys with commas between, of any number of dimensions.

    `unit` takes in every brand below it. Days pass in `zone`; where none is named, in that of most of the brands.
    """

    first: date = field(name="from")
    last: date = field(name="to")
    grain: Grain = Grain.DAY
    zone: Annotated[str, Meta(max_length=80)] = ""
    unit: Annotated[str, Meta(max_length=80)] = ""
    brand: Key = ""
    country: Key = ""
    channel: Key = ""
    surface: Key = ""
    queue: Key = ""
    team: Key = ""
    agent: Key = ""
    tier: Key = ""
    coming: Key = ""
    advert: Key = ""
    reason: Key = ""
    measures: Key = ""


class TableAsked(Asked, frozen=True, kw_only=True):
    """The same, cut by one dimension."""

    by: Dimension


class CasesAsked(Asked, frozen=True, kw_only=True):
    """The rows behind one number. `limit` is the size of a page."""

    measure: Annotated[str, Meta(max_length=80)]
    part: Part = Part.ALL
    cursor: Annotated[str, Meta(max_length=200)] = ""
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
