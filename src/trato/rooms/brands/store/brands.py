"""SQL of brands and of who answers for them."""

from __future__ import annotations

from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.brands.model import Brand, BrandId, Controller, ControllerId, Voice

_CONTROLLER = "id, legal_name, country, contact, created_at, code, address, retired_at"
_BRAND = """id, controller_id, name, locale, country, timezone, voice_is, voice_is_not, voice_do, voice_do_not,
  created_at, code, colour, languages, retired_at"""

ADD_CONTROLLER = """
insert into brands.controller (id, workspace_id, legal_name, country, contact, created_at, code, address)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
LIST_CONTROLLERS = f"select {_CONTROLLER} from brands.controller where workspace_id = $1 order by legal_name"
GET_CONTROLLER = f"select {_CONTROLLER} from brands.controller where id = $1 and workspace_id = $2"
SET_CONTROLLER = """
update brands.controller set legal_name = $3, country = $4, contact = $5, address = $6, retired_at = $7
where id = $1 and workspace_id = $2
"""
COUNT_BRANDS_OF = """
select count(*) from brands.brand where controller_id = $1 and workspace_id = $2 and retired_at is null
"""
CODES = """
select code from brands.brand where workspace_id = $1 and code like $2 || '%'
union select code from brands.calendar where workspace_id = $1 and code like $2 || '%'
union select code from brands.controller where workspace_id = $1 and code like $2 || '%'
"""
ADD_BRAND = """
insert into brands.brand (id, workspace_id, controller_id, name, locale, country, timezone, voice_is, voice_is_not,
  voice_do, voice_do_not, created_at, code, colour, languages)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
on conflict (name, workspace_id) do nothing returning id
"""
LIST_BRANDS = f"select {_BRAND} from brands.brand where workspace_id = $1 and ($2 or retired_at is null) order by name"
GET_BRAND = f"select {_BRAND} from brands.brand where id = $1 and workspace_id = $2"
NAME_TAKEN = "select exists (select 1 from brands.brand where name = $1 and workspace_id = $2 and id <> $3)"
SET_BRAND = """
update brands.brand set controller_id = $3, name = $4, locale = $5, country = $6, timezone = $7, voice_is = $8,
  voice_is_not = $9, voice_do = $10, voice_do_not = $11, colour = $12, languages = $13, retired_at = $14
where id = $1 and workspace_id = $2
"""


async def add_controller(tx: Tx, one: Controller) -> None:
    await tx.connection.execute(
        ADD_CONTROLLER, one.id, tx.workspace, one.legal_name, one.country, one.contact, one.created_at, one.code,
        one.address,
    )  # fmt: skip


async def list_controllers(tx: Tx) -> list[Controller]:
    return [_controller(row) for row in await tx.connection.fetch(LIST_CONTROLLERS, tx.workspace)]


async def get_controller(tx: Tx, controller_id: UUID) -> Controller | None:
    row = await tx.connection.fetchrow(GET_CONTROLLER, controller_id, tx.workspace)
    return _controller(row) if row else None


async def set_controller(tx: Tx, one: Controller) -> None:
    await tx.connection.execute(
        SET_CONTROLLER, one.id, tx.workspace, one.legal_name, one.country, one.contact, one.address, one.retired_at
    )


async def count_brands_of(tx: Tx, controller_id: UUID) -> int:
    count: int = await tx.connection.fetchval(COUNT_BRANDS_OF, controller_id, tx.workspace)
    return count


async def list_codes(tx: Tx, stem: str) -> set[str]:
    """Return the codes that begin with `stem`, of whatever they name."""
    return {row[0] for row in await tx.connection.fetch(CODES, tx.workspace, stem)}


async def add_brand(tx: Tx, one: Brand) -> bool:
    """Write a brand; False when its name is taken."""
    v = one.voice
    return None is not await tx.connection.fetchval(
        ADD_BRAND, one.id, tx.workspace, one.controller_id, one.name, one.locale, one.country, one.timezone, v.is_,
        v.is_not, v.do, v.do_not, one.created_at, one.code, one.colour, list(one.languages),
    )  # fmt: skip


async def list_brands(tx: Tx, *, retired: bool) -> list[Brand]:
    return [_brand(row) for row in await tx.connection.fetch(LIST_BRANDS, tx.workspace, retired)]


async def get_brand(tx: Tx, brand_id: BrandId) -> Brand | None:
    row = await tx.connection.fetchrow(GET_BRAND, brand_id, tx.workspace)
    return _brand(row) if row else None


async def is_name_taken(tx: Tx, name: str, but: UUID) -> bool:
    taken: bool = await tx.connection.fetchval(NAME_TAKEN, name, tx.workspace, but)
    return taken


async def set_brand(tx: Tx, one: Brand) -> None:
    """Write what may change of a brand."""
    v = one.voice
    await tx.connection.execute(
        SET_BRAND, one.id, tx.workspace, one.controller_id, one.name, one.locale, one.country, one.timezone, v.is_,
        v.is_not, v.do, v.do_not, one.colour, list(one.languages), one.retired_at,
    )  # fmt: skip


def _controller(row: asyncpg.Record) -> Controller:
    return Controller(ControllerId(row["id"]), *list(row)[1:])


def _brand(row: asyncpg.Record) -> Brand:
    return Brand(
        id=BrandId(row["id"]),
        controller_id=ControllerId(row["controller_id"]),
        name=row["name"],
        locale=row["locale"],
        country=row["country"],
        timezone=row["timezone"],
        voice=Voice(row["voice_is"], row["voice_is_not"], row["voice_do"], row["voice_do_not"]),
        created_at=row["created_at"],
        code=row["code"],
        colour=row["colour"],
        languages=tuple(row["languages"]),
        retired_at=row["retired_at"],
    )
