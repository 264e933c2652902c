"""SQL of policies and their versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.channels.model import Surface
from trato.rooms.sla.model import (
    PauseReason,
    Policy,
    PolicyId,
    PolicyScope,
    PolicyTerms,
    PolicyVersion,
    Promised,
    Target,
)

ADD_POLICIES = """
insert into sla.policy (id, workspace_id, name, source, created_at, code)
select u.id, $1, u.name, u.source, $5, u.code
from unnest($2::uuid[], $3::text[], $4::text[], $6::text[]) u(id, name, source, code)
on conflict do nothing returning id
"""
ADD_VERSION = """
insert into sla.policy_version (policy_id, version, workspace_id, surface, channel, brand_id, account_id, tier, country,
                                priority, wall_clock, bot_counts, approach, factors, locked, from_at, by_kind, by_id,
                                organisation_id, flag, team_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
"""
ADD_TARGETS = """
insert into sla.policy_target (policy_id, version, workspace_id, target, seconds, pause_on)
select $1, $2, $3, u.target, u.seconds, string_to_array(u.pause_on, ',')
from unnest($4::text[], $5::int[], $6::text[]) u(target, seconds, pause_on)
"""
LOCK_POLICY = """
select name, source, version, code from sla.policy where id = $1 and workspace_id = $2 and retired_at is null for update
"""
SET_VERSION = "update sla.policy set version = $3, name = $4 where id = $1 and workspace_id = $2"
NAME_TAKEN = """
select exists (select 1 from sla.policy where name = $1 and workspace_id = $2 and id <> $3 and retired_at is null)
"""
LIST_CODES = "select code from sla.policy where workspace_id = $1 and retired_at is null"
RESTORE = """
update sla.policy p set retired_at = null
where id = $1 and workspace_id = $2 and retired_at is not null and not exists (
  select 1 from sla.policy o
  where o.workspace_id = $2 and o.retired_at is null and (o.name = p.name or o.code = p.code and o.code <> ''))
returning id
"""
IS_RETIRED = "select name from sla.policy where id = $1 and workspace_id = $2 and retired_at is not null"
RETIRE = """
update sla.policy set retired_at = $3 where id = $1 and workspace_id = $2 and retired_at is null returning id
"""
LIST_VERSIONS = """
select v.version, v.from_at, v.by_kind, v.by_id, v.surface, v.channel, v.brand_id, v.account_id, v.tier, v.country,
       v.priority, v.wall_clock, v.bot_counts, v.approach, v.factors, v.locked, v.organisation_id, v.flag, v.team_id,
       (select jsonb_agg(jsonb_build_object('target', t.target, 'seconds', t.seconds, 'pause_on', t.pause_on)
                         order by t.target)
        from sla.policy_target t
        where t.policy_id = v.policy_id and t.version = v.version and t.workspace_id = v.workspace_id) as promises
from sla.policy_version v
where v.policy_id = $1 and v.workspace_id = $2 order by v.version desc limit $3
"""
LIST_POLICIES = """
select p.id, p.version, p.name, p.source, p.code, v.surface, v.channel, v.brand_id, v.account_id, v.tier,
       v.country, v.priority, v.wall_clock, v.bot_counts, v.approach, v.factors, v.locked, v.organisation_id, v.flag,
       v.team_id,
       (select jsonb_agg(jsonb_build_object('target', t.target, 'seconds', t.seconds, 'pause_on', t.pause_on)
                         order by t.target)
        from sla.policy_target t
        where t.policy_id = p.id and t.version = p.version and t.workspace_id = p.workspace_id) as promises
from sla.policy p
join sla.policy_version v on v.policy_id = p.id and v.version = p.version and v.workspace_id = p.workspace_id
where p.workspace_id = $1 and p.retired_at is null
order by p.name
"""
GET_TERMS = """
select v.surface, v.channel, v.brand_id, v.account_id, v.tier, v.country, v.priority, v.wall_clock, v.bot_counts,
       v.approach, v.factors, v.locked, v.organisation_id, v.flag, v.team_id,
       (select jsonb_agg(jsonb_build_object('target', t.target, 'seconds', t.seconds, 'pause_on', t.pause_on))
        from sla.policy_target t
        where t.policy_id = v.policy_id and t.version = v.version and t.workspace_id = v.workspace_id) as promises
from sla.policy_version v where v.policy_id = $1 and v.version = $2 and v.workspace_id = $3
"""
NAMES = "select id, name from sla.policy where id = any($1::uuid[]) and workspace_id = $2"
GET_STAMP = "select stamp from sla.policy_stamp where workspace_id = $1"
SET_STAMP = """
insert into sla.policy_stamp (workspace_id, stamp) values ($1, $2)
on conflict (workspace_id) do update set stamp = excluded.stamp
"""


async def add_policies(tx: Tx, policies: Sequence[Policy]) -> set[UUID]:
    """Write policies and return the ids of those whose name was free."""
    rows = await tx.connection.fetch(
        ADD_POLICIES,
        tx.workspace,
        [one.id for one in policies],
        [one.name for one in policies],
        [one.source for one in policies],
        tx.now,
        [one.code for one in policies],
    )
    return {row[0] for row in rows}


async def add_version(tx: Tx, policy: Policy) -> None:
    """Write what a policy says in this version."""
    terms, scope = policy.terms, policy.terms.scope
    await tx.connection.execute(
        ADD_VERSION,
        policy.id,
        policy.version,
        tx.workspace,
        scope.surface.value if scope.surface else None,
        scope.channel,
        scope.brand_id,
        scope.account_id,
        scope.tier,
        scope.country,
        scope.priority,
        terms.wall_clock,
        terms.bot_counts,
        terms.approach,
        dict(terms.factors),
        terms.locked,
        tx.now,
        tx.actor.kind.value,
        tx.actor.id,
        scope.organisation_id,
        scope.flag,
        scope.team_id,
    )
    await tx.connection.execute(
        ADD_TARGETS,
        policy.id,
        policy.version,
        tx.workspace,
        [one.target.value for one in terms.promises],
        [one.within // timedelta(seconds=1) for one in terms.promises],
        [",".join(sorted(reason.value for reason in one.pause_on)) for one in terms.promises],
    )


async def lock_policy(tx: Tx, policy_id: PolicyId) -> tuple[str, str, int, str] | None:
    """Lock a policy in force; return its name, source, version and code."""
    row = await tx.connection.fetchrow(LOCK_POLICY, policy_id, tx.workspace)
    return (row[0], row[1], row[2], row[3]) if row else None


async def set_version(tx: Tx, policy: Policy) -> None:
    """Put a version into force, with the name that it bears."""
    await tx.connection.execute(SET_VERSION, policy.id, tx.workspace, policy.version, policy.name)


async def is_name_taken(tx: Tx, name: str, but: UUID) -> bool:
    taken: bool = await tx.connection.fetchval(NAME_TAKEN, name, tx.workspace, but)
    return taken


async def list_codes(tx: Tx) -> set[str]:
    return {row[0] for row in await tx.connection.fetch(LIST_CODES, tx.workspace)}


async def restore(tx: Tx, policy_id: UUID) -> bool:
    """Put a retired policy into force again; False when it is not retired, or its name or code is taken."""
    return await tx.connection.fetchval(RESTORE, policy_id, tx.workspace) is not None


async def retired_name(tx: Tx, policy_id: UUID) -> str | None:
    """Return the name of a retired policy; None when there is no such policy."""
    name: str | None = await tx.connection.fetchval(IS_RETIRED, policy_id, tx.workspace)
    return name


async def list_versions(tx: Tx, policy_id: UUID, limit: int) -> list[PolicyVersion]:
    """Return what a policy said, newest first."""
    rows = await tx.connection.fetch(LIST_VERSIONS, policy_id, tx.workspace, limit)
    return [PolicyVersion(row["version"], row["from_at"], row["by_kind"], row["by_id"], _terms(row)) for row in rows]


async def retire(tx: Tx, policy_id: PolicyId) -> bool:
    return await tx.connection.fetchval(RETIRE, policy_id, tx.workspace, tx.now) is not None


async def list_policies(tx: Tx) -> list[Policy]:
    """Return every policy in force, by name."""
    return [_policy(row) for row in await tx.connection.fetch(LIST_POLICIES, tx.workspace)]


async def terms_of(tx: Tx, policy_id: UUID, version: int) -> PolicyTerms | None:
    """Return what a policy said in one version."""
    row = await tx.connection.fetchrow(GET_TERMS, policy_id, version, tx.workspace)
    return _terms(row) if row else None


async def names_of(tx: Tx, policy_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of policies, retired ones too."""
    return dict(await tx.connection.fetch(NAMES, list(set(policy_ids)), tx.workspace))


async def get_stamp(tx: Tx) -> UUID | None:
    stamp: UUID | None = await tx.connection.fetchval(GET_STAMP, tx.workspace)
    return stamp


async def set_stamp(tx: Tx, stamp: UUID) -> None:
    await tx.connection.execute(SET_STAMP, tx.workspace, stamp)


def _policy(row: asyncpg.Record) -> Policy:
    return Policy(PolicyId(row["id"]), row["version"], row["name"], row["source"], _terms(row), row["code"])


def _terms(row: asyncpg.Record) -> PolicyTerms:
    scope = PolicyScope(
        surface=Surface(row["surface"]) if row["surface"] else None,
        channel=row["channel"],
        brand_id=row["brand_id"],
        account_id=row["account_id"],
        tier=row["tier"],
        country=row["country"],
        priority=row["priority"],
        organisation_id=row["organisation_id"],
        flag=row["flag"],
        team_id=row["team_id"],
    )
    promises = tuple(
        Promised(
            Target(one["target"]),
            timedelta(seconds=one["seconds"]),
            frozenset(PauseReason(reason) for reason in one["pause_on"]),
        )
        for one in row["promises"] or ()
    )
    return PolicyTerms(
        scope=scope,
        promises=promises,
        wall_clock=row["wall_clock"],
        bot_counts=row["bot_counts"],
        approach=row["approach"],
        factors=tuple(sorted(row["factors"].items())),
        locked=row["locked"],
    )
