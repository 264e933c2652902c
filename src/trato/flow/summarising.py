"""SUMMARISE: where a workspace lets a model outside do it, a case that changes hands is summed up for whoever gets it.

That a case was handed over is noted with the fact. A worker then reads it in one transaction, hides what is personal
and asks the model in none, and keeps what came of it in another. The taker waits for none of this: the case's own
sentences are there at once, and stay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.flow.acts.objecting import unjudged
from trato.kit.db import Database
from trato.kit.events import SYSTEM, Origin, Recorded, decode
from trato.kit.http import OutsideClient
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import CaseAssigned, CasesMerged, CaseSplit, MergeUndone, SplitUndone
from trato.rooms.cases.model import HolderKind
from trato.rooms.contacts import api as contacts
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Handover
from trato.rooms.intelligence.model.llm import LlmTrouble, LlmUse

LANGUAGES = ("es", "pt", "en")
GIVERS = frozenset({HolderKind.AGENT, HolderKind.BOT})
TAKERS = frozenset({HolderKind.AGENT, HolderKind.TEAM, HolderKind.QUEUE})
MERGED: dict[str, type[CasesMerged | MergeUndone]] = {one.kind: one for one in (CasesMerged, MergeUndone)}
SPLIT: dict[str, type[CaseSplit | SplitUndone]] = {one.kind: one for one in (CaseSplit, SplitUndone)}
FOLLOWED = frozenset({CaseAssigned.kind, *MERGED, *SPLIT})


async def note_handovers(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Follow cases that pass from an agent or a bot to others, and those that are no longer what they were."""
    handed: list[tuple[UUID, datetime, UUID | None]] = []
    reshaped: set[UUID] = set()
    for fact in facts:
        if fact.origin is not Origin.LIVE:
            continue
        if fact.kind == CaseAssigned.kind:
            told = decode(fact, CaseAssigned)
            if told.previous_kind in GIVERS and told.holder_kind in TAKERS:
                taker = told.holder_id if told.holder_kind is HolderKind.AGENT else None
                giver = told.previous_id if told.previous_kind is HolderKind.AGENT else None
                handed.append((fact.subject, fact.occurred_at, taker or giver))
        else:
            both = {fact.subject, _other(fact)}
            reshaped |= both
            handed = [one for one in handed if one[0] not in both]
    await intelligence.drop_summaries(tx, reshaped)
    await intelligence.ask_for_summaries(tx, handed)


def _other(fact: Recorded) -> UUID:
    """Return the second case of a merge or a split."""
    if fact.kind in MERGED:
        return decode(fact, MERGED[fact.kind]).absorbed_id
    return decode(fact, SPLIT[fact.kind]).created_id


@dataclass(slots=True)
class Summariser:
    """Asks models to sum up what was handed over, workspace by workspace."""

    db: Database
    keys: Keyring
    client: OutsideClient

    async def look(self) -> list[UUID]:
        """Return the workspaces where a case waits for its summary."""
        async with self.db.at_door() as door:
            return await intelligence.waiting_for_summaries(door)

    async def work(self, workspace: UUID) -> int:
        """Have the next case summed up; return how many were."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            told = await intelligence.next_handover(tx)
            if told is None:
                return 0
            around = await _around(tx, told)
            if around is None:
                await intelligence.give_up_summary(tx, told, None)
                return 1
        asked = await asyncio.to_thread(intelligence.summary_question, told, *around)
        async with self.db.transaction(workspace, SYSTEM) as tx:
            if asked is None:
                await intelligence.give_up_summary(tx, told, None)
                return 1
            order = await intelligence.hold_call(tx, self.keys, LlmUse.SUMMARY, asked.prompt, case_id=told.case_id)
            if isinstance(order, LlmTrouble):
                await intelligence.give_up_summary(tx, told, order)
                return 1
        said = await intelligence.make_call(self.client, order)
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await intelligence.keep_summary(tx, told, asked, order, said)
        return 1


async def _around(tx: Tx, told: Handover) -> tuple[str, str, list[str]] | None:
    """Return in which language to write, from which country its numbers are, and who is named in it.

    None for who objects to being profiled: nothing of theirs leaves for that.
    """
    case = (await cases.get_many(tx, [told.case_id])).get(told.case_id)
    if case is None or await unjudged(tx, {case.id: [case.contact_id]}):
        return None
    known = sorted({*told.authors, *([told.reader_id] if told.reader_id else [])})
    people = {one.id: one for one in await access.get_users(tx, known)}
    reader = people.get(UserId(told.reader_id)) if told.reader_id else None
    spoken = reader.locale[:2] if reader else told.lang[:2]
    contact = (await contacts.get_many(tx, [case.contact_id])).get(case.contact_id)
    names = [*([contact.name] if contact else []), *(one.name for one in people.values())]
    names += [one.alias for one in people.values() if one.alias]
    return spoken if spoken in LANGUAGES else LANGUAGES[0], case.country, names
