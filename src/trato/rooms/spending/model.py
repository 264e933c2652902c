"""Words of spending. Money is a Decimal with its currency (ISO 4217); currencies are never added up together."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct


class RateLine(Struct, frozen=True):
    """One line that somebody wrote for a rate card. `market` is a country, "" for every other; from midnight UTC on.

    `line` is its number in the file; `refused` the code of why it cannot be.
    """

    line: int
    channel: str
    market: str
    category: str
    price: Decimal
    currency: str
    source: str
    since: date | None
    refused: str = ""


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class RateTold(Struct, frozen=True):
    """What one line of a file does, or would do."""

    line: int
    channel: str
    market: str
    category: str
    price: str
    currency: str
    since: str
    outcome: Outcome
    reason: str


class PriceView(Struct, frozen=True):
    """The price of one message (or segment) of a category, where it was read and since when it holds."""

    price: Decimal
    currency: str
    version: str
    source: str
    since: datetime


class Budget(Struct, frozen=True):
    """What a brand may spend on messages in each month from `from_month` on."""

    brand_id: UUID
    from_month: date
    amount: Decimal
    currency: str


class Month(NamedTuple):
    """A month of a brand, by its own clock: its first day, and its bounds."""

    first: date
    begins: datetime
    ends: datetime


class Standing(Struct, frozen=True):
    """How a brand's budget stands in a month. `others` is what was spent in other currencies, told and not counted.

    `level` is the alarm that stands: 0, 80 or 100.
    """

    brand_id: UUID
    month: date
    currency: str
    amount: Decimal | None
    spent: Decimal
    messages: int
    level: int
    others: dict[str, Decimal]


class Prices(Struct, frozen=True):
    """What messages of a conversation cost now, by category; `text` and `files` say which category those are.

    Where nothing is charged, `charged` is false and the rest is empty. A category without a price has no rate card.
    """

    charged: bool
    market: str = ""
    text: str = ""
    files: str = ""
    prices: dict[str, PriceView] = {}
    budget: Standing | None = None
