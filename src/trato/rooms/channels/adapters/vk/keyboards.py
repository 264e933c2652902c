"""What we offer, as buttons in the message; where they do not fit, as a numbered text.

A button writes its label for the person, with our data beside it: it works in every application of VK, and needs no
answer to let it rest.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, decode, is_map, text_in
from trato.rooms.channels.adapters.vk.capabilities import BUTTONS
from trato.rooms.channels.model import Card, Choice, Malformed, Options

LABEL_LIMIT = 40
DATA_LIMIT = 255
OUR_CHOICE = "trato_choice"


def keyboard_of(options: Options) -> str:
    """Return `options` as a keyboard within the message, one button a row; "" where one does not fit."""
    choices = options.choices
    if not 0 < len(choices) <= BUTTONS or any(one.description for one in choices):
        return ""
    if not all(one.title.strip() and len(one.title) <= LABEL_LIMIT for one in choices):
        return ""
    if not all(one.link or (one.payload and len(_data(one)) <= DATA_LIMIT) for one in choices):
        return ""
    rows = [[_button(one)] for one in choices]
    return json.dumps({"one_time": False, "inline": True, "buttons": rows}, ensure_ascii=False)


def carousel_of(cards: Sequence[Card]) -> str:
    """Return cards as a template of a message; they fit (`CardLimits`)."""
    elements = [
        {"title": card.title, "description": card.subtitle, "buttons": [_button(one) for one in card.choices]}
        for card in cards
    ]
    return json.dumps({"type": "carousel", "elements": elements}, ensure_ascii=False)


def _button(choice: Choice) -> dict[str, Any]:
    if choice.link:
        return {"action": {"type": "open_link", "label": choice.title, "link": choice.link}}
    return {"action": {"type": "text", "label": choice.title, "payload": _data(choice)}}


def chosen(payload: Any, title: str) -> Choice | None:
    """Return what a button sends back, None where it says nothing: an object, or one as text."""
    told = _read(payload)
    data = text_in(told, OUR_CHOICE) if told is not None else ""
    if not data and told:
        data = json.dumps(told, sort_keys=True, ensure_ascii=False, default=str)
    if not data and isinstance(payload, str) and told is None:
        data = payload
    return Choice(data, title or data) if data else None


def _read(payload: Any) -> JsonMap | None:
    if is_map(payload):
        return payload
    try:
        return decode(payload.encode()) if isinstance(payload, str) else None
    except Malformed:
        return None


def _data(choice: Choice) -> str:
    return json.dumps({OUR_CHOICE: choice.payload}, ensure_ascii=False)
