"""Two days made up from a seed, through the product's own deeds: whatever they hold, their numbers hold together."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any
from uuid import UUID

from tests.flow.world import World
from tests.rooms.reporting.day import MONDAY, NINE_TO_SIX, Day, begin, turn
from tests.rooms.reporting.of_channels import Channels
from tests.rooms.reporting.of_intelligence import Minds
from trato.app.founding import found_brand, open_channel
from trato.app.wiring import House
from trato.flow import closing
from trato.flow.acts import assigning
from trato.kit.errors import TratoError
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.cases import api as cases
from trato.rooms.channels.model import CallStage
from trato.rooms.routing import api as routing

AGENTS = ("ana", "beto", "caro", "dino")
SET_ASIDE = ("spam", "troll")
SPAN = 600  # minutes of a day in which people write, from eight on
CASE = 'select id, state, holder_kind, holder_id, set_aside, merged_into from cases."case" where id = $1'
Deed = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class History:
    """Deeds wait in a heap; each may put others behind it. `done` says what was done to which case."""

    days: tuple[Day, Day]  # the same house, seen from each of its brands
    chance: random.Random
    complaints: UUID
    channels: Channels
    done: list[tuple[str, str]] = field(default_factory=list)
    agenda: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    order: Any = field(default_factory=count)

    def then(self, at: datetime, deed: Deed) -> None:
        heappush(self.agenda, (at, next(self.order), deed))

    def after(self, at: datetime, minutes: float, deed: Callable[[datetime], Awaitable[None]]) -> None:
        later = at + timedelta(minutes=minutes)
        self.then(later, lambda: deed(later))

    def did(self, what: str, name: str) -> None:
        self.done.append((what, name))

    def counted(self) -> Counter[str]:
        """Return how often each thing was done, to cases that were not merged into another."""
        merged = {name for what, name in self.done if what == "merged"}
        return Counter(what for what, name in self.done if name not in merged or what == "merged")


async def make(house: House, seed: int, cases_wanted: int) -> History:
    """Live a Monday and a Tuesday of about so many cases, two brands and four agents."""
    history = await _found(house, random.Random(seed))
    chance = history.chance
    for name in AGENTS:
        for number in range(2):
            moves = {
                chance.uniform(30, 90): "online", 240.0: "break",
                300.0: "online", chance.uniform(480, 620): "offline",
            }  # fmt: skip
            for minutes, state in moves.items():
                history.then(_at(number, minutes), _moving(history, name, state))
    for n in range(cases_wanted):
        at = _at(n % 2, chance.uniform(0, SPAN))
        history.then(at, _arriving(history, f"c{n}", at))
    for n in range(cases_wanted // 3):
        at = _at(n % 2, chance.uniform(60, SPAN))
        history.then(at, _reviewing(history, f"r{n}", at))
        history.then(at, _calling(history, f"call{n}", at))
    while history.agenda:
        at, _, deed = heappop(history.agenda)
        turn(house, at)
        await deed()
    return history


async def _found(house: House, chance: random.Random) -> History:
    first = await begin(house)
    for name in AGENTS:
        await first.hire(name)
    one = first.world
    async with one.tx() as tx:
        brand = await found_brand(
            tx, "Andes", country="CL", timezone="America/Santiago", locale="es", legal_name="Andes SpA",
            queue_name="Ventas", hours=NINE_TO_SIX, automatic=False,
        )  # fmt: skip
        accounts = {
            "webchat": await open_channel(house, tx, brand, "webchat", "andes-web", "Tienda", settings={},
                                          secrets={"visitor_secret": "v1", "identity_secret": "1d"}),
            "email": await open_channel(house, tx, brand, "email", "hola@andes.example", "Correo", settings={},
                                        secrets={"password": "x", "thread_key": "k" * 32}),
        }  # fmt: skip
        for name in AGENTS[2:]:
            await access.join_team(tx, brand.team_id, UserId(first.users[name]))
        queue = await routing.create_queue(
            tx, "Reclamos", brand_id=one.brand.brand.id, team_id=brand.team_id, automatic=False
        )
    other = World(house, one.workspace, brand, accounts, one.receiver)
    second = Day(house, other, first.users, first.cases)
    them = Channels(first)
    await them.connect()
    return History((first, second), chance, queue.id, them)


def _at(day: int, minutes: float) -> datetime:
    return MONDAY + timedelta(days=day, hours=8, minutes=minutes)


def _moving(history: History, name: str, state: str) -> Deed:
    return lambda: history.days[0].is_(name, state)


def _arriving(history: History, name: str, at: datetime) -> Deed:
    return lambda: _arrive(history, name, at)


async def _arrive(history: History, name: str, at: datetime) -> None:
    chance = history.chance
    day = history.days[chance.random() < 0.35]
    channel = chance.choice([one for one in ("whatsapp", "webchat", "email") if one in day.world.accounts])
    if channel == "whatsapp":
        text = f"hola, una consulta {name}"
        if day is history.days[0] and chance.random() < 0.4:
            await history.channels.clicks(name, text, _phone(name), chance.choice(("ad", "post")), "a-1", "Ollas")
        else:
            await day.whatsapp(name, text, _phone(name))
    elif channel == "webchat":
        await day.webchat(name, "hola, necesito ayuda con mi compra")
    else:
        await day.mail(name, f"la factura {name} está mal")
    await _understand(history, day, name)
    turns = chance.random()
    if channel == "webchat" and turns < 0.45:
        history.after(at, chance.choice((0.1, 3, 6)), lambda then: _leave(history, day, name, then))
        if turns < 0.15:
            history.after(at, 2, lambda then: _take(history, day, name, then, False))
    elif turns > 0.9:
        history.after(at, 1, lambda then: _set_aside(history, day, name, then))
    else:
        history.after(at, chance.expovariate(1 / 4), lambda then: _take(history, day, name, then, True))


def _reviewing(history: History, name: str, at: datetime) -> Deed:
    return lambda: _review(history, name, at, 1)


async def _review(history: History, name: str, at: datetime, turn_of: int) -> None:
    """Give stars, maybe be answered, maybe give others."""
    chance, day = history.chance, history.days[0]
    await history.channels.stars(name, chance.randint(1, 5), f"vez {turn_of}")
    if turn_of == 1:
        history.did("reviewed", name)
    if chance.random() < 0.5:
        agent = chance.choice(AGENTS)
        await day.take(agent, name)
        await day.answer(agent, name)
    if turn_of < 3 and chance.random() < 0.6:
        history.after(at, chance.uniform(5, 300), lambda then: _review(history, name, then, turn_of + 1))


def _calling(history: History, name: str, at: datetime) -> Deed:
    return lambda: _call(history, name, at)


async def _call(history: History, name: str, at: datetime) -> None:
    """Call: be answered, give up, leave words, go on in writing, or hang up in the menu."""
    chance, day, them = history.chance, history.days[0], history.channels
    wait, talk, agent = chance.uniform(1, 90), chance.uniform(5, 300), chance.choice(AGENTS)
    ends = {
        "answered": ((0.0, CallStage.WAITING, ""), (wait, CallStage.ANSWERED, agent),
                     (wait + talk / 2, CallStage.HELD, agent), (wait + talk, CallStage.ENDED, "")),
        "missed": ((0.0, CallStage.WAITING, ""), (wait, CallStage.ENDED, "")),
        "words": ((0.0, CallStage.WAITING, ""), (wait, CallStage.RECORDED, ""), (wait + 9, CallStage.ENDED, "")),
        "aside": ((3.0, CallStage.ASIDE, ""), (4.0, CallStage.ENDED, "")),
        "short": ((4.0, CallStage.ENDED, ""),),
    }  # fmt: skip
    how = chance.choice(list(ends))
    case = chance.choice([*(one for one in day.cases if ("merged", one) not in history.done), ""])
    await them.call(name, at, *ends[how], case=case, seconds=4 if how == "short" else 0)
    history.did(f"call {how}", name)
    if how in ("missed", "words") and case and (await _case(day, case))["state"] == "open":
        await them.promise(name, chance.uniform(1, 3))
        if chance.random() < 0.6:
            history.after(at, chance.uniform(5, 200), lambda then: them.keep(name))


async def _understand(history: History, day: Day, name: str) -> None:
    """Let what somebody wrote be understood, judged and tagged, and maybe put right by a person."""
    chance, minds = history.chance, Minds(day)
    if day.cases.get(name) is None or chance.random() < 0.2:
        return
    kind = chance.choice(("question", "issue", "lead", "spam", "troll"))
    mood = chance.choice(("negative", "neutral", "positive"))
    message = await minds.understood(name, kind, mood, score=chance.random(), none=kind if kind in SET_ASIDE else "")
    history.did("noise" if kind in SET_ASIDE else "engages", name)
    await minds.judged(name, chance.randint(0, 100))
    if chance.random() < 0.4:
        await minds.corrects("ana", message, "sentiment", chance.choice(("negative", "positive")))
    if chance.random() < 0.5:
        tag = await minds.tags(name, chance.choice(("pedidos", "facturas")))
        if chance.random() < 0.3:
            await minds.untags("beto", name, tag)


def _phone(name: str) -> str:
    return f"519{int(name[1:]):08}"


async def _leave(history: History, day: Day, name: str, at: datetime) -> None:
    history.did("left", name)
    await day.leaves(name)
    history.after(at, 1.1, lambda then: day.time_passes())


async def _set_aside(history: History, day: Day, name: str, at: datetime) -> None:
    chance, case = history.chance, await _case(day, name)
    if case["state"] != "open":
        return
    if chance.random() < 0.5 and ("engages", name) not in history.done:  # a word that engages would bring it back
        await Minds(day).put_aside(name)
    else:
        await day.set_aside("ana", name, chance.choice(SET_ASIDE))
    history.did("set_aside", name)
    if chance.random() < 0.3:
        history.after(at, 5, lambda then: _restore(history, day, name, then))


async def _restore(history: History, day: Day, name: str, at: datetime) -> None:
    async with day.world.tx(day.actor("beto")) as tx:
        await closing.restore(tx, day.cases[name])
    history.did("restored", name)
    history.after(at, 3, lambda then: _take(history, day, name, then, True))


async def _take(history: History, day: Day, name: str, at: datetime, works: bool) -> None:
    chance, case = history.chance, await _case(day, name)
    if not _is_free(case):
        return
    agent = chance.choice(AGENTS)
    await day.take(agent, name)
    if works:
        history.after(at, chance.uniform(0.5, 4), lambda then: _work(history, day, name, agent, then))


async def _work(history: History, day: Day, name: str, agent: str, at: datetime) -> None:
    """Look at a case and answer it, or pass it on."""
    chance, case = history.chance, await _case(day, name)
    if case["state"] != "open" or case["set_aside"] or case["merged_into"]:
        return
    turns = chance.random()
    if turns < 0.15:
        async with day.world.tx(day.actor(agent)) as tx:
            if chance.random() < 0.5:
                await assigning.assign(tx, case["id"], None, queue_id=history.complaints, why="Es un reclamo")
            else:
                await assigning.assign(tx, case["id"], day.users[chance.choice(AGENTS)])
        history.after(at, 2, lambda then: _take(history, day, name, then, True))
        return
    if turns < 0.25:
        await day.escalate(agent, name)
        history.did("escalated", name)
    if chance.random() < 0.7:
        await _look(day, agent, name, at, 1.5)
        await _look(day, agent, name, at, 0.8, "compose")
    if chance.random() < 0.4:
        await Minds(day).suggests(agent, name, await Minds(day).last_of(name))
    else:
        await day.answer(agent, name)
    history.did("answered", name)
    await Minds(day).judged(name, chance.randint(0, 100))
    history.after(at, chance.uniform(2, 30), lambda then: _end(history, day, name, agent, then))


async def _look(day: Day, agent: str, name: str, at: datetime, minutes: float, kind: str = "focus") -> None:
    ends, outcome = at + timedelta(minutes=minutes), "sent" if kind == "compose" else None
    await day.looked(agent, name, at, ends, round(50 * minutes), kind, outcome)


async def _end(history: History, day: Day, name: str, agent: str, at: datetime) -> None:
    chance, case = history.chance, await _case(day, name)
    if case["state"] != "open" or case["set_aside"] or case["merged_into"]:
        return
    turns = chance.random()
    if turns < 0.1:
        await _rest(history, day, name, at)
    elif turns < 0.2:
        await _merge(history, day, name)
    elif turns < 0.9:
        await day.resolve(agent, name)
        history.did("resolved", name)
        if chance.random() < 0.6:
            await _look(day, agent, name, at, 1, "wrap_up")
        again = chance.random()
        if again < 0.15:
            history.after(at, 1, lambda then: _undo(history, day, name, agent))
        elif again < 0.45:
            history.after(at, chance.uniform(20, 120), lambda then: _again(history, day, name, then))


async def _rest(history: History, day: Day, name: str, at: datetime) -> None:
    await day.waits("ana", name)
    history.after(at, 90, lambda then: _close(day, name))


async def _close(day: Day, name: str) -> None:
    async with day.world.tx() as tx:
        await cases.auto_close(tx, day.cases[name], tx.now)


async def _merge(history: History, day: Day, name: str) -> None:
    """Make it one with another of the same brand that is open."""
    rows = await day.world.fetch(
        'select id from cases."case" where state = \'open\' and set_aside is null and brand_id = $1 and id <> $2 '
        "order by number limit 1", day.world.brand.brand.id, day.cases[name],
    )  # fmt: skip
    if rows:
        async with day.world.tx(day.actor("caro")) as tx:
            await closing.merge(tx, day.cases[name], rows[0]["id"])
        history.did("merged", name)


async def _undo(history: History, day: Day, name: str, agent: str) -> None:
    try:
        async with day.world.tx(day.actor(agent)) as tx:
            await closing.undo_resolve(tx, day.cases[name])
    except TratoError:  # somebody wrote meanwhile
        return
    history.did("undone", name)


async def _again(history: History, day: Day, name: str, at: datetime) -> None:
    """Let the contact write again: the case opens again."""
    before = await _case(day, name)
    account = next(iter(await day.world.fetch('select channel from cases."case" where id = $1', before["id"])))
    if account["channel"] != "whatsapp":
        return
    await day.world.whatsapp("otra vez lo mismo, el pedido llegó roto", phone=_phone(name), name=name)
    if before["state"] == "resolved":
        history.did("reopened", name)
    history.after(at, 4, lambda then: _work(history, day, name, history.chance.choice(AGENTS), then))


async def _case(day: Day, name: str) -> dict[str, Any]:
    (row,) = await day.world.fetch(CASE, day.cases[name])
    return row


def _is_free(case: dict[str, Any]) -> bool:
    return case["state"] == "open" and not case["set_aside"] and not case["merged_into"]
