"""Reading a call: JSON, or a form whose objects are JSON in text. What the contract does not allow is refused."""

from __future__ import annotations

from typing import Any

import msgspec

from trato.rooms.channels.simulators.telegram.refusals import Refused
from trato.rooms.channels.simulators.telegram.shapes import (
    Call,
    Keyboard,
    SendMediaGroup,
    SendMessage,
    SetMessageReaction,
)

_METHODS = frozenset(one.__struct_config__.tag for one in Call.__args__)
# what bots may react with (ReactionTypeEmoji)
SIGNS = frozenset(
    (
        "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 "
        "🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ "
        "🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
    ).split()
)


def decode(method: str, told: dict[str, Any]) -> Call:
    """Return what a call says. Raises `Refused`."""
    if method not in _METHODS:
        raise Refused(404)
    if "type" in told:  # the name by which methods are told apart here
        raise Refused(400, "unknown field type")
    try:
        read: Call = msgspec.convert({**told, "type": method}, Call)
    except (msgspec.ValidationError, TypeError) as wrong:
        raise Refused(400, str(wrong)) from wrong
    _check(read)
    return read


def decode_form(method: str, form: dict[str, str], files: dict[str, str]) -> Call:
    """Return what a form says; `files` are the names of its files and what they are called in it."""
    told: dict[str, Any] = {name: _value(name, text) for name, text in form.items()}
    for name in files:
        if not name.startswith("file"):  # an album names its files in `media`
            told[name] = f"attach://{name}"
    return decode(method, told)


def _value(name: str, text: str) -> Any:
    if name in {"text", "caption", "title", "address", "phone_number", "first_name", "last_name"}:
        return text
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def _check(call: Call) -> None:
    """What shapes cannot say."""
    if isinstance(call, SendMessage) and not call.text.strip():
        raise Refused(400, "message text is empty")
    if isinstance(call, SetMessageReaction) and any(one.emoji not in SIGNS for one in call.reaction):
        raise Refused(400, "REACTION_INVALID")
    keyboard = getattr(call, "reply_markup", None)
    if isinstance(keyboard, Keyboard):
        _check_keyboard(keyboard)
    texts = [(getattr(call, "text", ""), getattr(call, "entities", ()))]
    texts.append((getattr(call, "caption", ""), getattr(call, "caption_entities", ())))
    if isinstance(call, SendMediaGroup):
        texts += [(one.caption, one.caption_entities) for one in call.media]
    for text, entities in texts:
        length = len(text.encode("utf-16-le")) // 2
        if any(one.offset + one.length > length for one in entities):
            raise Refused(400, "ENTITY_BOUNDS_INVALID")


def _check_keyboard(keyboard: Keyboard) -> None:
    buttons = [one for row in keyboard.inline_keyboard for one in row]
    if len(buttons) > 100:
        raise Refused(400, "reply markup is too long")
    for one in buttons:
        if bool(one.callback_data) == bool(one.url):
            raise Refused(400, "exactly one of callback_data and url")
        if len(one.callback_data.encode()) > 64:
            raise Refused(400, "BUTTON_DATA_INVALID")
