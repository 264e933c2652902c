"""What a telephone shows: messages of a business, and what a person says, as the page and the webhook want them."""

from __future__ import annotations

from typing import Any, assert_never

from trato.rooms.channels.simulators.whatsapp.rules import filled, template_of
from trato.rooms.channels.simulators.whatsapp.shapes import (
    AudioMessage,
    ButtonOffer,
    ContactsMessage,
    DocumentMessage,
    File,
    Header,
    ImageMessage,
    InteractiveMessage,
    ListOffer,
    LocationMessage,
    Message,
    ReactionMessage,
    StickerMessage,
    TemplateMessage,
    TextMessage,
    VideoMessage,
)
from trato.rooms.channels.simulators.whatsapp.world import Number, World

Content = dict[str, Any]
KINDS = ("image", "video", "audio", "document", "sticker")


def shown(message: Message, number: Number, world: World) -> Content:
    """Return what the telephone shows of a business's message."""
    match message:
        case TextMessage(text=said):
            return {"kind": "text", "text": said.body}
        case ImageMessage(image=file) | VideoMessage(video=file):
            return _file(message.__struct_config__.tag, file, world, caption=file.caption)
        case DocumentMessage(document=file):
            return _file("document", file, world, caption=file.caption, name=file.filename)
        case AudioMessage(audio=file):
            return _file("audio", file, world)
        case StickerMessage(sticker=file):
            return _file("sticker", file, world)
        case LocationMessage(location=place):
            text = ", ".join(part for part in (place.name, place.address) if isinstance(part, str))
            return {"kind": "location", "text": text, "latitude": place.latitude, "longitude": place.longitude}
        case ContactsMessage(contacts=cards):
            names = [card.name.formatted_name for card in cards]
            phones = [phone.phone for card in cards for phone in card.phones]
            return {"kind": "contacts", "text": ", ".join(names), "phones": phones}
        case InteractiveMessage(interactive=offer):
            return _offer(offer, world)
        case TemplateMessage():
            return _template(message, number, world)
        case ReactionMessage():
            return {}
        case other:
            assert_never(other)


def spoken(content: Content, world: World) -> dict[str, Any]:
    """Return the webhook's part of what a person says; the inverse of `shown`.

    `content` is {kind: text|image|video|audio|voice|document|sticker|location|contacts|choice|button, …}.
    """
    kind, text = content["kind"], content.get("text", "")
    if kind == "text":
        return {"type": "text", "text": {"body": text}}
    if kind == "location":
        place = {"latitude": content["latitude"], "longitude": content["longitude"]}
        return {"type": "location", "location": {**place, **({"name": text} if text else {})}}
    if kind == "contacts":
        name = {"formatted_name": text, "first_name": text.partition(" ")[0]}
        return {
            "type": "contacts",
            "contacts": [{"name": name, "phones": [{"phone": p} for p in content.get("phones", [])]}],
        }
    if kind == "button":
        return {"type": "button", "button": {"payload": content["payload"], "text": text}}
    if kind in ("button_reply", "list_reply"):
        reply = {"id": content["payload"], "title": text}
        if content.get("description"):
            reply["description"] = content["description"]
        return {"type": "interactive", "interactive": {"type": kind, kind: reply}}
    return _spoken_file(kind, text, content, world)


def _spoken_file(kind: str, text: str, content: Content, world: World) -> dict[str, Any]:
    stored = world.files[content["media"]]
    file: dict[str, Any] = {"id": content["media"], "mime_type": stored.mime, "sha256": ""}
    name = "audio" if kind == "voice" else kind
    if name == "audio":
        file["voice"] = kind == "voice"
    if name == "document":
        file["filename"] = stored.name or "documento"
    if text and name in ("image", "video", "document"):
        file["caption"] = text
    return {"type": name, name: file}


def _file(kind: str | int | None, file: File, world: World, *, caption: object = "", name: object = "") -> Content:
    content: Content = {"kind": str(kind), "text": caption if isinstance(caption, str) else ""}
    if isinstance(file.id, str):
        stored = world.files.get(file.id)
        content |= {"media": file.id, "mime": stored.mime if stored else "", "name": stored.name if stored else ""}
    else:
        content["link"] = file.link
    if isinstance(name, str) and name:
        content["name"] = name
    return content


def _offer(offer: ButtonOffer | ListOffer, world: World) -> Content:
    if isinstance(offer.header, Header) and isinstance(offer.header.image, File):
        return {**_file("image", offer.header.image, world), **_offered(offer), "header": "image"}
    return _offered(offer)


def _offered(offer: ButtonOffer | ListOffer) -> Content:
    if isinstance(offer, ButtonOffer):
        options = [{"payload": one.reply.id, "text": one.reply.title} for one in offer.action.buttons]
        return {"kind": "buttons", "text": offer.body.text, "options": options}
    rows = [(row, section.title) for section in offer.action.sections for row in section.rows]
    options = [
        {
            "payload": row.id,
            "text": row.title,
            "description": row.description if isinstance(row.description, str) else "",
            "section": section if isinstance(section, str) else "",
        }
        for row, section in rows
    ]
    return {"kind": "list", "text": offer.body.text, "options": options, "opener": offer.action.button}


def _template(message: TemplateMessage, number: Number, world: World) -> Content:
    template = template_of(number, message.template)
    content: Content = {"kind": "template", "text": filled(template, message.template), "category": template.category}
    for component in message.template.components:
        for parameter in component.parameters:
            for file in (parameter.image, parameter.video, parameter.document):
                if isinstance(file, File):
                    content = {**_file(parameter.type, file, world), **content}
    if template.buttons:
        content["options"] = [{"payload": text, "text": text} for text in template.buttons]
    return content
