"""What may be changed before a day is lived again: a name and a value each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from trato.rooms.brands.model import Opening, OpeningHours, always_open
from trato.rooms.whatif.errors import SenselessLever, UnknownLever
from trato.rooms.whatif.model import Day, House, Person

Lived = tuple[Day, House]
CASE = 10  # units of a usual conversation
MOST_AGENTS = 2_000
MOST_AT_ONCE = 100
LONGEST_STICKY = 86_400.0  # seconds
MOST_POINTS = 1_000.0
POINTS = ("priority", "slack", "late", "tier", "value", "mood", "level", "scarce", "load", "prefer_last", "age")
LEAST_AGE = 0.01  # waiting always counts, so that nothing starves
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


def pull(lived: Lived, levers: Mapping[str, str]) -> Lived:
    """Return the day and the house with all of these changed. Raises UnknownLever, SenselessLever."""
    for name, value in levers.items():
        if name not in LEVERS:
            raise UnknownLever(lever=name, known=", ".join(LEVERS))
        lived = LEVERS[name](lived, name, value.strip())
    return lived


def _agents(lived: Lived, name: str, value: str) -> Lived:
    """So many more or fewer, as +2 and -2, or so many in all; who is added is like those who are there, in turn."""
    day, house = lived
    change = _number(name, value, -MOST_AGENTS, MOST_AGENTS, whole=True)
    wanted = len(day.people) + int(change) if value[0] in "+-" else int(change)
    if not 0 <= wanted <= MOST_AGENTS or (wanted and not day.people):
        raise SenselessLever(lever=name, value=value)
    people = list(day.people[:wanted])
    while len(people) < wanted:
        like = day.people[len(people) % len(day.people)]
        people.append(replace(like, id=UUID(int=(like.id.int + len(people) * 2**96) % 2**128)))
    return replace(day, people=tuple(people)), house


def _at_once(lived: Lived, name: str, value: str) -> Lived:
    """So many usual conversations at once, for everybody."""
    units = CASE * int(_number(name, value, 0, MOST_AT_ONCE, whole=True))
    return _people(
        lived, lambda one: replace(one, live=units) if name == "concurrency" else replace(one, deferred=units)
    )


def _all_skills(lived: Lived, name: str, value: str) -> Lived:
    """Everybody has every skill that somebody has, at the level of who is best at it."""
    if value != "all":
        raise SenselessLever(lever=name, value=value)
    best: dict[UUID, int] = {}
    for one in lived[0].people:
        best |= {skill: max(level, best.get(skill, 0)) for skill, level in one.skills.items()}
    return _people(lived, lambda one: replace(one, skills=best))


def _sticky(lived: Lived, name: str, value: str) -> Lived:
    """For so many seconds a case waits for who knows its contact, in every queue."""
    day, house = lived
    deadline = timedelta(seconds=_number(name, value, 0, LONGEST_STICKY))
    return day, replace(house, queues=tuple(replace(one, sticky=deadline) for one in house.queues))


def _bot(lived: Lived, name: str, value: str) -> Lived:
    """Such a share of the cases, 0 to 1, is solved without a person."""
    return lived[0], replace(lived[1], bot_share=_number(name, value, 0, 1))


def _hours(lived: Lived, name: str, value: str) -> Lived:
    """Promises count in other hours: every day as 09:00-18:00, or always. Who is there stays as it was."""
    day, house = lived
    found = _HOURS.fullmatch(value)
    if value != "always" and found is None:
        raise SenselessLever(lever=name, value=value)
    hours: dict[str, OpeningHours] = {}
    for key, one in house.hours.items():
        if found is None:
            hours[key] = always_open(one.timezone)
            continue
        opens, closes = (int(found[n]) * 60 + int(found[n + 1]) for n in (1, 3))
        if not opens < closes <= 1_440:
            raise SenselessLever(lever=name, value=value)
        hours[key] = OpeningHours(one.timezone, ((Opening(opens, closes),),) * 7)
    return day, replace(house, hours=hours)


def _points(lived: Lived, name: str, value: str) -> Lived:
    """Another weight of the choice, in points."""
    day, house = lived
    points = _number(name, value, LEAST_AGE if name == "age" else 0, MOST_POINTS)
    weights = house.policy.weights
    if name == "prefer_last":
        weights = replace(weights, sticky=points)
    else:
        weights = replace(weights, **{name: points})  # type: ignore[arg-type]
    return day, replace(house, policy=replace(house.policy, weights=weights))


def _people(lived: Lived, change: Callable[[Person], Person]) -> Lived:
    return replace(lived[0], people=tuple(change(one) for one in lived[0].people)), lived[1]


def _number(name: str, value: str, least: float, most: float, *, whole: bool = False) -> float:
    try:
        number = float(int(value)) if whole else float(value.replace(",", "."))
    except ValueError:
        raise SenselessLever(lever=name, value=value) from None
    if not least <= number <= most:
        raise SenselessLever(lever=name, value=value)
    return number


LEVERS: Mapping[str, Callable[[Lived, str, str], Lived]] = {
    "agents": _agents,
    "concurrency": _at_once,
    "asynchronous": _at_once,
    "skills": _all_skills,
    "sticky": _sticky,
    "bot": _bot,
    "hours": _hours,
    **dict.fromkeys(POINTS, _points),
}
