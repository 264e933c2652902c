"""What a telephone shows: messages of a Page, and what a person says, as the page and the webhook want them."""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.simulators.facebook.contract import attachment_of
from trato.rooms.channels.simulators.facebook.shapes import (
    Button,
    ButtonTemplate,
    CardTemplate,
    FileAttachment,
    SentMessage,
    TemplateAttachment,
)
from trato.rooms.channels.simulators.facebook.world import World

Content = dict[str, Any]
_SHOWN = {"image": "image", "video": "video", "audio": "audio", "file": "document"}
_SAID = {"image": "image", "video": "video", "audio": "audio", "voice": "audio", "document": "file"}


def shown(message: SentMessage, world: World, media: str = "") -> Content:
    """Return what the telephone shows of a Page's message; `media` is the file that came along."""
    attached = attachment_of(message)
    if isinstance(attached, FileAttachment):
        return _file(attached, world, media)
    if isinstance(attached, TemplateAttachment):
        return _card(attached.payload)
    text = message.text if isinstance(message.text, str) else "👍"
    if not isinstance(message.quick_replies, list):
        return {"kind": "text", "text": text}
    options = [{"payload": one.payload, "text": one.title} for one in message.quick_replies]
    return {"kind": "buttons", "text": text, "options": options}


def spoken(content: Content, base: str) -> dict[str, Any]:
    """Return the webhook's part of what a person says; files lie under `base`."""
    kind, text = content["kind"], content.get("text", "")
    if kind == "button":
        return {"postback": {"title": text, "payload": content["payload"]}}
    if kind in ("button_reply", "list_reply"):
        return {"message": {"text": text, "quick_reply": {"payload": content["payload"]}}}
    if kind == "location":
        where = {"coordinates": {"lat": content["latitude"], "long": content["longitude"]}}
        return {"message": {"attachments": [{"type": "location", "title": text, "payload": where}]}}
    if kind == "sticker":
        payload = {"url": f"{base}/cdn/{content['media']}", "sticker_id": 369239263222822}
        return {"message": {"attachments": [{"type": "sticker", "payload": payload}]}}
    if kind in _SAID:
        file = {"type": _SAID[kind], "payload": {"url": f"{base}/cdn/{content['media']}"}}
        return {"message": {**({"text": text} if text else {}), "attachments": [file]}}
    return {"message": {"text": text or ", ".join(content.get("phones", []))}}


def _file(attached: FileAttachment, world: World, media: str) -> Content:
    content: Content = {"kind": _SHOWN[attached.type], "text": ""}
    if media:
        stored = world.files[media]
        return content | {"media": media, "mime": stored.mime, "name": stored.name}
    return content | {"link": attached.payload.url}


def _card(template: ButtonTemplate | CardTemplate) -> Content:
    if isinstance(template, ButtonTemplate):
        return {"kind": "template", "text": template.text, **_buttons(template.buttons)}
    cards = [
        {"title": card.title, "subtitle": _known(card.subtitle), "picture": _known(card.image_url)}
        | _buttons(card.buttons)
        for card in template.elements
    ]
    return {"kind": "template", "text": "", "cards": cards}


def _buttons(buttons: list[Button]) -> Content:
    options = [{"payload": one.payload, "text": one.title} for one in buttons if one.type == "postback"]
    links = [{"link": one.url, "text": one.title} for one in buttons if one.type == "web_url"]
    links += [{"link": f"tel:{one.payload}", "text": one.title} for one in buttons if one.type == "phone_number"]
    return {"options": options, "links": links}


def _known(text: object) -> str:
    return text if isinstance(text, str) else ""
