"""UNDERSTAND: what contacts wrote is understood after it was committed, in small batches, at a distance from the rest.

It has a process and a place in the log of its own, so that neither the receiving nor the routing of a message ever
waits for a model. A batch is read in one transaction, analysed outside of any, and written in another that moves the
place; who finds the place moved leaves his work. When messages have waited too long to be of use, they are put off,
told as a fact, and understood when it is calm: late, never lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from trato.flow.acts import objecting
from trato.kit.db import Database
from trato.kit.events import SYSTEM, ActorKind
from trato.kit.failpoints import failpoint
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Contact
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Said, Spoken
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser, Calibration, Role, Taught, Turn
from trato.rooms.intelligence.model import CaseOutlook, Heard, MessageKind, Spot, Understanding, Understood

TOGETHER = 64  # messages in one batch: two of the encoder's, so that what a batch costs of itself is shared
AFTERWARDS = 192  # of what was put off: nobody waits for it, and a message that comes meanwhile waits half a second
USEFUL = 5.0  # seconds after which an understanding comes too late for routing, and others are more urgent
TURNS = 24  # of a case that are read to judge it; what was said before that has faded
POINTS = "points-1"  # the judge of cases until surveys have been answered
ROLES = {
    ActorKind.CONTACT: Role.CONTACT,
    ActorKind.USER: Role.AGENT,
    ActorKind.BOT: Role.BOT,
    ActorKind.SYSTEM: Role.SYSTEM,
}


@dataclass(slots=True)
class _Read:
    """A batch as it was read: where the log stood and will stand, what to understand, and how its cases went."""

    from_seq: int
    to_seq: int
    spots: list[Spot]
    said: dict[UUID, Said]
    people: dict[UUID, Contact]  # who wrote
    countries: dict[UUID, str]  # of cases
    turns: dict[UUID, list[Spoken]]
    before: dict[UUID, Understanding]  # of turns that were understood already, as people corrected them
    taught: Taught  # of what people corrected
    calibration: Calibration  # by what contacts said in surveys


@dataclass(slots=True)
class Understander:
    """Understands, workspace by workspace, what contacts wrote."""

    db: Database
    analyser: Analyser
    remembered: dict[UUID, tuple[datetime | None, Taught]] = field(default_factory=dict)  # until somebody corrects

    async def look(self) -> list[UUID]:
        """Return the workspaces with facts that nobody read for understanding."""
        async with self.db.at_door() as door:
            return await intelligence.waiting_workspaces(door)

    async def work(self, workspace: UUID) -> int:
        """Understand the next messages of a workspace; return how many facts or messages were dealt with."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            from_seq, to_seq, spots = await intelligence.next_spots(tx, TOGETHER)
            if to_seq > from_seq and _too_late(tx, spots):
                if await intelligence.move_head(tx, from_seq, to_seq):
                    await intelligence.shed(tx, [one for one in spots if one.contact_id])
                return to_seq - from_seq
            if to_seq == from_seq:
                spots = await intelligence.put_off(tx, AFTERWARDS)
            read = await _read(tx, from_seq, to_seq, spots, await self._taught(tx))
        understood, judged = await asyncio.to_thread(self._understand, read)
        failpoint("understanding.before_commit")
        async with self.db.transaction(workspace, SYSTEM) as tx:
            if to_seq > from_seq:
                if not await intelligence.move_head(tx, from_seq, to_seq):
                    return 0
            elif spots:
                await intelligence.wait_for_understanding(tx)
                mine = await intelligence.take_back(tx, [one.message_id for one in spots])
                understood = [one for one in understood if one.message_id in mine]
            await intelligence.keep(tx, understood)
            await intelligence.judge(tx, await _still_allowed(tx, judged, spots))
        return max(to_seq - from_seq, len(spots))

    async def _taught(self, tx: Tx) -> Taught:
        """Return what people taught, read again only when somebody corrected something since."""
        newest = await intelligence.newest_lesson(tx)
        kept = self.remembered.get(tx.workspace)
        if kept is None or kept[0] != newest:
            kept = (newest, await intelligence.taught_in(tx, self.analyser.encoder.encoder_id))
            self.remembered[tx.workspace] = kept
        return kept[1]

    def _understand(self, read: _Read) -> tuple[list[Understood], list[CaseOutlook]]:
        """Analyse a batch: the messages themselves, and the turns of their cases. No database, one core."""
        spots = [one for one in read.spots if one.contact_id and one.message_id in read.said]
        heard = [_heard(read, one) for one in spots]
        vectors = self.analyser.encoder.encode([one.text for one in heard])
        analysed = [
            read.taught.recall(said, vector)
            for said, vector in zip(self.analyser.analyse_encoded(heard, vectors), vectors, strict=True)
        ]
        understood = [
            Understood(
                one.message_id, read.said[one.message_id].case_id, one.contact_id, one.channel, one.brand_id,
                read.said[one.message_id].at, said, intelligence.packed(vector),
            )
            for one, said, vector in zip(spots, analysed, vectors, strict=True)
            if one.contact_id and one.brand_id
        ]  # fmt: skip
        known = {one.message_id: said for one, said in zip(spots, analysed, strict=True)}
        return understood, self._judge(read, known)

    def _judge(self, read: _Read, known: dict[UUID, Understanding]) -> list[CaseOutlook]:
        """Say how each case goes after its last turn that was understood.

        Turns that came since wait for their own batch, which judges the case again: were they analysed here too, a
        batch would cost the more the longer the others have waited.
        """
        known |= read.before
        judged, known_as = [], read.calibration
        for case_id, turns in read.turns.items():
            spoken = [one for one in turns if one.text and (one.id in known or not one.inward)]
            heard = [known[one.id] for one in spoken if one.inward]
            if not heard:
                continue
            said = intelligence.outlook_of([_turn(one, turns[0]) for one in spoken], heard)
            reasons = tuple((reason.value, points) for reason, points in said.reasons)
            lead = max(one.kinds.get(MessageKind.LEAD, 0.0) for one in heard)
            csat, wrong, model = said.csat, said.dissatisfied, POINTS
            if known_as.version:
                csat, wrong = known_as.csat(said.csat), known_as.dissatisfied(said.csat)
                model = f"{POINTS}+{known_as.version}"
            judged.append(
                CaseOutlook(case_id, csat, wrong, said.escalation, said.churn, reasons, model, lead, said.csat)
            )
        return judged


