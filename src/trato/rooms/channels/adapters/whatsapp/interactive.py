"""Options as WhatsApp shows them: up to three buttons, a list of up to ten rows, else a numbered text."""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.model import Choice, Options

BODY_LIMIT = 1024
_BUTTONS, _BUTTON_TITLE, _BUTTON_ID = 3, 20, 256
_ROWS, _ROW_TITLE, _ROW_ID, _ROW_DESCRIPTION = 10, 24, 200, 72
_OPENER = 20
_DEFAULT_OPENER = "Ver opciones"


def interactive_of(options: Options, body: str) -> dict[str, Any] | None:
    """Return the `interactive` object for `options` under `body`, None when it does not fit.

    Nothing is cut short: words that people chose are shown whole, or as a text.
    """
    choices = options.choices
    if not body or len(body) > BODY_LIMIT or not choices or not _are_distinct(choices):
        return None
    if _fit_buttons(choices):
        buttons = [{"type": "reply", "reply": {"id": one.payload, "title": one.title}} for one in choices]
        return {"type": "button", "body": {"text": body}, "action": {"buttons": buttons}}
    opener = options.button or _DEFAULT_OPENER
    if _fit_rows(choices) and len(opener) <= _OPENER:
        action = {"button": opener, "sections": [{"rows": [_row(one) for one in choices]}]}
        return {"type": "list", "body": {"text": body}, "action": action}
    return None


def _are_distinct(choices: tuple[Choice, ...]) -> bool:
    filled = all(one.payload.strip() == one.payload != "" and one.title.strip() for one in choices)
    return filled and len({one.payload for one in choices}) == len({one.title for one in choices}) == len(choices)


def _fit_buttons(choices: tuple[Choice, ...]) -> bool:
    return len(choices) <= _BUTTONS and all(
        len(one.title) <= _BUTTON_TITLE and len(one.payload) <= _BUTTON_ID and not one.description for one in choices
    )


def _fit_rows(choices: tuple[Choice, ...]) -> bool:
    return len(choices) <= _ROWS and all(
        len(one.title) <= _ROW_TITLE and len(one.payload) <= _ROW_ID and len(one.description) <= _ROW_DESCRIPTION
        for one in choices
    )


def _row(choice: Choice) -> dict[str, str]:
    row = {"id": choice.payload, "title": choice.title}
    return {**row, "description": choice.description} if choice.description else row
