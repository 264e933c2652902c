"""Every statement fits the schema, for the role that runs it; the SQL predicate of a scope says what the rule says."""

from __future__ import annotations

import random
from types import ModuleType
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
import pytest

from tests.embedded import Urls
from tests.rooms.access.world import NOW, start
from trato.rooms.access.model import Place, Scope
from trato.rooms.access.rules.rights import visible
from trato.rooms.access.store import audit, door, organisation, people

Connection: TypeAlias = "asyncpg.Connection[Any]"


def _statements(*modules: ModuleType) -> list[tuple[str, str]]:
    return [
        (f"{module.__name__.rpartition('.')[2]}.{name}", sql)
        for module in modules
        for name, sql in vars(module).items()
        if name.isupper() and isinstance(sql, str) and " " in sql and "," not in sql.split()[0]
    ]


@pytest.mark.parametrize(("name", "sql"), _statements(audit, organisation, people))
async def test_every_statement_fits_the_schema(app_connection: Connection, name: str, sql: str) -> None:
    await app_connection.prepare(sql)


@pytest.mark.parametrize(("name", "sql"), _statements(door))
async def test_every_statement_of_the_door_fits_what_the_door_may(database_urls: Urls, name: str, sql: str) -> None:
    connection = await asyncpg.connect(database_urls.door)
    try:
        transaction = connection.transaction()
        await transaction.start()
        arguments = [_anything(parameter.name) for parameter in (await connection.prepare(sql)).get_parameters()]
        await connection.fetch(sql, *arguments)  # run: privileges and policies are checked only then
        await transaction.rollback()
    finally:
        await connection.close()


def _anything(type_name: str) -> object:
    from_name: dict[str, object] = {"bytea": bytes(32), "text": "", "bytea[]": [bytes(32)]}
    return NOW if type_name.startswith("timestamp") else from_name[type_name]


@pytest.mark.parametrize("table", ["user", "session", "api_token", "grant", "audit", "totp", "recovery_code", "team"])
async def test_the_door_reads_no_more_than_ids_and_hashes(database_urls: Urls, table: str) -> None:
    connection = await asyncpg.connect(database_urls.door)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch(f'select * from access."{table}"')
    finally:
        await connection.close()


@pytest.mark.parametrize(
    "deed", ["update access.audit set verb = 'x'", "delete from access.audit", "truncate access.audit"]
)
async def test_the_audit_log_can_only_grow(app_connection: Connection, deed: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app_connection.execute(deed)


async def test_the_predicate_of_lists_says_what_the_rule_of_one_object_says(app_connection: Connection) -> None:
    """Sixty scopes against sixty places, some of them without a queue, in one statement each."""
    chance = random.Random(7)
    ids = [UUID(int=n) for n in range(1, 6)]
    maybe = [*ids, None]
    places = [
        Place(brand_id=chance.choice(maybe), queue_id=chance.choice(maybe), account_id=chance.choice(maybe))
        for _ in range(60)
    ]
    sql = f"""
    select c.n from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality c(brand_id, queue_id, account_id, n)
    where {visible("c", 4)} order by n
    """
    columns = ([p.brand_id for p in places], [p.queue_id for p in places], [p.account_id for p in places])
    for _ in range(60):
        some = [frozenset(chance.sample(ids, chance.randint(0, 3))) for _ in range(3)]
        scope = Scope(chance.random() < 0.1, *some)
        rows = await app_connection.fetch(sql, *columns, *scope.parameters())
        assert [row["n"] - 1 for row in rows] == [n for n, place in enumerate(places) if scope.covers(place)]


async def test_one_workspace_does_not_see_another(app_connection: Connection) -> None:
    first = await start(app_connection)
    await first.user("ana")
    second = await start(app_connection)
    assert await organisation.get_unit(second.tx, first.brisa) is None
    assert await people.find_user(second.tx, "ana@example.org") is None
    await app_connection.execute("select set_config('app.workspace', '', true)")
    assert await app_connection.fetchval('select count(*) from access."user"') == 0
