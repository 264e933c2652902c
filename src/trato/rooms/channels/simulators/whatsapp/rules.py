"""What the Cloud API refuses though its shape is right: windows, templates, files, people."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from msgspec import UNSET

from trato.rooms.channels.simulators.whatsapp.refusals import Refused
from trato.rooms.channels.simulators.whatsapp.shapes import (
    AudioMessage,
    Component,
    DocumentMessage,
    File,
    ImageMessage,
    Message,
    ReactionMessage,
    StickerMessage,
    TemplateCall,
    TemplateMessage,
    VideoMessage,
)
from trato.rooms.channels.simulators.whatsapp.world import Number, Person, TemplateText, World

WINDOW = timedelta(hours=24)


def check_send(world: World, number: Number, person: Person, message: Message, now: datetime) -> None:
    """Raise `Refused` when this message may not go to this person now."""
    if person.wa_id == number.display:
        raise Refused(131021, "Sender and recipient are the same")
    if isinstance(message, TemplateMessage):
        _check_template(number, person, message)
    else:
        _check_window(world, number, person, now)
    if isinstance(message, ReactionMessage):
        known = world.thread(number.id, person.wa_id).bubbles
        if message.reaction.message_id not in known:
            raise Refused(131009, "Message to react to not found")
    for file in files_of(message):
        if isinstance(file.id, str):
            _check_stored(world, number, file.id)


def template_of(number: Number, call: TemplateCall) -> TemplateText:
    """Return the approved template that a call names. Raises `Refused`."""
    template = number.templates.get((call.name, call.language.code))
    if template is None:
        raise Refused(132001, f"template name ({call.name}) does not exist in {call.language.code}", status=404)
    return template


def files_of(message: Message) -> list[File]:
    """Return the files that a message names."""
    match message:
        case ImageMessage(image=file) | VideoMessage(video=file) | AudioMessage(audio=file):
            return [file]
        case DocumentMessage(document=file) | StickerMessage(sticker=file):
            return [file]
        case TemplateMessage(template=call):
            return [file for component in call.components for file in _parameter_files(component)]
        case _:
            return []


def filled(template: TemplateText, call: TemplateCall) -> str:
    """Return the template's text with the call's parameters in it."""
    text = template.body
    for place, value in enumerate(_texts(call, "body"), 1):
        text = text.replace(f"{{{{{place}}}}}", value)
    return text


def _check_window(world: World, number: Number, person: Person, now: datetime) -> None:
    last = world.thread(number.id, person.wa_id).last_inbound_at
    if last is None or now - last >= WINDOW:
        raise Refused(
            131047,
            "Message failed to send because more than 24 hours have passed since the customer last replied.",
        )


def _check_template(number: Number, person: Person, message: TemplateMessage) -> None:
    call = message.template
    template = template_of(number, call)
    if template.category == "marketing" and person.no_marketing:
        raise Refused(131050, "Unable to deliver the message. This recipient has chosen to stop marketing messages.")
    if template.category == "authentication" and message.to is UNSET:
        raise Refused(131062, "Authentication templates need a telephone number")
    given = _texts(call, "body")
    if len(given) != template.parameters:
        raise Refused(
            132000, f"body: number of localizable_params ({len(given)}) does not match ({template.parameters})"
        )
    if any("\n" in text or "\t" in text or "     " in text for text in given):
        raise Refused(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
    headers = [parameter for one in call.components if one.type == "header" for parameter in one.parameters]
    kinds = [parameter.type for parameter in headers]
    if kinds != ([template.header] if template.header else []):
        raise Refused(132012, f"header: Format mismatch, expected {template.header or 'none'}, received {kinds}")


def _texts(call: TemplateCall, kind: str) -> list[str]:
    parameters = [parameter for one in call.components if one.type == kind for parameter in one.parameters]
    return [_text(parameter.text, parameter.currency, parameter.date_time) for parameter in parameters]


def _text(text: object, *objects: Any) -> str:
    if isinstance(text, str):
        return text
    fallbacks = (one.get("fallback_value", "") for one in objects if isinstance(one, dict))
    return next((str(value) for value in fallbacks), "")


def _parameter_files(component: Component) -> list[File]:
    return [
        file
        for parameter in component.parameters
        for file in (parameter.image, parameter.video, parameter.document)
        if isinstance(file, File)
    ]


def _check_stored(world: World, number: Number, identifier: str) -> None:
    stored = world.files.get(identifier)
    if stored is None or stored.number != number.id:
        raise Refused(131009, f"Media {identifier} not found")
