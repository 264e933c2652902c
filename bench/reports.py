"""Reports of a day and of a week over a long history, through the HTTP API, as somebody who sees everything.

The history of `bench/history.py` gets what reports count: openings, promises kept and broken, resolutions, reopenings,
abandonments, transfers, assignments, attention and presence. The baseline is in the same run: only counting the cases
that were opened in the same days, in one statement, and fetching them to be counted elsewhere. The limit is on the
ratio to it: a report has some thirty measures and two periods, and whatever else the machine does falls on both.
"""

from __future__ import annotations

import time
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg
import uvloop

from bench import history, load
from bench.history import History, Shape
from bench.read import Reader, sign_in
from bench.stand import Stand, stand
from trato.app.founding import found_workspace
from trato.app.report import Limit, Report
from trato.kit.events import SYSTEM
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import CLOSED, HoursPlan, opening

TABLE = 0.8  # of a report, which reads two periods: a table reads each source once, for its lines and the whole
NINE_TO_SIX = HoursPlan("America/Lima", ((opening("09:00", "18:00"),),) * 5 + (CLOSED, CLOSED))
# chance by the case's own number, so that a run is like the one before
_CHANCE = "('x' || substr(md5(c.number::text || '{}'), 1, 6))::bit(24)::int / 16777216.0"
OPENINGS = f"""
insert into cases.opening (case_id, workspace_id, seconds_since, queue_id, channel, surface)
select c.id, c.workspace_id, case when {_CHANCE.format("o")} < 0.1 then 7200 end, c.queue_id, c.channel, c.surface
from cases."case" c where c.workspace_id = $1
"""
PROMISES = f"""
insert into sla.clock (id, workspace_id, case_id, conversation_id, target, policy_id, policy_version, seconds, approach,
  bot_counts, public, calendar_id, calendar_version, brand_id, account_id, queue_id, surface, channel, country,
  started_at, approach_at, due_at, stopped_at, stopped_by_kind, stopped_by_message_id)
select gen_random_uuid(), c.workspace_id, c.id, m.conversation_id, t.target, $2, $3, 120, 0.8, true, false, $4, $5,
  c.brand_id, c.account_id, c.queue_id, c.surface, c.channel, c.country, c.opened_at + t.later,
  c.opened_at + t.later + interval '96 seconds', c.opened_at + t.later + interval '2 minutes',
  case when m.id is not null then c.opened_at + t.later + interval '10 minutes' * {_CHANCE.format("p")} end,
  case when m.id is not null then 'user' end, m.id
from cases."case" c
cross join (values ('first_response', interval '0'), ('first_human_response', interval '0'),
  ('next_response', interval '1 hour')) t(target, later)
cross join lateral (select v.id as conversation_id, (select o.id from conversations.message o
    where o.case_id = c.id and o.workspace_id = c.workspace_id and o.direction = 'out' order by o.sort_at limit 1) as id
  from conversations.message w join conversations.conversation v on v.id = w.conversation_id
  where w.case_id = c.id and w.workspace_id = c.workspace_id limit 1) m
where c.workspace_id = $1 and c.state <> 'open'
"""
RESOLUTIONS = """
insert into cases.resolution (id, case_id, workspace_id, at, by_kind, by_id, how, channel, queue_id)
select gen_random_uuid(), c.id, c.workspace_id, c.last_message_at, 'user', c.holder_id, 'agent', c.channel, c.queue_id
from cases."case" c where c.workspace_id = $1 and c.state <> 'open'
"""
REOPENINGS = f"""
insert into cases.reopening (id, case_id, workspace_id, at, cause, gap_seconds)
select gen_random_uuid(), c.id, c.workspace_id, c.last_message_at + interval '1 day', 'contact', 86400
from cases."case" c where c.workspace_id = $1 and c.state <> 'open' and {_CHANCE.format("r")} < 0.06
"""
ABANDONMENTS = f"""
insert into cases.abandonment (case_id, workspace_id, variant, evidence, at, holder_kind)
select c.id, c.workspace_id, 'left_queue', 'widget_gone', c.opened_at + interval '3 minutes', 'queue'
from cases."case" c where c.workspace_id = $1 and c.channel = 'webchat' and {_CHANCE.format("a")} < 0.05
"""
TRANSFERS = f"""
insert into cases.transfer (id, case_id, workspace_id, at, from_kind, from_id, to_kind, to_id)
select gen_random_uuid(), c.id, c.workspace_id, c.opened_at + interval '5 minutes', 'agent', c.holder_id, 'agent',
  c.holder_id
from cases."case" c where c.workspace_id = $1 and c.holder_kind = 'agent' and {_CHANCE.format("t")} < 0.1
"""
ASSIGNMENTS = """
insert into routing.assignment (id, case_id, workspace_id, at, author, reason, queue_id, agent_id, outcome)
select gen_random_uuid(), c.id, c.workspace_id, c.opened_at + interval '20 seconds', 'engine', 'available', c.queue_id,
  c.holder_id, 'accepted'
from cases."case" c where c.workspace_id = $1 and c.holder_kind = 'agent'
"""
ATTENTION = """
insert into console.segment (id, workspace_id, user_id, kind, case_id, device, started_at, ended_at, active_seconds,
  outcome)
select gen_random_uuid(), c.workspace_id, c.holder_id, s.kind, c.id, 'd', c.opened_at + s.since,
  c.opened_at + s.since + interval '50 seconds', 40, case when s.kind = 'compose' then 'sent' end
from cases."case" c
cross join (values ('focus', interval '1 minute'), ('compose', interval '70 seconds'), ('focus', interval '3 minutes'),
  ('focus', interval '9 minutes'), ('compose', interval '9 minutes'), ('wrap_up', interval '12 minutes'))
  s(kind, since)
where c.workspace_id = $1 and c.holder_kind = 'agent'
"""
AGENTS = """
insert into workforce.agent (user_id, workspace_id, capacity, since)
select u.id, u.workspace_id, 30, now() - interval '3 years' from access."user" u where u.workspace_id = $1
on conflict do nothing
"""
PRESENCE = """
insert into workforce.presence_seg (id, workspace_id, user_id, state, from_at, to_at, by_kind)
select gen_random_uuid(), a.workspace_id, a.user_id, p.state, d.day + p.since, d.day + p.until, 'user'
from workforce.agent a
cross join generate_series(date_trunc('day', now()) - interval '3 years', now() - interval '1 day', interval '1 day')
  d(day)
cross join (values ('online', interval '9 hours', interval '13 hours'), ('break', interval '13 hours',
  interval '14 hours'), ('online', interval '14 hours', interval '18 hours'), ('offline', interval '18 hours',
  interval '33 hours')) p(state, since, until)
where a.workspace_id = $1
"""
FACTS = (OPENINGS, RESOLUTIONS, REOPENINGS, ABANDONMENTS, TRANSFERS, ASSIGNMENTS, ATTENTION, AGENTS, PRESENCE)
TABLES = (
    "cases.opening", "cases.resolution", "cases.reopening", "cases.abandonment", "cases.transfer", "sla.clock",
    "routing.assignment", "console.segment", "workforce.agent", "workforce.presence_seg", 'cases."case"',
)  # fmt: skip
COUNT = 'select count(*) from cases."case" where workspace_id = $1 and opened_at >= $2 and opened_at < $3'
FETCH = (
    'select id, opened_at, channel, queue_id, state from cases."case" where workspace_id = $1 and opened_at >= $2'
    " and opened_at < $3 and recorded_as = 'live'"
)


