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


class FlexText(_Closed, frozen=True, kw_only=True, tag="text", tag_field="type"):
    text: Annotated[str, Meta(min_length=1, max_length=2000)]
    weight: Literal["regular", "bold"] | None = None
    size: Literal["xxs", "xs", "sm", "md", "lg", "xl", "xxl"] | None = None
    wrap: bool = False


class FlexImage(_Closed, frozen=True, kw_only=True, tag="image", tag_field="type"):
    url: Url
    size: Literal["full", "md"] | None = None
    aspectRatio: Annotated[str, Meta(pattern=r"^[1-9][0-9]{0,4}:[1-9][0-9]{0,4}$")] | None = None
    aspectMode: Literal["cover", "fit"] | None = None


class FlexButton(_Closed, frozen=True, kw_only=True, tag="button", tag_field="type"):
    action: Action
    height: Literal["sm", "md"] | None = None
    style: Literal["primary", "secondary", "link"] | None = None


class FlexBox(_Closed, frozen=True, kw_only=True, tag="box", tag_field="type"):
    layout: Literal["vertical", "horizontal"]
    contents: tuple[FlexText | FlexButton, ...]
    spacing: Literal["none", "xs", "sm", "md", "lg"] | None = None


class FlexBubble(_Closed, frozen=True, kw_only=True, tag="bubble", tag_field="type"):
    """A card: those parts of a bubble that we play."""

    hero: FlexImage | None = None
    body: FlexBox | None = None
    footer: FlexBox | None = None


class FlexCarousel(_Closed, frozen=True, kw_only=True, tag="carousel", tag_field="type"):
    contents: Annotated[tuple[FlexBubble, ...], Meta(min_length=1, max_length=12)]


class FlexMessage(_Message, frozen=True, kw_only=True, tag="flex", tag_field="type"):
    altText: Annotated[str, Meta(min_length=1, max_length=1500)]
    contents: FlexBubble | FlexCarousel


Message: TypeAlias = (
    TextMessage | ImageMessage | VideoMessage | AudioMessage | LocationMessage | StickerMessage | FlexMessage
)


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
