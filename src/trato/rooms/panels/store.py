"""SQL of panels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from trato.kit.tx import Tx
from trato.rooms.panels.model import Answer, Group, Panel, PanelId, PanelState, Tell

PANEL = "id, name, url, tells, state, created_at, brand_id"
ADD_PANEL = """
insert into panels.panel (id, workspace_id, name, url, tells, secret, created_at, brand_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
GET_PANEL = f"select {PANEL} from panels.panel where id = $1 and workspace_id = $2 and removed_at is null"
LIST_PANELS = f"select {PANEL} from panels.panel where workspace_id = $1 and removed_at is null order by created_at, id"
CHANGE_PANEL = """
update panels.panel set name = $3, url = $4, tells = $5, state = $6, brand_id = $7
where id = $1 and workspace_id = $2 and removed_at is null
"""
REMOVE_PANEL = """
update panels.panel set removed_at = $3, state = 'paused' where id = $1 and workspace_id = $2 and removed_at is null
returning id
"""
DROP_ANSWERS = "delete from panels.answer where panel_id = $1 and workspace_id = $2"
SET_SECRET = "update panels.panel set secret = $3 where id = $1 and workspace_id = $2"
GET_SECRET = "select secret from panels.panel where id = $1 and workspace_id = $2"
LIST_ANSWERS = """
select p.id, p.name, a.asked_at, a.answered_at, a.groups::text as groups, a.error
from panels.panel p
left join panels.answer a on a.panel_id = p.id and a.contact_id = $2 and a.workspace_id = $1
where p.workspace_id = $1 and p.removed_at is null and p.state = 'active'
  and (p.brand_id is null or p.brand_id = $3)
order by p.created_at, p.id
"""
KEEP_ANSWER = """
insert into panels.answer (panel_id, contact_id, workspace_id, asked_at, answered_at, groups)
values ($1, $2, $3, $4, $4, $5::text::jsonb)
on conflict (contact_id, panel_id, workspace_id) do update set asked_at = excluded.asked_at,
  answered_at = excluded.answered_at, groups = excluded.groups, error = ''
"""
KEEP_FAILURE = """
insert into panels.answer (panel_id, contact_id, workspace_id, asked_at, error) values ($1, $2, $3, $4, $5)
on conflict (contact_id, panel_id, workspace_id) do update set asked_at = excluded.asked_at, error = excluded.error
"""
DROP_OLD = "delete from panels.answer where workspace_id = $1 and asked_at < $2"


async def add_panel(tx: Tx, panel: Panel, secret: bytes) -> None:
    given = (panel.id, tx.workspace, panel.name, panel.url, list(panel.tells), secret, panel.created_at, panel.brand_id)
    await tx.connection.execute(ADD_PANEL, *given)


async def get_panel(tx: Tx, panel: UUID) -> Panel | None:
    row = await tx.connection.fetchrow(GET_PANEL, panel, tx.workspace)
    return _panel(row) if row else None


async def list_panels(tx: Tx) -> list[Panel]:
    return [_panel(row) for row in await tx.connection.fetch(LIST_PANELS, tx.workspace)]


async def change_panel(tx: Tx, panel: Panel) -> None:
    given = (panel.id, tx.workspace, panel.name, panel.url, list(panel.tells), panel.state, panel.brand_id)
    await tx.connection.execute(CHANGE_PANEL, *given)


async def remove_panel(tx: Tx, panel: UUID) -> bool:
    return await tx.connection.fetchval(REMOVE_PANEL, panel, tx.workspace, tx.now) is not None


async def drop_answers(tx: Tx, panel: UUID) -> None:
    await tx.connection.execute(DROP_ANSWERS, panel, tx.workspace)


async def set_secret(tx: Tx, panel: UUID, secret: bytes) -> None:
    await tx.connection.execute(SET_SECRET, panel, tx.workspace, secret)


async def get_secret(tx: Tx, panel: UUID) -> bytes:
    secret: bytes = await tx.connection.fetchval(GET_SECRET, panel, tx.workspace)
    return secret


async def list_answers(tx: Tx, contact: UUID, brand: UUID | None) -> list[Answer]:
    """Return what every active panel of a brand, or of all, said last of a contact, or nothing yet."""
    return [
        Answer(
            PanelId(row["id"]),
            row["name"],
            msgspec.json.decode(row["groups"] or "[]", type=tuple[Group, ...]),
            row["asked_at"],
            row["answered_at"],
            row["error"] or "",
        )
        for row in await tx.connection.fetch(LIST_ANSWERS, tx.workspace, contact, brand)
    ]


async def keep_answer(tx: Tx, panel: UUID, contact: UUID, at: datetime, groups: Sequence[Group]) -> None:
    told = msgspec.json.encode(groups).decode()
    await tx.connection.execute(KEEP_ANSWER, panel, contact, tx.workspace, at, told)


async def keep_failure(tx: Tx, panel: UUID, contact: UUID, at: datetime, error: str) -> None:
    await tx.connection.execute(KEEP_FAILURE, panel, contact, tx.workspace, at, error)


async def drop_old(tx: Tx, before: datetime) -> None:
    await tx.connection.execute(DROP_OLD, tx.workspace, before)


def _panel(row: asyncpg.Record) -> Panel:
    return Panel(row[0], row[1], row[2], tuple(Tell(one) for one in row[3]), PanelState(row[4]), row[5], row[6])
