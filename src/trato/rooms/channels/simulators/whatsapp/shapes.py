"""The shapes of what the Cloud API takes: closed objects with every limit, one for each type of message."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

_Line = Annotated[str, Meta(min_length=1, max_length=1024)]
_Id = Annotated[str, Meta(min_length=1, max_length=512)]


class Closed(Struct, frozen=True, forbid_unknown_fields=True):
    """An object that holds nothing we do not know."""


class Context(Closed, frozen=True):
    message_id: _Id


class TextBody(Closed, frozen=True):
    body: Annotated[str, Meta(min_length=1, max_length=4096)]
    preview_url: bool = False


class File(Closed, frozen=True):
    id: _Id | UnsetType = UNSET
    link: str | UnsetType = UNSET


class CaptionedFile(File, frozen=True):
    caption: Annotated[str, Meta(max_length=1024)] | UnsetType = UNSET


class Document(CaptionedFile, frozen=True):
    filename: Annotated[str, Meta(min_length=1, max_length=240)] | UnsetType = UNSET


class Place(Closed, frozen=True):
    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]
    name: _Line | UnsetType = UNSET
    address: _Line | UnsetType = UNSET


class CardName(Closed, frozen=True):
    formatted_name: _Line
    first_name: str = ""
    last_name: str = ""
    middle_name: str = ""
    prefix: str = ""
    suffix: str = ""


class CardPhone(Closed, frozen=True):
    phone: str = ""
    type: str = ""
    wa_id: str = ""


class CardEmail(Closed, frozen=True):
    email: str = ""
    type: str = ""


class CardOrganisation(Closed, frozen=True):
    company: str = ""
    department: str = ""
    title: str = ""


class CardUrl(Closed, frozen=True):
    url: str = ""
    type: str = ""


class CardAddress(Closed, frozen=True):
    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    country_code: str = ""
    type: str = ""


class Card(Closed, frozen=True):
    name: CardName
    phones: list[CardPhone] = []
    emails: list[CardEmail] = []
    org: CardOrganisation | UnsetType = UNSET
    urls: list[CardUrl] = []
    addresses: list[CardAddress] = []
    birthday: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | UnsetType = UNSET


class Reaction(Closed, frozen=True):
    message_id: _Id
    emoji: Annotated[str, Meta(max_length=16)]


class Words(Closed, frozen=True):
    text: _Line


class Footer(Closed, frozen=True):
    text: Annotated[str, Meta(min_length=1, max_length=60)]


class Header(Closed, frozen=True):
    type: Literal["text", "image", "video", "document"]
    text: Annotated[str, Meta(min_length=1, max_length=60)] | UnsetType = UNSET
    image: File | UnsetType = UNSET
    video: File | UnsetType = UNSET
    document: Document | UnsetType = UNSET


class Reply(Closed, frozen=True):
    id: Annotated[str, Meta(min_length=1, max_length=256)]
    title: Annotated[str, Meta(min_length=1, max_length=20)]


class Button(Closed, frozen=True):
    type: Literal["reply"]
    reply: Reply


class Buttons(Closed, frozen=True):
    buttons: Annotated[list[Button], Meta(min_length=1, max_length=3)]


class Row(Closed, frozen=True):
    id: Annotated[str, Meta(min_length=1, max_length=200)]
    title: Annotated[str, Meta(min_length=1, max_length=24)]
    description: Annotated[str, Meta(max_length=72)] | UnsetType = UNSET


class Section(Closed, frozen=True):
    rows: Annotated[list[Row], Meta(min_length=1, max_length=10)]
    title: Annotated[str, Meta(min_length=1, max_length=24)] | UnsetType = UNSET


class Rows(Closed, frozen=True):
    button: Annotated[str, Meta(min_length=1, max_length=20)]
    sections: Annotated[list[Section], Meta(min_length=1, max_length=10)]


class ButtonOffer(Closed, frozen=True, tag="button", tag_field="type"):
    body: Words
    action: Buttons
    header: Header | UnsetType = UNSET
    footer: Footer | UnsetType = UNSET


class ListOffer(Closed, frozen=True, tag="list", tag_field="type"):
    body: Words
    action: Rows
    header: Header | UnsetType = UNSET
    footer: Footer | UnsetType = UNSET


class Language(Closed, frozen=True):
    code: Annotated[str, Meta(min_length=2, max_length=60)]
    policy: Literal["deterministic"] = "deterministic"


class Parameter(Closed, frozen=True):
    type: Literal["text", "currency", "date_time", "image", "video", "document", "payload", "action"]
    text: str | bool | UnsetType = UNSET
    currency: dict[str, Any] | UnsetType = UNSET
    date_time: dict[str, Any] | UnsetType = UNSET
    image: File | UnsetType = UNSET
    video: File | UnsetType = UNSET
    document: Document | UnsetType = UNSET
    payload: str | UnsetType = UNSET
    action: dict[str, Any] | UnsetType = UNSET


class Component(Closed, frozen=True):
    type: Literal["header", "body", "button"]
    parameters: Annotated[list[Parameter], Meta(min_length=1)]
    sub_type: Literal["quick_reply", "url", "catalog", "CATALOG", "flow", "copy_code"] | UnsetType = UNSET
    index: str | int | UnsetType = UNSET


class TemplateCall(Closed, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=512)]
    language: Language
    components: list[Component] = []


class _Sent(Closed, frozen=True, kw_only=True, tag_field="type"):
    """What every message has."""

    messaging_product: Literal["whatsapp"]
    recipient_type: Literal["individual"] = "individual"
    to: Annotated[str, Meta(pattern=r"^\+?[0-9]{7,15}$")] | UnsetType = UNSET
    recipient: Annotated[str, Meta(pattern=r"^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$")] | UnsetType = UNSET
    context: Context | UnsetType = UNSET
    biz_opaque_callback_data: Annotated[str, Meta(max_length=512)] | UnsetType = UNSET


class TextMessage(_Sent, frozen=True, kw_only=True, tag="text"):
    text: TextBody


class ImageMessage(_Sent, frozen=True, kw_only=True, tag="image"):
    image: CaptionedFile


class VideoMessage(_Sent, frozen=True, kw_only=True, tag="video"):
    video: CaptionedFile


class AudioMessage(_Sent, frozen=True, kw_only=True, tag="audio"):
    audio: File


class DocumentMessage(_Sent, frozen=True, kw_only=True, tag="document"):
    document: Document


class StickerMessage(_Sent, frozen=True, kw_only=True, tag="sticker"):
    sticker: File


class LocationMessage(_Sent, frozen=True, kw_only=True, tag="location"):
    location: Place


class ContactsMessage(_Sent, frozen=True, kw_only=True, tag="contacts"):
    contacts: Annotated[list[Card], Meta(min_length=1, max_length=5)]


class ReactionMessage(_Sent, frozen=True, kw_only=True, tag="reaction"):
    reaction: Reaction


class InteractiveMessage(_Sent, frozen=True, kw_only=True, tag="interactive"):
    interactive: ButtonOffer | ListOffer


class TemplateMessage(_Sent, frozen=True, kw_only=True, tag="template"):
    template: TemplateCall


Message = (
    TextMessage
    | ImageMessage
    | VideoMessage
    | AudioMessage
    | DocumentMessage
    | StickerMessage
    | LocationMessage
    | ContactsMessage
    | ReactionMessage
    | InteractiveMessage
    | TemplateMessage
)


class TypingIndicator(Closed, frozen=True):
    type: Literal["text"]


class ReadMark(Closed, frozen=True):
    """We have read this message, and perhaps somebody is typing."""

    messaging_product: Literal["whatsapp"]
    status: Literal["read"]
    message_id: _Id
    typing_indicator: TypingIndicator | UnsetType = UNSET
