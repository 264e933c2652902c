"""Hiding what is personal in texts of one contact, before they leave the house or are kept where they need not be."""

from __future__ import annotations

from collections.abc import Sequence

from trato.rooms.intelligence.engine.personal.finding import find_personal
from trato.rooms.intelligence.model import Span
from trato.rooms.intelligence.rules.veil import Veil

SHORTEST = 3  # letters of a name that is looked for by itself: "de" is in every sentence


def veil_for(lang: str, country: str, names: Sequence[str] = ()) -> Veil:
    """Return a veil that knows the people of a conversation by name: whole, and each part of it."""
    whole = [one.strip() for one in names if one.strip()]
    parts = [part for one in whole for part in one.split()]
    known = tuple(dict.fromkeys(one for one in (*whole, *parts) if len(one) >= SHORTEST))

    def find(text: str) -> Sequence[Span]:
        return find_personal(text, lang, country, known)

    return Veil(find)
