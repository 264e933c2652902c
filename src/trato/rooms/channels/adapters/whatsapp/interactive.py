"""Options as WhatsApp shows them: up to three buttons, a list of up to ten rows, else a numbered text."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from trato.rooms.channels.model import Card, Choice, Options, readable

BODY_LIMIT = 1024
_BUTTONS, _BUTTON_TITLE, _BUTTON_ID = 3, 20, 256
_ROWS, _ROW_TITLE, _ROW_ID, _ROW_DESCRIPTION = 10, 24, 200, 72
_SECTION_TITLE = 24
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
        action = {"button": opener, "sections": _sections(choices)}
        return {"type": "list", "body": {"text": body}, "action": action}
    return None


def card_of(card: Card) -> dict[str, Any]:
    """Return a card as the content of one message: its picture above its words, its buttons below.

    What opens an address, or calls, is said in the words: such a button stands alone there, and on no card of ours.
    """
    opened = [f"{one.title}: {readable(one.link)}" for one in card.choices if one.link]
    words = "\n".join(line for line in (f"*{card.title}*", card.subtitle, *opened) if line)
    replies = [one for one in card.choices if not one.link]
    if replies:
        header = {"header": {"type": "image", "image": {"link": card.picture}}} if card.picture else {}
        buttons = [{"type": "reply", "reply": {"id": one.payload, "title": one.title}} for one in replies]
        offer = {"type": "button", **header, "body": {"text": words}, "action": {"buttons": buttons}}
        return {"type": "interactive", "interactive": offer}
    if card.picture:
        return {"type": "image", "image": {"link": card.picture, "caption": words}}
    return {"type": "text", "text": {"body": words}}


def _sections(choices: tuple[Choice, ...]) -> list[dict[str, Any]]:
    """Return the rows of a list by the parts that they stand in, in order."""
    sections: list[dict[str, Any]] = []
    for title, rows in groupby(choices, key=lambda one: one.section):
        named = {"title": title} if title else {}
        sections.append({**named, "rows": [_row(one) for one in rows]})
    return sections


def _are_distinct(choices: tuple[Choice, ...]) -> bool:
    filled = all(one.payload.strip() == one.payload != "" and one.title.strip() for one in choices)
    return filled and len({one.payload for one in choices}) == len({one.title for one in choices}) == len(choices)


def _fit_buttons(choices: tuple[Choice, ...]) -> bool:
    return (
        len(choices) <= _BUTTONS
        and not any(one.section for one in choices)
        and all(
            len(one.title) <= _BUTTON_TITLE and len(one.payload) <= _BUTTON_ID and not one.description
            for one in choices
        )
    )


def _fit_rows(choices: tuple[Choice, ...]) -> bool:
    return len(choices) <= _ROWS and all(
        len(one.title) <= _ROW_TITLE
        and len(one.payload) <= _ROW_ID
        and len(one.description) <= _ROW_DESCRIPTION
        and len(one.section) <= _SECTION_TITLE
        for one in choices
    )


def _row(choice: Choice) -> dict[str, str]:
    row = {"id": choice.payload, "title": choice.title}
    return {**row, "description": choice.description} if choice.description else row
