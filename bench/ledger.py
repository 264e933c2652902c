"""What the database holds, against what the world knows: the invariants of `docs/guarantees.md`, one query or two each.

Each check yields violations as words that begin with the invariant's number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from trato.rooms.conversations.model import RANK, DeliveryState

ATTEMPTS = 4
TIMELY = timedelta(seconds=5)
AFTER_AN_OUTAGE = timedelta(seconds=60)
STATUS_RANK = {"sent": 1, "delivered": 2, "read": 3}

INBOX = "select dedupe_key, status, attempts, error from channels.inbox"
MESSAGES = """
select id, account_id, provider_id, conversation_id, late from conversations.message where direction = 'in'
order by conversation_id, sort_at, sort_id, sort_item
"""
DELIVERIES = """
select d.message_id, d.conversation_id, d.state, d.rank, d.attempt, d.queued_at, m.provider_id, d.verdict_id, a.channel
from conversations.delivery d join conversations.message m on m.id = d.message_id and m.workspace_id = d.workspace_id
join channels.account a on a.id = d.account_id and a.workspace_id = d.workspace_id
"""
PARKED = "select count(*) from conversations.parked"
CLOCKS = """
select c.id, c.due_at, c.stopped_at, c.voided_at, c.merged_into, b.recorded_at, b.withdrawn_at,
  greatest(c.due_at, (select max(h.at) from sla.clock_history h
     where h.clock_id = c.id and h.at <= b.recorded_at and h.workspace_id = c.workspace_id)) as due_known_at,
  (select count(*) from kit.event e where e.subject = c.id and e.kind = 'sla.clock_breached'
     and e.case_id = c.case_id and e.workspace_id = c.workspace_id) as told
from sla.clock c left join sla.breach b on b.clock_id = c.id and b.workspace_id = c.workspace_id
"""
# What an agent held as they were given a case. A case that went on before, but was not committed when the engine began
# to look, could not be known: the database keeps when each was.
GIVEN = """
select a.case_id, a.agent_id, a.at, count(*) over (partition by a.case_id, a.at) as times,
  exists (select 1 from workforce.presence_seg p where p.user_id = a.agent_id and p.workspace_id = a.workspace_id
    and p.state = 'online' and p.from_at <= a.at + interval '1 s' and coalesce(p.to_at, 'infinity') >= a.at) as there,
  (select count(*) from cases.holding h
     join cases.state_seg s on s.case_id = h.case_id and s.workspace_id = h.workspace_id
     where h.holder_id = a.agent_id and h.workspace_id = a.workspace_id and h.holder_kind = 'agent'
       and h.from_at <= a.at and coalesce(h.to_at, 'infinity') > a.at and s.state = 'open' and s.waiting_on is null
       and coalesce(s.to_at, 'infinity') > a.at and (s.from_at <= h.from_at or a.at >= coalesce((
         select max(pg_xact_commit_timestamp(e.xmin)) from kit.event e
         where e.case_id = s.case_id and e.workspace_id = s.workspace_id and e.recorded_at = s.from_at),
         s.from_at))) as held,
  (select max(c.async_capacity) from workforce.capacity_seg c
     where c.user_id = a.agent_id and c.workspace_id = a.workspace_id
       and c.from_at <= a.at + interval '1 s' and coalesce(c.to_at, 'infinity') >= a.at) as capacity,
  (select count(*) from cases.holding h where h.case_id = a.case_id and h.workspace_id = a.workspace_id
     and h.holder_id = a.agent_id and h.from_at = a.at) as came
from routing.assignment a where a.author = 'engine' and a.outcome = 'accepted'
"""
EVENTS = """
select h.workspace_id, h.seq, (select count(*) from kit.event e where e.workspace_id = h.workspace_id) as facts,
  (select coalesce(max(seq), 0) from kit.event e where e.workspace_id = h.workspace_id) as last
from kit.event_head h
"""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one accepted delivery brought: messages by the provider's id, and (provider's id, status) of ours."""

    messages: Sequence[str]
    statuses: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class World:
    """What happened outside. Provider's ids name messages; keys are the ids of our own messages.

    `said` holds each person's messages as (id, the provider's second), in the order in which they were accepted;
    `taken` what the provider accepted, in order, as (key, provider's id).
    """

    accepted: Mapping[bytes, Delivered]  # by the inbox's dedupe key
    said: Iterable[Sequence[tuple[str, int]]]
    poison: set[str]
    written: Mapping[str, str]
    taken: Sequence[tuple[str, str]]
    rest: datetime  # what was due before then must have fired
    outages: Sequence[tuple[datetime, datetime]] = ()
    idempotent: frozenset[str] = frozenset()


@dataclass(slots=True)
class Findings:
    """Violations by kind, and what was seen besides."""

    violations: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    figures: dict[str, float] = field(default_factory=dict)

    def blame(self, kind: str, what: str) -> None:
        """Note a violation."""
        self.violations[kind].append(what)


