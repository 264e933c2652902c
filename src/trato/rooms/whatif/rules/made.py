"""Days that never were: three skills, chat, WhatsApp and mail with promises of their own, from a seed."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from trato.rooms.brands.model import always_open
from trato.rooms.routing.model import Need, Policy, Queue, QueueId, WaitingCase
from trato.rooms.whatif.model import Arrival, Day, House, Person, Span

TEAM = UUID(int=1)
QUEUE = QueueId(UUID(int=2))
SKILLS = {"sales": UUID(int=11), "billing": UUID(int=12), "technical": UUID(int=13)}
BEGINS = datetime(2026, 11, 20, 11, tzinfo=UTC)
OPEN_HOURS = 10
ALWAYS = "always"

# channel: share of cases, live, seconds of work, promise, mean patience in seconds
CHANNELS = (
    ("webchat", 0.40, True, 300.0, timedelta(seconds=90), 400.0),
    ("whatsapp", 0.40, True, 360.0, timedelta(minutes=10), 2400.0),
    ("mail", 0.20, False, 360.0, timedelta(hours=2), None),
)
PRIORITIES = (0,) * 17 + (1, 1, 2)


def made_day(seed: int, cases: int = 2_400, agents: int = 42) -> Day:
    """Return ten hours: arrivals with two crests, one need each; agents in two shifts, with one to three skills."""
    chance = random.Random(seed)
    ends = BEGINS + timedelta(hours=OPEN_HOURS)
    arrivals = tuple(_arrival(chance, seed, n, at) for n, at in enumerate(_times(chance, cases)))
    return Day(BEGINS, ends, arrivals, tuple(_person(chance, n, agents) for n in range(agents)))


def made_house(policy: Policy | None = None) -> House:
    """Return the house of such days: one queue, open at all hours of the day."""
    queue = Queue(QUEUE, "Todos", None, TEAM, automatic=True, position=0)
    return House(policy or Policy(), (queue,), {ALWAYS: always_open()})


def _times(chance: random.Random, cases: int) -> list[float]:
    """Return seconds from the beginning, ordered: a crest in the morning and one in the afternoon."""
    span = OPEN_HOURS * 3600.0
    times: list[float] = []
    while len(times) < cases:
        at = chance.random()
        crest = 0.55 + 0.45 * max(0.0, math.sin(2 * math.pi * (at * 2 - 0.25)))
        if chance.random() < crest:
            times.append(at * span)
    return sorted(times)


def _arrival(chance: random.Random, seed: int, n: int, seconds: float) -> Arrival:
    at = BEGINS + timedelta(seconds=seconds)
    (channel, _, live, work, within, patience) = chance.choices(CHANNELS, [one[1] for one in CHANNELS])[0]
    (skill,) = chance.choices(tuple(SKILLS.values()), (0.5, 0.3, 0.2))
    contact = UUID(int=(seed << 64) + 10**9 + (n if chance.random() < 0.85 else chance.randrange(n + 1)))
    case = WaitingCase(
        UUID(int=(seed << 64) + 10**6 + n), QUEUE, TEAM, channel, at, at,
        priority=chance.choice(PRIORITIES), live=live, value=1.0 if chance.random() < 0.05 else 0.0,
        needs=(Need(skill, 1),),
    )  # fmt: skip
    handling = chance.lognormvariate(math.log(work) - 0.18, 0.6)
    return Arrival(case, contact, handling, chance.expovariate(1 / patience) if patience else None, within, ALWAYS)


def _person(chance: random.Random, n: int, agents: int) -> Person:
    """Return an agent: half begin with the day, half two hours later; all rest for an hour."""
    known = (1, 1, 2, 2, 3)[n % 5]
    skills = list(SKILLS.values())
    mine = [skills[(n // 5 + step) % 3] for step in range(known)]
    begins = BEGINS + timedelta(hours=0 if n < agents / 2 else 2)
    rest = begins + timedelta(minutes=180 + 15 * (n % 6))
    spans = (
        Span(begins, rest),
        Span(rest, rest + timedelta(hours=1), "break"),
        Span(rest + timedelta(hours=1), begins + timedelta(hours=8)),
    )
    return Person(UUID(int=1_000 + n), frozenset({TEAM}), dict.fromkeys(mine, 3), 30, 50, spans)
