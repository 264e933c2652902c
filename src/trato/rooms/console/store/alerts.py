"""Alerts over the numbers of the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

_RULE = "r.id, r.measure, r.queue_id, r.threshold, r.for_seconds, r.owner_id, r.sound, r.over_since"
LIST_RULES = f"""
select {_RULE}, u.name as owner from console.alert_rule r
left join lateral (select name from access."user" where id = r.owner_id and workspace_id = $1 limit 1) u on true
where r.workspace_id = $1 and r.retired_at is null order by r.made_at, r.id
"""
LOCK_RULES = f"""
select {_RULE} from console.alert_rule r where r.workspace_id = $1 and r.retired_at is null
order by r.id for update skip locked
"""
ADD_RULE = """
insert into console.alert_rule (id, workspace_id, measure, queue_id, threshold, for_seconds, owner_id, sound, made_by,
  made_at) values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing
"""
RETIRE_RULE = """
update console.alert_rule set retired_at = $3 where id = $2 and workspace_id = $1 and retired_at is null
returning queue_id
"""
GET_RULE = "select queue_id from console.alert_rule where id = $2 and workspace_id = $1 and retired_at is null"
SET_OVER = "update console.alert_rule set over_since = $3 where id = $2 and workspace_id = $1"
_ALERT = """a.id, a.rule_id, r.measure, r.queue_id, a.threshold, a.value, a.worst, a.owner_id, u.name as owner, r.sound,
  a.raised_at, a.told_at, a.snoozed_until, a.ended_at"""
_JOINED = """
join console.alert_rule r on r.id = a.rule_id and r.workspace_id = $1
left join lateral (select name from access."user" where id = a.owner_id and workspace_id = $1 limit 1) u on true
"""
LIST_OPEN = f"""
select {_ALERT} from (select * from console.alert where workspace_id = $1 and ended_at is null) a {_JOINED}
order by a.raised_at
"""
LIST_ALERTS = f"""
select {_ALERT} from (select * from console.alert where workspace_id = $1 order by raised_at desc limit 200) a {_JOINED}
order by a.raised_at desc
"""
GET_ALERT = f"select {_ALERT} from console.alert a {_JOINED} where a.id = $2 and a.workspace_id = $1"
RAISE = """
insert into console.alert (id, workspace_id, rule_id, owner_id, threshold, value, worst, raised_at, told_at)
values ($2, $1, $3, $4, $5, $6, $6, $7, $7) on conflict do nothing returning id
"""
WORSEN = "update console.alert set worst = $3 where id = $2 and workspace_id = $1"
END = "update console.alert set ended_at = $3 where id = $2 and workspace_id = $1 and ended_at is null"
SNOOZE = "update console.alert set snoozed_until = $3 where id = $2 and workspace_id = $1"
TELL_AGAIN = "update console.alert set snoozed_until = null, told_at = $3 where id = $2 and workspace_id = $1"
MARK = """
insert into console.alert_mark (alert_id, user_id, at, workspace_id, what, until) values ($2, $3, $4, $1, $5, $6)
on conflict do nothing
"""
LIST_MARKS = """
select m.alert_id, m.what, m.at, u.name from console.alert_mark m
left join lateral (select name from access."user" where id = m.user_id and workspace_id = $1 limit 1) u on true
where m.alert_id = any($2::uuid[]) and m.workspace_id = $1 order by m.at
"""


async def list_rules(tx: Tx) -> Sequence[Any]:
    return await tx.connection.fetch(LIST_RULES, tx.workspace)


async def lock_rules(tx: Tx) -> Sequence[Any]:
    """Lock the rules that nobody else judges now."""
    return await tx.connection.fetch(LOCK_RULES, tx.workspace)


async def add_rule(
    tx: Tx, id: UUID, measure: str, queue_id: UUID | None, threshold: int, for_seconds: int, owner: UUID, sound: bool
) -> None:
    await tx.connection.execute(
        ADD_RULE, tx.workspace, id, measure, queue_id, threshold, for_seconds, owner, sound, tx.actor.id, tx.now
    )


async def get_rule(tx: Tx, id: UUID) -> Any | None:
    return await tx.connection.fetchrow(GET_RULE, tx.workspace, id)


async def retire_rule(tx: Tx, id: UUID) -> bool:
    return await tx.connection.fetchrow(RETIRE_RULE, tx.workspace, id, tx.now) is not None


async def set_over(tx: Tx, rule: UUID, since: datetime | None) -> None:
    await tx.connection.execute(SET_OVER, tx.workspace, rule, since)


async def list_open(tx: Tx) -> Sequence[Any]:
    return await tx.connection.fetch(LIST_OPEN, tx.workspace)


async def list_alerts(tx: Tx) -> Sequence[Any]:
    return await tx.connection.fetch(LIST_ALERTS, tx.workspace)


async def get_alert(tx: Tx, id: UUID) -> Any | None:
    return await tx.connection.fetchrow(GET_ALERT, tx.workspace, id)


async def raise_alert(tx: Tx, id: UUID, rule: UUID, owner: UUID, threshold: int, value: int) -> bool:
    """Write an alert; False when the rule has one open already."""
    return await tx.connection.fetchval(RAISE, tx.workspace, id, rule, owner, threshold, value, tx.now) is not None


async def worsen(tx: Tx, id: UUID, value: int) -> None:
    await tx.connection.execute(WORSEN, tx.workspace, id, value)


async def end(tx: Tx, id: UUID) -> None:
    await tx.connection.execute(END, tx.workspace, id, tx.now)


async def snooze(tx: Tx, id: UUID, until: datetime) -> None:
    await tx.connection.execute(SNOOZE, tx.workspace, id, until)


async def tell_again(tx: Tx, id: UUID) -> None:
    await tx.connection.execute(TELL_AGAIN, tx.workspace, id, tx.now)


async def mark(tx: Tx, id: UUID, user: UUID, what: str, until: datetime | None) -> None:
    await tx.connection.execute(MARK, tx.workspace, id, user, tx.now, what, until)


async def list_marks(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(LIST_MARKS, tx.workspace, list(ids))
