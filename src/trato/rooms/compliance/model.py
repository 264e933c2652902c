"""Words of the gate: what it is asked, what it says, and the standing orders it obeys."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

from trato.rooms.channels.model import WindowState
from trato.rooms.contacts.model import Address
from trato.rooms.conversations.model import Purpose

VerdictId = NewType("VerdictId", UUID)
HoldId = NewType("HoldId", UUID)


class Outcome(StrEnum):
    """What the gate says: it may leave, it waits for somebody, it may not leave."""

    CLEARED = "cleared"
    HELD = "held"
    BLOCKED = "blocked"


class Writer(StrEnum):
    """Who writes standing orders."""

    OPT_OUT = "opt_out"
    REPLY_WINDOW = "reply_window"
    APPROVAL = "approval"
    CRISIS = "crisis"
    COMPLIANCE = "compliance"


class HoldScope(StrEnum):
    """What a standing order is upon. An address outlives the contact's row and every import."""

    WORKSPACE = "workspace"
    BRAND = "brand"
    ACCOUNT = "account"
    CONVERSATION = "conversation"
    CONTACT = "contact"
    ADDRESS = "address"
    CASE = "case"
    MESSAGE = "message"


class Hold(Struct, frozen=True):
    """A standing order. `purpose` is None for every purpose that its writer may stop; `reason` is a code."""

    id: HoldId
    scope: HoldScope
    scope_id: UUID
    writer: Writer
    reason: str
    placed_at: datetime
    purpose: Purpose | None = None
    until: datetime | None = None
    evidence_id: UUID | None = None


class Outbound(Struct, frozen=True, omit_defaults=True):
    """What the gate must know of one message that wants to leave; ids, codes and instants only.

    `contact_ids` are the contact and those whose profile it shares. `window` is what the channel allows now.
    """

    message_id: UUID
    purpose: Purpose
    brand_id: UUID
    account_id: UUID
    conversation_id: UUID
    contact_ids: tuple[UUID, ...]
    controller_id: UUID
    addresses: tuple[Address, ...] = ()
    case_id: UUID | None = None
    window: WindowState = WindowState.OPEN
    has_template: bool = False
    by_person: bool = True
    last_inbound_at: datetime | None = None
    held_elsewhere: bool = False  # another application of the business answers in the conversation
    private_reply: bool = False  # the one private answer to what was said in public: the channel has no window for it


class Ruling(Struct, frozen=True):
    """What the rules say of one message, before it is written down."""

    outcome: Outcome
    reason: str = ""
    hold: Hold | None = None


class Verdict(Struct, frozen=True):
    """A verdict as written. `not_before` is when a hold ends by itself."""

    id: VerdictId
    message_id: UUID
    outcome: Outcome
    reason: str = ""
    hold_id: HoldId | None = None
    not_before: datetime | None = None
