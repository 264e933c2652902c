"""One run: a stand of its own, load, deaths, calm, and the invariants."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import asyncpg

from bench.chaos import crowds
from bench.chaos.crew import Crew
from bench.chaos.crowds import Crowds
from bench.chaos.desk import Desk
from bench.chaos.killing import DATABASE, WEIGHTS, Keeper
from bench.chaos.overtaking import Overtaking
from bench.chaos.post import items_of
from bench.chaos.receiver import Receiver
from bench.chaos.resting import Open, Rest, in_words
from bench.chaos.saying import say
from bench.chaos.town import POISON, Town, found_town
from bench.chaos.watching import Watcher
from bench.ledger import Delivered, Findings, World, check
from bench.stand import Stand, stand
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.rooms.access import api as access
from trato.rooms.channels.model import Surface
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import PolicyScope, PolicyTerms, Promised, Target

POISONED = f"alter table conversations.message add constraint no_poison check (text !~ '^{POISON}') not valid"
LEASES_OVER = (
    "update conversations.delivery set lease_until = clock_timestamp() where state = 'sending'",
    "update webhooks.delivery set next_at = clock_timestamp() where state in ('sending', 'waiting')",
    "update channels.poll set leased_until = null",
    # what a provider asked us to wait: a minute, or a day
    "update conversations.delivery set next_at = clock_timestamp() where state = 'cleared'",
    "update channels.account set paused_until = null where paused_until is not null",
)
# a receiver that failed four times is told again after minutes: that wait is not what a storm asks about
TOLD_NOW = "update webhooks.delivery set next_at = clock_timestamp() where state = 'waiting'"
BUGS = ("http.bug", "rounds.look_failed", "rounds.work_failed", "reaction.failed", "send.not_written_back")
LONGER = 30.0  # seconds
KEPT_LOGS = os.environ.get("TRATO_CHAOS_LOGS", "")  # a folder for the logs of a run
PROMISES = (
    (Target.FIRST_RESPONSE, 3),
    (Target.FIRST_HUMAN_RESPONSE, 4),
    (Target.NEXT_RESPONSE, 3),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """All who take part, but those who need the processes."""

    stand: Stand
    town: Town
    receiver: Receiver
    crew: Crew
    others: Crowds
    overtaking: Overtaking


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes. `impatient` lets the leases of dead workers run out at once when the calm begins."""

    seconds: float = 30.0
    seed: int = 1
    people: int = 60
    pause: float = 0.6  # seconds between two messages of one person
    answers: float = 12.0  # a second
    kills: bool = True
    killed: Mapping[str, int] = field(default_factory=lambda: WEIGHTS)  # who dies how often, relative to the others
    enough: Callable[[Scene], bool] = lambda _: False  # ends the storm early
    impatient: bool = False
    all_channels: bool = False  # people write on every channel, not by WhatsApp alone
    crowd: int = 4  # people on each of the other channels
    restless: bool = True  # agents come and go: a process of the harness commits all the while
    environment: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # of one process, above the rest
    database: tuple[str, ...] = ()  # statements that the owner runs before
    drain: float = 240.0  # who must be asked, or is not reached, takes long to come to rest


@dataclass(slots=True)
class Outcome:
    """What a run found."""

    findings: Findings
    town: Town
    keeper: Keeper
    desk: Desk
    drained: float
    facts: int
    told: int
    overtaken: int  # sends whose receipts were read before they were answered

    @property
    def violations(self) -> list[str]:
        """Everything that was broken, in words."""
        return [what for many in self.findings.violations.values() for what in many]


async def run(plan: Plan) -> Outcome:
    """Live through a plan."""
    async with _house(plan) as scene:
        one, town, others = scene.stand, scene.town, scene.others
        watcher = Watcher(one)
        desk = Desk(one, random.Random(plan.seed + 1), {**plan.environment, **plan.own.get("agents", {})})
        keeper = Keeper(one, desk, random.Random(plan.seed + 2), environment=plan.environment, own=plan.own)
        keeper.start_all()
        try:
            began = time.monotonic()
            await one.is_ready(60)
            keeper.warm = max(3.0, 2 * (time.monotonic() - began))
            drained, left, troubles = await _live(plan, scene, desk, keeper, watcher)
            keeper.finish_outage()
            world = _world(town, desk, keeper, others)
            connection = await asyncpg.connect(one.server.url())
            findings = await check(connection, world)
            await others.check(connection, findings)
            for trouble in await scene.receiver.check(connection):
                findings.blame("webhooks", trouble)
            await connection.close()
            await _check_audit(one, findings)
            _read_logs(one, findings)
            for trouble in troubles:
                findings.blame("log", trouble)
            if left:
                findings.blame("rest", f"I1 it did not come to rest within {plan.drain:.0f} s: {in_words(left)}")
            told, overtaken = scene.receiver.posts, scene.overtaking.overtaken
            return Outcome(findings, town, keeper, desk, drained, watcher.facts, told, overtaken)
        finally:
            one.stop()


