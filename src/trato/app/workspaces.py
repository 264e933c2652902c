"""Which workspace a command is for."""

from __future__ import annotations

from uuid import UUID

import asyncpg
import typer

from trato.kit.settings import Settings

ALL = "select id, slug from access.workspace order by slug"


async def list_workspaces(settings: Settings) -> dict[str, UUID]:
    """Return the workspaces of a database by short name; none where nobody has made its tables yet."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        return {row["slug"]: row["id"] for row in await connection.fetch(ALL)}
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError):
        return {}
    finally:
        await connection.close()


async def workspace_named(settings: Settings, slug: str) -> UUID:
    """Return the workspace of a short name, or the only one there is for "". Raises typer.BadParameter."""
    known = await list_workspaces(settings)
    if slug in known:
        return known[slug]
    if not slug and len(known) == 1:
        return next(iter(known.values()))
    raise typer.BadParameter(f"name one of the workspaces with --workspace (found: {', '.join(known) or 'none'})")
