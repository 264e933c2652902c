"""Queues full of cases and rooms full of people, made from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from trato.rooms.routing.model import AgentAtWork, Need, WaitingCase

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
TEAM, OTHER_TEAM, QUEUE = UUID(int=1), UUID(int=2), UUID(int=3)
FRENCH, REFUNDS, LEGAL = UUID(int=11), UUID(int=12), UUID(int=13)


def agent(n: int, **about: object) -> AgentAtWork:
    """Return an agent who is online with room for five live cases and ten others."""
    usual = AgentAtWork(UUID(int=1_000 + n), "online", frozenset({TEAM}), {}, 50, 100, 50, 100, 0, NOW)
    return replace(usual, **about)  # type: ignore[arg-type]


def case(n: int, **about: object) -> WaitingCase:
    """Return a live case that has waited for a minute."""
    waited = NOW - timedelta(minutes=1)
    return replace(WaitingCase(UUID(int=5_000 + n), QUEUE, TEAM, "whatsapp", waited, waited), **about)  # type: ignore[arg-type]


@dataclass(slots=True)
class Chance:
    """Draws queues and people."""

    seed: int
    skills: Sequence[UUID] = (FRENCH, REFUNDS, LEGAL)
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def agents(self, count: int, places: int = 5, *, plain: bool = False) -> list[AgentAtWork]:
        """Return agents with up to `places` places for live work; `plain` ones are all online, without limits."""
        r, made = self._random, []
        for n in range(count):
            free = 10 * r.randint(0, places)
            about: dict[str, object] = {
                "skills": {skill: r.randint(1, 5) for skill in self.skills if r.random() < 0.4},
                "live_room": free,
                "waits_since": NOW - timedelta(seconds=r.randint(0, 9_000)),
            }
            if not plain:
                about |= {
                    "state": r.choice(["online"] * 5 + ["busy", "break", "away", "offline"]),
                    "deferred_room": 10 * r.randint(0, 10),
                    "teams": frozenset(r.choice([{TEAM}, {OTHER_TEAM}, {TEAM, OTHER_TEAM}])),
                    "channel_room": {"whatsapp": r.randint(0, 3)} if r.random() < 0.3 else {},
                }
            made.append(agent(n, **about))
        return made

    def cases(self, count: int, *, plain: bool = False) -> list[WaitingCase]:
        """Return waiting cases; `plain` ones are all live and all weigh the same."""
        r, made = self._random, []
        for n in range(count):
            waited = NOW - timedelta(seconds=r.randint(0, 3_600))
            about: dict[str, object] = {
                "since": waited,
                "queued_at": waited,
                "priority": r.randint(-1, 2),
                "due_at": NOW + timedelta(seconds=r.randint(-600, 3_600)) if r.random() < 0.8 else None,
                "needs": tuple(Need(s, r.randint(1, 3)) for s in self.skills if r.random() < 0.25),
                "value": r.random(),
            }
            if not plain:
                exclusive = r.random() < 0.1
                live = exclusive or r.random() < 0.6
                about |= {
                    "channel": "phone" if exclusive else r.choice(["whatsapp", "webchat"]) if live else "mail",
                    "live": live,
                    "exclusive": exclusive,
                    "units": r.choice([5, 10, 15]) if live and not exclusive else 10,
                    "team_id": r.choice([TEAM, OTHER_TEAM]),
                    "last_agent": UUID(int=1_000 + r.randint(0, 9)) if r.random() < 0.3 else None,
                    "passed_by": frozenset({UUID(int=1_000 + r.randint(0, 9))} if r.random() < 0.2 else ()),
                }
            made.append(case(n, **about))
        return made
