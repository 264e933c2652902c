"""Facts of conversations, told in ids, numbers and codes."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event


class MessageReceived(Event, frozen=True, kw_only=True):
    """A contact said something. It carries the dimensions of its moment."""

    kind: ClassVar[str] = "conversations.message_received"
    conversation_id: UUID
    contact_id: UUID
    account_id: UUID
    brand_id: UUID
    channel: str
    surface: str
    courtesy: bool = False
    late: bool = False
    awaited: str = ""


class MessageQueued(Event, frozen=True, kw_only=True):
    """We wrote something; it has not left."""

    kind: ClassVar[str] = "conversations.message_queued"
    conversation_id: UUID
    account_id: UUID
    purpose: str
    channel: str


class DeliveryChanged(Event, frozen=True, kw_only=True):
    """What became of a message of ours. `reason` is a closed code."""

    kind: ClassVar[str] = "conversations.delivery_changed"
    conversation_id: UUID
    state: str
    reason: str = ""


class MessageResent(Event, frozen=True, kw_only=True):
    """A failed or doubtful message was sent again as `new_id`: nothing more is to be done with the old one."""

    kind: ClassVar[str] = "conversations.message_resent"
    conversation_id: UUID
    new_id: UUID


class MessageEdited(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "conversations.message_edited"
    conversation_id: UUID
    revision: int


class MessageDeleted(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "conversations.message_deleted"
    conversation_id: UUID


class PostKnown(Event, frozen=True, kw_only=True):
    """What a public conversation is below was told by its channel."""

    kind: ClassVar[str] = "conversations.post_known"


class MessageHidden(Event, frozen=True, kw_only=True):
    """What somebody said in public is hidden from everybody but them, or is seen again."""

    kind: ClassVar[str] = "conversations.message_hidden"
    conversation_id: UUID
    hidden: bool


class VoiceChanged(Event, frozen=True, kw_only=True):
    """Another account of the brand answers a public conversation from now on, or its `own` again."""

    kind: ClassVar[str] = "conversations.voice_changed"
    account_id: UUID
    own: bool


class ModerationChanged(Event, frozen=True, kw_only=True):
    """Where a deed on something said in public stands: asked, done, failed or taken back. `reason` is a code."""

    kind: ClassVar[str] = "conversations.moderation_changed"
    conversation_id: UUID
    moderation_id: UUID
    act: str
    state: str
    reason: str = ""


class ThreadTaken(Event, frozen=True, kw_only=True):
    """Somebody else answers in a conversation now, and took it. `was` held it for so many seconds; `app`s are ids."""

    kind: ClassVar[str] = "conversations.thread_taken"
    holder: str
    app: str
    was: str
    was_app: str
    cause: str
    held_seconds: int


class ThreadPassed(Event, frozen=True, kw_only=True):
    """Somebody else answers in a conversation now, because who had it passed it on."""

    kind: ClassVar[str] = "conversations.thread_passed"
    holder: str
    app: str
    was: str
    was_app: str
    cause: str
    held_seconds: int


class ThreadRequested(Event, frozen=True, kw_only=True):
    """Another application would like to answer in a conversation that we hold."""

    kind: ClassVar[str] = "conversations.thread_requested"
    request_id: UUID
    app: str


class ThreadRequestSettled(Event, frozen=True, kw_only=True):
    """What became of that: granted, refused, or over because it came about by itself."""

    kind: ClassVar[str] = "conversations.thread_request_settled"
    request_id: UUID
    app: str
    state: str


class ThreadDeedChanged(Event, frozen=True, kw_only=True):
    """Where taking, passing or asking for a conversation stands. `reason` is a code."""

    kind: ClassVar[str] = "conversations.thread_deed_changed"
    deed_id: UUID
    act: str
    state: str
    reason: str = ""


class MessageMoved(Event, frozen=True, kw_only=True):
    """The case of a message changed (records.md, fact 1). `case_id` is the new one."""

    kind: ClassVar[str] = "conversations.message_moved"
    from_case_id: UUID | None
    cause: str


class ReactionChanged(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "conversations.reaction_changed"
    conversation_id: UUID


class AttachmentReady(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "conversations.attachment_ready"
    message_id: UUID


class AttachmentFailed(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "conversations.attachment_failed"
    message_id: UUID
    reason: str


class AttachmentHeld(Event, frozen=True, kw_only=True):
    """A file is here, and waits because nobody could look at it yet."""

    kind: ClassVar[str] = "conversations.attachment_held"
    message_id: UUID
    reason: str


class AttachmentQuarantined(Event, frozen=True, kw_only=True):
    """Something harmful was found in a file: it is kept apart and never given out."""

    kind: ClassVar[str] = "conversations.attachment_quarantined"
    message_id: UUID


class CourtesyUndone(Event, frozen=True, kw_only=True):
    """A person said that it was no courtesy after all."""

    kind: ClassVar[str] = "conversations.courtesy_undone"
    conversation_id: UUID


class ContactLeft(Event, frozen=True, kw_only=True):
    """The widget went away (evidence for abandonment), or came back with `back`."""

    kind: ClassVar[str] = "conversations.contact_left"
    back: bool = False


class AwaitedAnswered(Event, frozen=True, kw_only=True):
    """A survey, a code or a consent was answered; `ref` is what asked."""

    kind: ClassVar[str] = "conversations.awaited_answered"
    awaited: str
    ref: UUID
    message_id: UUID
