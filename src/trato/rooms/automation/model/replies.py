"""Automatic replies: what is said while nobody does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

AutoReplyId = NewType("AutoReplyId", UUID)


class ReplyKind(StrEnum):
    GREETING = "greeting"  # at the first message of a case, while it is open
    AWAY = "away"  # outside opening hours; says when they begin
    SLOW = "slow"  # when nobody answered for a while, within opening hours; says by when


class AutoReply(Struct, frozen=True):
    """An automatic reply of a brand (or of all) on a channel (or on all): the nearest one that is on is used."""

    id: AutoReplyId
    kind: ReplyKind
    brand_id: UUID | None
    channel: str  # "" for every channel
    texts: Mapping[str, str]  # by language; Liquid
    active: bool
    window_minutes: int  # it is said once in so long to one conversation
    after_minutes: int  # of SLOW: how long nobody has answered
    version: int
    changed_at: datetime | None = None