def _heard(read: _Read, spot: Spot) -> Heard:
    """Return a message with what its channel and its writer's profile tell: language, country, names."""
    said = read.said[spot.message_id]
    country = read.countries.get(said.case_id, "") if said.case_id else ""
    person = read.people.get(spot.contact_id) if spot.contact_id else None
    if person is None:
        return Heard(said.text, said.language, spot.channel, country)
    return Heard(
        said.text, said.language or person.locale, spot.channel, person.country or country,
        intelligence.profile_names(person.name),
    )  # fmt: skip


async def _read(tx: Tx, from_seq: int, to_seq: int, spots: list[Spot], taught: Taught) -> _Read:
    said = await conversations.said_in(tx, [one.message_id for one in spots if one.contact_id])
    legible = {id_: one for id_, one in said.items() if one.text.strip() and not one.machine}
    people = await contacts.get_many(tx, sorted({one.contact_id for one in spots if one.contact_id}))
    found = await cases.get_many(tx, sorted({one.case_id for one in spots if one.case_id}))
    judged = set(found) - await objecting.unjudged(tx, _writers(found, spots))
    turns = await conversations.turns_of(tx, judged, TURNS) if judged else {}
    earlier = [turn.id for spoken in turns.values() for turn in spoken if turn.inward]
    before = {id_: one.said for id_, one in (await intelligence.as_meant(tx, earlier)).items()}
    countries = {id_: one.country for id_, one in found.items()}
    scale = await intelligence.calibration(tx)
    return _Read(from_seq, to_seq, spots, legible, people, countries, turns, before, taught, scale)


def _writers(those: Collection[UUID], spots: Sequence[Spot]) -> dict[UUID, set[UUID]]:
    """Return which contacts wrote in each of these cases just now."""
    return {one: {spot.contact_id for spot in spots if spot.case_id == one and spot.contact_id} for one in those}


async def _still_allowed(tx: Tx, judged: Sequence[CaseOutlook], spots: Sequence[Spot]) -> list[CaseOutlook]:
    """Leave out who has objected while the model ran: nobody else writes or drops scores until this is committed."""
    refused = await objecting.unjudged(tx, _writers([one.case_id for one in judged], spots))
    return [one for one in judged if one.case_id not in refused]


def _too_late(tx: Tx, spots: Sequence[Spot]) -> bool:
    """Say whether the newest of a batch has waited too long: then those behind it have a chance, and it has none."""
    return bool(spots) and (tx.now - spots[-1].recorded_at).total_seconds() > USEFUL and len(spots) == TOGETHER


def _turn(one: Spoken, first: Spoken) -> Turn:
    role = Role.CONTACT if one.inward else ROLES[one.by]
    return Turn(role, one.text, (one.at - first.at).total_seconds() / 60)
