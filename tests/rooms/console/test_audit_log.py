"""The audit log as people read it: in their language, filtered, page by page, walked to see that it holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest

from tests.rooms.access.world import World, start
from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, ScopeKind, WorkspaceId
from trato.rooms.console.http.audit_log import AuditAsked, WalkFrom, lines, verbs, walk

Connection: TypeAlias = "asyncpg.Connection[Any]"


async def _reader(here: World, locale: str = "es") -> Principal:
    user = msgspec.structs.replace(here.people["ofelia"], locale=locale)
    return Principal(WorkspaceId(here.tx.workspace), user, await here.rights("ofelia"))


async def _furnish(connection: Connection) -> World:
    here = await start(connection)
    await here.user("ofelia", "auditor")
    ana = await here.user("ana")
    team = await here.team("Noche")
    await access.append_audit(here.tx)
    here.as_user(ana)
    await access.join_team(here.tx, team, ana)
    await access.grant(here.tx, None, ana, "agent", ScopeKind.BRAND, here.brisa)
    await access.append_audit(here.tx)
    return here


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("es", ["Ana dio a Ana el rol Agente", "Ana sumó a Ana al equipo Noche"]),
        ("en", ["Ana gave Ana the role Agent", "Ana added Ana to the team Noche"]),
        ("pt", ["Ana deu a Ana o papel Agente", "Ana incluiu Ana na equipe Noche"]),
    ],
)
async def test_each_line_is_a_sentence(app_connection: Connection, locale: str, told: list[str]) -> None:
    here = await _furnish(app_connection)
    page = await lines(here.tx, await _reader(here, locale), AuditAsked(limit=2))
    assert [one.words for one in page.lines] == told and page.next == page.lines[-1].seq


async def test_the_log_is_filtered_and_paged(app_connection: Connection) -> None:
    here = await _furnish(app_connection)
    who, ana = await _reader(here), here.people["ana"].id

    async def told(**asked: Any) -> list[str]:
        return [one.verb for one in (await lines(here.tx, who, AuditAsked(**asked))).lines]

    assert await told(actor_id=ana) == ["grant.give", "team.join"]
    assert await told(object_id=ana) == ["user.add"]
    assert await told(object_id=ana, actor_id=ana) == []
    assert await told(verb="team.add") == ["team.add"]
    assert await told(since=here.tx.now + timedelta(seconds=1)) == []
    assert len(await told(until=here.tx.now + timedelta(seconds=1))) == 12
    seen, after = [], None
    while True:
        page = await lines(here.tx, who, AuditAsked(before=after, limit=5))
        seen += [one.seq for one in page.lines]
        after = page.next
        if after is None:
            break
    assert seen == list(range(12, 0, -1))
    found = {one.verb: one.words for one in await verbs(here.tx, who, Nothing())}
    assert found["team.add"] == "Alguien creó el equipo …" and len(found) == 6


async def test_the_log_is_walked_in_stretches_up_to_a_line_that_was_changed(owner_connection: Connection) -> None:
    here = await _furnish(owner_connection)
    who = await _reader(here)
    whole = await walk(here.tx, who, WalkFrom())
    assert (whole.to, whole.of, whole.broken_at) == (12, 12, None)
    assert await walk(here.tx, who, WalkFrom(12)) == whole
    part = await access.verify_part(here.tx, 0, 5)
    assert (part.to, part.of, part.broken_at) == (5, 12, None)
    assert await access.verify_part(here.tx, 5, 50) == whole
    await owner_connection.execute(
        "update access.audit set verb = 'tag.create' where workspace_id = $1 and seq = 8", here.tx.workspace
    )
    assert (await access.verify_part(here.tx, 5, 50)).broken_at == 8
    assert (await access.verify_part(here.tx, 0, 5)).broken_at is None


async def test_who_reads_the_log_of_a_part_only_reads_none(app_connection: Connection) -> None:
    here = await _furnish(app_connection)
    await here.user("parcial", "auditor", ScopeKind.BRAND, here.brisa)
    who = Principal(WorkspaceId(here.tx.workspace), here.people["parcial"], await here.rights("parcial"))
    for deed in (lines(here.tx, who, AuditAsked()), verbs(here.tx, who, Nothing()), walk(here.tx, who, WalkFrom())):
        with pytest.raises(Forbidden):
            await deed
