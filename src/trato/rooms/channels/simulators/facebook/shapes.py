"""The shapes of what the Send API takes: closed objects with every limit, one for each kind."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

_Id = Annotated[str, Meta(min_length=1, max_length=512)]
_Title = Annotated[str, Meta(min_length=1, max_length=20)]
_Payload = Annotated[str, Meta(max_length=1000)]
_Line = Annotated[str, Meta(min_length=1, max_length=80)]


class Closed(Struct, frozen=True, forbid_unknown_fields=True):
    """An object that holds nothing we do not know."""


class Recipient(Closed, frozen=True):
    id: _Id | UnsetType = UNSET
    comment_id: _Id | UnsetType = UNSET
    post_id: _Id | UnsetType = UNSET
    user_ref: _Id | UnsetType = UNSET
    notification_messages_token: _Id | UnsetType = UNSET


class QuickReply(Closed, frozen=True):
    content_type: Literal["text", "user_phone_number", "user_email"]
    title: Annotated[str, Meta(max_length=20)] | UnsetType = UNSET
    payload: _Payload | UnsetType = UNSET
    image_url: str | UnsetType = UNSET


class FilePayload(Closed, frozen=True):
    url: Annotated[str, Meta(pattern=r"^https?://[^/]+")] | UnsetType = UNSET
    is_reusable: bool = False
    attachment_id: _Id | UnsetType = UNSET


class Button(Closed, frozen=True):
    type: Literal["web_url", "postback", "phone_number", "account_link", "account_unlink"]
    title: _Title | UnsetType = UNSET
    url: str | UnsetType = UNSET
    payload: _Payload | UnsetType = UNSET


class Card(Closed, frozen=True):
    title: _Line
    subtitle: Annotated[str, Meta(max_length=80)] | UnsetType = UNSET
    image_url: str | UnsetType = UNSET
    default_action: dict[str, Any] | UnsetType = UNSET
    buttons: Annotated[list[Button], Meta(max_length=3)] = []


class ButtonTemplate(Closed, frozen=True, tag="button", tag_field="template_type"):
    text: Annotated[str, Meta(min_length=1, max_length=640)]
    buttons: Annotated[list[Button], Meta(min_length=1, max_length=3)]


class CardTemplate(Closed, frozen=True, tag="generic", tag_field="template_type"):
    elements: Annotated[list[Card], Meta(min_length=1, max_length=10)]


class FileAttachment(Closed, frozen=True):
    type: Literal["image", "video", "audio", "file"]
    payload: FilePayload


class TemplateAttachment(Closed, frozen=True):
    type: Literal["template"]
    payload: ButtonTemplate | CardTemplate


class SentMessage(Closed, frozen=True):
    text: Annotated[str, Meta(min_length=1, max_length=2000)] | UnsetType = UNSET
    attachment: dict[str, Any] | UnsetType = UNSET  # read by its type
    quick_replies: Annotated[list[QuickReply], Meta(min_length=1, max_length=13)] | UnsetType = UNSET
    metadata: Annotated[str, Meta(max_length=1000)] | UnsetType = UNSET
    sticker_id: int | UnsetType = UNSET


class Quoted(Closed, frozen=True):
    mid: _Id


class Felt(Closed, frozen=True):
    message_id: _Id
    reaction: str | UnsetType = UNSET


class Send(Closed, frozen=True):
    """What is posted to /messages: a message, or something shown."""

    recipient: Recipient
    messaging_type: Literal["RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY"] | UnsetType = UNSET
    tag: Literal["HUMAN_AGENT", "ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE"] | UnsetType = UNSET
    notification_type: Literal["REGULAR", "SILENT_PUSH", "NO_PUSH"] | UnsetType = UNSET
    persona_id: str | UnsetType = UNSET
    sender_action: Literal["typing_on", "typing_off", "mark_seen", "react", "unreact"] | UnsetType = UNSET
    payload: Felt | UnsetType = UNSET
    reply_to: Quoted | UnsetType = UNSET
    message: SentMessage | UnsetType = UNSET


class Commented(Closed, frozen=True):
    """What is posted below a post or a comment."""

    message: Annotated[str, Meta(min_length=1, max_length=8000)]


class Hidden(Closed, frozen=True):
    """Whether a comment is shown to its author alone."""

    is_hidden: bool
