"""Cards and buttons as Meta draws them: the generic template, and a text with buttons below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trato.rooms.channels.model import Card, CardLimits, Choice, readable

BUTTONS = 3
TEXT_LIMIT = 640  # of a text with buttons
_CALLS = "tel:"
# Meta, "Generic template" and "Buttons": cards side by side, and what stands on one
MESSENGER_CARDS = CardLimits(10, title=80, subtitle=80, button=20, calls=True)
INSTAGRAM_CARDS = CardLimits(10, title=80, subtitle=80, button=20)


def cards_of(cards: Sequence[Card]) -> dict[str, Any]:
    """Return cards as an attachment; they fit (`CardLimits`)."""
    return _template({"template_type": "generic", "elements": [_element(card) for card in cards]})


def buttons_of(choices: Sequence[Choice], text: str) -> dict[str, Any] | None:
    """Return a text with buttons below it as an attachment, None where that does not fit."""
    fits = 0 < len(choices) <= BUTTONS and all(len(one.title) <= MESSENGER_CARDS.button for one in choices)
    if not fits or not 0 < len(text) <= TEXT_LIMIT:
        return None
    return _template({"template_type": "button", "text": text, "buttons": [_button(one) for one in choices]})


def _template(payload: dict[str, Any]) -> dict[str, Any]:
    return {"type": "template", "payload": payload}


def _element(card: Card) -> dict[str, Any]:
    element: dict[str, Any] = {"title": card.title}
    if card.subtitle:
        element["subtitle"] = card.subtitle
    if card.picture:
        element["image_url"] = card.picture
    if card.choices:
        element["buttons"] = [_button(one) for one in card.choices]
    return element


def _button(choice: Choice) -> dict[str, str]:
    if choice.link.startswith(_CALLS):
        return {"type": "phone_number", "title": choice.title, "payload": readable(choice.link)}
    if choice.link:
        return {"type": "web_url", "title": choice.title, "url": choice.link}
    return {"type": "postback", "title": choice.title, "payload": choice.payload}
