"""SQL of the reasons for not taking work."""

from __future__ import annotations

from collections.abc import Sequence

from trato.kit.tx import Tx
from trato.rooms.workforce.model import PresenceState, Reason

LIST_REASONS = """
select code, state, names, retired_at is null as kept from workforce.reason
where workspace_id = $1 order by position, code
"""
RETIRE_REASONS = """
update workforce.reason set retired_at = $2
where workspace_id = $1 and retired_at is null and not (code = any($3::text[]))
"""
SET_REASONS = """
insert into workforce.reason (code, workspace_id, state, names, position)
select u.code, $1, u.state, u.names, u.position
from unnest($2::text[], $3::text[], $4::jsonb[], $5::int[]) u (code, state, names, position)
on conflict (code, workspace_id) do update
set state = excluded.state, names = excluded.names, position = excluded.position, retired_at = null
"""


async def list_reasons(tx: Tx) -> list[tuple[Reason, bool]]:
    """Return every reason there ever was, in order, each with whether it is still offered."""
    rows = await tx.connection.fetch(LIST_REASONS, tx.workspace)
    return [(Reason(r[0], PresenceState(r[1]), r[2]), r[3]) for r in rows]


async def set_reasons(tx: Tx, reasons: Sequence[Reason]) -> None:
    """Keep these reasons, in this order; the others are offered no more, and stay for what was."""
    await tx.connection.execute(RETIRE_REASONS, tx.workspace, tx.now, [one.code for one in reasons])
    await tx.connection.execute(
        SET_REASONS,
        tx.workspace,
        [one.code for one in reasons],
        [one.state.value for one in reasons],
        [dict(one.names) for one in reasons],
        list(range(len(reasons))),
    )
