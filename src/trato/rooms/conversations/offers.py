"""What the last lines of a text offer: choices, a list in parts, or cards. Whatever keeps texts can offer by them.

    ¿Cuál le mostramos?
    # Zapatilla Andina | Negro o arena, del 35 al 44       a card: title, subtitle
    https://tienda.example/andina.jpg                      its picture
    [La quiero]                                            a choice that comes back
    [Ver la ficha > https://tienda.example/andina]         a button that opens an address
    [Llamar > +56 2 2345 6789]                             or calls

Without cards `[Title]` and `[Title | what it is]` are buttons or a list; `## Title` before some of them names a part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import replace

from trato.rooms.channels.model import Card, Choice, Options

FEWEST, MOST = 2, 10  # choices of one offer; a link alone is one
MOST_CARDS, MOST_BUTTONS = 10, 3
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_LINK = 60, 72, 1_000
LONGEST_HEADING, LONGEST_SUBTITLE = 80, 80
_CHOICE = re.compile(r"\[([^\[\]|\n]+?)(?:\|([^\[\]|\n]+)|>\s*(https?://[^\s\[\]]+|\+[\d\s().-]{6,30}))?\s*\]")
_PART = re.compile(r"##\s+(\S[^\n]*)")
_CARD = re.compile(r"#\s+([^|\n]*[^|\s])\s*(?:\|\s*([^\n]*\S))?")
_PICTURE = re.compile(r"https?://[^\s\[\]]+")


def offered_in(text: str, key: UUID) -> tuple[str, Options | None]:
    """Return a text without what its last lines offer, and that; None where they offer nothing, or more than goes.

    Of choices it takes two that differ, and words before. What is sent back names the message that offered it: `key`
    and the place, from 1, among all that can come back.
    """
    lines = text.rstrip().split("\n")
    start = _start(lines)
    before = "\n".join(lines[:start]).rstrip()
    told = [line.strip() for line in lines[start:] if line.strip()]
    offer = _cards(told) if told and _is_card(told[0]) else _choices(told) if before.strip() else None
    return (text, None) if offer is None else (before, _numbered(offer, key))


def _start(lines: Sequence[str]) -> int:
    """Return the line at which an offer begins: after it there is nothing else."""
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place].strip()
        if _CHOICE.fullmatch(line) or _PART.fullmatch(line) or _is_card(line):
            start = place
        elif line and not _PICTURE.fullmatch(line):
            break
    return start


def _is_card(line: str) -> bool:
    return _CARD.fullmatch(line) is not None


def _choices(told: Sequence[str]) -> Options | None:
    found: list[Choice] = []
    section = ""
    for line in told:
        if (part := _PART.fullmatch(line)) is not None:
            section = part[1].strip()
        elif (choice := _choice(line)) is not None:
            found.append(replace(choice, section=section))
        else:
            return None
    sections = [one.section for one in found]
    named = all(sections) or not any(sections)
    enough = len(found) >= FEWEST or any(one.link for one in found)
    distinct = len({one.title.casefold() for one in found}) == len(found)
    fits = all(len(one) <= LONGEST_TITLE for one in sections)
    return Options(tuple(found)) if found and len(found) <= MOST and enough and distinct and named and fits else None


def _cards(told: Sequence[str]) -> Options | None:
    cards: list[Card] = []
    for line in told:
        if (head := _CARD.fullmatch(line)) is not None:
            cards.append(Card(head[1].strip(), (head[2] or "").strip()))
            continue
        card = cards[-1]
        if _PICTURE.fullmatch(line) and not card.picture and not card.choices:
            cards[-1] = replace(card, picture=line)
        elif (choice := _choice(line)) is not None and not choice.description:
            cards[-1] = replace(card, choices=(*card.choices, choice))
        else:
            return None
    return Options((), cards=tuple(cards)) if len(cards) <= MOST_CARDS and all(map(_is_whole, cards)) else None


def _is_whole(card: Card) -> bool:
    """Say whether something is a card, and not a heading: it has more than a title."""
    distinct = len({one.title.casefold() for one in card.choices}) == len(card.choices) <= MOST_BUTTONS
    fits = len(card.title) <= LONGEST_HEADING and len(card.subtitle) <= LONGEST_SUBTITLE
    return distinct and fits and len(card.picture) <= LONGEST_LINK and bool(card.picture or card.choices)


def _choice(line: str) -> Choice | None:
    said = _CHOICE.fullmatch(line)
    if said is None:
        return None
    title, description, link = said[1].strip(), (said[2] or "").strip(), (said[3] or "").strip()
    if link.startswith("+"):
        link = f"tel:+{''.join(filter(str.isdigit, link))}"
    if not 0 < len(title) <= LONGEST_TITLE or len(description) > LONGEST_DESCRIPTION or len(link) > LONGEST_LINK:
        return None
    return Choice("", title, description, link=link)


def _numbered(offer: Options, key: UUID) -> Options:
    """Return an offer whose choices name the message and their place in it."""
    places = iter(range(1, len(offer.offered) + 1))

    def named(choices: Sequence[Choice]) -> tuple[Choice, ...]:
        return tuple(one if one.link else replace(one, payload=f"{key}:{next(places)}") for one in choices)

    choices = named(offer.choices)
    return replace(
        offer, choices=choices, cards=tuple(replace(card, choices=named(card.choices)) for card in offer.cards)
    )
