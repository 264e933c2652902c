"""SQL of rules: what they say, in which order, and how often they were asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.automation.model import Rule, RuleBody, RuleId, RuleState

_RULE: Final = "r.id, r.name, r.position, r.state, r.version, r.body, r.changed_at, r.on_since"

GET_STAMP = "select stamp from automation.stamp where workspace_id = $1"
SET_STAMP = """
insert into automation.stamp (workspace_id, stamp) values ($1, $2)
on conflict (workspace_id) do update set stamp = excluded.stamp
"""
LIST_RULES = f"""
select {_RULE}, t.looked, t.matched, t.last_at from automation.rule r
left join lateral (
  select sum(looked) as looked, sum(matched) as matched, max(last_at) as last_at from automation.tally t
  where t.rule_id = r.id and t.workspace_id = $1 and t.day > $2) t on true
where r.workspace_id = $1 and r.retired_at is null order by r.position, r.id
"""
LIST_ACTIVE = f"""
select {_RULE}, 0 as looked, 0 as matched, null::timestamptz as last_at from automation.rule r
where r.workspace_id = $1 and r.retired_at is null and r.state = 'active' order by r.position, r.id
"""
LOCK_RULES = (
    "select id from automation.rule where workspace_id = $1 and retired_at is null order by position, id for update"
)
ADD_RULE = """
insert into automation.rule (id, workspace_id, name, position, state, version, body, changed_by, changed_at)
select $1, $2, $3, coalesce(max(position) + 1, 0), 'draft', 1, $4, $5, $6
from automation.rule where workspace_id = $2 and retired_at is null
returning position
"""
CHANGE_RULE = """
update automation.rule set name = $4, body = $5, version = version + 1, changed_by = $6, changed_at = $7
where id = $1 and workspace_id = $2 and version = $3 and retired_at is null returning version
"""
ADD_VERSION = """
insert into automation.rule_version (rule_id, version, workspace_id, name, body, written_by, written_at)
values ($1, $2, $3, $4, $5, $6, $7)
"""
LIST_VERSIONS = """
select version, name, body, written_by, written_at from automation.rule_version
where rule_id = $1 and workspace_id = $2 order by version desc limit 100
"""
SET_STATE = """
update automation.rule set state = $3, changed_by = $4, changed_at = $5,
  on_since = case when $3 <> 'active' then null when state = 'active' then on_since else $5 end
where id = $1 and workspace_id = $2 and retired_at is null returning id
"""
RETIRE_RULE = """
update automation.rule set retired_at = $3, state = 'off', on_since = null
where id = $1 and workspace_id = $2 and retired_at is null
returning id
"""
RESTORE_RULE = """
update automation.rule set retired_at = null where id = $1 and workspace_id = $2 and retired_at is not null returning id
"""
PLACE_RULES = """
update automation.rule r set position = u.n::int from unnest($2::uuid[]) with ordinality u(id, n)
where r.id = u.id and r.workspace_id = $1
"""
COUNT = """
insert into automation.tally (rule_id, day, workspace_id, looked, matched, last_at)
select u.rule_id, $2, $1, u.looked, u.matched, case when u.matched > 0 then $3::timestamptz end
from unnest($4::uuid[], $5::int[], $6::int[]) u(rule_id, looked, matched) order by u.rule_id
on conflict (rule_id, day, workspace_id) do update set looked = automation.tally.looked + excluded.looked,
  matched = automation.tally.matched + excluded.matched, last_at = coalesce(excluded.last_at, automation.tally.last_at)
"""
NAMES = "select id, name from automation.rule where id = any($1::uuid[]) and workspace_id = $2"


async def get_stamp(tx: Tx) -> UUID | None:
    stamp: UUID | None = await tx.connection.fetchval(GET_STAMP, tx.workspace)
    return stamp


async def set_stamp(tx: Tx, stamp: UUID) -> None:
    await tx.connection.execute(SET_STAMP, tx.workspace, stamp)


async def list_rules(tx: Tx, since: datetime) -> list[Rule]:
    """Return the rules in their order, each with what it did on the days after `since`."""
    return [_rule(row) for row in await tx.connection.fetch(LIST_RULES, tx.workspace, since.date())]


async def list_active(tx: Tx) -> list[Rule]:
    return [_rule(row) for row in await tx.connection.fetch(LIST_ACTIVE, tx.workspace)]


async def lock_rules(tx: Tx) -> list[UUID]:
    return [row["id"] for row in await tx.connection.fetch(LOCK_RULES, tx.workspace)]


async def add_rule(tx: Tx, rule: UUID, name: str, body: RuleBody) -> int:
    position: int = await tx.connection.fetchval(ADD_RULE, rule, tx.workspace, name, body, tx.actor.id, tx.now)
    await _add_version(tx, rule, 1, name, body)
    return position


async def change_rule(tx: Tx, rule: UUID, version: int, name: str, body: RuleBody) -> bool:
    """Write the version after `version`; False when that is not the last any more."""
    made = await tx.connection.fetchval(CHANGE_RULE, rule, tx.workspace, version, name, body, tx.actor.id, tx.now)
    if made is None:
        return False
    await _add_version(tx, rule, made, name, body)
    return True


async def _add_version(tx: Tx, rule: UUID, version: int, name: str, body: RuleBody) -> None:
    await tx.connection.execute(ADD_VERSION, rule, version, tx.workspace, name, body, tx.actor.id, tx.now)


async def list_versions(tx: Tx, rule: UUID) -> list[tuple[int, str, RuleBody, UUID | None, datetime]]:
    rows = await tx.connection.fetch(LIST_VERSIONS, rule, tx.workspace)
    return [(r["version"], r["name"], _body(r["body"]), r["written_by"], r["written_at"]) for r in rows]


async def set_state(tx: Tx, rule: UUID, state: RuleState) -> bool:
    done = await tx.connection.fetchval(SET_STATE, rule, tx.workspace, state.value, tx.actor.id, tx.now)
    return done is not None


async def retire_rule(tx: Tx, rule: UUID) -> bool:
    return await tx.connection.fetchval(RETIRE_RULE, rule, tx.workspace, tx.now) is not None


async def restore_rule(tx: Tx, rule: UUID) -> bool:
    return await tx.connection.fetchval(RESTORE_RULE, rule, tx.workspace) is not None


async def place_rules(tx: Tx, order: Sequence[UUID]) -> None:
    await tx.connection.execute(PLACE_RULES, tx.workspace, list(order))


async def count(tx: Tx, told: Mapping[UUID, tuple[int, int]]) -> None:
    """Add to how often rules were asked, and how often they matched."""
    if told:
        ids = sorted(told)
        looked, matched = [told[id][0] for id in ids], [told[id][1] for id in ids]
        await tx.connection.execute(COUNT, tx.workspace, tx.now.date(), tx.now, ids, looked, matched)


def _body(said: Any) -> RuleBody:
    return msgspec.convert(said, RuleBody)


def _rule(row: Any) -> Rule:
    return Rule(
        RuleId(row["id"]), row["name"], row["position"], RuleState(row["state"]), row["version"], _body(row["body"]),
        row["changed_at"], row["looked"] or 0, row["matched"] or 0, row["last_at"],
        row["on_since"],
    )  # fmt: skip
