"""How rate cards are read, months pass, and budgets stand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.spending import rules
from trato.rooms.spending.errors import RateFileUnreadable
from trato.rooms.spending.model import Budget

CHANNELS = ("whatsapp", "sms")
BRAND = UUID(int=7)


def test_a_rate_card_is_read_in_three_languages_with_commas_or_semicolons() -> None:
    spanish = "canal;país;categoría;precio;moneda;desde;fuente\nwhatsapp;pe;utility;0,0200;usd;2026-10-01;Meta\n"
    english = (
        "\ufeffchannel,country,category,price,currency,from,source\nwhatsapp,PE,utility,0.0200,USD,2026-10-01,Meta\n"
    )
    for text in (spanish, english):
        (line,) = rules.read_lines(text, CHANNELS)
        assert (line.market, line.category, line.price, line.currency) == ("PE", "utility", Decimal("0.0200"), "USD")
        assert (line.since, line.source, line.refused) == (date(2026, 10, 1), "Meta", "")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("fax,PE,utility,1,USD,2026-10-01", "channel"),
        ("sms,PERU,sms,1,USD,2026-10-01", "country"),
        ("sms,PE,¡sms!,1,USD,2026-10-01", "category"),
        ("sms,PE,sms,-1,USD,2026-10-01", "price"),
        ("sms,PE,sms,0.1234567,USD,2026-10-01", "price"),
        ("sms,PE,sms,1e-3,USD,2026-10-01", "price"),
        ("sms,PE,sms,1,dollars,2026-10-01", "currency"),
        ("sms,PE,sms,1,USD,1/10/2026", "from"),
        ("sms", "category"),
    ],
)
def test_a_line_that_cannot_be_says_why_and_keeps_no_other_back(row: str, why: str) -> None:
    text = f"channel,country,category,price,currency,from\n{row}\nsms,,sms,0.05,USD,2026-10-01\n"
    wrong, right = rules.read_lines(text, CHANNELS)
    assert wrong.refused == why and not right.refused


def test_a_file_without_a_column_is_refused_by_its_name() -> None:
    with pytest.raises(RateFileUnreadable) as refused:
        rules.read_lines("channel,country,category,price,from\n", CHANNELS)
    assert refused.value.data["missing"] == "currency"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for given_ in (text, f"channel,country,category,price,currency,from\n{text}"):
        try:
            lines = rules.read_lines(given_, CHANNELS)
        except RateFileUnreadable:
            continue
        assert all(one.refused or one.since for one in lines)


def test_a_month_passes_by_the_clock_of_the_brand() -> None:
    month = rules.month_of(datetime(2026, 12, 1, 3, tzinfo=UTC), "America/Lima")
    assert month == (date(2026, 11, 1), datetime(2026, 11, 1, 5, tzinfo=UTC), datetime(2026, 12, 1, 5, tzinfo=UTC))
    assert rules.month_of(datetime(2026, 12, 31, tzinfo=UTC), "UTC").ends == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("spent", "level"), [("79.999999", 0), ("80", 80), ("99.999999", 80), ("100", 100), ("250", 100), ("0", 0)]
)
def test_an_alarm_stands_from_the_cent_on_at_which_its_share_is_reached(spent: str, level: int) -> None:
    budget = Budget(BRAND, date(2026, 11, 1), Decimal(100), "USD")
    found = rules.standing_of(
        BRAND, date(2026, 11, 1), budget, {"USD": (Decimal(spent), 3), "PEN": (Decimal("4.10"), 9)}
    )
    assert (found.level, found.spent, found.others) == (level, Decimal(spent), {"PEN": Decimal("4.10")})


def test_without_a_budget_there_is_no_alarm_and_the_usual_currency_is_told() -> None:
    found = rules.standing_of(BRAND, date(2026, 11, 1), None, {"USD": (Decimal(5), 2), "PEN": (Decimal(9), 40)})
    assert (found.currency, found.amount, found.level, found.others) == ("PEN", None, 0, {"USD": Decimal(5)})
