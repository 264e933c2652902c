"""The edge where countries' public holidays become plain dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays
from babel.core import get_global

from trato.rooms.brands.errors import UnknownHolidays

_LANGUAGES = {"BR": "pt_BR", "PT": "pt_PT", "US": "en_US"}


def public_holidays(country: str, subdivision: str, years: tuple[int, int]) -> dict[date, str]:
    """Return the public holidays from the first of `years` up to, not including, the second, with their names.

    `country` is ISO 3166-1 alpha-2, `subdivision` the second half of an ISO 3166-2 code ("" for the whole
    country). Raises UnknownHolidays for a place that nobody has listed. Source: the library `holidays`.
    """
    if not country:
        return {}
    try:
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=range(*years), language=_LANGUAGES.get(country, "es")
        )
    except NotImplementedError as error:
        raise UnknownHolidays(country=country, subdivision=subdivision) from error
    return {day: found[day] for day in found}


def known_places() -> dict[str, tuple[str, ...]]:
    """Return the countries whose public holidays are known, each with its time zones (Unicode CLDR, by Babel)."""
    zones: dict[str, list[str]] = {}
    for zone, country in get_global("zone_territories").items():
        zones.setdefault(country, []).append(zone)
    known = holidays.list_supported_countries()
    return {country: tuple(sorted(zones[country])) for country in sorted(known) if country in zones}


@lru_cache(maxsize=1)
def places() -> Mapping[str, tuple[str, ...]]:
    """Return the countries whose public holidays are known (ISO 3166-1 alpha-2), each with its subdivisions."""
    return {
        country: tuple(subdivisions)
        for country, subdivisions in sorted(holidays.list_supported_countries(include_aliases=False).items())
    }