KINDS = (
    "rest",
    "routing",
    "lost",
    "doubled",
    "out_of_order",
    "status_downgrades",
    "double_sends",
    "timers",
    "log",
    "poison",
    "webhooks",
)


async def check(connection: asyncpg.Connection[Any], world: World) -> Findings:
    """Return what is wrong. Everything has come to rest: nothing waits, nothing is on its way.

    The database was told to `track_commit_timestamp`.
    """
    found = Findings()
    given_up = _inbox(found, world, await connection.fetch(INBOX))
    dead = {message for one in given_up for message in one.messages}
    _messages(found, world, dead, await connection.fetch(MESSAGES))
    deliveries = await connection.fetch(DELIVERIES)
    _sends(found, world, deliveries)
    _statuses(found, world, given_up, deliveries)
    _timers(found, world, await connection.fetch(CLOCKS))
    _given(found, await connection.fetch(GIVEN))
    for row in await connection.fetch(EVENTS):
        if not row["seq"] == row["facts"] == row["last"]:
            found.blame("log", f"{row['workspace_id']}: {row['facts']} facts, last {row['last']}, head {row['seq']}")
    found.figures["parked"] = await connection.fetchval(PARKED)
    return found


def _inbox(found: Findings, world: World, rows: Sequence[asyncpg.Record]) -> list[Delivered]:
    """I1, I6, I12; returns the deliveries that are dead."""
    count = Counter(bytes(row["dedupe_key"]) for row in rows)
    by_key = {bytes(row["dedupe_key"]): row for row in rows}
    dead: list[Delivered] = []
    innocents = 0
    for key, delivered in world.accepted.items():
        messages = delivered.messages
        row = by_key.get(key)
        name = ", ".join(messages) or key.hex()[:12]
        if row is None:
            found.blame("lost", f"I1 {name} was answered and is not in the inbox")
            continue
        if count[key] > 1:
            found.blame("doubled", f"I1 {name} is {count[key]} times in the inbox")
        poisoned = any(message in world.poison for message in messages)
        if row["status"] == "dead":
            dead.append(delivered)
            if poisoned and row["attempts"] < ATTEMPTS:
                found.blame("poison", f"I12 {name} was given up after {row['attempts']} attempts")
            if not poisoned:
                innocents += 1
                if row["attempts"] < ATTEMPTS or row["error"] != "the process died with it":
                    found.blame("lost", f"I1 {name} is dead without need: {row['error']}")
        elif row["status"] != "done":
            found.blame("lost", f"I1 {name} is {row['status']}")
        elif poisoned:
            found.blame("poison", f"I12 {name} is poison and done")
    found.figures["inbox_rows"] = len(rows)
    found.figures["dead"] = sum(row["status"] == "dead" for row in rows)
    found.figures["dead_innocents"] = innocents
    return dead


def _messages(found: Findings, world: World, dead: set[str], rows: Sequence[asyncpg.Record]) -> None:
    """I2 and I3."""
    count = Counter(row["provider_id"] for row in rows)
    thread = {row["provider_id"]: row["conversation_id"] for row in rows}
    stand: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        stand[row["conversation_id"]].append(row["provider_id"])
    for line in world.said:
        came = [one for one in line if one[0] not in world.poison and (one[0] not in dead or one[0] in count)]
        for wamid, _ in came:
            if count[wamid] == 0:
                found.blame("lost", f"I2 {wamid} was accepted and is no message")
            elif count[wamid] > 1:
                found.blame("doubled", f"I2 {wamid} is {count[wamid]} messages")
        threads = {thread[wamid] for wamid, _ in came if wamid in thread}
        if len(threads) > 1:
            found.blame("doubled", f"I2 one person stands in {len(threads)} conversations")
        for one in threads:
            expected = [wamid for wamid, _ in sorted(came, key=lambda said: said[1]) if count[wamid]]
            if list(dict.fromkeys(stand[one])) != expected:
                found.blame("out_of_order", f"I3 {one}: {_first_difference(stand[one], expected)}")
    for wamid in dead - world.poison - count.keys():
        if any(wamid in one.messages and set(one.messages) & world.poison for one in world.accepted.values()):
            found.blame("poison", f"I12 {wamid} came with poison and is no message")
    found.figures["messages_in"] = len(rows)
    found.figures["late"] = sum(row["late"] for row in rows)


def _first_difference(stands: Sequence[str], expected: Sequence[str]) -> str:
    at = next((n for n, (a, b) in enumerate(zip(stands, expected, strict=False)) if a != b), -1)
    return f"place {at} of {len(stands)}: {stands[at][-8:]} instead of {expected[at][-8:]}" if at >= 0 else "length"


