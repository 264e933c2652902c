"""SQL of macros."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.automation.model import Action, Macro, MacroId

_MACRO: Final = "id, name, owner_id, team_id, version, steps, changed_at, retired_at"

LIST_MACROS = f"""
select {_MACRO} from automation.macro
where workspace_id = $1 and (retired_at is null or $4)
  and ((owner_id is null and team_id is null) or owner_id = $2 or team_id = any($3::uuid[]))
order by name, id limit 1000
"""
LIST_SHARED = f"""
select {_MACRO} from automation.macro where workspace_id = $1 and owner_id is null and retired_at is null
order by name, id limit 1000
"""
GET_MACRO = f"select {_MACRO} from automation.macro where id = $1 and workspace_id = $2"
ADD_MACRO = """
insert into automation.macro (id, workspace_id, name, owner_id, team_id, version, steps, changed_at)
values ($1, $2, $3, $4, $5, 1, $6, $7)
"""
CHANGE_MACRO = """
update automation.macro set name = $4, owner_id = $5, team_id = $6, steps = $7, changed_at = $8, version = version + 1
where id = $1 and workspace_id = $2 and version = $3 and retired_at is null returning version
"""
ADD_VERSION = """
insert into automation.macro_version (macro_id, version, workspace_id, name, steps, written_by, written_at)
values ($1, $2, $3, $4, $5, $6, $7)
"""
SET_RETIRED = "update automation.macro set retired_at = $3 where id = $1 and workspace_id = $2"


async def list_macros(tx: Tx, user: UUID, teams: Collection[UUID], *, retired: bool = False) -> list[Macro]:
    """Return the macros of somebody: their own, those of these teams, and everybody's."""
    rows = await tx.connection.fetch(LIST_MACROS, tx.workspace, user, list(teams), retired)
    return [_macro(row) for row in rows]


async def list_shared(tx: Tx) -> list[Macro]:
    """Return the macros of teams and of everybody."""
    return [_macro(row) for row in await tx.connection.fetch(LIST_SHARED, tx.workspace)]


async def get_macro(tx: Tx, macro: UUID) -> Macro | None:
    row = await tx.connection.fetchrow(GET_MACRO, macro, tx.workspace)
    return _macro(row) if row else None


async def add_macro(tx: Tx, one: Macro) -> None:
    steps = list(one.then)
    await tx.connection.execute(
        ADD_MACRO, one.id, tx.workspace, one.name, one.owner_id, one.team_id, steps, tx.now
    )  # fmt: skip
    await tx.connection.execute(ADD_VERSION, one.id, 1, tx.workspace, one.name, steps, tx.actor.id, tx.now)


async def change_macro(tx: Tx, one: Macro, version: int) -> bool:
    """Write the version after `version`; False when that is not the last any more."""
    steps = list(one.then)
    made = await tx.connection.fetchval(
        CHANGE_MACRO, one.id, tx.workspace, version, one.name, one.owner_id, one.team_id, steps, tx.now
    )  # fmt: skip
    if made is None:
        return False
    await tx.connection.execute(ADD_VERSION, one.id, made, tx.workspace, one.name, steps, tx.actor.id, tx.now)
    return True


async def set_retired(tx: Tx, macro: UUID, *, retired: bool) -> None:
    await tx.connection.execute(SET_RETIRED, macro, tx.workspace, tx.now if retired else None)


def _macro(row: Any) -> Macro:
    return Macro(
        MacroId(row["id"]), row["name"], row["owner_id"], row["team_id"], row["version"],
        msgspec.convert(row["steps"], tuple[Action, ...]), row["changed_at"], row["retired_at"],
    )  # fmt: skip
