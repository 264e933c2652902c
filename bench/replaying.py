"""What a replay must have left: every turn in its place, every promise's clock as the rules say.

The clocks are computed a second time here, from the turns alone: a promise starts when the first unanswered turn of a
customer was received, and stops when the provider accepted the first answer after it. When turns were received and
accepted is read from the messages, so that what the scaled clock makes of a busy machine is no mistake of a promise;
how far the turns were from their recorded times is reported by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from trato.app.report import Limit, Report
from trato.rooms.cases.rules.courtesy import is_courtesy

PROMISED = {"webchat": 60, "whatsapp": 120}  # seconds: S75, S76
CEILING = 48 * 3600  # seconds, of WhatsApp: S110
LATEST_BREACH = 5.0  # real seconds
LATEST_STOP = 5.0  # real seconds from an answer handed in until its acceptance stopped the clock
SHOWN = 5

MESSAGES = """
select m.id::text as id, m.conversation_id, m.direction, m.provider_id, m.text, m.received_at, d.sent_at,
  exists (select 1 from kit.event e where e.subject = m.id and e.workspace_id = m.workspace_id
          and e.kind = 'conversations.delivery_changed' and e.body ->> 'state' = 'uncertain') as doubted
from conversations.message m
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = m.workspace_id
order by m.conversation_id, m.sort_at, m.sort_id, m.sort_item
"""
CLOCKS = """
select c.conversation_id, c.target, c.started_at, c.due_at, c.stopped_at, c.stopped_by_message_id::text as stopped_by,
  m.provider_id as start_turn, b.recorded_at as breach, b.withdrawn_at
from sla.clock c
left join conversations.message m on m.id = c.start_message_id and m.workspace_id = c.workspace_id
left join sla.breach b on b.clock_id = c.id and b.workspace_id = c.workspace_id
"""


@dataclass(slots=True)
class Turn:
    """One turn. `at` is the recorded Unix second; `id` the provider's id of a customer's, ours of an agent's."""

    role: str
    at: float
    text: str
    id: str = ""
    scheduled: datetime | None = None
    said: datetime | None = None


