"""What may be set aside by itself: when every word of a contact needs no answer, and nothing speaks for caution.

Losing a person costs more than reading a line of spam, so each doubt is decided for the person. In private, a greeting
or a laugh is how people begin: only spam and trolls are set aside there.
"""

from __future__ import annotations

from hashlib import blake2b
from uuid import UUID

from trato.rooms.intelligence.model import MessageKind, NoAnswer, Situation, Sorted, TriageWay, Word

PUBLIC = frozenset({"public_comment", "mention"})  # surfaces on which people talk among themselves
ARRIVED = frozenset({"inbound", "mention", "community"})  # origins of cases that we did not begin
REASONS = {
    MessageKind.SPAM.value: NoAnswer.SPAM,
    MessageKind.TROLL.value: NoAnswer.TROLL,
    MessageKind.NOISE.value: NoAnswer.NO_ENGAGEMENT,
}
WORST_FIRST = (NoAnswer.TROLL, NoAnswer.SPAM, NoAnswer.NO_ENGAGEMENT)
HARMS_NOBODY = 1  # the greatest urgency of what may be set aside
SERVED_SHARE = 0.01  # of what is served, looked at to see what was missed


def sort(case: Situation, way: TriageWay) -> Sorted | None:
    """Return why a case is set aside, and how probable it is that nobody need answer; None for one that is served."""
    said = [one for one in case.words if not one.courtesy]
    if not (way.active and case.open and not case.aside and not case.handed and case.origin in ARRIVED and said):
        return None
    if case.touched or case.busy or case.known:
        return None
    reasons = [_reason(one) for one in said]
    if any(one is None for one in reasons):
        return None
    reason = min((one for one in reasons if one is not None), key=WORST_FIRST.index)
    if reason is NoAnswer.NO_ENGAGEMENT and case.surface not in PUBLIC:
        return None
    score = min(one.score for one in said)
    return Sorted(reason, score) if score >= way.threshold(reason) else None


def comes_back(case: Situation) -> bool:
    """Say whether a case that understanding set aside holds a word that should be answered."""
    return (case.exclusion_id is not None or case.handed) and any(_engages(one) for one in case.words)


def is_sampled(case_id: UUID, share: float, purpose: str) -> bool:
    """Say whether a case is among those that are looked at: by chance, and the same whoever asks."""
    drawn = blake2b(purpose.encode() + case_id.bytes, digest_size=8).digest()
    return int.from_bytes(drawn, "big") < share * 2.0**64


def _reason(one: Word) -> NoAnswer | None:
    if one.corrected:
        return NoAnswer(one.corrected) if one.corrected != "yes" else None
    if one.kind is None or one.engageable or one.kind != one.why:
        return None
    if one.needs_human or one.urgency > HARMS_NOBODY or one.files or one.stars:
        return None
    return REASONS.get(one.kind)


def _engages(one: Word) -> bool:
    if one.corrected:
        return one.corrected == "yes"
    return one.kind is not None and one.engageable and not one.courtesy
