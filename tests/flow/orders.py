"""Deliveries of any channel in any order: the same payloads cut, joined and mixed, and what stands in the end.

Nothing here knows a channel. Payloads are those that lie beside the channel's tests and, where they are at hand, the
published ones; the account is the one that most of them came to; our own messages are those that receipts speak of.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from bench.fuzzing import account_of, known
from tests.flow.providers import reply
from tests.flow.world import World
from trato.app.founding import open_channel
from trato.flow.arrival import CONTENT
from trato.flow.timers import sweep_parked
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.model import Delivery, InboundEvent, InboundKind, Malformed
from trato.rooms.channels.store import inbox

LISTS = ("entry", "changes", "messaging", "standby", "messages", "statuses", "events", "items", "reviews", "data")
OURS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}(:)")
MOMENT = timedelta(minutes=1)
ANSWERS = 12  # of ours that receipts speak of, at most


@dataclass(frozen=True, slots=True)
class Body:
    """One delivery: its bytes, and the headers that are kept with it."""

    raw: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """What came to an account of a channel; `answers` are the provider's ids of ours, each with whose it is.

    `after` comes when all else has: who has other keys from then on is a stranger by the old ones.
    """

    channel: str
    external_id: str
    bodies: tuple[Body, ...]
    after: tuple[Body, ...]
    answers: tuple[tuple[str, str], ...]
    came: datetime


@cache
def story_of(channel: str) -> Story:
    """Return a channel's payloads as one story."""
    adapter = ADAPTERS[channel]
    view = account_of(adapter)
    bodies = list(map(_body, known(adapter, view)))
    events = [event for one in bodies for event in _events(channel, one)]
    refs = Counter(one.account_ref for one in events if one.account_ref)
    said = {one.provider_id for one in events if one.kind in CONTENT}
    someone = next((one.author[0].value for one in events if one.kind in CONTENT and one.author), "")
    targets = {
        one.receipt.target: one.author[0].value if one.author else someone
        for one in events if one.receipt is not None and one.receipt.target and one.receipt.target not in said
    }  # fmt: skip
    ours = refs.most_common(1)[0][0] if refs else "1"
    answers = sorted(targets.items())[:: len(targets) // ANSWERS + 1]
    now = wall_clock()
    came = max((one.occurred_at for one in events if one.occurred_at < now - MOMENT), default=now) + MOMENT
    kinds = [{event.kind for event in _events(channel, one)} for one in bodies]
    after = [one for one, told in zip(bodies, kinds, strict=True) if InboundKind.IDENTITY_CHANGED in told]
    return Story(
        channel, ours, tuple(one for one in bodies if one not in after), tuple(after), tuple(answers), min(came, now)
    )


def _body(raw: bytes) -> Body:
    """Return a payload as a delivery: names of a form that begin with a colon are kept headers."""
    if raw[:1] in b"{[<" or b"\n" in raw.strip():
        return Body(raw)
    pairs = parse_qsl(raw.decode(), keep_blank_values=True)
    kept = {name: value for name, value in pairs if name.startswith(":")}
    return Body(urlencode([one for one in pairs if one[0] not in kept]).encode(), kept) if kept else Body(raw)


def _events(channel: str, body: Body) -> list[InboundEvent]:
    adapter = ADAPTERS[channel]
    try:
        return adapter.parse(Delivery(body.raw, body.headers, wall_clock()), account_of(adapter))
    except Malformed:
        return []


# ---- cut, joined, mixed ---------------------------------------------------------------------------


def split(body: Body) -> list[Body]:
    """Return a delivery as deliveries of one thing each, where it is a list of things."""
    told = _json(body)
    if not isinstance(told, dict) or "body" in told:
        return [body]
    return [Body(json.dumps(one, ensure_ascii=False).encode(), body.headers) for one in _pieces(told)]


def _pieces(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an object once for each thing in the lists that it has, and in theirs."""
    lists = [name for name in LISTS if isinstance(told.get(name), list) and told[name]]
    if not lists or not all(isinstance(one, dict) for name in lists for one in told[name]):
        value = told.get("value")
        if isinstance(value, dict) and "field" in told:
            for inner in _pieces(value):
                yield {**told, "value": inner}
            return
        yield told
        return
    bare = {name: value for name, value in told.items() if name not in lists}
    for name in lists:
        for one in told[name]:
            for inner in _pieces(one):
                yield {**copy.deepcopy(bare), name: [inner]}


def joined(bodies: Sequence[Body]) -> list[Body]:
    """Return deliveries with those that a provider could have brought at once brought at once."""
    held: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {}
    apart: list[Body] = []
    for body in bodies:
        told = _json(body)
        name = next((one for one in LISTS if isinstance(told, dict) and isinstance(told.get(one), list)), "")
        if not name:
            apart.append(body)
            continue
        rest = json.dumps([name, {key: value for key, value in told.items() if key != name}, body.headers])
        if rest in held:
            held[rest][1][name].extend(told[name])
        else:
            held[rest] = (name, told, body.headers)
    return [*apart, *(Body(json.dumps(one, ensure_ascii=False).encode(), kept) for _, one, kept in held.values())]


def _json(body: Body) -> Any:
    try:
        return json.loads(body.raw)
    except ValueError:
        return None


# ---- told to a house -------------------------------------------------------------------------------


async def connect(world: World, story: Story) -> UUID:
    """Open the account that the story came to."""
    if story.channel in world.accounts:
        ours = "update channels.account set external_id = $2 where id = $1 returning 1"
        await world.fetch(ours, world.accounts[story.channel], story.external_id)
        world.house.book.forget(world.workspace)
        return world.accounts[story.channel]
    view = account_of(ADAPTERS[story.channel])
    async with world.tx() as tx:
        world.accounts[story.channel] = await open_channel(
            world.house, tx, world.brand, story.channel, story.external_id, "Cuenta", settings={},
            secrets=dict(view.secrets), portfolio="p",
        )  # fmt: skip
    return world.accounts[story.channel]


async def tell(world: World, story: Story, rounds: Sequence[Sequence[Body]], answered: int) -> None:
    """Bring the rounds, each read at once; before the round `answered` we write what receipts speak of."""
    account = await connect(world, story)
    waiting = list(story.answers)
    for number, bodies in enumerate(one for one in rounds if one):
        if number == answered:
            waiting = [one for one in waiting if not await _answer(world, account, *one)]
        rows = [(world.workspace, account, uuid7().bytes, one.raw, one.headers) for one in bodies]
        async with world.house.db.at_door() as door:
            await inbox.add_deliveries(door, rows)
        await world.fetch("update channels.inbox set received_at = $1 where status = 'new' returning 1", story.came)
        await world.receive()
    for one in waiting:
        await _answer(world, account, *one)
    await world.fetch("update conversations.parked set received_at = clock_timestamp() returning 1")
    await sweep_parked(world.house.db, world.workspace)


# a window that is closed today was open when we wrote, and whoever answers today did not then
OPENED = """
update conversations.conversation now
set last_inbound_at = clock_timestamp(), window_until = clock_timestamp() + interval '1 day', holder = 'automation',
  holder_app = ''
from conversations.conversation before where now.id = $1 and before.id = now.id
returning before.last_inbound_at, before.window_until, before.holder, before.holder_app
"""
RESTORED = """
update conversations.conversation set last_inbound_at = $2, window_until = $3, holder = $4, holder_app = $5
where id = $1 returning 1
"""
REOPENED = """
update cases."case" now set state = 'open', set_aside = null, end_reason = null
from cases."case" before where now.id = $1 and before.id = now.id
returning before.state, before.set_aside, before.end_reason
"""
ENDED = 'update cases."case" set state = $2, set_aside = $3, end_reason = $4 where id = $1 returning 1'


async def _answer(world: World, account: UUID, provider_id: str, address: str) -> bool:
    """Write to whom a receipt is of, and let the provider have taken it; False where there is no such thread yet."""
    found = await world.fetch(
        """select v.id, v.case_id from conversations.conversation v
           join contacts.identity i on i.contact_id = v.contact_id and i.workspace_id = v.workspace_id
           where v.account_id = $1 and v.case_id is not null and i.address = $2
             and v.surface not in ('public_comment', 'mention', 'review') and v.thread_key like '%:'
           order by v.surface, v.thread_key limit 1""",
        account, address,
    )  # fmt: skip
    if not found:
        return False
    thread = found[0]["id"]
    (before,) = await world.fetch(OPENED, thread)
    (ended,) = await world.fetch(REOPENED, found[0]["case_id"])
    message = await reply(world, f"Respuesta {provider_id}", conversation=thread, case_id=found[0]["case_id"])
    await world.fetch(ENDED, found[0]["case_id"], *ended.values())
    await world.fetch(RESTORED, thread, *before.values())
    await world.fetch(
        "update conversations.message set provider_id = $1 where id = $2 returning 1", provider_id, message
    )
    await world.fetch(
        """update conversations.delivery set state = 'sent', rank = 1, provider_id = $1, sent_at = '2020-01-01Z'
           where message_id = $2 returning 1""",
        provider_id, message,
    )  # fmt: skip
    return True


# ---- what stands -----------------------------------------------------------------------------------

WHOSE = """(select case when v.surface <> 'mail' then string_agg(i.address, ' ' order by i.address) end
   from contacts.identity i where i.contact_id = v.contact_id and i.workspace_id = v.workspace_id)"""
MESSAGES = """
select v.surface, v.thread_key, v.parent, WHOSE as address, m.direction, m.provider_id, m.text, m.parts, m.reply_to,
  m.forwarded, m.public, m.rating, m.language, m.facts, m.referral, m.deleted_at is not null as deleted, m.hidden,
  m.edited_at is not null as edited, d.state, d.rank,
  case when m.provider_id is null or not m.text like 'Respuesta %' then m.sort_at end as place,
  (select array_agg(r.author_kind || ' ' || r.emoji order by r.author_kind, r.emoji)
   from conversations.reaction r
   where r.emoji <> '' and r.message_id = m.id and r.workspace_id = m.workspace_id) as reactions
from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = m.workspace_id
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = m.workspace_id
where v.account_id = $1
order by 4, v.surface, v.thread_key, m.provider_id, m.text
""".replace("WHOSE", WHOSE)
PEOPLE = """
select array_agg(i.kind || ' ' || i.scope || ' ' || i.address || ' ' || (i.ended_at is not null)
  order by i.kind, i.address) as known
from contacts.contact c join contacts.identity i on i.contact_id = c.id and i.workspace_id = c.workspace_id
where exists (select 1 from conversations.message m
  where m.author_id = c.id and m.author_kind = 'contact' and m.workspace_id = c.workspace_id)
group by c.id order by 1
"""
CONSENTS = """
select (select min(i.address) from contacts.identity i
        where i.contact_id = s.contact_id and i.workspace_id = s.workspace_id) as who,
  s.purpose, bool_and(s.granted) as granted
from contacts.consent s where s.withdrawn_at is null group by s.contact_id, s.workspace_id, s.purpose order by 1, 2
"""
THREADS = """
select WHOSE as address, v.surface, v.thread_key, v.window_until is not null as windowed,
  v.case_id is not null as cased, v.last_inbound_at, v.holder = 'other_app' as elsewhere, v.holder_app,
  (select c.set_aside from cases."case" c where c.id = v.case_id and c.workspace_id = v.workspace_id) as aside,
  (select max(m.sort_at) from conversations.message m where m.workspace_id = v.workspace_id
     and m.account_id = v.account_id and m.provider_id = v.last_provider_id) as last_said
from conversations.conversation v
where v.account_id = $1 order by 1, 2, 3
""".replace("WHOSE", WHOSE)
PARKED = "select distinct dedupe_key from conversations.parked order by 1"
ASKED = "select subject from channels.question where kind = 'said' order by 1"
ALERTS = "select kind, count(*) as n from channels.account_alert group by kind order by 1"


async def standing(world: World, story: Story) -> dict[str, list[Any]]:
    """Return what stands: nothing that says when we heard of it, or by which of our ids we call it."""
    account = world.accounts[story.channel]
    told: dict[str, list[Any]] = {}
    for name, statement, values in (
        ("messages", MESSAGES, (account,)), ("threads", THREADS, (account,)), ("people", PEOPLE, ()),
        ("consents", CONSENTS, ()), ("parked", PARKED, ()), ("asked", ASKED, ()), ("alerts", ALERTS, ()),
    ):  # fmt: skip
        rows = await world.fetch(statement, *values)
        told[name] = [
            {key: _named(value, str(account)) for key, value in row.items()} if isinstance(row, dict) else row
            for row in rows
        ]
    return told


def _named(value: Any, account: str) -> Any:
    """Return a value without the ids that things have in this house alone."""
    return json.loads(OURS.sub(r"OURS\1", json.dumps(value, default=str).replace(account, "ACCOUNT")))


def differences(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> Iterator[str]:
    """Yield what stands in one and not in the other, a line each; or which order differs."""
    for name in one:
        if name == "consents":  # a no that came in whatever order is a no
            yes = [row for row in other[name] if row["granted"] and row not in one[name]]
            yield from (f"+ {name}: {row}" for row in yes)
            continue
        left, right = ([json.dumps(row, ensure_ascii=False) for row in told[name]] for told in (one, other))
        yield from (f"- {name}: {row}" for row in left if row not in right)
        yield from (f"+ {name}: {row}" for row in right if row not in left)
        if left != right and sorted(left) == sorted(right):
            at = next(n for n, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1])
            yield f"order of {name}: {left[at]} | {right[at]}"
        elif len(left) != len(right):
            yield f"{name}: {len(left)} | {len(right)}"


def shuffled(story: Story, chance: random.Random) -> tuple[list[list[Body]], int]:
    """Return the story in another order, in other pieces, some of it twice; and when we answered."""
    bodies = list(story.bodies)
    style = chance.choice(("as they came", "split", "joined"))
    if style == "split":
        bodies = [piece for one in bodies for piece in split(one)]
    chance.shuffle(bodies)
    if style == "joined":
        bodies = joined(bodies)
    bodies += chance.sample(bodies, k=max(1, len(bodies) // 2))
    chance.shuffle(bodies)
    rounds: list[list[Body]] = []
    while bodies:
        size = chance.choice((1, 2, 5, len(bodies)))
        rounds.append(bodies[:size])
        bodies = bodies[size:]
    return [*rounds, list(story.after)], chance.randrange(len(rounds) + 1)