@dataclass(slots=True)
class Line:
    """One conversation on one channel."""

    id: str
    channel: str
    turns: list[Turn]
    conversation: UUID | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A clock as it must be."""

    target: str
    start_turn: str
    started_at: datetime
    due_at: datetime
    stopped_by: str | None
    stopped_at: datetime | None


@dataclass(slots=True)
class Told:
    """What the database says of one conversation."""

    order: list[asyncpg.Record] = field(default_factory=list)
    clocks: list[asyncpg.Record] = field(default_factory=list)


async def compare(report: Report, connection: asyncpg.Connection[Any], lines: Sequence[Line], speed: float) -> None:
    """Add the figures of a replay to a report."""
    told: dict[UUID, Told] = defaultdict(Told)
    for row in await connection.fetch(MESSAGES):
        told[row["conversation_id"]].order.append(row)
    for row in await connection.fetch(CLOCKS):
        told[row["conversation_id"]].clocks.append(row)
    misplaced, wrong, expected, doubts = 0, 0, 0, 0
    for line in lines:
        here = told[line.conversation] if line.conversation else Told()
        amiss = _misplaced(line, here)
        misplaced += amiss
        if amiss and misplaced - amiss < SHOWN:
            report.fail(f"{line.id} ({line.channel}): {amiss} turns are not in their place")
        promises = list(promised(line, here))
        expected += len(promises)
        doubted = {row["id"] for row in here.order if row["doubted"]}
        doubts += len(doubted)
        differences = _differences(promises, here.clocks, doubted)
        wrong += len(differences)
        if differences and wrong - len(differences) < SHOWN:
            report.fail(f"{line.id} ({line.channel}): {differences[0]}")
    report.add("turns_misplaced", misplaced, "turns", Limit(at_most=0))
    report.add("clocks", expected, "clocks", Limit(at_least=len(lines)))
    report.add("clocks_wrong", wrong, "clocks", Limit(at_most=0), "start, due, stop and breach, to the microsecond")
    report.add("answers_in_doubt", doubts, "answers", note="the provider was too slow; a receipt ended the doubt")
    _jitter(report, lines, told, speed)


def _misplaced(line: Line, here: Told) -> int:
    """Count the turns that are not where they were said, by order and text."""
    said = [(turn.id, turn.text.strip()) for turn in line.turns if turn.id]
    stands = [
        (row["provider_id"] if row["direction"] == "in" else row["id"], row["text"].strip()) for row in here.order
    ]
    return sum(a != b for a, b in zip(said, stands, strict=False)) + abs(len(said) - len(stands))


def promised(line: Line, here: Told) -> Iterator[Promise]:
    """Yield the clocks that these turns must have started."""
    rows = {row["provider_id"] if row["direction"] == "in" else row["id"]: row for row in here.order}
    within = timedelta(seconds=PROMISED[line.channel])
    case_is_aside: bool | None = None  # None: there is no case yet
    waiting: tuple[Turn, datetime, bool] | None = None
    for turn in line.turns:
        row = rows.get(turn.id)
        if row is None:
            continue
        if turn.role != "customer":
            if waiting is not None and row["sent_at"] is not None:
                yield from _promises(line.channel, waiting, within, turn.id, row["sent_at"])
                waiting = None
            continue
        courtesy = is_courtesy(turn.text)
        opens = case_is_aside is None or case_is_aside and not courtesy
        case_is_aside = courtesy if opens else case_is_aside
        if waiting is None and not courtesy:
            waiting = (turn, row["received_at"], opens)
    if waiting is not None:
        yield from _promises(line.channel, waiting, within, None, None)


def _promises(
    channel: str, waiting: tuple[Turn, datetime, bool], within: timedelta, by: str | None, at: datetime | None
) -> Iterator[Promise]:
    turn, since, opens = waiting
    for target in ("first_response", "first_human_response") if opens else ("next_response",):
        yield Promise(target, turn.id, since, since + within, by, at)
    if channel == "whatsapp":
        yield Promise("ceiling", turn.id, since, since + timedelta(seconds=CEILING), by, at)


def _differences(promises: list[Promise], clocks: list[asyncpg.Record], doubted: set[str]) -> list[str]:
    """Say where the clocks that ran differ from those that had to.

    An answer that was in doubt stops a clock when we learn that it left, by our own time, not the provider's.
    """
    ran = {(row["target"], row["start_turn"]): row for row in clocks}
    must = {(one.target, one.start_turn): one for one in promises}
    found = [f"the clock {key[0]} of {key[1]} never ran" for key in must.keys() - ran.keys()]
    found += [f"the clock {key[0]} of {key[1]} ran without need" for key in ran.keys() - must.keys()]
    for key in must.keys() & ran.keys():
        one, row = must[key], ran[key]
        for name in ("started_at", "due_at", "stopped_by", "stopped_at"):
            if getattr(one, name) != row[name] and not (name == "stopped_at" and one.stopped_by in doubted):
                found.append(f"{key[0]}.{name} is {row[name]}, must be {getattr(one, name)}")
                break
        else:
            broken = row["stopped_at"] is not None and row["stopped_at"] > one.due_at
            if row["stopped_at"] is not None and broken != (row["breach"] is not None and row["withdrawn_at"] is None):
                found.append(f"{key[0]} is {'broken' if broken else 'kept'}, announced: {row['breach']}")
    return found


def _jitter(report: Report, lines: Sequence[Line], told: dict[UUID, Told], speed: float) -> None:
    """Report, in real seconds, how late turns were said, answers accepted and breaches announced."""
    said = [
        (t.said - t.scheduled).total_seconds() / speed for line in lines for t in line.turns if t.said and t.scheduled
    ]
    handed = {t.id: t.said for line in lines for t in line.turns if t.role != "customer" and t.said}
    stops = [
        (row["sent_at"] - handed[row["id"]]).total_seconds() / speed
        for here in told.values() for row in here.order if row["id"] in handed and row["sent_at"]
    ]  # fmt: skip
    breaches = [
        (row["breach"] - row["due_at"]).total_seconds() / speed
        for here in told.values() for row in here.clocks if row["breach"]
    ]  # fmt: skip
    report.add("said_late_p50", _at(said, 0.5), "s", note="of its recorded time; what came before it was not there yet")
    report.add("said_late_p99", _at(said, 0.99), "s")
    report.add("accepted_after_p50", _at(stops, 0.5), "s")
    report.add("accepted_after_p99", _at(stops, 0.99), "s", Limit(at_most=LATEST_STOP))
    report.add("breaches", len(breaches), "breaches")
    report.add("breach_announced_after_max", _at(breaches, 1.0), "s", Limit(at_most=LATEST_BREACH))


def _at(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 3) if ordered else 0.0
