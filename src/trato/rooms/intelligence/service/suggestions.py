"""Suggestions for what contacts write: kept, told, and what people made of them learned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.ids import uuid7
from trato.kit.tx import Connection, Tx
from trato.rooms.intelligence.engine.suggesting import MODEL
from trato.rooms.intelligence.events import AnswersSuggested, MessageUnderstood, SuggestionRejected, SuggestionSent
from trato.rooms.intelligence.model import RejectReason, SuggestedText, TextRecord, TextSource
from trato.rooms.intelligence.store import answers, following
from trato.rooms.intelligence.store import suggestions as store

STRIDE = 5_000  # facts passed over in one look
AS_IT_WAS = 0.1  # share of a text that may change before it counts as edited
WEIGHTS = {RejectReason.OUTDATED: 4.0, RejectReason.OFF_TOPIC: 0.5}  # of a rejection; what is no more true goes soonest


async def waiting_for_suggestions(door: Connection) -> list[UUID]:
    """Return the workspaces with facts that were not read for suggestions."""
    return await answers.waiting_for_suggestions(door)


async def next_turns(tx: Tx, also: Sequence[str], most: int) -> tuple[int, int, list[tuple[UUID, UUID]], bool]:
    """Return what was understood and waits for suggestions: where reading stands, where it will, and (message, case).

    The last says whether facts of the kinds `also`, or of what people made of suggestions, were among them.
    """
    heads = await answers.heads(tx)
    if heads is None:
        return 0, 0, [], False
    seq, newest = heads["seq"], heads["newest"]
    until = min(newest, seq + STRIDE)
    kinds = (MessageUnderstood.kind, SuggestionRejected.kind, SuggestionSent.kind, *also)
    rows = await following.following(tx, seq, until, kinds, most) if until > seq else []
    turns = [(row["message_id"], row["case_id"]) for row in rows if row["kind"] == MessageUnderstood.kind]
    learned = len(turns) < len(rows)
    return seq, rows[-1]["seq"] if len(rows) == most else until, [one for one in turns if one[1]], learned


async def move_suggestions(tx: Tx, from_seq: int, to_seq: int) -> bool:
    """Say that all until `to_seq` was read for suggestions; False when another process has read on meanwhile."""
    return await answers.move(tx, from_seq, to_seq)


async def keep_suggestions(
    tx: Tx, case_id: UUID, message_id: UUID, at: datetime, texts: Sequence[SuggestedText]
) -> None:
    """Keep what is suggested for a message that came at `at`, best first, and tell it."""
    if not texts:
        return
    await store.add(tx, case_id, message_id, MODEL, [(uuid7(), rank, one) for rank, one in enumerate(texts, 1)])
    tx.emit(
        AnswersSuggested(
            subject=message_id, case_id=case_id, suggestions=len(texts), source=texts[0].source.value,
            score=round(texts[0].score, 3), model=MODEL, seconds=round(max(0.0, (tx.now - at).total_seconds()), 3),
        )
    )  # fmt: skip


async def records_of_texts(tx: Tx) -> dict[tuple[TextSource, str], TextRecord]:
    """Return what people made of texts that were suggested."""
    return {
        (TextSource(row["source"]), row["key"]): TextRecord(row["accepted"], row["edited"], row["rejected"])
        for row in await store.records(tx)
    }


async def note_shown(tx: Tx, case_id: UUID, ids: Sequence[UUID]) -> None:
    """Say that suggestions of a case stood before somebody's eyes; the first time counts."""
    await store.show(tx, case_id, ids)


async def take_suggestion(tx: Tx, case_id: UUID, id_: UUID, seconds: float | None = None) -> None:
    """Say that somebody put a suggestion into his answer, after so many seconds. Raises NotFound."""
    if await store.take(tx, case_id, id_, seconds) is None:
        raise NotFound(suggestion=id_)


async def reject_suggestion(
    tx: Tx, case_id: UUID, id_: UUID, reason: RejectReason, seconds: float | None = None
) -> None:
    """Say that somebody does not want a suggestion, and why; once. Raises NotFound."""
    row = await store.reject(tx, case_id, id_, seconds, reason)
    if row is None:
        raise NotFound(suggestion=id_)
    await store.note_record(tx, row["source"], row["key"], 0, 0, WEIGHTS.get(reason, 1.0))
    tx.emit(
        SuggestionRejected(
            subject=id_, case_id=case_id, message_id=row["message_id"], rank=row["rank"], source=row["source"],
            reason=reason.value,
        )
    )  # fmt: skip


async def restore_suggestion(tx: Tx, case_id: UUID, id_: UUID) -> None:
    """Take a rejection back. Raises NotFound where there was none."""
    row = await store.restore(tx, case_id, id_)
    if row is None:
        raise NotFound(suggestion=id_)
    reason = RejectReason(row["given"])
    await store.note_record(tx, row["source"], row["key"], 0, 0, -WEIGHTS.get(reason, 1.0))
    tx.emit(
        SuggestionRejected(
            subject=id_, case_id=case_id, message_id=row["message_id"], rank=row["rank"], source=row["source"],
            reason=reason.value, undone=True,
        )
    )  # fmt: skip


async def note_sent(tx: Tx, sent: Sequence[tuple[UUID, UUID, UUID, float | None, UUID | None]]) -> None:
    """Say which messages came from suggestions: (suggestion, message, case, edit share, who wrote it).

    What a message says it came from is the client's word: a suggestion of another case, or one that was sent already,
    changes nothing.
    """
    if not sent:
        return
    for row in await store.note_sent(tx, [(a, b, c, d or 0.0, e) for a, b, c, d, e in sent]):
        whole = row["edit_share"] <= AS_IT_WAS
        await store.note_record(tx, row["source"], row["key"], int(whole), int(not whole), 0.0)
        tx.emit(
            SuggestionSent(
                subject=row["id"], case_id=row["case_id"], message_id=row["sent_id"], rank=row["rank"],
                source=row["source"], edit_share=round(row["edit_share"], 3),
            )
        )  # fmt: skip
