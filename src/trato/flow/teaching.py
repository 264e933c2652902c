"""TEACH: what people say of cases becomes lessons, and what was proven becomes tags that can be taken away.

Only people teach. A tag that was put by itself is no truth, until somebody who was asked calls it right; who takes
it away corrects it, and that counts threefold.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.events import ActorKind, Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import (
    CaseResolved,
    DispositionSet,
    TagAdded,
    TagRemoved,
    TagsMerged,
    TagSplit,
)
from trato.rooms.cases.model import CaseState, DispositionAuthor, TagMark
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.events import CaseTyped, SatisfactionAnswered, TagReviewed
from trato.rooms.intelligence.model import Learner, Taught

TAGGED = frozenset({TagAdded.kind, TagRemoved.kind, TagReviewed.kind})
REASONED = frozenset({DispositionSet.kind, CaseResolved.kind})
LESSONS = TAGGED | REASONED
LIKELY = 0.5  # from which probability the first reason that is shown is held for right
TYPED = frozenset({CaseTyped.kind})
ANSWERED = frozenset({SatisfactionAnswered.kind})
RESHAPED = frozenset({TagsMerged.kind, TagSplit.kind})


async def keep_lessons(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Follow what people put on cases, took away, confirmed and gave as reasons."""
    human = [one for one in facts if one.actor.kind is ActorKind.USER and one.origin.value == "live" and one.case_id]
    tagged = {one.case_id for one in human if one.kind in TAGGED and one.case_id}
    if tagged:
        await intelligence.teach(tx, Learner.TAGS, await _tags_taught(tx, sorted(tagged)))
    reasons: dict[UUID, tuple[UUID, bool] | None] = {}
    for fact in human:
        if fact.kind in REASONED and fact.case_id:
            reasons[fact.case_id] = _reason_of(fact) or reasons.get(fact.case_id)
    known = {case: reason for case, reason in reasons.items() if reason}
    if known:
        await intelligence.teach(tx, Learner.REASONS, await _reasons_taught(tx, known))


async def _tags_taught(tx: Tx, case_ids: Sequence[UUID]) -> list[Taught]:
    marks: dict[UUID, list[TagMark]] = {case: [] for case in case_ids}
    for mark in await cases.marks_of(tx, case_ids, removed=True):
        marks[mark.case_id].append(mark)
    right = await intelligence.affirmed(tx, {one.id for many in marks.values() for one in many if one.model})
    return [_taught(case, many, right) for case, many in marks.items()]


def _taught(case: UUID, marks: Sequence[TagMark], right: set[UUID]) -> Taught:
    """Say what people said by the marks of a case: theirs stand, machines' do not count until confirmed."""
    standing = [one for one in marks if one.removed_at is None]
    labels = {one.tag_id for one in standing if _by_person(one) or one.id in right}
    refused = {one.tag_id for one in marks if one.model and one.removed_by and not one.moved_by} - labels
    unsure = {one.tag_id for one in standing} - labels
    weight = intelligence.CORRECTION if refused else 1.0
    return Taught(case, Learner.TAGS, tuple(sorted(labels)), tuple(sorted(refused)), tuple(sorted(unsure)), weight)


def _by_person(mark: TagMark) -> bool:
    return mark.by_kind == ActorKind.USER.value and mark.model is None


def _reason_of(fact: Recorded) -> tuple[UUID, bool] | None:
    """Return the reason that a person gave, and whether it corrects another."""
    if fact.kind == DispositionSet.kind:
        given = decode(fact, DispositionSet)
        person = given.author is DispositionAuthor.PERSON
        return (given.disposition_id, given.previous_id is not None) if person else None
    resolved = decode(fact, CaseResolved)
    return (resolved.disposition_id, False) if resolved.disposition_id else None


async def _reasons_taught(tx: Tx, reasons: dict[UUID, tuple[UUID, bool]]) -> list[Taught]:
    """Say what people said by their reasons; another one than was shown to them as likely is a correction."""
    predicted = await intelligence.typed(tx, reasons)
    taught = []
    for case, (reason, corrects) in sorted(reasons.items()):
        shown = [one for one, score in predicted[case].reasons[:1] if score >= LIKELY] if case in predicted else []
        wrong = corrects or bool(shown) and shown != [reason]
        taught.append(Taught(case, Learner.REASONS, (reason,), weight=intelligence.CORRECTION if wrong else 1.0))
    return taught


async def learn_anew(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Where tags were joined or parted, let models be fitted to what they are now."""
    await intelligence.fit_anew(tx)


async def learn_satisfaction(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Where contacts answered a survey, calibrate what is predicted of satisfaction by it."""
    await intelligence.calibrate_satisfaction(tx)


async def put_proven(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Put on cases what is proven of them, marked as automatic, and choose the few that people are asked about.

    What a person took away from a case, stays away from it.
    """
    standing = (await intelligence.learners(tx))[Learner.TAGS]
    told = {one.case_id: decode(one, CaseTyped) for one in facts if one.case_id}
    proven = {case: one for case, one in told.items() if one.tags}
    if not proven or not standing.automatic:
        return
    used = {tag.id for tag in await cases.tags(tx)}
    away = {
        (mark.case_id, mark.tag_id)
        for mark in await cases.marks_of(tx, sorted(proven), removed=True)
        if mark.removed_at is not None and mark.moved_by is None
    }
    put: set[UUID] = set()
    for case, one in sorted(proven.items()):
        if (await cases.get(tx, case)).state is not CaseState.OPEN:
            continue
        for tag, score in zip(one.tags, one.scores, strict=True):
            if tag in used and (case, tag) not in away:
                await cases.add_tag(tx, case, tag, message_id=one.message_id, model=one.tags_version, score=score)
                put.add(case)
    versions = {one.tags_version for one in proven.values()}
    marks = [one for one in await cases.marks_of(tx, sorted(put)) if one.model in versions] if put else []
    await intelligence.ask_about(tx, marks, standing.review_share)
