"""Promises on time: 50,000 open clocks, each breach announced within a second of its instant, once.

Two workers keep time together, as any number may. A third of the clocks fall due one after another, 5,000 in the same
second, and the rest not yet: those must stay silent. Then both workers are killed in turn (`kill -9`) while promises
fall due, and started again. An announcement counts when others can read it, not when its transaction began.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import uvloop

from bench import load
from bench.stand import Space, Stand, stand
from trato.app.report import Limit, Report
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7

LOOK = 0.02  # seconds between looks at the log: what is measured is late by up to that much
SETTLE = 6.0  # seconds until the first promise falls due: workers have started, plans are warm
WITHIN = 1.0  # seconds
BACK = 7.0  # seconds that a worker has to come back before the other is killed
WORKERS = ("worker-1", "worker-2")
FOUND = "select id from contacts.contact where workspace_id = $1 limit 1"
ADD_CASES = """
insert into cases."case" (id, workspace_id, number, brand_id, unit_id, contact_id, surface, channel, opened_at,
  opened_by_kind, last_message_at, holder_kind, unanswered_since, due_from, due_at, due_kind)
select u.id, $1, $5 + u.n, $2, $2, $3, 'direct_message', 'whatsapp', $4, 'contact', $4, 'nobody', $4,
  u.due_at - interval '120 s', u.due_at, 'first_response'
from unnest($6::uuid[], $7::timestamptz[]) with ordinality u(id, due_at, n)
"""
ADD_HOLDINGS = """
insert into cases.holding (workspace_id, case_id, holder_kind, from_at, by_kind)
select $1, u.id, 'nobody', $2, 'contact' from unnest($3::uuid[]) u(id)
"""
ADD_CLOCKS = """
insert into sla.clock (id, workspace_id, case_id, conversation_id, target, policy_id, policy_version, seconds, approach,
  bot_counts, public, brand_id, surface, channel, started_at, approach_at, due_at)
select gen_random_uuid(), $1, u.case_id, $2, 'first_response', p.policy_id, p.version, 120, 0.8, true, false, $3,
  'direct_message', 'whatsapp', u.due_at - interval '120 s', u.due_at - interval '24 s', u.due_at
from unnest($4::uuid[], $5::timestamptz[]) u(case_id, due_at),
  (select policy_id, version from sla.policy_version where workspace_id = $1 limit 1) p
"""
NEWS = """
select seq, subject, occurred_at, clock_timestamp() as seen_at from kit.event
where workspace_id = $1 and seq > $2 and kind = 'sla.clock_breached' order by seq
"""
MISSED = """
select count(*) from sla.clock c
where c.workspace_id = $1 and c.due_at <= $2 and not exists (
  select 1 from kit.event e where e.workspace_id = $1 and e.kind = 'sla.clock_breached' and e.subject = c.id)
