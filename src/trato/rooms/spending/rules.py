"""How rate cards are read and kept, how months pass, and when a budget raises its alarm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.kit.errors import Invalid
from trato.kit.spreadsheets import rearm, table
from trato.rooms.channels.model import Charging
from trato.rooms.spending.errors import RateFileTooLong, RateFileUnreadable
from trato.rooms.spending.model import Budget, Month, Outcome, RateLine, Standing

COLUMNS = {
    "channel": ("channel", "canal"),
    "market": ("country", "país", "pais"),
    "category": ("category", "categoría", "categoria"),
    "price": ("price", "precio", "preço", "preco"),
    "currency": ("currency", "moneda", "moeda"),
    "since": ("from", "desde"),
    "source": ("source", "fuente", "fonte"),
}
NEEDED = ("channel", "category", "price", "currency", "since")
HEAD = ("channel", "country", "category", "price", "currency", "from", "source")
MOST_LINES = 5_000
LEVELS = (100, 80)  # hundredths of a budget at which somebody is told
IN_WINDOW = "_in_window"  # of a category: its price while the contact's window is open, where a provider tells two
CURRENCY = re.compile(r"[A-Z]{3}")
MARKET = re.compile(r"([A-Z]{2})?")
CATEGORY = re.compile(r"[a-z][a-z_]{0,39}")
NOTHING = Decimal(0)


def read_lines(text: str, channels: Collection[str]) -> list[RateLine]:
    """Return the lines of a CSV with commas or semicolons. Raises RateFileUnreadable, RateFileTooLong, Invalid.

    A line that cannot be says why and keeps none of the others back. Decimals are written with a point or a comma.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        rows = iter([row for _, row in zip(range(MOST_LINES + 2), reader, strict=False)])
    except csv.Error:
        raise Invalid(field="csv", reason="malformed") from None
    head = [cell.strip().lower() for cell in next(rows, [])]
    at = {name: next((head.index(one) for one in names if one in head), -1) for name, names in COLUMNS.items()}
    for name in NEEDED:
        if at[name] < 0:
            raise RateFileUnreadable(missing=COLUMNS[name][0])
    found: list[RateLine] = []
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(found) == MOST_LINES:
            raise RateFileTooLong(most=MOST_LINES)
        said = {name: rearm(row[place].strip()) if 0 <= place < len(row) else "" for name, place in at.items()}
        found.append(line_of(number, said, channels))
    return found


def line_of(number: int, said: Mapping[str, str], channels: Collection[str]) -> RateLine:
    """Return one line as it was written, with why it cannot be."""
    price, since = _price(said["price"]), _date(said["since"])
    channel, market, category = said["channel"].lower(), said["market"].upper(), said["category"].lower()
    currency = said["currency"].upper()
    refused = ""
    if channel not in channels:
        refused = "channel"
    elif not MARKET.fullmatch(market):
        refused = "country"
    elif not CATEGORY.fullmatch(category):
        refused = "category"
    elif price is None:
        refused = "price"
    elif not CURRENCY.fullmatch(currency):
        refused = "currency"
    elif since is None:
        refused = "from"
    return RateLine(number, channel, market, category, price or NOTHING, currency, said["source"][:200], since, refused)


def _price(said: str) -> Decimal | None:
    """Return a price of at most six decimals, below a million; None where it is no such number."""
    try:
        price = Decimal(said.replace(",", ".")) if re.fullmatch(r"\d{1,6}([.,]\d{1,6})?", said) else None
    except InvalidOperation:
        return None
    return price


def _date(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def begins_at(since: date) -> datetime:
    """Return when a line that holds from a day on begins: at midnight UTC."""
    return datetime(since.year, since.month, since.day, tzinfo=UTC)


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return lines of rate cards as the file that may be brought back."""
    return "\ufeff" + table((HEAD, *rows))


def outcome_of(standing: Decimal | None, currency: str, line: RateLine) -> Outcome:
    """Say what a line is to the price that stands for its key and its first day; None where there is none."""
    if standing is None:
        return Outcome.NEW
    return Outcome.SAME if (standing, currency) == (line.price, line.currency) else Outcome.CHANGED


def month_of(at: datetime, zone: str) -> Month:
    """Return the month of a brand in which an instant lies, by the brand's own clock."""
    here = at.astimezone(ZoneInfo(zone))
    first = date(here.year, here.month, 1)
    after = date(here.year + here.month // 12, here.month % 12 + 1, 1)
    return Month(first, _midnight(first, zone), _midnight(after, zone))


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def level_of(spent: Decimal, amount: Decimal | None) -> int:
    """Return which alarm stands: 100 where all of a budget is spent, 80 from four fifths on, else 0."""
    if amount is None:
        return 0
    return next((level for level in LEVELS if spent * 100 >= amount * level), 0)


def standing_of(
    brand_id: UUID, month: date, budget: Budget | None, spent: Mapping[str, tuple[Decimal, int]]
) -> Standing:
    """Return how a budget stands, from what was spent by currency; without one, the currency that most went in."""
    most = max(spent, key=lambda one: spent[one][1], default="")
    currency = budget.currency if budget else most
    amount = budget.amount if budget else None
    sum_, messages = spent.get(currency, (NOTHING, 0))
    others = {one: each for one, (each, _) in sorted(spent.items()) if one != currency}
    return Standing(brand_id, month, currency, amount, sum_, messages, level_of(sum_, amount), others)


def asked_of(charging: Charging, *, is_open: bool) -> list[tuple[str, str]]:
    """Return the categories to look up: (what it is called, under which name its price is looked for first)."""
    return [(one, f"{one}{IN_WINDOW}" if is_open else one) for one in charging.categories]
