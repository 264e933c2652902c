"""What we offer, as buttons under a message; where they do not fit, as a numbered text."""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.adapters.meta.text import offered
from trato.rooms.channels.model import Choice, Options

MOST = 10  # buttons; Telegram takes a hundred, nobody reads them
DATA_LIMIT = 64  # bytes that a button sends back
TITLE_LIMIT = 64


def keyboard_of(options: Options) -> dict[str, Any] | None:
    """Return `options` one button a row, None where one does not fit. Nothing is cut short."""
    choices = options.choices
    if not 0 < len(choices) <= MOST or any(one.description for one in choices):
        return None
    if not all(one.title.strip() and len(one.title) <= TITLE_LIMIT for one in choices):
        return None
    replies = [one.payload for one in choices if not one.link]
    if not all(0 < len(one.encode()) <= DATA_LIMIT for one in replies) or len(set(replies)) != len(replies):
        return None
    return {"inline_keyboard": [[_button(one)] for one in choices]}


def _button(choice: Choice) -> dict[str, str]:
    return (
        {"text": choice.title, "url": choice.link}
        if choice.link
        else {"text": choice.title, "callback_data": choice.payload}
    )


def as_text(options: Options, before: str) -> str:
    """Return the same offer as a plain text after `before`."""
    return offered(options, before)
