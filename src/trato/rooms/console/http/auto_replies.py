"""The addresses of automatic replies: what is said while nobody does. All are off until somebody turns them on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import Invalid
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import AutoReply, ReplyKind
from trato.rooms.brands import api as brands
from trato.rooms.console.service.reach import check_everywhere


class ReplyChange(Struct, frozen=True):
    """`brand_id` None is for every brand, `channel` "" for every channel."""

    kind: ReplyKind
    texts: Annotated[Mapping[str, str], Meta(max_length=20)]
    active: bool
    brand_id: UUID | None = None
    channel: Annotated[str, Meta(max_length=40)] = ""
    window_minutes: int = 1_440
    after_minutes: int = 10


class ReplyView(Struct, frozen=True):
    id: UUID
    kind: ReplyKind
    brand_id: UUID | None
    channel: str
    texts: Mapping[str, str]
    active: bool
    window_minutes: int
    after_minutes: int
    version: int
    changed_at: datetime | None


class Replies(Struct, frozen=True):
    """Those that were written, the shipped texts of each kind, and the variables that a text may hold."""

    items: list[ReplyView]
    shipped: Mapping[str, Mapping[str, str]]
    variables: list[str]


async def list_replies(tx: Tx, who: Principal, given: Nothing) -> Replies:
    """List the automatic replies."""
    found = await automation.list_replies(tx)
    shipped = {kind.value: texts for kind, texts in automation.SHIPPED.items()}
    return Replies([_view(one) for one in found], shipped, list(automation.FOR_REPLIES))


async def put_reply(tx: Tx, who: Principal, given: ReplyChange) -> ReplyView:
    """Write the automatic reply of a kind, for a brand or all, on a channel or all."""
    check_everywhere(who)
    if given.brand_id is not None and given.brand_id not in {one.id for one in await brands.list_brands(tx)}:
        raise Invalid(field="brand_id", reason="unknown")
    return _view(
        await automation.put_reply(
            tx,
            given.kind,
            {key: text for key, text in given.texts.items() if text.strip()},
            brand=given.brand_id,
            channel=given.channel,
            active=given.active,
            window_minutes=given.window_minutes,
            after_minutes=given.after_minutes,
        )  # fmt: skip
    )


async def drop_reply(tx: Tx, who: Principal, given: OneId) -> None:
    """Take an automatic reply away: what is wider is said instead, if anything is."""
    check_everywhere(who)
    await automation.drop_reply(tx, given.id)


def _view(one: AutoReply) -> ReplyView:
    return ReplyView(
        one.id, one.kind, one.brand_id, one.channel, one.texts, one.active, one.window_minutes, one.after_minutes,
        one.version, one.changed_at,
    )  # fmt: skip


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/automation/replies", Verb.AUTOMATION_MANAGE, list_replies, Nothing),
    ("PUT", "/api/v1/automation/replies", Verb.AUTOMATION_MANAGE, put_reply, ReplyChange),
    ("DELETE", "/api/v1/automation/replies/{id}", Verb.AUTOMATION_MANAGE, drop_reply, OneId),
)
