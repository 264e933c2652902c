"""Reading a call: a form whose objects are JSON in text. What the contract does not allow is refused."""

from __future__ import annotations

from typing import Any

import msgspec

from trato.rooms.channels.simulators.vk.refusals import Refused
from trato.rooms.channels.simulators.vk.shapes import Call, Carousel, Keyboard, Send

METHODS = frozenset(one.__struct_config__.tag for one in Call.__args__)
_OBJECTS = ("keyboard", "template", "forward")
_SHAPES: dict[str, type[Keyboard | Carousel]] = {"keyboard": Keyboard, "template": Carousel}
_WITHIN_MESSAGE = 10  # buttons


def decode(method: str, form: dict[str, str]) -> Call:
    """Return what a call says. Raises `Refused`."""
    if method not in METHODS:
        raise Refused(3, "Unknown method passed")
    if "type" in form:  # the name by which methods are told apart here
        raise Refused(100, "type is unknown")
    if len(form.get("message", "")) > 9000:
        raise Refused(914)
    told: dict[str, Any] = {**form, "type": method}
    for name in _OBJECTS:
        if name in form:
            told[name] = _object(name, form[name])
    try:
        call: Call = msgspec.convert(told, Call, strict=False)
    except (msgspec.ValidationError, TypeError) as wrong:
        raise Refused(100, str(wrong)) from wrong
    if isinstance(call, Send):
        _check(call)
    return call


def _object(name: str, text: str) -> Any:
    try:
        told = msgspec.json.decode(text)
        return msgspec.to_builtins(msgspec.convert(told, _SHAPES[name])) if name in _SHAPES else told
    except (msgspec.ValidationError, msgspec.DecodeError) as wrong:
        raise Refused(911 if name in _SHAPES else 100, str(wrong)) from wrong


def _check(call: Send) -> None:
    """What shapes cannot say."""
    if not call.message.strip():
        raise Refused(100, "message is empty or invalid")
    if call.random_id == 0:
        raise Refused(100, "random_id is undefined")
    keyboard = call.keyboard
    if keyboard is not None and keyboard.inline and sum(map(len, keyboard.buttons)) > _WITHIN_MESSAGE:
        raise Refused(911, "too many buttons")
    if keyboard is not None and keyboard.inline and keyboard.one_time:
        raise Refused(911, "inline keyboard can't be one_time")
    if call.template is not None and len({len(one.buttons) for one in call.template.elements}) > 1:
        raise Refused(100, "elements of a carousel must have the same fields")
    if call.template is not None and call.keyboard is not None:
        raise Refused(100, "template and keyboard")
    if call.forward is not None and call.forward.peer_id != call.peer_ids:
        raise Refused(100, "forward of another peer")
