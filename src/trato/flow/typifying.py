"""TYPIFY: what people taught is learned at once, and what a case would be tagged with is predicted by each turn.

It follows what was understood, with a place of its own in the log, in the process that holds models. Before a batch is
predicted all lessons are learned that were kept until then, so that a tag given now is known to the next message.
What is proven is put on the case by a reaction (`flow/teaching.py`), never from here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.failpoints import failpoint
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Said
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Encoder, Floats, Guessed, Labels, Pupil, TagModel
from trato.rooms.intelligence.model import Learner, Lesson, Typed, Understood

TOGETHER = 64  # messages in one batch


@dataclass(slots=True)
class _Read:
    """A batch as it was read: until where, what there is to learn, and the last telling message of each case."""

    from_seq: int
    to_seq: int
    said: list[Said]
    understood: dict[UUID, Understood]
    open_for: dict[UUID, tuple[bool, bool]]  # cases: wait for a tag, wait for a reason
    labels: dict[Learner, Labels] = field(default_factory=dict)
    lessons: dict[Learner, list[Lesson]] = field(default_factory=dict)


@dataclass(slots=True)
class Typifier:
    """Predicts tags and reasons, workspace by workspace. It keeps the models in memory, one pair a workspace."""

    db: Database
    encoder: Encoder
    pupils: dict[UUID, dict[Learner, Pupil]] = field(default_factory=dict)

    async def look(self) -> list[UUID]:
        """Return the workspaces with facts that nobody read for predicting."""
        async with self.db.at_door() as door:
            return await intelligence.waiting_to_type(door)

    async def work(self, workspace: UUID) -> int:
        """Learn what was taught and predict for the next messages; return how many facts were dealt with."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            from_seq, to_seq, spots = await intelligence.next_to_type(tx, TOGETHER)
            if to_seq == from_seq:
                return 0
            read = await self._read(tx, from_seq, to_seq, spots)
        typed = await asyncio.to_thread(self._type, workspace, read)
        failpoint("typifying.before_commit")
        async with self.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            if not await intelligence.typed_until(tx, from_seq, to_seq):
                return 0
            allowed = await intelligence.may_be_typed(tx, {one.contact_id for one in typed})
            await intelligence.keep_typed(tx, [one for one in typed if one.contact_id in allowed])
        return to_seq - from_seq

    async def _read(self, tx: Tx, from_seq: int, to_seq: int, spots: list[tuple[UUID, UUID]]) -> _Read:
        open_for = await intelligence.untyped(tx, {case for _, case in spots})
        waiting = [message for message, case in spots if any(open_for.get(case, ()))]
        if not waiting:
            return _Read(from_seq, to_seq, [], {}, {})
        said = await conversations.said_in(tx, waiting)
        allowed = await intelligence.may_be_typed(tx, {one.contact_id for one in said.values() if one.contact_id})
        understood = await intelligence.of_messages(tx, said)
        legible = [
            one for one in (said[message] for message in waiting if message in said)
            if one.contact_id in allowed and one.text.strip() and not one.machine and one.id in understood
        ]  # fmt: skip
        read = _Read(from_seq, to_seq, _telling(legible, understood), understood, open_for)
        if read.said:
            await self._catch_up(tx, read)
        return read

    async def _catch_up(self, tx: Tx, read: _Read) -> None:
        """Read what there is to learn before anything is predicted; a model that was chosen since takes the place."""
        read.labels = await labels_now(tx)
        pupils = self.pupils.setdefault(tx.workspace, {})
        for name, standing in (await intelligence.learners(tx)).items():
            pupil = pupils.get(name)
            if pupil is None or (pupil.champion, pupil.forgot_at) != (standing.champion, standing.forgot_at):
                pupil = pupils[name] = await self._begin(tx, name, standing.champion)
                pupil.forgot_at = standing.forgot_at
            if standing.newest > pupil.until:
                read.lessons[name] = await intelligence.lessons_after(tx, name, pupil.until)

    async def _begin(self, tx: Tx, name: Learner, champion: UUID | None) -> Pupil:
        """Return who predicts with the champion; one that knows nothing where there is none, or of another encoder."""
        kept = await intelligence.file_of(tx, champion) if champion else None
        if kept is None:
            return Pupil.blank(name, self.encoder, champion)
        version, until, file = kept
        try:
            return Pupil(name, TagModel.from_bytes(file, self.encoder.encoder_id), champion, version, until)
        except ValueError:
            return Pupil.blank(name, self.encoder, champion)

    def _type(self, workspace: UUID, read: _Read) -> list[Typed]:
        """Learn, then predict. No database, one core."""
        if not read.said:
            return []
        pupils = self.pupils[workspace]
        for name, lessons in read.lessons.items():
            pupils[name].learn(lessons, intelligence.vectors_of(lessons, self.encoder), read.labels[name])
        texts = [one.text for one in read.said]
        vectors = self._vectors(read)
        tags, reasons = (
            pupils[name].predict(texts, vectors, read.labels[name]) for name in (Learner.TAGS, Learner.REASONS)
        )
        return [
            self._typed(workspace, read, one, tag, reason)
            for one, tag, reason in zip(read.said, tags, reasons, strict=True)
            if tag.top or reason.top
        ]

    def _vectors(self, read: _Read) -> Floats:
        kept = [read.understood[one.id] for one in read.said]
        if all(one.said.encoder_id == self.encoder.encoder_id for one in kept):
            return intelligence.stacked([one.vector for one in kept], self.encoder.wide)
        return self.encoder.encode([one.text for one in read.said])

    def _typed(self, workspace: UUID, read: _Read, one: Said, tag: Guessed, reason: Guessed) -> Typed:
        assert one.case_id and one.contact_id
        for_tag, for_reason = read.open_for[one.case_id]
        pupils = self.pupils[workspace]
        return Typed(
            one.case_id, one.id, one.contact_id, tag.top, tag.decided if for_tag else (),
            pupils[Learner.TAGS].called, reason.top, reason.decided[0] if reason.decided and for_reason else None,
            reason.above, pupils[Learner.REASONS].called,
        )  # fmt: skip


async def labels_now(tx: Tx) -> dict[Learner, Labels]:
    """Return the labels of the tags and of the reasons that are in use."""
    return {
        Learner.TAGS: intelligence.of_tags(await cases.tags(tx, retired=True)),
        Learner.REASONS: intelligence.of_reasons(await cases.tree(tx)),
    }


def _telling(legible: list[Said], understood: dict[UUID, Understood]) -> list[Said]:
    """Return of each case the last message of a batch that says something, or else the last."""
    chosen: dict[UUID, Said] = {}
    for one in legible:
        if one.case_id is None:
            continue
        before = chosen.get(one.case_id)
        if before is None or _tells(one, understood) or not _tells(before, understood):
            chosen[one.case_id] = one
    return list(chosen.values())


def _tells(one: Said, understood: dict[UUID, Understood]) -> bool:
    return understood[one.id].said.engageable.value
