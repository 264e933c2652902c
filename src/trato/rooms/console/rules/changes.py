"""What a fact changes on screens: which cases, and which messages and notes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from trato.kit.events import Recorded

OF_A_MESSAGE = frozenset(
    {
        "conversations.message_received",
        "conversations.message_queued",
        "conversations.delivery_changed",
        "compliance.message_stopped",
        "conversations.message_resent",
        "conversations.message_edited",
        "conversations.message_deleted",
        "conversations.message_hidden",
        "conversations.moderation_changed",
        "conversations.message_moved",
        "conversations.reaction_changed",
        "conversations.courtesy_undone",
        "intelligence.message_understood",
        "intelligence.corrected",
    }
)
RIGHTS = frozenset(
    {
        "access.grants_changed",
        "access.user_disabled",
        "access.session_revoked",
        "access.token_revoked",
        "console.wall_link_revoked",
    }
)


class Named(msgspec.Struct, frozen=True):
    """What a fact may name besides its subject and its case."""

    message_id: UUID | None = None
    note_id: UUID | None = None
    from_case_id: UUID | None = None
    absorbed_id: UUID | None = None
    created_id: UUID | None = None
    holder_id: UUID | None = None
    previous_id: UUID | None = None
    user_id: UUID | None = None
    asked_by: UUID | None = None
    target_kind: str = ""
    target_id: UUID | None = None
    asked_kind: str = ""
    asked_id: UUID | None = None
    level: str = ""


@dataclass(slots=True)
class Changes:
    """What changed of one case since the last frame."""

    messages: set[UUID] = field(default_factory=set)
    notes: set[UUID] = field(default_factory=set)
    facts: list[Recorded] = field(default_factory=list)
    moved_away: set[UUID] = field(default_factory=set)
    people: set[UUID] = field(default_factory=set)  # in whose lists it may have stood, or whose count of it changed
    contact: bool = False


def gather(changes: dict[UUID, Changes], fact: Recorded) -> None:
    """Note in `changes` what a fact changes."""
    if fact.case_id is None:
        return
    one = changes.setdefault(fact.case_id, Changes())
    one.facts.append(fact)
    if fact.kind.startswith("sla."):
        return
    named = read(fact)
    message = fact.subject if fact.kind in OF_A_MESSAGE else named.message_id
    if message is not None and (fact.kind in OF_A_MESSAGE or fact.kind.startswith("conversations.")):
        one.messages.add(message)
    if named.note_id is not None:
        one.notes.add(named.note_id)
    one.people |= {user for user in (named.previous_id, named.user_id) if user is not None}
    for other in others(named):
        changes.setdefault(other, Changes())
    if named.from_case_id is not None and message is not None:
        changes[named.from_case_id].moved_away.add(message)


def read(fact: Recorded) -> Named:
    """Return what a fact names; what it says otherwise under such a name is not for screens."""
    try:
        return msgspec.json.decode(fact.body, type=Named)
    except msgspec.ValidationError:
        return Named()


def is_of_security(fact: Recorded) -> bool:
    """Say whether a fact changes who may stay in: what units ask of sessions."""
    if fact.kind != "access.setting_changed":
        return False
    said = msgspec.json.decode(fact.body, type=dict[str, object])
    return str(said.get("key", "")).startswith("security.")


def others(named: Named) -> Iterator[UUID]:
    """Return the other cases that a fact changes."""
    for id in (named.from_case_id, named.absorbed_id, named.created_id):
        if id is not None:
            yield id
