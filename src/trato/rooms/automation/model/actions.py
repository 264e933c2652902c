"""What rules and macros do: decisions, which the flow performs. Rules, macros and bots share them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from trato.rooms.cases.model import EscalationLevel, SetAsideReason, WaitingOn

LongText = Annotated[str, Meta(min_length=1, max_length=5_000)]
Texts = Mapping[str, LongText]  # by language; Liquid


class Assign(Struct, frozen=True, tag_field="do", tag="assign", omit_defaults=True, forbid_unknown_fields=True):
    """Give the case to a queue, a team or an agent: exactly one of them."""

    queue_id: UUID | None = None
    team_id: UUID | None = None
    user_id: UUID | None = None


class SetPriority(Struct, frozen=True, tag_field="do", tag="priority", forbid_unknown_fields=True):
    """Low (-1) to urgent (2)."""

    priority: Annotated[int, Meta(ge=-1, le=2)]


class AddTag(Struct, frozen=True, tag_field="do", tag="tag", forbid_unknown_fields=True):
    tag_id: UUID


class RemoveTag(Struct, frozen=True, tag_field="do", tag="untag", forbid_unknown_fields=True):
    tag_id: UUID


class SetAttribute(Struct, frozen=True, tag_field="do", tag="attribute", forbid_unknown_fields=True):
    """Keep something about the contact; None takes the value away."""

    key: Annotated[str, Meta(min_length=1, max_length=48)]
    value: str | int | float | bool | None


class Note(Struct, frozen=True, tag_field="do", tag="note", forbid_unknown_fields=True):
    text: LongText


class Reply(Struct, frozen=True, tag_field="do", tag="reply", omit_defaults=True, forbid_unknown_fields=True):
    """Answer the contact: with a saved reply, or with texts by language. Of a rule it is an automatic message."""

    canned_id: UUID | None = None
    texts: Texts = {}


class TakePrivate(Struct, frozen=True, tag_field="do", tag="take_private", forbid_unknown_fields=True):
    """Answer in private what the contact said in public (S137), with texts by language."""

    texts: Annotated[Texts, Meta(min_length=1)]


class ModerateSaid(Struct, frozen=True, tag_field="do", tag="moderate", forbid_unknown_fields=True):
    """Hide from everybody, or delete, what the contact said in public (S133); deleted, it does not come back."""

    act: Literal["hide", "delete"]


class HandOver(Struct, frozen=True, tag_field="do", tag="hand_over", omit_defaults=True, forbid_unknown_fields=True):
    """Take the conversation from another application, pass it to `app` ("" is the channel's default one), or give it
    back to automation (S152)."""

    act: Literal["take", "pass", "automation"]
    app: Annotated[str, Meta(max_length=64)] = ""


class Wait(Struct, frozen=True, tag_field="do", tag="wait", omit_defaults=True, forbid_unknown_fields=True):
    """Let the case rest. `minutes` goes with UNTIL, `team_id` with TEAM."""

    on: WaitingOn
    minutes: Annotated[int, Meta(ge=1, le=525_600)] | None = None
    team_id: UUID | None = None


class SetAside(Struct, frozen=True, tag_field="do", tag="set_aside", forbid_unknown_fields=True):
    reason: SetAsideReason


class Resolve(Struct, frozen=True, tag_field="do", tag="resolve", omit_defaults=True, forbid_unknown_fields=True):
    disposition_id: UUID | None = None


class Escalate(Struct, frozen=True, tag_field="do", tag="escalate", omit_defaults=True, forbid_unknown_fields=True):
    """Ask for help: of a supervisor, or of another team; the holder stays unless it `hands_over`."""

    level: EscalationLevel
    team_id: UUID | None = None
    user_id: UUID | None = None
    hands_over: bool = False
    rests: bool = False


class NeedSkill(Struct, frozen=True, tag_field="do", tag="skill", omit_defaults=True, forbid_unknown_fields=True):
    """Let the case be given only to who has a skill, from a level (1 to 5) on."""

    skill_id: UUID
    level: Annotated[int, Meta(ge=1, le=5)] = 1


class CallWebhook(Struct, frozen=True, tag_field="do", tag="webhook", forbid_unknown_fields=True):
    """Tell other systems: the fact `automation.called` with this code goes to the endpoints that want it."""

    code: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


Action = (
    Assign
    | SetPriority
    | AddTag
    | RemoveTag
    | SetAttribute
    | Note
    | Reply
    | TakePrivate
    | ModerateSaid
    | HandOver
    | Wait
    | SetAside
    | Resolve
    | Escalate
    | NeedSkill
    | CallWebhook
)


def name_of(action: Action) -> str:
    """Return the word by which runs and screens know an action."""
    return str(action.__struct_config__.tag)
