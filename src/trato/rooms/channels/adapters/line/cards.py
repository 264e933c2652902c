"""Cards as a Flex Message: a bubble each, side by side. Source: developers.line.biz, "Flex Message elements"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trato.rooms.channels.adapters.line.choices import action_of
from trato.rooms.channels.model import Card

ALTERNATIVE = 400  # characters of what a telephone's notice shows


def flex_of(cards: Sequence[Card]) -> dict[str, Any]:
    """Return cards as one message; they fit (`CardLimits`)."""
    told = ", ".join(card.title for card in cards)[:ALTERNATIVE]
    bubbles = [_bubble(card) for card in cards]
    contents = bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": bubbles}
    return {"type": "flex", "altText": told, "contents": contents}


def _bubble(card: Card) -> dict[str, Any]:
    words: list[dict[str, Any]] = [_text(card.title, weight="bold")]
    if card.subtitle:
        words.append(_text(card.subtitle, size="sm"))
    bubble: dict[str, Any] = {"type": "bubble", "body": _box(words)}
    if card.picture:
        bubble["hero"] = {
            "type": "image", "url": card.picture, "size": "full", "aspectRatio": "20:13", "aspectMode": "cover",
        }  # fmt: skip
    if card.choices:
        bubble["footer"] = _box([{"type": "button", "height": "sm", "action": action_of(one)} for one in card.choices])
    return bubble


def _text(text: str, **how: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "wrap": True, **how}


def _box(contents: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "box", "layout": "vertical", "spacing": "sm", "contents": contents}