async def add_facts(one: Stand, workspace: UUID) -> None:
    """Write what reports count, beside a history that is there."""
    async with one.house.db.transaction(workspace, SYSTEM) as tx:
        hours = await brands.create_calendar(tx, "De nueve a seis", NINE_TO_SIX)
    owner: asyncpg.Connection[Any] = await asyncpg.connect(one.server.url())
    try:
        await owner.execute("set session_replication_role = replica")
        policy = await owner.fetchrow(
            "select policy_id, version from sla.policy_version where workspace_id = $1 limit 1", workspace
        )
        assert policy is not None
        for statement in FACTS:
            await owner.execute(statement, workspace, timeout=600)
        await owner.execute(
            PROMISES, workspace, policy["policy_id"], policy["version"], hours.calendar_id, hours.version, timeout=600
        )
        for table in TABLES:
            await owner.execute(f"vacuum analyze {table}", timeout=600)
        await owner.execute("checkpoint")
    finally:
        await owner.close()


async def measure(shape: Shape, rounds: int, report: Report) -> None:
    """Fill the report with the figures of reports."""
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(stand())
        workspace = await found_workspace(one.house, "pirca", "Grupo Pirca")
        began = time.monotonic()
        written = await history.write(one.house, one.server.url(), workspace, shape)
        await add_facts(one, workspace)
        report.add("history.cases", shape.cases, "cases", note=f"made in {time.monotonic() - began:.0f} s")
        one.start("web-1")
        await one.is_ready()
        leader = await sign_in(one, written, written.leader)
        for name, days, limit in (("day", 1, 60), ("week", 7, 60), ("month", 28, None)):
            await _period(one, written, leader, (name, days, limit), rounds, report)


