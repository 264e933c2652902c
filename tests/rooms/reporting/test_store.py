"""Every statement that a report can make is one that the schema understands."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import asyncpg
import pytest

from trato.rooms.reporting.model import BY, MEASURES, Source, parts_of
from trato.rooms.reporting.store import statements
from trato.rooms.reporting.store.sources import SQL


def of_source(source: Source) -> tuple[Any, ...]:
    return tuple(one for one in MEASURES if one.source is source)


def test_every_source_has_its_rows_and_its_dimensions() -> None:
    assert set(SQL) == set(Source) == set(BY)
    assert [key for key, same in groupby(sorted(one.key for one in MEASURES)) if len(list(same)) > 1] == []


@pytest.mark.parametrize("source", list(Source))
async def test_figures_and_pages_of_every_source_can_be_read(
    source: Source, app_connection: asyncpg.Connection[Any]
) -> None:
    measures = of_source(source)
    for by in (None, *BY[source]):
        await app_connection.prepare(statements.figures(source, measures, by is None, by))
    for measure in measures:
        for part in parts_of(measure):
            await app_connection.prepare(statements.page(measure, part))
