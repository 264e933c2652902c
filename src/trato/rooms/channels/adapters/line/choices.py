"""What we offer, as quick replies under a message. What is pressed comes back as data alone: it carries its words."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from trato.rooms.channels.adapters.line.capabilities import LABEL_LIMIT, QUICK_REPLIES
from trato.rooms.channels.adapters.reading import JsonMap, map_in, text_in
from trato.rooms.channels.model import Choice, LengthUnit, Options, length_of

DATA_LIMIT = 300
_PAYLOAD, _TITLE = "trato", "title"


def quick_reply_of(options: Options) -> dict[str, Any] | None:
    """Return `options` as LINE shows them, None where one does not fit. Nothing is cut short."""
    choices = options.choices
    if not 0 < len(choices) <= QUICK_REPLIES or any(one.description for one in choices):
        return None
    if not all(one.title.strip() and length_of(one.title, LengthUnit.CODE_UNITS) <= LABEL_LIMIT for one in choices):
        return None
    actions = [action_of(one) for one in choices]
    if not all(len(one.get("data", "")) <= DATA_LIMIT for one in actions):
        return None
    return {"items": [{"type": "action", "action": one} for one in actions]}


def action_of(choice: Choice) -> dict[str, Any]:
    """Return what a button does: opens an address, calls, or sends its choice back."""
    if choice.link:
        return {"type": "uri", "label": choice.title, "uri": choice.link}
    data = urlencode({_PAYLOAD: choice.payload, _TITLE: choice.title})
    return {"type": "postback", "label": choice.title, "data": data, "displayText": choice.title}


def pressed(postback: JsonMap) -> Choice | None:
    """Return what somebody pressed: of ours with its words; of others' menus the data, and a date that was picked."""
    data = text_in(postback, "data")
    params = {name: text_in(map_in(postback, "params"), name) for name in map_in(postback, "params")}
    try:
        ours = dict(parse_qsl(data, keep_blank_values=True, strict_parsing=True, max_num_fields=2))
    except ValueError:
        ours = {}
    if ours.keys() == {_PAYLOAD, _TITLE}:
        return Choice(ours[_PAYLOAD], ours[_TITLE])
    picked = next((params[name] for name in ("datetime", "date", "time") if params.get(name)), "")
    return Choice(data, picked or data, values=params or None) if data or picked else None
