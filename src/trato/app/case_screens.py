"""The cases that somebody has on screen: what was said, noted and done in them, whose they are, who else is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from trato.app import frames
from trato.app.audience import Audience, Key
from trato.app.group import Group
from trato.app.looks import Looks
from trato.app.wiring import House
from trato.kit.errors import TratoError
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal
from trato.rooms.console.rules.changes import Changes
from trato.rooms.console.service import contacts, details, rows
from trato.rooms.console.service.reach import check_case
from trato.rooms.console.service.snapshots import Snapshot

Panels = dict[Group, bytes]


@dataclass(slots=True)
class CaseScreens:
    """The cases on screen in one workspace, each with its contact: what is told of that one shows on it too."""

    house: House
    workspace: UUID
    audience: Audience
    looks: Looks
    _contacts: dict[UUID, UUID] = field(default_factory=dict)

    async def open(self, who: Principal, topic: str, seq: int) -> tuple[Key, Group]:
        """Return the group of whoever opens a case. Raises TratoError for one that is not there, or not theirs."""
        case_id = _id(topic.partition(":")[2])
        async with self.house.db.transaction(self.workspace, SYSTEM) as tx:
            await check_case(tx, who, case_id)
            loaded = (await details.load(tx, self.house.book, [case_id]))[case_id]
        self._contacts[case_id] = loaded.detail.contact.id
        # Rings name conversations only: this is how they are known to be about this case.
        self.looks.learn(case_id, [one.id for one in loaded.detail.conversations])
        return (topic, (who.user.id, who.token_id)), Group(topic, seq, case_id=case_id)

    def forget_closed(self) -> None:
        """Forget the contacts of cases that nobody has on screen any more."""
        shown = self.audience.on_screen()
        for case_id in [one for one in self._contacts if one not in shown]:
            del self._contacts[case_id]

    def of_contact(self, contact_id: UUID) -> Iterator[UUID]:
        """Give the cases on screen that are a contact's."""
        shown = self.audience.on_screen()
        return (case_id for case_id, contact in self._contacts.items() if contact == contact_id and case_id in shown)

    async def panels(self, tx: Tx, changes: Mapping[UUID, Changes]) -> Panels:
        """Load the contact's side of those screens on which it changed, as each who watches may see it."""
        changed = [case_id for case_id, one in changes.items() if one.contact]
        shown = [
            (case_id, group, group.principal) for case_id in changed for group in self.audience.screens_of(case_id)
        ]
        found: Panels = {}
        for case_id, group, who in shown:
            if case_id not in self._contacts:
                continue  # the last screen that showed it was closed meanwhile
            panel = await contacts.panel(tx, who, self._contacts[case_id], case_id)
            found[group] = frames.resource("contact", "contact", panel)
        return found

    def publish(
        self, snapshot: Snapshot, changes: Mapping[UUID, Changes], panels: Panels, seq: int, now: datetime, at: float
    ) -> None:
        """Tell each screen what changed of its case; rights, unread messages and onlookers are each person's own."""
        for case_id, loaded in snapshot.loaded.items():
            shared = _shared(snapshot, case_id, changes[case_id])
            viewers = self.looks.of(case_id, at)
            typing = self.looks.contacts_typing(case_id, at, now)
            for group in self.audience.screens_of(case_id):
                who = group.principal
                others = tuple(one for one in viewers if one.user_id != who.user.id)
                unread = rows.unread_of(snapshot.unread, case_id, who.user.id)
                own = details.tell(loaded, who.rights, unread, others, typing)
                panel = [panels[group]] if group in panels else []
                group.publish(seq, now, [frames.resource("case", "case", own), *shared, *panel])


def _shared(snapshot: Snapshot, case_id: UUID, change: Changes) -> list[bytes]:
    """Return what everybody who has a case on screen is told alike."""
    found = [
        frames.resource("message", "message", snapshot.messages[id])
        for id in change.messages
        if id in snapshot.messages and snapshot.messages[id].case_id == case_id
    ]
    found += [frames.gone("message", id) for id in change.moved_away]
    for id in change.notes:
        note = snapshot.notes.get(id)
        found.append(frames.resource("note", "note", note) if note else frames.gone("note", id))
    return found + [frames.resource("timeline", "entry", entry) for entry in snapshot.told.get(case_id, ())]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise TratoError() from None
