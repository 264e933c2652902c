"""What the X API takes, in our own words: closed objects, with the limits that its published file leaves out.

Written after the OpenAPI file 2.167. Tests hold it against that file: what is good here is good there.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from trato.rooms.channels.adapters.x.capabilities import MESSAGE_LIMIT, POST_LIMIT
from trato.rooms.channels.model import LengthUnit, length_of
from trato.rooms.channels.simulators.x.refusals import Refused

Id = Annotated[str, Meta(pattern=r"^[0-9]{1,19}$")]
CATEGORIES = ("tweet_image", "tweet_gif", "dm_image", "dm_gif")
_EVENTS = (
    "profile.update.bio profile.update.profile_picture profile.update.banner_picture profile.update.screenname "
    "profile.update.geo profile.update.url profile.update.verified_badge profile.update.affiliate_badge "
    "profile.update.handle news.new follow.follow follow.unfollow spaces.start spaces.end broadcast.start "
    "broadcast.end broadcast.chat chat.received chat.sent chat.conversation.join chat.conversation.member_added "
    "chat.conversation.member_removed chat.conversation.admin_added chat.conversation.admin_removed "
    "chat.update.group_name chat.update.restrictions dm.sent dm.received dm.indicate_typing dm.read post.create "
    "post.delete post.mention.create post.reply.create post.quote.create post.repost.create like.create mute.mute "
    "mute.unmute block.block block.unblock"
).split()


class Closed(Struct, frozen=True, forbid_unknown_fields=True):
    """An object with no other field."""


class Below(Closed, frozen=True):
    in_reply_to_tweet_id: Id
    exclude_reply_user_ids: list[str] | UnsetType = UNSET
    auto_populate_reply_metadata: bool | UnsetType = UNSET


class Shown(Closed, frozen=True):
    media_ids: Annotated[list[Id], Meta(min_length=1, max_length=4)]
    tagged_user_ids: Annotated[list[Id], Meta(max_length=10)] | UnsetType = UNSET


class Publish(Closed, frozen=True):
    """POST /2/tweets. A post without text shows something."""

    text: str = ""
    reply: Below | UnsetType = UNSET
    media: Shown | UnsetType = UNSET
    quote_tweet_id: Id | UnsetType = UNSET
    direct_message_deep_link: str | UnsetType = UNSET
    reply_settings: Literal["following", "mentionedUsers", "subscribers", "verified"] | UnsetType = UNSET
    made_with_ai: bool | UnsetType = UNSET


class Attachment(Closed, frozen=True):
    media_id: Id


class Write(Closed, frozen=True):
    """POST /2/dm_conversations/with/{id}/messages."""

    text: Annotated[str, Meta(min_length=1)] | UnsetType = UNSET
    attachments: Annotated[list[Attachment], Meta(min_length=1, max_length=1)] | UnsetType = UNSET


class Hide(Closed, frozen=True):
    """PUT /2/tweets/{id}/hidden."""

    hidden: bool


class SetWebhook(Closed, frozen=True):
    """POST /2/webhooks."""

    url: Annotated[str, Meta(min_length=1, max_length=200)]


class Filter(Closed, frozen=True):
    user_id: str | UnsetType = UNSET
    keyword: str | UnsetType = UNSET
    direction: Literal["inbound", "outbound"] | UnsetType = UNSET


class Subscribe(Closed, frozen=True):
    """POST /2/activity/subscriptions."""

    event_type: str
    filter: Filter
    tag: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    webhook_id: Id | UnsetType = UNSET


Body = TypeVar("Body", Publish, Write, Hide, SetWebhook, Subscribe)


def decode(raw: bytes, shape: type[Body]) -> Body:
    """Return what a call says. Raises `Refused`."""
    try:
        told = msgspec.json.decode(raw, type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Refused(400, str(wrong)) from wrong
    _check(told)
    return told


def _check(told: Closed) -> None:
    """What shapes cannot say."""
    match told:
        case Publish():
            if not told.text.strip() and told.media is UNSET:
                raise Refused(400, "At least one of text, media is required.")
            if length_of(told.text, LengthUnit.WEIGHTED) > POST_LIMIT:
                raise Refused(403, "Your Tweet text is too long.")
            if told.media is not UNSET and told.quote_tweet_id is not UNSET:
                raise Refused(400, "media and quote_tweet_id are mutually exclusive.")
        case Write():
            if told.text is UNSET and told.attachments is UNSET:
                raise Refused(400, "At least one of text, attachments is required.")
            if told.text is not UNSET and not 0 < len(told.text.strip()) <= MESSAGE_LIMIT:
                raise Refused(400, "text is empty or too long.")
        case Subscribe():
            if told.event_type not in _EVENTS:
                raise Refused(400, f"event_type {told.event_type} is not known.")
            if told.filter.user_id is UNSET and told.filter.keyword is UNSET:
                raise Refused(400, "filter needs user_id or keyword.")
        case _:
            return
