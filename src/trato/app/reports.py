"""Reports as files: the same numbers as the API's, written line by line while they are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import TypeVar

from msgspec import structs
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from trato.app.doors import admit, guard, read_given
from trato.app.wiring import House
from trato.kit.events import Actor, ActorKind
from trato.kit.tx import Tx
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Principal, Verb
from trato.rooms.reporting.model import Asked, CasesAsked, CasesBehind, TableAsked
from trato.rooms.reporting.rules import files
from trato.rooms.reporting.service import reports

DAYS, TABLE, CASES = "/api/v1/reports/days.csv", "/api/v1/reports/table.csv", "/api/v1/reports/cases.csv"
PAGE = 200
Got = TypeVar("Got")


def routes(house: House, entrance: Entrance) -> list[Route]:
    """Return the three addresses of files. They need `reports.export`, within whose scope they count."""

    async def days(request: Request) -> Response:
        who = await _admit(entrance, request)
        given: Asked = await read_given(request, Asked)
        report = await _in_tx(house, who, lambda tx: reports.report(tx, who, given, Verb.REPORTS_EXPORT))
        return _file(_plain(files.report_csv(report, reports.words_of(who.user.locale))), "days", given)

    async def table(request: Request) -> Response:
        who = await _admit(entrance, request)
        given: TableAsked = await read_given(request, TableAsked)
        cut = await _in_tx(house, who, lambda tx: reports.table(tx, who, given, Verb.REPORTS_EXPORT))
        return _file(_plain(files.table_csv(cut, reports.words_of(who.user.locale))), given.by.value, given)

    async def cases(request: Request) -> Response:
        who = await _admit(entrance, request)
        given: CasesAsked = structs.replace(await read_given(request, CasesAsked), limit=PAGE)
        first = await _in_tx(house, who, lambda tx: reports.cases(tx, who, given, Verb.REPORTS_EXPORT))
        words = reports.words_of(who.user.locale)

        async def lines() -> AsyncIterator[str]:
            page = first
            yield files.cases_head(words)
            while True:
                yield "".join(files.cases_csv(page.items, words))
                if page.next is None:
                    return
                after = structs.replace(given, cursor=page.next)
                page = await _in_tx(house, who, _reading(who, after))

        return _file(lines(), f"{given.measure}-{given.part.value}", given)

    return [
        Route(DAYS, guard(days), methods=["GET"]),
        Route(TABLE, guard(table), methods=["GET"]),
        Route(CASES, guard(cases), methods=["GET"]),
    ]


def _reading(who: Principal, given: CasesAsked) -> Callable[[Tx], Awaitable[CasesBehind]]:
    return lambda tx: reports.cases(tx, who, given, Verb.REPORTS_EXPORT)


async def _admit(entrance: Entrance, request: Request) -> Principal:
    who = await admit(entrance, request, Verb.REPORTS_EXPORT)
    assert who is not None
    return who


async def _in_tx(house: House, who: Principal, read: Callable[[Tx], Awaitable[Got]]) -> Got:
    async with house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
        return await read(tx)


async def _plain(lines: Iterable[str]) -> AsyncIterator[str]:
    for one in lines:
        yield one


def _file(lines: AsyncIterator[str], name: str, given: Asked) -> Response:
    called = f"trato-{name}-{given.first}-{given.last}.csv"
    heads = {"content-disposition": f'attachment; filename="{called}"', "cache-control": "no-store"}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=heads)
