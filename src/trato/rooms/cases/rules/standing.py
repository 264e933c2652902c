"""How the standing of a case changes. Each function takes what is and returns what will be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.rooms.cases.model import (
    NOBODY,
    Case,
    CaseState,
    EndReason,
    Holder,
    HolderKind,
    HoldingSegment,
    SetAsideReason,
    Standing,
    StateSegment,
    WaitingOn,
)

OPEN = Standing()


def rest(standing: Standing, on: WaitingOn, until: datetime | None = None, team_id: UUID | None = None) -> Standing:
    """Let an open case rest for a reason; `until` goes with WaitingOn.UNTIL and only with it, `team_id` with TEAM."""
    if (on is WaitingOn.UNTIL) != (until is not None):
        raise ValueError("an instant goes with WaitingOn.UNTIL, and only with it")
    if team_id is not None and on is not WaitingOn.TEAM:
        raise ValueError("a team goes with WaitingOn.TEAM only")
    return replace(standing, waiting_on=on, waiting_until=until, waiting_team_id=team_id)


def resume(standing: Standing) -> Standing:
    """Let an open case rest no more."""
    return replace(standing, waiting_on=None, waiting_until=None, waiting_team_id=None)


def resolved() -> Standing:
    """What a case is once we think it is done."""
    return Standing(state=CaseState.RESOLVED)


def closed(reason: EndReason) -> Standing:
    """What a case is once it is final."""
    return Standing(state=CaseState.CLOSED, end_reason=reason)


def aside(standing: Standing, reason: SetAsideReason) -> Standing:
    """What a case is once it is set aside: over, unless it was over already."""
    if standing.state is CaseState.CLOSED:
        return replace(standing, set_aside=reason)
    return Standing(state=CaseState.CLOSED, set_aside=reason, end_reason=EndReason.SET_ASIDE)


def snapshot(case: Case) -> dict[str, Any]:
    """Return the standing and holder of a case as ids, codes and instants, for an exact undo."""
    one = case.standing
    return {
        "state": one.state.value,
        "waiting_on": one.waiting_on.value if one.waiting_on else None,
        "waiting_until": one.waiting_until.isoformat() if one.waiting_until else None,
        "waiting_team_id": str(one.waiting_team_id) if one.waiting_team_id else None,
        "set_aside": one.set_aside.value if one.set_aside else None,
        "end_reason": one.end_reason.value if one.end_reason else None,
        "holder_kind": case.holder.kind.value,
        "holder_id": str(case.holder.id) if case.holder.id else None,
        "disposition_id": str(case.disposition_id) if case.disposition_id else None,
    }


def standing_of(before: Mapping[str, Any], now: datetime) -> Standing:
    """Read the standing of a snapshot; a snooze whose instant has passed is over."""
    until = datetime.fromisoformat(before["waiting_until"]) if before["waiting_until"] else None
    team = before.get("waiting_team_id")  # older snapshots have none
    standing = Standing(
        state=CaseState(before["state"]),
        waiting_on=WaitingOn(before["waiting_on"]) if before["waiting_on"] else None,
        waiting_until=until,
        set_aside=SetAsideReason(before["set_aside"]) if before["set_aside"] else None,
        end_reason=EndReason(before["end_reason"]) if before["end_reason"] else None,
        waiting_team_id=UUID(team) if team else None,
    )
    return resume(standing) if until is not None and until <= now else standing


def holder_of(before: Mapping[str, Any]) -> Holder:
    """Read the holder of a snapshot."""
    if before["holder_kind"] == HolderKind.NOBODY.value:
        return NOBODY
    return Holder(HolderKind(before["holder_kind"]), UUID(before["holder_id"]) if before["holder_id"] else None)


def bounces(history: Sequence[HoldingSegment], taker: Holder) -> int:
    """Count how often a case has come back to a holder who had it before, this time included.

    `history` are the holders so far, oldest first; "nobody" is not a holder who takes anything back.
    """
    seen: set[Holder] = set()
    back = 0
    for holder in [*(segment.holder for segment in history), taker]:
        if holder.kind is HolderKind.NOBODY:
            continue
        back += holder in seen
        seen.add(holder)
    return back


def is_without_gap(segments: Sequence[StateSegment | HoldingSegment]) -> bool:
    """Say whether intervals, oldest first, neither overlap nor leave gaps, and only the last is still running."""
    return all(one.to_at == following.from_at for one, following in zip(segments, segments[1:], strict=False)) and bool(
        segments and segments[-1].to_at is None
    )
