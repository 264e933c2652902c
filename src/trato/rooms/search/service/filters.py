"""What the filters of a question mean in this workspace: names become ids; what means nothing is told."""

from __future__ import annotations

import difflib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Principal
from trato.rooms.search.model import CaseConditions, DocumentKind, Filter, FilterName, Hint, HintCode, Query
from trato.rooms.search.rules.asking import lexeme
from trato.rooms.search.rules.dates import beginning
from trato.rooms.search.rules.words import fold
from trato.rooms.search.store import finding as store

NAMED: dict[FilterName, Callable[[Tx], Awaitable[list[tuple[UUID, str]]]]] = {
    FilterName.AGENT: store.list_agents,
    FilterName.TAG: store.list_tags,
    FilterName.BRAND: store.list_brands,
}
FIELDS = {FilterName.STATE: "states", FilterName.AGENT: "holders", FilterName.TAG: "tags", FilterName.BRAND: "brands"}


@dataclass(slots=True)
class Meaning:
    """What documents must bear, what their cases must be, and between which moments. `nothing` can fit."""

    marks: list[str] = field(default_factory=list)
    fits: CaseConditions = field(default_factory=CaseConditions)
    since: datetime | None = None
    until: datetime | None = None
    nothing: bool = False
    of_documents: bool = False  # whether messages and notes are asked for, and not just cases
    hints: list[Hint] = field(default_factory=list)


async def read(tx: Tx, who: Principal, query: Query) -> Meaning:
    """Say what the filters mean. The same filter twice means either."""
    meaning = Meaning()
    cases: dict[str, Any] = {}
    for name in dict.fromkeys(one.name for one in query.filters):
        for negated in (False, True):
            same = [one for one in query.filters if one.name is name and one.negated is negated]
            if same:
                await _read(tx, who, name, same, negated, meaning, cases)
    meaning.fits = CaseConditions(**cases)
    return meaning


async def _read(
    tx: Tx, who: Principal, name: FilterName, same: list[Filter], negated: bool, meaning: Meaning, cases: dict[str, Any]
) -> None:
    values = [one.value for one in same]
    match name:
        case FilterName.CHANNEL:
            known = {channel: channel for channel in await store.list_channels(tx)}
            found = [channel for value in values for channel in _choose(value, known, name, meaning)]
            _mark(meaning, [f"ch:{one}" for one in found], negated)
        case FilterName.FROM:
            side = {"contact": "f:in", "team": "f:out"}
            meaning.of_documents = True
            _mark(meaning, [side[value] for value in values if value], negated)
        case FilterName.HAS:
            meaning.of_documents = True
            _mark(meaning, ["t:file" for value in values if value], negated)
        case FilterName.IS:
            meaning.of_documents = True
            _mark(meaning, [f"k:{DocumentKind(value).value}" for value in values if value], negated)
        case FilterName.BEFORE | FilterName.AFTER:
            _date(who, name, values[-1], negated, meaning, tx.now)
        case FilterName.STATE:
            if not any(values):
                meaning.nothing = True
            cases["not_states" if negated else "states"] = tuple(value for value in values if value)
        case FilterName.AGENT | FilterName.TAG | FilterName.BRAND:
            await _named(tx, who, name, values, negated, meaning, cases)
    if name in (FilterName.FROM, FilterName.HAS, FilterName.IS) and not any(values):
        meaning.nothing = True


async def _named(
    tx: Tx, who: Principal, name: FilterName, values: list[str], negated: bool, meaning: Meaning, cases: dict[str, Any]
) -> None:
    ids: list[UUID] = []
    names = await NAMED[name](tx)
    for value in values:
        if name is FilterName.AGENT and value == "me":
            ids.append(who.user.id)
        elif name is FilterName.AGENT and value == "nobody":
            cases["nobody"] = not negated
        else:
            ids += _choose(value, {one: id for id, one in names}, name, meaning)
    if ids:
        cases[f"not_{FIELDS[name]}" if negated else FIELDS[name]] = tuple(ids)


def _choose(value: str, known: dict[str, Any], name: FilterName, meaning: Meaning) -> list[Any]:
    """Return what a value names: all that are called so, else all with a word that begins so."""
    wanted = fold(value.strip())
    folded = [(fold(one), id) for one, id in known.items()]
    found = [id for one, id in folded if one == wanted] or [
        id for one, id in folded if one.startswith(wanted) or any(word.startswith(wanted) for word in one.split())
    ]
    if not found:
        near = difflib.get_close_matches(wanted, [one for one, _ in folded], n=3, cutoff=0.5)
        meaning.hints.append(Hint(HintCode.UNKNOWN_VALUE, f"{name.value}:{value}", tuple(near)))
        meaning.nothing = True
    return found


def _mark(meaning: Meaning, marks: list[str], negated: bool) -> None:
    if marks:
        either = " | ".join(lexeme(mark) for mark in marks)
        meaning.marks.append(f"!({either})" if negated else f"({either})")


def _date(who: Principal, name: FilterName, value: str, negated: bool, meaning: Meaning, now: datetime) -> None:
    at = beginning(value, now, who.user.time_zone)
    if at is None:
        meaning.hints.append(Hint(HintCode.UNKNOWN_VALUE, f"{name.value}:{value}", (f"{now:%Y-%m-%d}",)))
        meaning.nothing = True
    elif (name is FilterName.BEFORE) is not negated:
        meaning.until = at if meaning.until is None else min(at, meaning.until)
    else:
        meaning.since = at if meaning.since is None else max(at, meaning.since)
