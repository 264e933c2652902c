"""What the happenings of a call amount to: pure, and the same in whatever order they were told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trato.rooms.calls.model import CallOutcome, CallState, Course, Happening, Segment, SegmentKind
from trato.rooms.channels.model import CallStage

_FIRST, _LAST = frozenset({CallStage.ARRIVED, CallStage.PLACED}), frozenset({CallStage.ENDED})
_STATES = {
    SegmentKind.MENU: CallState.MENU,
    SegmentKind.QUEUE: CallState.QUEUED,
    SegmentKind.DIAL: CallState.CALLING,
    SegmentKind.TALK: CallState.TALKING,
    SegmentKind.HOLD: CallState.HELD,
}


def course_of(happenings: Iterable[Happening]) -> Course:
    """Return where a call is and which stretches it had.

    Nothing happens before it arrived, nor after it ended, whatever is told when: what was told of later than the end
    is put before it.
    """
    told = sorted(happenings, key=lambda one: (_rank(one), one.at, one.key))
    course = _Course()
    for one in told:
        course.take(one)
    return course.whole()


def _rank(one: Happening) -> int:
    return 0 if one.news.stage in _FIRST else 2 if one.news.stage in _LAST else 1


@dataclass(slots=True)
class _Open:
    kind: SegmentKind
    at: datetime
    agent: UUID | None = None
    queue: UUID | None = None


@dataclass(slots=True)
class _Course:
    now: _Open | None = None
    rings: dict[str, _Open] = field(default_factory=dict)
    done: list[Segment] = field(default_factory=list)
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: UUID | None = None
    ended_at: datetime | None = None
    stages: set[CallStage] = field(default_factory=set)
    short: bool = False
    placer: UUID | None = None  # of a call that we make

    @property
    def _unreached(self) -> bool:
        return self.placer is not None and self.answered_at is None

    def take(self, one: Happening) -> None:
        stage, at = one.news.stage, one.at
        self.stages.add(stage)
        match stage:
            case CallStage.ARRIVED:
                self._move(_Open(SegmentKind.MENU, at))
            case CallStage.PLACED:
                self.placer = one.agent_id
            case CallStage.DIALLED:
                if self._unreached and (self.now is None or self.now.kind is not SegmentKind.DIAL):
                    self._move(_Open(SegmentKind.DIAL, at, self.placer))
            case CallStage.REACHED:
                if self._unreached:
                    self.answered_at, self.answered_by = at, self.placer
                    self._move(_Open(SegmentKind.TALK, at, self.placer))
            case CallStage.CHOSE | CallStage.RECORDED | CallStage.ASIDE:
                pass
            case CallStage.WAITING:
                self.queued_at = self.queued_at or at
                if self.now is None or self.now.kind is not SegmentKind.QUEUE:
                    self._move(_Open(SegmentKind.QUEUE, at, queue=one.queue_id))
            case CallStage.RINGING:
                self.rings.setdefault(one.news.leg, _Open(SegmentKind.RING, at, one.agent_id))
            case CallStage.ANSWERED:
                self._end_ring(one.news.leg, at)
                if self._unreached:
                    return
                self.answered_at, self.answered_by = self.answered_at or at, self.answered_by or one.agent_id
                if self.now is None or self.now.kind not in (SegmentKind.TALK, SegmentKind.HOLD):
                    self._move(_Open(SegmentKind.TALK, at, one.agent_id))
            case CallStage.REFUSED:
                self._end_ring(one.news.leg, at)
            case CallStage.LEFT:
                self._end_ring(one.news.leg, at)
                if self.now is not None and self.now.agent is not None and self.now.agent == one.agent_id:
                    self._close(at)
            case CallStage.HELD:
                if self.now is not None and self.now.kind is SegmentKind.TALK:
                    self._move(_Open(SegmentKind.HOLD, at, self.now.agent))
            case CallStage.RESUMED:
                if self.now is not None and self.now.kind is SegmentKind.HOLD:
                    self._move(_Open(SegmentKind.TALK, at, self.now.agent))
            case CallStage.ENDED:
                self.short = bool(one.news.seconds) and one.news.seconds < 10
                self._end(at)

    def _end(self, at: datetime) -> None:
        latest = max([at, *(one.ended_at or one.began_at for one in self.done), *self._begun()])
        self.ended_at = latest
        for leg in list(self.rings):
            self._end_ring(leg, latest)
        self._close(latest)

    def _begun(self) -> list[datetime]:
        return [one.at for one in (self.now, *self.rings.values()) if one is not None]

    def _move(self, there: _Open) -> None:
        self._close(there.at)
        self.now = there

    def _close(self, at: datetime) -> None:
        if self.now is not None:
            self._keep(self.now, at)
            self.now = None

    def _end_ring(self, leg: str, at: datetime) -> None:
        ring = self.rings.pop(leg, None)
        if ring is not None:
            self._keep(ring, at)

    def _keep(self, one: _Open, at: datetime | None) -> None:
        self.done.append(Segment(one.kind, one.at, max(at, one.at) if at else None, one.agent, one.queue))

    def whole(self) -> Course:
        if self.ended_at is None:
            for one in (self.now, *self.rings.values()):
                if one is not None:
                    self._keep(one, None)
        nowhere = CallState.CALLING if self._unreached else CallState.QUEUED
        state = CallState.ENDED if self.ended_at else _STATES[self.now.kind] if self.now else nowhere
        return Course(
            state, self._outcome() if self.ended_at else CallOutcome.NONE,
            tuple(sorted(self.done, key=lambda one: (one.began_at, one.kind.value, str(one.agent_id)))),
            self.queued_at, self.answered_at, self.answered_by, self.ended_at,
        )  # fmt: skip

    def _outcome(self) -> CallOutcome:
        if self.answered_at is not None:
            return CallOutcome.ANSWERED
        if self.placer is not None:
            return CallOutcome.UNREACHED
        if CallStage.RECORDED in self.stages:
            return CallOutcome.WORDS
        if CallStage.ASIDE in self.stages:
            return CallOutcome.ASIDE
        return CallOutcome.SHORT if self.short and self.queued_at is None else CallOutcome.MISSED


def name_of(call_id: UUID) -> str:
    """Return how a call that we make is named until, and after, the provider names it: as providers name theirs."""
    return f"CA{call_id.hex}"


def quiet_until(now: datetime, zones: Sequence[str], hours: tuple[int, int]) -> datetime | None:
    """Return when a number may be called again; None where it may be called now.

    `zones` are those in which its owner may be: it is no hour for calls where it is none in one of them. `hours` are
    from which, and until which, of a day; a zone that nobody knows is left out.
    """
    opens, closes = hours
    latest: datetime | None = None
    for zone in zones:
        try:
            here = now.astimezone(ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError):
            continue
        if opens <= here.hour < closes:
            continue
        morning = datetime.combine(here.date(), time(opens), here.tzinfo)
        if here.hour >= closes:
            morning += timedelta(days=1)
        latest = max(latest or morning, morning)
    return latest
