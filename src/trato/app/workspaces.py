"""Which workspace a command is for."""

from __future__ import annotations

from uuid import UUID

import asyncpg
import typer

from trato.kit.settings import Settings

NAMED = "select id, slug from access.workspace where slug = $1 or $1 = ''"


async def workspace_named(settings: Settings, slug: str) -> UUID:
    """Return the workspace of a short name, or the only one there is for "". Raises typer.BadParameter."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        rows = await connection.fetch(NAMED, slug)
    finally:
        await connection.close()
    if len(rows) != 1:
        known = ", ".join(row["slug"] for row in rows) or "none"
        raise typer.BadParameter(f"name one of the workspaces with --workspace (found: {known})")
    identity: UUID = rows[0]["id"]
    return identity
