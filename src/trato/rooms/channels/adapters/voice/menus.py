"""What callers hear first, as plain data: menus of options, each with a key and a word for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

FIRST = "main"
MOST_TRIES = 3  # times that a menu is said to who chooses nothing


class Goes(StrEnum):
    """Where an option leads."""

    QUEUE = "queue"
    HOURS = "hours"  # the hours are said, and the menu again
    MESSAGE = "message"  # a link by message: the same case goes on in writing
    VOICEMAIL = "voicemail"
    MENU = "menu"


class Option(Struct, frozen=True, omit_defaults=True):
    """One option. `label` completes "for …, press 1", and is understood when it is said.

    `to` is a queue, a menu, or by what a message goes.
    """

    digit: str
    label: str
    goes: Goes
    to: str = ""


class Menu(Struct, frozen=True, omit_defaults=True):
    """What is said, and what may be chosen. Without options the caller goes to the queue."""

    say: str = ""
    options: tuple[Option, ...] = ()


class Script(Struct, frozen=True, omit_defaults=True):
    """All that callers of a number hear, in its language; what is empty is said in our words."""

    language: str = "es"
    menus: Mapping[str, Menu] = {}
    hours: str = ""  # the hours, in words
    closed: str = ""
    waiting: str = ""
    consent: str = ""  # said before anything else: that calls are recorded, for one
    music: str = ""  # the address of a sound file
    voicemail: bool = True
    always: bool = False  # the queue takes calls out of hours too
    aside: bool = False  # who waits is offered to go on in writing


def menu_of(script: Script, name: str) -> Menu:
    """Return a menu by its name, the empty one where there is none."""
    return script.menus.get(name) or Menu()


def chosen(menu: Menu, digits: str, speech: str) -> Option | None:
    """Return what was chosen by key or aloud; None when nothing that there is."""
    if digits:
        return next((one for one in menu.options if one.digit == digits[:1]), None)
    said = set(_words(speech))
    scored = [(len(said & set(_words(one.label))), one) for one in menu.options]
    best = max((score for score, _ in scored), default=0)
    found = [one for score, one in scored if score == best] if best else []
    return found[0] if len(found) == 1 else None


def _words(text: str) -> list[str]:
    plain = "".join(one if one.isalnum() else " " for one in text.lower())
    return [one for one in plain.split() if len(one) > 2]
