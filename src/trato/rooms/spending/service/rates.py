"""Keeping rate cards: a line is never written over; the one that follows it says when it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.api import Rate
from trato.rooms.spending import rules
from trato.rooms.spending.model import Outcome, RateLine, RateTold


async def bring(tx: Tx, lines: Sequence[RateLine], *, apply: bool) -> list[RateTold]:
    """Say what each line would do to the rate cards, and do it with `apply`.

    A line that stands already is left alone; one of the same first day replaces the other from its first instant.
    What was charged before stays as it was charged.
    """
    standing: dict[tuple[str, str, str], list[Rate]] = defaultdict(list)
    for one in await channels.list_rates(tx, sorted({line.channel for line in lines})):
        standing[one.key].append(one)
    told, ended = [], dict[UUID, datetime]()
    added: list[Rate] = []
    for line in lines:
        if line.refused or line.since is None:
            told.append(_told(line, Outcome.REFUSED))
            continue
        key, begins = (line.channel, line.market, line.category), rules.begins_at(line.since)
        same = next((one for one in standing[key] if one.from_at == begins), None)
        outcome = rules.outcome_of(same.price if same else None, same.currency if same else "", line)
        told.append(_told(line, outcome))
        if outcome is Outcome.SAME:
            continue
        after = min((one.from_at for one in standing[key] if one.from_at > begins), default=None)
        for one in standing[key]:
            if one.from_at <= begins and (one.to_at is None or one.to_at > begins) and one.id is not None:
                ended[one.id] = begins
        kept = [_ended(one, begins) for one in standing[key] if one is not same]
        new = Rate(
            None, *key, line.price, line.currency, line.source, _version(line), begins, same.to_at if same else after
        )
        added = [_ended(one, begins) if one.key == key else one for one in added if one is not same]
        added.append(new)
        standing[key] = [*kept, new]
    if apply:
        await channels.keep_rates(tx, added, sorted(ended.items()))
    return told


def _ended(one: Rate, begins: datetime) -> Rate:
    """Return a line as it is once another begins: over, where it lasted until then."""
    lasts = one.from_at <= begins and (one.to_at is None or one.to_at > begins)
    return replace(one, to_at=begins) if lasts else one


def _version(line: RateLine) -> str:
    return f"{line.since}"


def _told(line: RateLine, outcome: Outcome) -> RateTold:
    return RateTold(
        line.line, line.channel, line.market, line.category, f"{line.price}", line.currency,
        f"{line.since}" if line.since else "", outcome, line.refused,
    )  # fmt: skip
