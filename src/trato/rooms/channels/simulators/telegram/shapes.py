"""What the Bot API takes of the methods that we play, in our own words: closed objects, every limit that it tells.

Source: core.telegram.org/bots/api, 10.1. Tests hold this against the published contract.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1, max_length=4096)]
Caption = Annotated[str, Meta(max_length=1024)]
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Positive = Annotated[int, Meta(ge=1)]
Place = Annotated[int, Meta(ge=0)]
EntityKind = Literal[
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji",
]  # fmt: skip
Emoji = Annotated[str, Meta(min_length=1, max_length=8)]


class _Closed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Entity(_Closed, frozen=True, kw_only=True):
    type: EntityKind
    offset: Place
    length: Positive
    url: str = ""
    language: str = ""
    custom_emoji_id: str = ""


class Reply(_Closed, frozen=True, kw_only=True):
    message_id: Positive
    chat_id: int | str = 0
    allow_sending_without_reply: bool = False
    quote: Annotated[str, Meta(max_length=1024)] = ""
    quote_parse_mode: str = ""
    quote_entities: tuple[Entity, ...] = ()
    quote_position: Place = 0


class Button(_Closed, frozen=True, kw_only=True):
    """A button that sends data back, or opens an address."""

    text: Annotated[str, Meta(min_length=1)]
    callback_data: Annotated[str, Meta(max_length=64)] = ""
    url: str = ""
    style: Literal["danger", "success", "primary"] | None = None


class Keyboard(_Closed, frozen=True, kw_only=True):
    inline_keyboard: tuple[tuple[Button, ...], ...]


class _ToChat(_Closed, frozen=True, kw_only=True):
    """What every call that writes into a chat may say."""

    chat_id: int | str
    message_thread_id: int = 0
    disable_notification: bool = False
    protect_content: bool = False
    message_effect_id: str = ""
    reply_parameters: Reply | None = None


class _Send(_ToChat, frozen=True, kw_only=True):
    reply_markup: Keyboard | None = None


class _Captioned(_Send, frozen=True, kw_only=True):
    caption: Caption = ""
    parse_mode: Literal["HTML", "Markdown", "MarkdownV2"] | None = None
    caption_entities: tuple[Entity, ...] = ()


class SendMessage(_Send, frozen=True, kw_only=True, tag="sendMessage"):
    text: Text
    parse_mode: Literal["HTML", "Markdown", "MarkdownV2"] | None = None
    entities: tuple[Entity, ...] = ()


class SendPhoto(_Captioned, frozen=True, kw_only=True, tag="sendPhoto"):
    photo: str
    has_spoiler: bool = False
    show_caption_above_media: bool = False


class SendVideo(_Captioned, frozen=True, kw_only=True, tag="sendVideo"):
    video: str
    duration: Place = 0
    width: Place = 0
    height: Place = 0
    supports_streaming: bool = False


class SendAudio(_Captioned, frozen=True, kw_only=True, tag="sendAudio"):
    audio: str
    duration: Place = 0
    performer: str = ""
    title: str = ""


class SendVoice(_Captioned, frozen=True, kw_only=True, tag="sendVoice"):
    voice: str
    duration: Place = 0


class SendDocument(_Captioned, frozen=True, kw_only=True, tag="sendDocument"):
    document: str
    disable_content_type_detection: bool = False


class SendSticker(_Send, frozen=True, kw_only=True, tag="sendSticker"):
    sticker: str
    emoji: str = ""


class SendLocation(_Send, frozen=True, kw_only=True, tag="sendLocation"):
    latitude: Latitude
    longitude: Longitude
    horizontal_accuracy: Annotated[float, Meta(ge=0, le=1500)] = 0.0


class SendVenue(_Send, frozen=True, kw_only=True, tag="sendVenue"):
    latitude: Latitude
    longitude: Longitude
    title: Annotated[str, Meta(min_length=1)]
    address: Annotated[str, Meta(min_length=1)]


class SendContact(_Send, frozen=True, kw_only=True, tag="sendContact"):
    phone_number: Annotated[str, Meta(min_length=3)]
    first_name: Name
    last_name: str = ""
    vcard: Annotated[str, Meta(max_length=2048)] = ""


class AlbumItem(_Closed, frozen=True, kw_only=True):
    """One file of an album: those that we play."""

    type: Literal["photo", "video"]
    media: Annotated[str, Meta(min_length=1)]
    caption: Caption = ""
    parse_mode: Literal["HTML", "Markdown", "MarkdownV2"] | None = None
    caption_entities: tuple[Entity, ...] = ()


class SendMediaGroup(_ToChat, frozen=True, kw_only=True, tag="sendMediaGroup"):
    media: Annotated[tuple[AlbumItem, ...], Meta(min_length=2, max_length=10)]


class Sign(_Closed, frozen=True, kw_only=True):
    type: Literal["emoji"]
    emoji: Emoji


class SetMessageReaction(_Closed, frozen=True, kw_only=True, tag="setMessageReaction"):
    chat_id: int | str
    message_id: Positive
    reaction: Annotated[tuple[Sign, ...], Meta(max_length=1)] = ()  # a bot sets one at most
    is_big: bool = False


class GetMe(_Closed, frozen=True, kw_only=True, tag="getMe"):
    pass


class GetWebhookInfo(_Closed, frozen=True, kw_only=True, tag="getWebhookInfo"):
    pass


LanguageCode = Annotated[str, Meta(pattern=r"^([a-z]{2})?$")]


class Command(_Closed, frozen=True, kw_only=True):
    command: Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,32}$")]
    description: Annotated[str, Meta(min_length=1, max_length=256)]


class SetMyCommands(_Closed, frozen=True, kw_only=True, tag="setMyCommands"):
    commands: Annotated[tuple[Command, ...], Meta(min_length=1, max_length=100)]
    language_code: LanguageCode = ""


class GetMyCommands(_Closed, frozen=True, kw_only=True, tag="getMyCommands"):
    language_code: LanguageCode = ""


class DeleteMyCommands(_Closed, frozen=True, kw_only=True, tag="deleteMyCommands"):
    language_code: LanguageCode = ""


class SetMyDescription(_Closed, frozen=True, kw_only=True, tag="setMyDescription"):
    description: Annotated[str, Meta(max_length=512)] = ""
    language_code: LanguageCode = ""


class GetMyDescription(_Closed, frozen=True, kw_only=True, tag="getMyDescription"):
    language_code: LanguageCode = ""


class GetFile(_Closed, frozen=True, kw_only=True, tag="getFile"):
    file_id: Annotated[str, Meta(min_length=1)]


class SetWebhook(_Closed, frozen=True, kw_only=True, tag="setWebhook"):
    url: str
    secret_token: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,256}$")] = "none"
    allowed_updates: tuple[str, ...] = ()
    max_connections: Annotated[int, Meta(ge=1, le=100)] = 40
    drop_pending_updates: bool = False


class AnswerCallbackQuery(_Closed, frozen=True, kw_only=True, tag="answerCallbackQuery"):
    callback_query_id: Annotated[str, Meta(min_length=1)]
    text: Annotated[str, Meta(max_length=200)] = ""
    show_alert: bool = False


FileSend: TypeAlias = SendPhoto | SendVideo | SendAudio | SendVoice | SendDocument | SendSticker
Send: TypeAlias = SendMessage | FileSend | SendLocation | SendVenue | SendContact
Front: TypeAlias = SetMyCommands | GetMyCommands | DeleteMyCommands | SetMyDescription | GetMyDescription
Call: TypeAlias = (
    Front
    | Send
    | SendMediaGroup
    | SetMessageReaction
    | GetMe
    | GetWebhookInfo
    | GetFile
    | SetWebhook
    | AnswerCallbackQuery
)
