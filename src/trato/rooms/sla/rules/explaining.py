"""Why a promise is due when it is: its derivation, line by line, for people who doubt it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from trato.rooms.brands.model import OpeningHours
from trato.rooms.sla.model import Change, Clock, ClockState, Line, Pause, PolicyTerms, Target
from trato.rooms.sla.rules.counting import counted_time, state_of

STRETCHES_SHOWN = 40


def explain(
    clock: Clock,
    pauses: Sequence[Pause],
    hours: OpeningHours,
    history: Sequence[Change],
    now: datetime,
    terms: PolicyTerms | None = None,
    names: Mapping[UUID, str] | None = None,
) -> tuple[Line, ...]:
    """Return the derivation: what started it, what was promised, each open stretch that counted, and its end.

    With the `terms` of its policy it says for whom that is and what its country made of the time; `names` are those of
    policies. The seconds of the lines `open` add up to the promised time, or to what counted until it stopped or `now`.
    """
    end = min(clock.due_at, clock.stopped_at or now)
    lines = [
        Line("started", {"at": clock.started_at, "message": clock.start_message_id}),
        *_chosen(clock, terms, names or {}),
        Line("promised", {"seconds": clock.seconds, "policy": clock.policy_id, "version": clock.policy_version}),
        Line("hours", {"of": clock.calendar_of, "calendar": clock.calendar_id, "version": clock.calendar_version}),
    ]
    lines += _stretches(clock.started_at, end, pauses, hours)
    lines += [Line("paused", {"from": one.from_at, "to": one.to_at, "reason": one.reason}) for one in pauses]
    lines += [
        Line(
            "changed",
            {
                "cause": one.cause,
                "at": one.at,
                "what": one.what,
                "due_before": one.before.due_at,
                "due": one.after.due_at,
                **_policies(one, names or {}),
            },
        )
        for one in history
    ]
    return (*lines, Line("due", {"at": clock.due_at}), _end(clock, now))


def _chosen(clock: Clock, terms: PolicyTerms | None, names: Mapping[UUID, str]) -> list[Line]:
    """Return for whom the policy is, and what the country of the case made of its time."""
    if terms is None:
        return []
    scope = {name: value for name, value in asdict(terms.scope).items() if value is not None}
    name = names.get(clock.policy_id, "")
    lines = [Line("chosen", {"name": name, "version": clock.policy_version, "by": sorted(scope)})]
    factor = dict(terms.factors).get(clock.country) if clock.target is not Target.CEILING else None
    promised = terms.promised(clock.target)
    if factor is not None and promised is not None:
        base = promised.within.total_seconds()
        lines.append(Line("factor", {"country": clock.country, "factor": factor, "seconds": base}))
    return lines


def _policies(one: Change, names: Mapping[UUID, str]) -> dict[str, object]:
    """Return which policy had counted until the change and which counts since, or which versions of the same one."""
    before, after = one.before, one.after
    if after.policy_id != before.policy_id:
        return {"policy_before": names.get(before.policy_id, ""), "policy": names.get(after.policy_id, "")}
    if before.policy_version and after.policy_version != before.policy_version:
        name = names.get(after.policy_id, "")
        return {"revised": name, "version_before": before.policy_version, "version": after.policy_version}
    return {}


def _stretches(start: datetime, end: datetime, pauses: Sequence[Pause], hours: OpeningHours) -> list[Line]:
    spans = [(start, end)] if hours.always else hours.open_between(start, end)
    lines = [_open(begin, stop, pauses, hours) for begin, stop in spans[:STRETCHES_SHOWN]]
    if len(spans) > STRETCHES_SHOWN:
        rest = sum((counted_time(a, b, pauses, hours) for a, b in spans[STRETCHES_SHOWN:]), timedelta(0))
        lines.append(Line("open_more", {"stretches": len(spans) - STRETCHES_SHOWN, "seconds": rest.total_seconds()}))
    return lines


def _open(begin: datetime, end: datetime, pauses: Sequence[Pause], hours: OpeningHours) -> Line:
    counted = counted_time(begin, end, pauses, hours).total_seconds()
    return Line("open", {"from": begin, "to": end, "seconds": counted})


def _end(clock: Clock, now: datetime) -> Line:
    state = state_of(clock, now)
    if state in (ClockState.MET, ClockState.MET_LATE):
        return Line(state.value, {"at": clock.stopped_at, "by": clock.stopped_by_kind})
    if state is ClockState.VOIDED:
        return Line(state.value, {"at": clock.voided_at, "reason": clock.void_reason})
    if state is ClockState.MERGED:
        return Line(state.value, {"into": clock.merged_into})
    if state is ClockState.PAUSED:
        return Line(state.value, {"at": clock.paused_at})
    return Line(state.value, {"at": now})
