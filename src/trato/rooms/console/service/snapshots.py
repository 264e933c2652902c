"""What changed, loaded once for everybody who watches: rows of changed cases, and all of those on some screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec

from trato.kit.events import Recorded
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.console.model import Listed, MessageView, NoteView, TimelineEntry
from trato.rooms.console.rules.changes import Changes
from trato.rooms.console.service import details, rows, thread, timeline

__all__ = ["Snapshot", "take"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Cases as they are now. `loaded` and what follows it are only of those on some screen."""

    listed: dict[UUID, Listed]
    unread: rows.Unread
    loaded: dict[UUID, details.Loaded]
    messages: dict[UUID, MessageView]
    notes: dict[UUID, NoteView]
    told: dict[UUID, list[TimelineEntry]]


async def take(
    tx: Tx, book: channels.AccountBook, changes: Mapping[UUID, Changes], on_screen: Collection[UUID], locale: str
) -> Snapshot:
    """Load what changed: six statements, and some fifteen more when changed cases are on a screen."""
    listed = await rows.listed(tx, list(changes))
    unread = await rows.unread(tx, list(listed))
    shown = {id: listed[id] for id in changes if id in on_screen and id in listed}
    if not shown:
        return Snapshot(listed, unread, {}, {}, {}, {})
    messages = {id for case in shown for id in changes[case].messages}
    notes = {id for case in shown for id in changes[case].notes}
    facts = [_fact(fact) for case in shown for fact in changes[case].facts]
    told: dict[UUID, list[TimelineEntry]] = {}
    cases = {str(fact.seq): fact.case_id for fact in facts}
    for entry in await timeline.tell(tx, facts, locale):
        told.setdefault(cases[entry.id], []).append(entry)
    return Snapshot(
        listed=listed,
        unread=unread,
        loaded=await details.complete(tx, book, shown),
        messages=await thread.load_messages(tx, sorted(messages)),
        notes=await thread.load_notes(tx, sorted(notes)),
        told=told,
    )


def _fact(one: Recorded) -> timeline.Fact:
    assert one.case_id is not None
    body = msgspec.json.decode(one.body)
    return timeline.Fact(one.seq, one.case_id, one.kind, one.occurred_at, one.actor.kind.value, one.actor.id, body)
