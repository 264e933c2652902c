"""What belongs to what: the rooms that a process opens, and which facts lead to which reactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from trato.flow import summarising, teaching
from trato.flow.acts import (
    cadence,
    circumstances,
    consenting,
    following,
    judging,
    leaving,
    objecting,
    parting,
    revising,
    ringing,
    seeing,
)
from trato.flow.automating import Automation
from trato.flow.triage import Triage
from trato.kit import db
from trato.kit.blobs import Blobs
from trato.kit.db import Database
from trato.kit.reactions import Reaction
from trato.kit.secrets import Keyring, Spot
from trato.kit.settings import Settings
from trato.kit.tx import append_events
from trato.rooms.access import api as access
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.model import AccountView, LocalPush
from trato.rooms.console import reactions as desk
from trato.rooms.console.rules.notices import FOLLOWED
from trato.rooms.console.service.counts import Counters
from trato.rooms.console.service.walls import Walls
from trato.rooms.search import reactions as search
from trato.rooms.webhooks import api as webhooks


@dataclass(frozen=True, slots=True)
class House:
    """What every process holds: the database, the channel accounts, the files, the keys."""

    settings: Settings
    db: Database
    book: channels.AccountBook
    blobs: Blobs
    keyring: Keyring
    passwords: access.Passwords = field(default_factory=access.Passwords)
    counters: Counters = field(default_factory=Counters)
    walls: Walls = field(default_factory=Walls)

    async def ring_widget(self, account: AccountView, push: LocalPush) -> None:
        """Tell the sockets of a visitor that there is something to read."""
        self.db.bell.ring(push.topic, account.workspace_id)

    def seal(self, workspace: UUID, account: UUID, secrets: bytes) -> bytes:
        """Seal the secrets of a channel account to its row."""
        return self.keyring.seal(secrets, account_spot(workspace, account))


def account_spot(workspace: UUID, account: UUID) -> Spot:
    """Return where the secrets of a channel account stand."""
    return Spot(workspace, "channels.account", "secrets", str(account))


async def open_house(settings: Settings, *, size: int = 8, door_size: int = 3) -> House:
    """Open the rooms for one process."""
    keyring = Keyring((settings.key,))
    database = await db.connect(
        settings.app_url,
        settings.door_url,
        scale=settings.clock,
        size=size,
        door_size=door_size,
        at_commit=(access.append_audit, append_events),
    )
    book = channels.AccountBook(
        lambda workspace, account, sealed: keyring.open(sealed, account_spot(workspace, account)),
        ADAPTERS,
        f"{settings.public_url}/hooks",
    )
    return House(settings, database, book, Blobs(settings.blobs), keyring)


def reactions_of(house: House) -> list[Reaction]:
    """Return what follows from which facts: the one table of it."""
    return [
        Reaction("sla_follow", revising.Revising.kinds, revising.Revising().react),
        Reaction("sla_circumstances", circumstances.FOLLOWED, circumstances.follow),
        Reaction("webhooks", None, webhooks.fan_out),
        Reaction("pushes", FOLLOWED, desk.note_pushes),
        Reaction("triage", Triage.kinds, Triage(house.book).react),
        Reaction("automation", Automation.kinds, Automation(house.book).react),
        Reaction("search", search.FOLLOWED, search.follow),
        Reaction("cadence", cadence.Cadence.kinds, cadence.Cadence(house.book).react),
        Reaction("parting", parting.Parting.kinds, parting.Parting().react),
        Reaction("leaving", leaving.Leaving.kinds, leaving.Leaving(house.book).react),
        Reaction("reads", seeing.NoteReads.kinds, seeing.NoteReads(house.book).react),
        Reaction("follow_identities", frozenset({"contacts.identity_replaced"}), following.follow_identities),
        Reaction("held_again", frozenset({"compliance.hold_released"}), judging.JudgeAgain(house.book).react),
        Reaction("calls", ringing.Following.kinds, ringing.Following(house.book).react),
        Reaction("unscored", objecting.FOLLOWED, objecting.drop_scores),
        Reaction("lessons", teaching.LESSONS, teaching.keep_lessons),
        Reaction("satisfaction", teaching.ANSWERED, teaching.learn_satisfaction),
        Reaction("words_reshaped", teaching.RESHAPED, teaching.learn_anew),
        Reaction("proven_tags", teaching.TYPED, teaching.put_proven),
        Reaction("summaries", summarising.FOLLOWED, summarising.note_handovers),
        Reaction("consent_answered", frozenset({"conversations.awaited_answered"}), consenting.take_answers),
    ]
