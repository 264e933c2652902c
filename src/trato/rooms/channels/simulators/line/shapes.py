"""What the Messaging API takes of the calls that we play, in our own words: closed objects, every limit that it tells.

What a message or an action is, its `type` says, and it is read as that alone. Source: line/line-openapi; the limits of
texts, labels and addresses are of the reference, developers.line.biz. Tests hold this against the published contract.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Word = Annotated[str, Meta(min_length=1, max_length=100)]
Url = Annotated[str, Meta(min_length=1, max_length=2000)]
Number = Annotated[str, Meta(pattern=r"^[0-9]{1,19}$")]


class _Closed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class PostbackAction(_Closed, frozen=True, kw_only=True, tag="postback", tag_field="type"):
    label: Annotated[str, Meta(min_length=1, max_length=20)]
    data: Annotated[str, Meta(min_length=1, max_length=300)]
    displayText: Annotated[str, Meta(max_length=300)] = ""
    inputOption: Literal["closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"] | None = None
    fillInText: Annotated[str, Meta(max_length=300)] = ""


class MessageAction(_Closed, frozen=True, kw_only=True, tag="message", tag_field="type"):
    label: Annotated[str, Meta(min_length=1, max_length=20)]
    text: Annotated[str, Meta(min_length=1, max_length=300)]


class UriAction(_Closed, frozen=True, kw_only=True, tag="uri", tag_field="type"):
    label: Annotated[str, Meta(min_length=1, max_length=20)]
    uri: Annotated[str, Meta(min_length=1, max_length=1000)]


Action: TypeAlias = PostbackAction | MessageAction | UriAction


class QuickItem(_Closed, frozen=True, kw_only=True):
    action: Action
    type: Literal["action"] = "action"
    imageUrl: Url | None = None


class QuickReply(_Closed, frozen=True, kw_only=True):
    items: Annotated[tuple[QuickItem, ...], Meta(min_length=1, max_length=13)]


class Sender(_Closed, frozen=True, kw_only=True):
    name: Annotated[str, Meta(min_length=1, max_length=20)] | None = None
    iconUrl: Url | None = None


class _Message(_Closed, frozen=True, kw_only=True):
    """What every message may say."""

    quickReply: QuickReply | None = None
    sender: Sender | None = None


class TextMessage(_Message, frozen=True, kw_only=True, tag="text", tag_field="type"):
    text: Annotated[str, Meta(min_length=1, max_length=5000)]
    quoteToken: Annotated[str, Meta(min_length=1)] | None = None


class ImageMessage(_Message, frozen=True, kw_only=True, tag="image", tag_field="type"):
    originalContentUrl: Url
    previewImageUrl: Url


class VideoMessage(_Message, frozen=True, kw_only=True, tag="video", tag_field="type"):
    originalContentUrl: Url
    previewImageUrl: Url
    trackingId: Annotated[str, Meta(min_length=1, max_length=100)] | None = None


class AudioMessage(_Message, frozen=True, kw_only=True, tag="audio", tag_field="type"):
    originalContentUrl: Url
    duration: Annotated[int, Meta(ge=1)]


class LocationMessage(_Message, frozen=True, kw_only=True, tag="location", tag_field="type"):
    title: Word
    address: Word
    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]


class StickerMessage(_Message, frozen=True, kw_only=True, tag="sticker", tag_field="type"):
    packageId: Number
    stickerId: Number
    quoteToken: Annotated[str, Meta(min_length=1)] | None = None


Message: TypeAlias = TextMessage | ImageMessage | VideoMessage | AudioMessage | LocationMessage | StickerMessage


class Push(_Closed, frozen=True, kw_only=True):
    to: Annotated[str, Meta(pattern=r"^U[0-9a-f]{32}$")]
    messages: Annotated[tuple[Message, ...], Meta(min_length=1, max_length=5)]
    notificationDisabled: bool = False
    customAggregationUnits: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[A-Za-z0-9_]{1,30}$")], ...], Meta(max_length=1)
    ] = ()


class SetEndpoint(_Closed, frozen=True, kw_only=True):
    endpoint: Annotated[str, Meta(min_length=1, max_length=500)]


class TryEndpoint(_Closed, frozen=True, kw_only=True):
    endpoint: Annotated[str, Meta(min_length=1, max_length=500)] | None = None
