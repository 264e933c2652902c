"""Deeds that change clocks after they started: each loads a batch, applies a rule, saves it with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.sla.events import (
    ClockPaused,
    ClockRecomputed,
    ClockRestored,
    ClockResumed,
    ClockStopped,
    ClockVoided,
    PromisesMerged,
)
from trato.rooms.sla.model import (
    Change,
    ChangeCause,
    Clock,
    ClockId,
    FailedAnswer,
    Pause,
    PauseReason,
    Reopened,
    Resolved,
    Restore,
    Resume,
    Void,
    VoidReason,
    Wait,
)
from trato.rooms.sla.rules import changing as rules
from trato.rooms.sla.service.clocks import hours_by_clock
from trato.rooms.sla.store import clocks as store
from trato.rooms.sla.store import history


async def pause_on_waiting(tx: Tx, waits: Sequence[Wait]) -> list[Clock]:
    """Let the promises rest whose policy says that these waits stop their time; return them.

    A promise that is due already goes on being late.
    """
    if not waits:
        return []
    asked = {one.case_id: one for one in waits}
    pausing = await history.list_pausing(tx, [(one.case_id, one.reason.value) for one in asked.values()])
    before = await store.lock_clocks(tx, pausing)
    after = {one.id: rules.paused(one, asked[one.case_id].at) for one in before}
    changes = rules.changes(before, after, ChangeCause.PAUSED)
    await history.add_pauses(
        tx,
        [
            (c.after.id, Pause(c.after.paused_at, None, asked[c.after.case_id].reason))
            for c in changes
            if c.after.paused_at
        ],
    )
    await save(tx, changes, {one.case_id: one.reason for one in waits})
    return [one.after for one in changes]


async def resume(tx: Tx, resumes: Sequence[Resume]) -> list[Clock]:
    """Let the promises of these cases go on, with new due times; return them."""
    if not resumes:
        return []
    at = {one.case_id: one.at for one in resumes}
    return await _resume(tx, [one for one in await store.lock_of_cases(tx, at) if one.paused_at is not None], at)


async def follow_waits(tx: Tx, waits: Sequence[Wait]) -> list[Clock]:
    """Let the promises of cases that wait still rest as their policies say now; return those that changed.

    For the promises that came under another policy, or whose policy was changed, while their case waited.
    """
    if not waits:
        return []
    ids = await history.list_resting_against_policy(tx, [one.case_id for one in waits])
    going = await _resume(tx, await store.lock_clocks(tx, ids) if ids else [], {one.case_id: tx.now for one in waits})
    return [*going, *await pause_on_waiting(tx, waits)]


async def _resume(tx: Tx, before: Sequence[Clock], at: Mapping[UUID, datetime]) -> list[Clock]:
    if not before:
        return []
    await history.end_pauses(tx, [(one.id, at[one.case_id]) for one in before])
    pauses, hours = await history.list_pauses(tx, [one.id for one in before]), await hours_by_clock(tx, before)
    after = {one.id: rules.resumed(one, pauses.get(one.id, []), hours[one.id]) for one in before}
    changes = rules.changes(before, after, ChangeCause.RESUMED)
    await save(tx, changes)
    return [one.after for one in changes]


async def void(tx: Tx, voids: Sequence[Void]) -> list[Clock]:
    """Take promises out of every denominator, reversibly: of whole cases, or those that one message started."""
    before = await store.lock_of_cases(tx, [one.case_id for one in voids]) if voids else []
    after = {one.id: one for one in before}
    for each in voids:
        for one in before:
            if one.case_id == each.case_id:
                after[one.id] = rules.voided(after[one.id], each, tx.now)
    changes = rules.changes(before, after, ChangeCause.VOIDED)
    await save(tx, changes)
    return [one.after for one in changes]


async def restore(tx: Tx, restores: Sequence[Restore]) -> list[Clock]:
    """Undo voidings: the promises count again from their original start, and break at once when they are past due."""
    before = await store.lock_of_cases(tx, [one.case_id for one in restores]) if restores else []
    after = {one.id: one for one in before}
    for each in restores:
        for one in before:
            if one.case_id == each.case_id:
                after[one.id] = rules.restored(after[one.id], each.message_id)
    return await _put_back(tx, before, after, ChangeCause.RESTORED)


async def resume_on_failed(tx: Tx, failures: Sequence[FailedAnswer]) -> list[Clock]:
    """Forget answers that failed or bounced after they were accepted: their promises run from their original start."""
    before = await store.lock_of_cases(tx, [one.case_id for one in failures]) if failures else []
    after = {one.id: one for one in before}
    for each in failures:
        for one in before:
            if one.case_id == each.case_id:
                after[one.id] = rules.unanswered(after[one.id], each.message_id, each.since)
    return await _put_back(tx, before, after, ChangeCause.ANSWER_FAILED)


async def stop_on_resolved(tx: Tx, done: Sequence[Resolved]) -> list[Clock]:
    """Keep the resolutions of these cases; responses that nobody gave are voided when there was time still."""
    by_case = {one.case_id: one for one in done}
    before = await store.lock_of_cases(tx, by_case) if done else []
    at = {one.id: by_case[one.case_id].at for one in before}
    resting = [one for one in before if one.paused_at is not None and one.is_running]
    await history.end_pauses(tx, [(one.id, at[one.id]) for one in resting])
    pauses, hours = await history.list_pauses(tx, [one.id for one in resting]), await hours_by_clock(tx, resting)
    going = {one.id: rules.resumed(one, pauses.get(one.id, []), hours[one.id]) for one in resting}
    after = {one.id: rules.resolved(going.get(one.id, one), by_case[one.case_id]) for one in before}
    changed = rules.changes(before, after, ChangeCause.VOIDED)
    await store.save_clocks(tx, [one.after for one in changed])
    voids = [one for one in changed if one.after.voided_at and not one.before.voided_at]
    await history.add_history(tx, voids)
    for one in changed:
        if one in voids:
            _announce(tx, one, None)
        elif one.after.stopped_at is not None:
            tx.emit(_stopped(one.after))
    return [one.after for one in changed]


def _stopped(clock: Clock) -> ClockStopped:
    kept = clock.stopped_at is not None and clock.stopped_at <= clock.due_at
    return ClockStopped(
        subject=clock.id, case_id=clock.case_id, target=clock.target, by=clock.stopped_by_kind or "", kept=kept
    )


async def resume_on_reopened(tx: Tx, again: Sequence[Reopened]) -> list[Clock]:
    """Let resolutions run on: the time between does not count; after an undo it does, as if nothing had been."""
    by_case = {one.case_id: one for one in again}
    before = await store.lock_of_cases(tx, by_case) if again else []
    pauses = await history.list_pauses(tx, [one.id for one in before]) if before else {}
    hours = await hours_by_clock(tx, before)
    after: dict[ClockId, Clock] = {}
    rests: list[tuple[UUID, Pause]] = []
    for one in before:
        since = one.stopped_at or one.voided_at or by_case[one.case_id].at
        after[one.id], rest = rules.reopened(one, by_case[one.case_id], since, pauses.get(one.id, []), hours[one.id])
        if rest is not None:
            rests.append((one.id, rest))
    await history.add_pauses(tx, rests)
    return await _put_back(tx, before, after, ChangeCause.REOPENED)


async def merge_cases(tx: Tx, merge_id: UUID, survivor: UUID, absorbed: Sequence[UUID]) -> list[Clock]:
    """Make the promises of cases one: the survivor keeps the earliest start that runs. Return what changed."""
    before = await store.lock_of_cases(tx, [survivor, *absorbed])
    after = rules.merged(before, survivor)
    changes = rules.changes(before, after, ChangeCause.MERGED, merge_id)
    await save(tx, changes)
    return [one.after for one in changes]


async def unmerge_cases(tx: Tx, merge_id: UUID) -> list[Clock]:
    """Undo a merge: each promise goes back to its case; an answer given since then answered them all."""
    cases = await history.list_merged(tx, merge_id)
    touched = await store.lock_clocks(tx, cases)
    before = await store.lock_of_cases(tx, {*cases.values(), *(one.case_id for one in touched)})
    known = {one.id: one for one in before}
    after = {
        one.id: rules.unmerged(one, cases[one.id], known.get(one.merged_into) if one.merged_into else None)
        if one.id in cases
        else one
        for one in before
    }
    return await _put_back(tx, before, after, ChangeCause.UNMERGED, merge_id)


async def _put_back(
    tx: Tx,
    before: Sequence[Clock],
    after: Mapping[ClockId, Clock],
    cause: ChangeCause,
    merge_id: UUID | None = None,
) -> list[Clock]:
    """Save clocks that run again; where a later run began meanwhile, the earlier one goes on for both."""
    ended = {loser.id: winner.id for loser, winner in rules.same_run(after.values())}
    settled = {key: replace(one, merged_into=ended[key]) if key in ended else one for key, one in after.items()}
    changes = [
        replace(one, cause=ChangeCause.MERGED, merge_id=None) if one.after.id in ended else one
        for one in rules.changes(before, settled, cause, merge_id)
    ]
    await save(tx, changes)
    return [one.after for one in changes]


async def save(tx: Tx, changes: Sequence[Change], waits: Mapping[UUID, PauseReason] | None = None) -> None:
    """Write changes: first those that end, so that no two clocks promise the same even for a moment."""
    ending = [one.after for one in changes if one.before.is_running and not one.after.is_running]
    others = [one.after for one in changes if not (one.before.is_running and not one.after.is_running)]
    await store.save_clocks(tx, ending)
    await store.save_clocks(tx, others)
    await history.add_history(tx, changes)
    for one in changes:
        _announce(tx, one, (waits or {}).get(one.after.case_id))


def _announce(tx: Tx, change: Change, reason: PauseReason | None) -> None:
    now, subject = change.after, change.after.id
    match change.cause:
        case ChangeCause.PAUSED:
            if now.voided_at is None and reason is not None:
                tx.emit(ClockPaused(subject=subject, case_id=now.case_id, target=now.target, reason=reason))
        case ChangeCause.RESUMED:
            if now.voided_at is None:
                tx.emit(ClockResumed(subject=subject, case_id=now.case_id, target=now.target, due_at=now.due_at))
        case ChangeCause.VOIDED:
            why = now.void_reason or VoidReason.NO_ENGAGEMENT
            tx.emit(ClockVoided(subject=subject, case_id=now.case_id, target=now.target, reason=why))
        case ChangeCause.RESTORED | ChangeCause.ANSWER_FAILED | ChangeCause.REOPENED | ChangeCause.UNMERGED:
            tx.emit(
                ClockRestored(
                    subject=subject, case_id=now.case_id, target=now.target, cause=change.cause, due_at=now.due_at
                )
            )
        case ChangeCause.MERGED:
            if now.merged_into is not None:
                into = ClockId(now.merged_into)
                tx.emit(PromisesMerged(subject=subject, case_id=now.case_id, target=now.target, into=into))
        case ChangeCause.CALENDAR | ChangeCause.POLICY | ChangeCause.QUEUE | ChangeCause.MATTER:
            tx.emit(
                ClockRecomputed(
                    subject=subject,
                    case_id=now.case_id,
                    target=now.target,
                    cause=change.cause,
                    due_before=change.before.due_at,
                    due_at=now.due_at,
                )
            )
        case _:
            assert_never(change.cause)
