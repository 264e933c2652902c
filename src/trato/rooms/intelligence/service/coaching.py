"""Coaching: hints of a case from what is stored, which of them were shown, and how each agent's cases go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Spoken
from trato.rooms.intelligence.events import HintDismissed, HintShown
from trato.rooms.intelligence.model import PersonalKind, Understood
from trato.rooms.intelligence.rules.coaching import CaseFacts, Hint, HintCode, Line, hints_of
from trato.rooms.intelligence.service.correcting import as_meant
from trato.rooms.intelligence.store import coaching as store

VERIFY = "coaching.verify_first"  # a setting of units: whether a contact is verified before delicate matters
TURNS = 24  # of a case that are looked at
WEEKS = 8  # of trends
DELICATE = frozenset({PersonalKind.NATIONAL_ID, PersonalKind.CARD, PersonalKind.ACCOUNT})


async def hints(tx: Tx, case_id: UUID, agent: UUID) -> list[Hint]:
    """Return what this agent may want to know of a case now, but what they put away. Nothing is computed by a model."""
    row = await store.get_case(tx, case_id)
    if row is None or not row["open"]:
        return []
    said = await access.settings_in(tx, {row["unit_id"]}, VERIFY)
    verify = bool(row["unit_id"] in said and said[row["unit_id"]].value) and not row["verified"]
    turns = (await conversations.turns_of(tx, [case_id], TURNS)).get(case_id, [])
    understood = await as_meant(tx, [one.id for one in turns if one.inward])
    points = dict(row["reasons"] or ()).get("repeats", 0.0)
    lines = tuple(_line(one, understood.get(one.id)) for one in turns)
    away = await store.dismissed(tx, case_id, agent)
    facts = CaseFacts(case_id, True, row["due_at"], verify, points, lines)
    return [one for one in hints_of(facts, tx.now) if (one.about, one.code.value) not in away]


def _line(one: Spoken, heard: Understood | None) -> Line:
    person = not one.inward and one.by is ActorKind.USER
    if heard is None:
        return Line(one.id, one.inward, person, one.text, one.at)
    said = heard.said
    return Line(
        one.id, one.inward, person, one.text, one.at, said.sentiment.label, said.sentiment.score, said.offensive.value,
        said.needs_human.value, any(span.kind in DELICATE for span in said.pii),
    )  # fmt: skip


async def show_hints(tx: Tx, case_id: UUID, agent: UUID, shown: Collection[tuple[UUID, HintCode]]) -> None:
    """Note which hints an agent saw, each once, and tell it."""
    new = await store.show(tx, case_id, agent, [(about, code.value) for about, code in shown]) if shown else []
    for about, code in new:
        tx.emit(HintShown(subject=case_id, case_id=case_id, code=code, about=about, agent_id=agent))


async def dismiss_hint(tx: Tx, case_id: UUID, agent: UUID, about: UUID, code: HintCode) -> None:
    """Put a hint away for this agent, and tell it; a second time changes nothing."""
    if await store.dismiss(tx, case_id, agent, about, code.value):
        tx.emit(HintDismissed(subject=case_id, case_id=case_id, code=code.value, about=about, agent_id=agent))


async def trends(tx: Tx, scope: Scope, zone: str) -> Sequence[Any]:
    """Return how the cases went that each agent resolved, by week of `zone`, the last eight: rows of the store."""
    return await store.trends(tx, scope, tx.now - timedelta(weeks=WEEKS), zone)


async def cases_behind(tx: Tx, scope: Scope, agent: UUID) -> Sequence[Any]:
    """Return the cases that an agent's trend counts, newest first, at most 500."""
    rows = await store.cases_behind(tx, scope, tx.now - timedelta(weeks=WEEKS), agent)
    return sorted(rows, key=lambda row: row["at"], reverse=True)
