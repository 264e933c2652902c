"""SQL of how accounts do: the last look at each, and when something last came and went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels.model import EndingToken, Pulse

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
LIST_ENDING = """
select a.id as account_id, a.channel, a.name, a.brand_id, a.queue_id, c.token_ends_at as ends_at
from channels.account a
join channels.checkup c on c.account_id = a.id and c.workspace_id = $1
where a.workspace_id = $1 and a.state in ('active', 'paused', 'broken') and c.token_ends_at <= $2
order by c.token_ends_at, a.name
"""
ADD_WARNINGS = """
insert into channels.token_warning (account_id, ends_at, days, workspace_id, at)
select u.account_id, u.ends_at, u.days, $1, $2
from unnest($3::uuid[], $4::timestamptz[], $5::int[]) u(account_id, ends_at, days)
on conflict do nothing returning account_id, ends_at, days
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


async def list_ending(tx: Tx, until: datetime) -> list[EndingToken]:
    """List accounts in use whose token ends by then, the soonest first."""
    return [EndingToken(**dict(row)) for row in await tx.connection.fetch(LIST_ENDING, tx.workspace, until)]


async def add_warnings(tx: Tx, told: Sequence[tuple[UUID, datetime, int]]) -> frozenset[tuple[UUID, datetime, int]]:
    """Keep (account, end, days) as announced; return those that were not."""
    accounts, ends, days = ([one[n] for one in told] for n in range(3))
    rows = await tx.connection.fetch(ADD_WARNINGS, tx.workspace, tx.now, accounts, ends, days)
    return frozenset((row["account_id"], row["ends_at"], row["days"]) for row in rows)