async def _period(
    one: Stand, written: History, leader: Reader, period: tuple[str, int, int | None], rounds: int, report: Report
) -> None:
    name, days, limit = period
    async with one.house.db.transaction(written.workspace, SYSTEM) as tx:
        today = tx.now
    whole, cut, cases, counted, fetched = [], [], [], [], []
    offered = 0
    for n in range(rounds + 2):
        last = (today - timedelta(days=1 + n % 5)).date()
        first = last - timedelta(days=days - 1)
        asked = f"from={first}&to={last}"
        took, answer = await leader.get(f"/api/v1/reports?{asked}")
        by_queue, _ = await leader.get(f"/api/v1/reports/table?{asked}&by=queue")
        opened, _ = await leader.get(f"/api/v1/reports/cases?{asked}&measure=answered_in_time")
        begins, ends = answer["period"]["stretches"][0]["begins"], answer["period"]["stretches"][-1]["ends"]
        alone = await _baseline(one, written.workspace, (begins, ends))
        if n < 2:  # plans and caches
            continue
        offered = next(told["now"]["n"] for told in answer["told"] if told["key"] == "offered")
        whole.append(took)
        cut.append(by_queue)
        cases.append(opened)
        counted.append(alone[0])
        fetched.append(alone[1])
    report.add(f"{name}.cases", offered, "cases", Limit(at_least=1))
    bound = None if limit is None else Limit(at_most=limit)
    report.add(f"{name}.report.p95", _p95(whole), "ms", note="every measure, by stretch, beside the period before")
    report.add(f"{name}.table.p95", _p95(cut), "ms", note="every measure, by queue")
    report.add(f"{name}.cases_behind.p95", _p95(cases), "ms", note="the first fifty of a number")
    report.add(f"{name}.count_alone.p95", _p95(counted), "ms", note="the baseline: only counting the cases")
    report.add(f"{name}.fetch_alone.p95", _p95(fetched), "ms", note="the same, fetched to be counted elsewhere")
    table = None if limit is None else Limit(at_most=TABLE)
    report.add(f"{name}.table_ratio", round(median(cut) / median(whole), 2), "table to report", table)
    ratio = median(whole) / max(median(counted), 0.0001)
    report.add(f"{name}.ratio", round(ratio, 1), "report to counting alone", bound, "by medians")


async def _baseline(one: Stand, workspace: UUID, between: tuple[str, str]) -> tuple[float, float]:
    begins, ends = (datetime.fromisoformat(at) for at in between)
    async with one.house.db.transaction(workspace, SYSTEM) as tx:
        began = time.perf_counter()
        await tx.connection.fetchval(COUNT, tx.workspace, begins, ends)
        counted = time.perf_counter() - began
        began = time.perf_counter()
        await tx.connection.fetch(FETCH, tx.workspace, begins, ends)
        return counted, time.perf_counter() - began


def _p95(took: list[float]) -> float:
    return round(load.percentile(took, 0.95) * 1000, 1)


def run(report: Report, cases: int = 200_000, messages: int = 1_000_000, rounds: int = 20) -> None:
    """Fill the report with the figures of reports."""
    shape = Shape(cases, messages, open=max(600, cases // 25), resolved=cases // 50)
    uvloop.run(measure(shape, rounds, report))
