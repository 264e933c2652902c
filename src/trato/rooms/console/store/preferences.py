"""SQL of what people settled for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.console.model.preferences import (
    Density,
    NoticeKind,
    NoticeWay,
    Preferences,
    PushShows,
    Quiet,
    Sound,
    Theme,
)

SETTLED = """
theme, density, single_keys, enter_sends, keys, notices, sound, quiet, quiet_from, quiet_to, quiet_days, push_shows,
  suggestions, guesses
"""
GET = f"select {SETTLED} from console.preference where user_id = $1 and workspace_id = $2"
LIST = f"select user_id, {SETTLED} from console.preference where user_id = any($1::uuid[]) and workspace_id = $2"
# somebody who opens two tabs and changes something in each changes one row, one after the other
LOCK = f"{GET} for update"
PUT = f"""
insert into console.preference (user_id, workspace_id, changed_at, {SETTLED})
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
on conflict (user_id, workspace_id) do update set theme = $4, density = $5, single_keys = $6, enter_sends = $7,
  keys = $8, notices = $9, sound = $10, quiet = $11, quiet_from = $12, quiet_to = $13, quiet_days = $14,
  push_shows = $15, suggestions = $16, guesses = $17, changed_at = $3
"""


async def get(tx: Tx, user: UUID) -> Preferences:
    row = await tx.connection.fetchrow(GET, user, tx.workspace)
    return _preferences(row) if row else Preferences()


async def lock(tx: Tx, user: UUID) -> Preferences:
    row = await tx.connection.fetchrow(LOCK, user, tx.workspace)
    return _preferences(row) if row else Preferences()


async def of(tx: Tx, users: Sequence[UUID]) -> dict[UUID, Preferences]:
    """Return what each of `users` settled."""
    rows = {row["user_id"]: _preferences(row) for row in await tx.connection.fetch(LIST, users, tx.workspace)}
    return {user: rows.get(user, Preferences()) for user in users}


async def put(tx: Tx, user: UUID, one: Preferences) -> None:
    await tx.connection.execute(
        PUT,
        user,
        tx.workspace,
        tx.now,
        one.theme.value,
        one.density.value,
        one.single_keys,
        one.enter_sends,
        one.keys,
        {kind.value: [way.value for way in ways] for kind, ways in one.notices.items()},
        one.sound.value,
        one.quiet.on,
        one.quiet.from_minute,
        one.quiet.to_minute,
        list(one.quiet.days),
        one.push_shows.value,
        one.suggestions,
        one.guesses,
    )


def _preferences(row: asyncpg.Record) -> Preferences:
    kept = {NoticeKind(kind): tuple(NoticeWay(way) for way in ways) for kind, ways in row["notices"].items()}
    return Preferences(
        theme=Theme(row["theme"]),
        density=Density(row["density"]),
        single_keys=row["single_keys"],
        enter_sends=row["enter_sends"],
        keys=row["keys"],
        notices={**Preferences().notices, **kept},
        sound=Sound(row["sound"]),
        quiet=Quiet(row["quiet"], row["quiet_from"], row["quiet_to"], tuple(row["quiet_days"])),
        push_shows=PushShows(row["push_shows"]),
        suggestions=row["suggestions"],
        guesses=row["guesses"],
    )
