"""Keeping what was understood, and telling it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import numpy as np

from trato.kit.tx import Tx
from trato.rooms.intelligence.events import CaseJudged, MessageUnderstood
from trato.rooms.intelligence.model import (
    CaseOutlook,
    Guess,
    Likelihood,
    PersonalKind,
    Span,
    Understanding,
    Understood,
)
from trato.rooms.intelligence.store import understandings as store


def packed(vector: Any) -> bytes:
    """Return the numbers of an encoder as they are kept: half precision, two bytes each, little-endian."""
    return np.asarray(vector, dtype="<f2").tobytes()


def unpacked(kept: bytes) -> Any:
    """Return kept numbers as an array of float32; empty where there was no encoder."""
    return np.frombuffer(kept, dtype="<f2").astype(np.float32)


async def keep(tx: Tx, many: Sequence[Understood]) -> None:
    """Keep what was understood of these messages and tell it, a fact each."""
    if not many:
        return
    await store.keep(tx, many)
    for one in many:
        said = one.said
        tx.emit(
            MessageUnderstood(
                subject=one.message_id,
                case_id=one.case_id,
                contact_id=one.contact_id,
                brand_id=one.brand_id,
                channel=one.channel,
                lang=said.lang,
                about=said.kind.label,
                about_score=round(said.kind.score, 3),
                engageable=said.engageable.value,
                engageable_score=round(said.engageable.score, 3),
                why=said.why,
                sentiment=said.sentiment.label,
                offensive=said.offensive.value,
                urgency=said.urgency,
                needs_human=said.needs_human.value,
                seconds=round(max(0.0, (tx.now - one.at).total_seconds()), 3),
            )
        )


async def judge(tx: Tx, many: Sequence[CaseOutlook]) -> None:
    """Keep how these cases go now and tell it, a fact each. Each case once; all by one model."""
    if not many:
        return
    new = await store.judge(tx, sorted(many, key=lambda one: one.case_id), many[0].model)
    for one in many:
        tx.emit(
            CaseJudged(
                subject=one.case_id,
                case_id=one.case_id,
                csat=one.csat,
                dissatisfied=round(one.dissatisfied, 3),
                escalation=round(one.escalation, 3),
                churn=round(one.churn, 3),
                first=one.case_id in new,
            )
        )


async def of_messages(tx: Tx, messages: Collection[UUID]) -> dict[UUID, Understood]:
    """Return what was understood of these messages, by their ids: one statement. Some may be missing."""
    rows = await store.of_messages(tx, sorted(messages)) if messages else []
    return {row["message_id"]: _understood(row) for row in rows}


async def last_of_cases(tx: Tx, cases: Collection[UUID]) -> dict[UUID, Understood]:
    """Return what was understood of the last message of each of these cases, without its vector: one statement."""
    rows = await store.last_of_cases(tx, sorted(cases)) if cases else []
    return {row["case_id"]: _understood(row) for row in rows}


async def languages_of(tx: Tx, cases: Collection[UUID]) -> dict[UUID, str]:
    """Return the language of the last message of each of these cases, where it was understood: one statement.

    Where a person said another, theirs.
    """
    return await store.languages(tx, sorted(cases)) if cases else {}


async def outlooks(tx: Tx, cases: Collection[UUID]) -> dict[UUID, CaseOutlook]:
    """Return how these cases go, by their ids: one statement. Those never judged are missing."""
    rows = await store.outlooks(tx, sorted(cases)) if cases else []
    return {
        row["case_id"]: CaseOutlook(
            row["case_id"], row["csat"], row["dissatisfied"], row["escalation"], row["churn"],
            tuple((reason, points) for reason, points in row["reasons"]), row["model"], row["lead"],
        )
        for row in rows
    }  # fmt: skip


def _understood(row: Any) -> Understood:
    said = Understanding(
        lang=row["lang"],
        kind=Guess(row["kind"], row["kind_score"]),
        kinds={row["kind"]: row["kind_score"]},
        engageable=Likelihood(row["engageable"], row["engageable_score"]),
        why=row["why"],
        sentiment=Guess(row["sentiment"], row["sentiment_score"]),
        offensive=Likelihood(row["offensive"], row["offensive_score"]),
        urgency=row["urgency"],
        needs_human=Likelihood(row["needs_human"], row["needs_human_score"]),
        pii=tuple(Span(start, end, PersonalKind(kind)) for start, end, kind in row["personal"]),
        near_key=row["near_key"],
        encoder_id=row["encoder_id"],
    )
    return Understood(
        row["message_id"], row["case_id"], row["contact_id"], row["channel"], row["brand_id"], row["at"], said,
        row["vector"],
    )  # fmt: skip