"""


@dataclass(slots=True)
class Heard:
    """What was announced: how late each, in seconds, by phase; and how often each clock was."""

    late: dict[str, list[float]] = field(default_factory=dict)
    times: dict[UUID, int] = field(default_factory=dict)
    early: int = 0

    def hear(self, phase: str, row: Any) -> None:
        lateness = (row["seen_at"] - row["occurred_at"]).total_seconds()
        self.late.setdefault(phase, []).append(lateness)
        self.times[row["subject"]] = self.times.get(row["subject"], 0) + 1
        self.early += lateness < 0


@dataclass(frozen=True, slots=True)
class Plan:
    """How many promises fall due: spread over `seconds`, in one same second, beside kills, and not yet."""

    clocks: int
    burst: int
    seconds: float

    @property
    def spread(self) -> int:
        return self.clocks // 5

    def dues(self, begin: datetime) -> Iterable[tuple[str, datetime]]:
        """Yield the phase and due time of each clock."""
        step = timedelta(seconds=self.seconds) / self.spread
        pause = timedelta(seconds=4)
        for n in range(self.spread):
            yield "spread", begin + n * step
        burst = begin + timedelta(seconds=self.seconds) + pause
        for n in range(self.burst):
            yield "burst", burst + n * timedelta(seconds=1) / self.burst
        kills = burst + timedelta(seconds=1) + 2 * pause
        for n in range(self.spread):
            yield "kills", kills + n * step
        for _ in range(self.clocks - 2 * self.spread - self.burst):
            yield "later", kills + timedelta(hours=3)


async def measure(plan: Plan, report: Report) -> None:
    """Fill the report."""
    async with stand() as one:
        space = await one.found()
        one.start("web-1")
        await one.is_ready()
        for name in WORKERS:
            one.start(name)
        await load.post(one.port, load.requests([space.whatsapp], seed=1), 2.0, connections=4, per_second=5.0)
        owner = await asyncpg.connect(one.server.url())
        settle = SETTLE + plan.clocks / 5_000
        begin = wall_clock() + timedelta(seconds=settle)
        phases = await fill(owner, space.workspace, list(plan.dues(begin)))
        report.must("timers.filled_in_time", wall_clock() < begin)
        for table in ('cases."case"', "cases.holding", "sla.clock"):
            await owner.execute(f"vacuum analyze {table}")
        heard = Heard()
        ends = {phase: max(at for p, at in plan.dues(begin) if p == phase) for phase in ("spread", "burst", "kills")}
        listening = asyncio.create_task(_listen(owner, space, heard, phases))
        cpu = one.cpu_seconds()
        await _until(begin)
        kills = await _kill_in_turn(one, ends["burst"] + timedelta(seconds=8), ends["kills"])
        await _until(ends["kills"] + timedelta(seconds=5))
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        used = one.cpu_seconds()["postgres"] - cpu["postgres"]
        missed = await owner.fetchval(MISSED, space.workspace, ends["kills"])
        await owner.close()
    _tell(report, plan, heard, missed, kills, used)


async def fill(owner: Any, workspace: UUID, dues: list[tuple[str, datetime]]) -> dict[UUID, str]:
    """Write a case with one promise for each of `dues`, into a workspace that has a conversation; phase by clock."""
    now = wall_clock()
    brand = await owner.fetchval("select id from brands.brand where workspace_id = $1", workspace)
    conversation = await owner.fetchval(
        "select id from conversations.conversation where workspace_id = $1 limit 1", workspace
    )
    contact = await owner.fetchval(FOUND, workspace)
    phase_of: dict[UUID, str] = {}
    for first in range(0, len(dues), 5_000):
        some = dues[first : first + 5_000]
        ids, at = [uuid7() for _ in some], [due_at for _, due_at in some]
        async with owner.transaction():
            await owner.execute("set local session_replication_role = replica")
            await owner.execute(ADD_CASES, workspace, brand, contact, now, 1_000_000 + first, ids, at)
            await owner.execute(ADD_HOLDINGS, workspace, now, ids)
            await owner.execute(ADD_CLOCKS, workspace, conversation, brand, ids, at)
        phase_of |= dict(zip(ids, (phase for phase, _ in some), strict=True))
    rows = await owner.fetch("select id, case_id from sla.clock where workspace_id = $1", workspace)
    return {row["id"]: phase_of.get(row["case_id"], "") for row in rows}


async def _listen(owner: Any, space: Space, heard: Heard, phases: dict[UUID, str]) -> None:
    seen = await owner.fetchval("select seq from kit.event_head where workspace_id = $1", space.workspace)
    while True:
        for row in await owner.fetch(NEWS, space.workspace, seen):
            seen = row["seq"]
            if phases.get(row["subject"]):
                heard.hear(phases[row["subject"]], row)
        await asyncio.sleep(LOOK)


async def _kill_in_turn(one: Stand, begin: datetime, end: datetime) -> int:
    """Kill one worker, then the other, each started again after a second, as long as promises fall due."""
    await _until(begin)
    kills = 0
    while wall_clock() < end:
        name = WORKERS[kills % 2]
        one.processes[name].send_signal(signal.SIGKILL)
        one.processes[name].wait()
        kills += 1
        await asyncio.sleep(1.0)
        one.start(name)
        await asyncio.sleep(BACK)
    return kills


async def _until(at: datetime) -> None:
    await asyncio.sleep(max(0.0, (at - wall_clock()).total_seconds()))


def _tell(report: Report, plan: Plan, heard: Heard, missed: int, kills: int, cpu: float) -> None:
    report.add("timers.open_clocks", plan.clocks, "clocks")
    report.add("timers.broken", sum(len(one) for one in heard.late.values()), "promises")
    report.add("timers.missed", missed, "promises", Limit(at_most=0))
    twice = sum(times > 1 for times in heard.times.values())
    report.add("timers.announced_twice", twice, "promises", Limit(at_most=0))
    report.add("timers.too_early", heard.early + len(heard.late.get("later", [])), "promises", Limit(at_most=0))
    for phase in ("spread", "burst", "kills"):
        late = sorted(heard.late.get(phase, []))
        note = {"burst": f"{plan.burst} in one second", "kills": f"{kills} kills of workers"}.get(phase, "")
        for name, value in _percentiles(late).items():
            limit = Limit(at_most=WITHIN) if name == "max" else None
            report.add(f"timers.{phase}_{name}", value, "s", limit, note if name == "max" else "")
    report.add("timers.database_cpu", round(cpu, 1), "s")


def _percentiles(late: list[float]) -> dict[str, float | None]:
    if not late:
        return {"p50": None, "p99": None, "max": None}
    return {
        "p50": round(load.percentile(late, 0.5), 3),
        "p99": round(load.percentile(late, 0.99), 3),
        "max": round(late[-1], 3),
    }


def run(report: Report, clocks: int = 50_000, burst: int = 5_000, seconds: float = 30.0) -> None:
    """Fill the report."""
    uvloop.run(measure(Plan(clocks, burst, seconds), report))


if __name__ == "__main__":
    figures = Report()
    run(figures, int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
    figures.print(True)
