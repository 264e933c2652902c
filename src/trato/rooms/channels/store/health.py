"""SQL of how accounts do: the last look at each, and when something last came and went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels.model import Pulse

SET_CHECKUP = """
insert into channels.checkup (account_id, workspace_id, at, findings, token_ends_at) values ($2, $1, $3, $4, $5)
on conflict (account_id, workspace_id) do update
set at = excluded.at, findings = excluded.findings, token_ends_at = excluded.token_ends_at
"""
LIST_HEALTH = """
select a.id, c.at as checked_at, c.findings, c.token_ends_at, p.received_at, p.sent_at
from channels.account a
left join channels.checkup c on c.account_id = a.id and c.workspace_id = $1
left join channels.pulse p on p.account_id = a.id and p.workspace_id = $1
where a.workspace_id = $1
"""
NOTE_PULSE = """
insert into channels.pulse as p (account_id, workspace_id, received_at, sent_at)
select u.id, $1, u.received_at, u.sent_at
from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) u(id, received_at, sent_at)
on conflict (account_id, workspace_id) do update
set received_at = greatest(p.received_at, excluded.received_at), sent_at = greatest(p.sent_at, excluded.sent_at)
"""


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of how an account does; `findings` as they were kept."""

    pulse: Pulse
    checked_at: datetime | None
    findings: list[dict[str, Any]]
    token_ends_at: datetime | None


async def set_checkup(tx: Tx, account_id: UUID, findings: list[Any], token_ends_at: datetime | None) -> None:
    """Keep the last look at an account."""
    await tx.connection.execute(SET_CHECKUP, tx.workspace, account_id, tx.now, findings, token_ends_at)


async def list_health(tx: Tx) -> dict[UUID, Health]:
    """Return how every account of the workspace does."""
    return {
        row["id"]: Health(
            Pulse(row["id"], row["received_at"], row["sent_at"]),
            row["checked_at"], row["findings"] or [], row["token_ends_at"],
        )
        for row in await tx.connection.fetch(LIST_HEALTH, tx.workspace)
    }  # fmt: skip


async def note_pulse(tx: Tx, pulses: Sequence[Pulse]) -> None:
    """Keep when something last came and went; what is older than what is known changes nothing."""
    ids, came, went = (
        [one.account_id for one in pulses], [one.received_at for one in pulses], [one.sent_at for one in pulses]
    )  # fmt: skip
    await tx.connection.execute(NOTE_PULSE, tx.workspace, ids, came, went)
