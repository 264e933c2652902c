"""RELEARN: at night, or after many lessons, a challenger is fitted; it takes the place only where it is not worse.

It is judged on the lessons of the last fourteen days that neither it nor the champion has seen, then fitted once more
with those. The whole of it runs outside of transactions, in the process that holds models.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from trato.flow.typifying import labels_now
from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Encoder, Fresh, Material, TagModel, Trial
from trato.rooms.intelligence.model import Learner

MOST = 20_000  # lessons of a fit: a minute of one core, and meanings change


@dataclass(slots=True)
class Relearner:
    """Fits what is due, workspace by workspace."""

    db: Database
    encoder: Encoder

    async def look(self) -> list[UUID]:
        """Return the workspaces in which a fit is due."""
        async with self.db.at_door() as door:
            return await intelligence.waiting_to_fit(door, await self.db.clock(door))

    async def work(self, workspace: UUID) -> int:
        """Fit what is due in a workspace; return how many lessons that saw."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            due = await intelligence.next_fit(tx)
            if due is None:
                return 0
            lessons = await intelligence.newest_lessons(tx, due.name, MOST)
            ours = await intelligence.starter_lessons(tx, due.name, lessons)
            labels = (await labels_now(tx))[due.name]
            kept = await intelligence.file_of(tx, due.champion) if due.champion else None
            now = tx.now
        until = lessons[-1].number if lessons else 0
        before = kept[1] if kept else None
        known = [*ours, *lessons]
        if known and (before is None or until > before or due.anew):
            vectors = await asyncio.to_thread(intelligence.vectors_of, known, self.encoder)
            material = Material(due.name, known, vectors, labels)
            await self._tell(workspace, due.name, 20)
            trial = await asyncio.to_thread(self._try, material, now, before, kept[2] if kept else None)
            await self._tell(workspace, due.name, 60)
            model = await asyncio.to_thread(intelligence.fit_lessons, material, self.encoder)
            insight = await asyncio.to_thread(intelligence.insight_of, model, material)
            fresh = Fresh(
                due.name, due.cause, until, len(known), self.encoder.encoder_id, asdict(trial), trial.is_won,
                insight, model.to_bytes(), due.champion,
            )  # fmt: skip
            async with self.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
                await intelligence.add_version(tx, fresh)
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await intelligence.settle(tx, due.name, len(lessons), until, now)
        return len(lessons)

    async def _tell(self, workspace: UUID, name: Learner, hundredths: int) -> None:
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await intelligence.tell_progress(tx, name, hundredths)

    def _try(self, material: Material, now: datetime, until: int | None, file: bytes | None) -> Trial:
        """Judge a challenger and the champion on the same lessons. A champion of another encoder is not heard."""
        fitted, judged = intelligence.held_out(material, now, until)
        aside = material.part(judged)
        challenger = intelligence.judge_model(intelligence.fit_lessons(material.part(fitted), self.encoder), aside)
        champion = None
        if file is not None:
            try:
                old = TagModel.from_bytes(file, self.encoder.encoder_id)
            except ValueError:
                return Trial(challenger, None)
            champion = intelligence.judge_model(old, aside)
        return Trial(challenger, champion)