def _sends(found: Findings, world: World, rows: Sequence[asyncpg.Record]) -> None:
    """I4 and the order of what we send."""
    by_key = {str(row["message_id"]): row for row in rows}
    taken = Counter(key for key, _ in world.taken)
    for key in world.written:
        row = by_key.get(key)
        if row is None:
            found.blame("lost", f"I6 the answer {key} was acknowledged and is lost")
            continue
        state = row["state"]
        if taken[key] > 1:
            found.blame("double_sends", f"I4 {key} was taken {taken[key]} times and is {state}")
        if state in RANK and not taken[key] and key not in world.idempotent:
            told = f"{row['channel']} {row['provider_id']}, attempt {row['attempt']}"
            found.blame("lost", f"I4 {key} is {state} and the provider never saw it: {told}")
        if state in ("queued", "cleared", "sending"):
            found.blame("lost", f"I4 {key} stays {state}")
        if state not in ("queued", "cancelled") and row["verdict_id"] is None:
            found.blame("lost", f"{key} left without a verdict")
    lines: dict[UUID, list[str]] = defaultdict(list)
    for key, _ in world.taken:
        if key in by_key and key not in lines[by_key[key]["conversation_id"]]:
            lines[by_key[key]["conversation_id"]].append(key)
    for conversation, keys in lines.items():
        if keys != sorted(keys, key=lambda key: (by_key[key]["queued_at"], key)):
            found.blame("out_of_order", f"I3 answers left {conversation} in another order than written")
    states = Counter(row["state"] for row in rows)
    found.figures |= {f"deliveries_{state}": n for state, n in sorted(states.items())}
    doubted = [key for key, row in by_key.items() if row["state"] == "uncertain"]
    found.figures["uncertain_that_had_left"] = sum(taken[key] == 1 for key in doubted)


def _statuses(found: Findings, world: World, given_up: Sequence[Delivered], rows: Sequence[asyncpg.Record]) -> None:
    """I5."""
    key_of = {wamid: key for key, wamid in world.taken}
    highest: Counter[str] = Counter()
    failed: set[str] = set()
    lost = {id(one) for one in given_up}
    for wamid, word in (told for one in world.accepted.values() if id(one) not in lost for told in one.statuses):
        key = key_of.get(wamid, "")
        highest[key] = max(highest[key], STATUS_RANK.get(word, 0))
        if word == "failed":
            failed.add(key)
    for row in rows:
        key, state = str(row["message_id"]), DeliveryState(row["state"])
        if state in RANK and RANK[state] != row["rank"]:
            found.blame("status_downgrades", f"I5 {key} is {state} with rank {row['rank']}")
        if row["rank"] < highest[key]:
            found.blame("status_downgrades", f"I5 {key} is {state}, rank {highest[key]} was received")
        if key in failed and highest[key] < STATUS_RANK["delivered"] and state is not DeliveryState.FAILED:
            found.blame("status_downgrades", f"I5 {key} failed and is {state}")


def _given(found: Findings, rows: Sequence[asyncpg.Record]) -> None:
    """I16. A case takes ten units of deferred work."""
    for row in rows:
        who = f"{row['case_id']} to {row['agent_id']} at {row['at']}"
        if row["times"] != 1 or row["came"] != 1:
            found.blame("routing", f"I16 {who}: given {row['times']} times, came {row['came']} times")
        if not row["there"]:
            found.blame("routing", f"I16 {who}, who was not there")
        if row["capacity"] is None or 10 * row["held"] > row["capacity"]:
            found.blame("routing", f"I16 {who}, who then held {row['held']} with room for {row['capacity']} units")
    found.figures["given"] = len(rows)


def _timers(found: Findings, world: World, rows: Sequence[asyncpg.Record]) -> None:
    """I7. An answer that fails gives its clock back: a promise that it had kept breaks when that is known."""
    late: list[float] = []
    for row in rows:
        if row["voided_at"] or row["merged_into"]:
            continue
        broken = row["stopped_at"] is None or row["stopped_at"] > row["due_at"]
        standing = row["recorded_at"] is not None and row["withdrawn_at"] is None
        if row["recorded_at"] is not None and row["told"] != 1:
            found.blame("timers", f"I7 clock {row['id']} was told {row['told']} times")
        if broken != standing and (row["due_at"] < world.rest or standing):
            found.blame("timers", f"I7 clock {row['id']} is {'broken' if broken else 'kept'}, breach: {standing}")
        if row["recorded_at"] is not None:
            late.append((row["recorded_at"] - row["due_known_at"]).total_seconds())
            if row["recorded_at"] < row["due_at"]:
                found.blame("timers", f"I7 clock {row['id']} fired before {row['due_at']}")
            elif not _is_timely(row["due_known_at"], row["recorded_at"], world.outages):
                found.blame("timers", f"I7 clock {row['id']} fired {late[-1]:.1f} s late")
    found.figures["breaches"] = len(late)
    found.figures["breaches_over_5s_late"] = sum(one > TIMELY.total_seconds() for one in late)
    found.figures["breach_latest_s"] = round(max(late, default=0.0), 2)
    found.figures["clocks"] = len(rows)


def _is_timely(due: datetime, fired: datetime, outages: Sequence[tuple[datetime, datetime]]) -> bool:
    if fired - due <= TIMELY:
        return True
    return any(begin <= fired <= end + AFTER_AN_OUTAGE for begin, end in outages)