@asynccontextmanager
async def _house(plan: Plan) -> AsyncIterator[Scene]:
    with tempfile.TemporaryDirectory(prefix="trato-chaos-", ignore_cleanup_errors=True) as folder:
        async with stand(folder=Path(folder), database=DATABASE) as one:
            town, receiver = await found_town(plan.seed), Receiver(random.Random(plan.seed + 3))
            crew = Crew(one, random.Random(plan.seed + 4))
            others = crowds.gather(plan.seed + 5)
            overtaking = Overtaking(one)
            town.post.until_read = overtaking.until_read
            await receiver.listen()
            for numbers in (2, 1):
                await one.found()
                await _promise(one)
                await crew.join(one.spaces[-1])
                await receiver.ask(one)
                await town.connect(one, numbers)
            if plan.all_channels:
                await others.connect(one)
            owner = await asyncpg.connect(one.server.url())
            for statement in (POISONED, *plan.database):
                await owner.execute(statement)
            await owner.close()
            try:
                yield Scene(one, town, receiver, crew, others, overtaking)
            finally:
                await town.running.stop()
                await others.stop()
                await receiver.stop()


async def _promise(one: Stand) -> None:
    space = one.spaces[-1]
    scope = PolicyScope(surface=Surface.DIRECT_MESSAGE, channel="whatsapp", brand_id=space.brand.brand.id)
    promises = tuple(Promised(target, timedelta(seconds=seconds)) for target, seconds in PROMISES)
    async with one.house.db.transaction(space.workspace, SYSTEM) as tx:
        await sla.add_policy(tx, "Chaos", PolicyTerms(scope, promises))


async def _live(
    plan: Plan, scene: Scene, desk: Desk, keeper: Keeper, watcher: Watcher
) -> tuple[float, list[Open], list[str]]:
    stop = asyncio.Event()
    one, town, crew, others = scene.stand, scene.town, scene.crew, scene.others
    background = [
        asyncio.create_task(task) for task in (keeper.keep(), watcher.watch(), desk.run(), scene.overtaking.look())
    ]
    storm = [
        asyncio.create_task(town.live(plan.people, plan.pause, stop)),
        asyncio.create_task(others.live(plan.crowd, plan.pause, stop)),
        asyncio.create_task(desk.answer(plan.answers, stop)),
    ]
    if plan.restless:
        storm.append(asyncio.create_task(crew.work(stop)))
    if plan.kills:
        storm.append(asyncio.create_task(keeper.kill_at_random(stop, plan.killed)))
    began = time.monotonic()
    while not plan.enough(scene) and time.monotonic() - began < plan.seconds + _longer(scene):  # noqa: ASYNC110
        await asyncio.sleep(0.2)
    stop.set()
    keeper.environment, keeper.own = {}, {}
    await _settle(storm, plan.drain)
    say(f"the storm is over after {sum(keeper.kills.values())} kills; calm for at most {plan.drain:.0f} s")
    scene.receiver.refuses = 0.0
    await _calm(plan, one, desk, keeper)
    await one.is_ready(60)
    await crew.take_all()
    background.append(asyncio.create_task(crew.stay()))
    drained, left = await Rest(one, town, desk, others).wait(plan.drain)
    await asyncio.sleep(1.0)
    desk.closing = True
    troubles = await watcher.close()
    await desk.close()
    await _settle(background, 0.0)
    return drained, left, troubles


def _longer(scene: Scene) -> float:
    """Return the seconds that a storm may take longer: it ends when it has had what it is for."""
    return 0.0 if scene.overtaking.overtaken else LONGER


async def _settle(tasks: list[asyncio.Task[None]], seconds: float) -> None:
    """Let tasks end by themselves for so long; those that died of an error raise it."""
    done, going = await asyncio.wait(tasks, timeout=seconds)
    for task in going:
        task.cancel()
    await asyncio.gather(*going, return_exceptions=True)
    for task in done:
        task.result()


async def _calm(plan: Plan, one: Stand, desk: Desk, keeper: Keeper) -> None:
    """Start everything afresh, without failpoints."""
    desk.environment = {}
    if desk.process and desk.process.returncode is None:
        desk.process.kill()
    keeper.restart_all()
    owner = await asyncpg.connect(one.server.url())
    for statement in (TOLD_NOW, *(LEASES_OVER if plan.impatient else ())):
        await owner.execute(statement)
    await owner.close()


def _world(town: Town, desk: Desk, keeper: Keeper, others: Crowds) -> World:
    post = town.post
    return World(
        accepted={key: _delivered(raw) for key, raw in post.accepted.items()},
        said=list(town.said.values()),
        poison=town.poison,
        written=desk.written,
        taken=[*((taken.key, taken.id) for taken in town.simulator.world.ledger), *others.taken(desk.keys)],
        rest=wall_clock() - timedelta(seconds=10),
        outages=keeper.outages,
    )


def _delivered(raw: bytes) -> Delivered:
    return Delivered(
        [item["id"] for item in items_of(raw, "messages")],
        [(item["id"], item["status"]) for item in items_of(raw, "statuses")],
    )


def _read_logs(one: Stand, findings: Findings) -> None:
    """Count what the processes themselves called a bug: a database that is away is none."""
    logs = [path.read_text(errors="replace") for path in one.home.glob("*.log") if path.name != "postgres.log"]
    for what in BUGS:
        findings.figures[f"logged.{what}"] = sum(text.count(what) for text in logs)
    if KEPT_LOGS:
        shutil.copytree(
            one.home, KEPT_LOGS, dirs_exist_ok=True, ignore=lambda _, names: [n for n in names if ".log" not in n]
        )


async def _check_audit(one: Stand, findings: Findings) -> None:
    """I14: the chain of each workspace's audit log holds."""
    for space in one.spaces:
        async with one.house.db.transaction(space.workspace, SYSTEM) as tx:
            chain = await access.verify_chain(tx)
        findings.figures["audit_rows"] = findings.figures.get("audit_rows", 0) + chain.length
        if not chain.holds:
            findings.blame("log", f"I14 the audit log of {space.workspace} does not hold")
