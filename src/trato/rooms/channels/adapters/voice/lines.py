"""Menus as people write them, a line each: "1 = pedidos y entregas > cola Postventa".

Before the sign, the key, with that of the menu above it and a point where it is in one ("3.1"); after it, the words
that callers hear; after the arrow, where it leads, in any of the three languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from trato.rooms.channels.adapters.voice.menus import FIRST, Goes, Menu, Option
from trato.rooms.channels.model import AsideBy, queue_token

LINE = re.compile(r"\s*(\d(?:\.\d)*)\s*[=:)]\s*(.+?)\s*(?:>|→|->)\s*(.+?)\s*")
_PLACES = {
    Goes.QUEUE: ("cola", "queue", "fila"),
    Goes.HOURS: ("horario", "horarios", "hours", "horário", "horários"),
    Goes.MESSAGE: ("mensaje", "message", "mensagem"),
    Goes.VOICEMAIL: ("buzón", "buzon", "buzón de voz", "voicemail", "caixa postal"),
    Goes.MENU: ("menú", "menu"),
}
_BY = {
    AsideBy.TEXT: ("sms", "mensaje de texto", "text message", "mensagem de texto"),
    AsideBy.TEMPLATE: ("whatsapp", "plantilla", "template", "modelo"),
}


class Strange(Struct, frozen=True):
    """A line that cannot be followed, with why: "line", "place", "digit" or "menu"."""

    line: str
    why: str


def menus_in(lines: Sequence[str], greeting: str) -> tuple[dict[str, Menu], list[Strange]]:
    """Return the menus that lines say, each by its name, and the lines that cannot be followed."""
    options: dict[str, list[Option]] = {}
    strange: list[Strange] = []
    for line in lines:
        found = LINE.fullmatch(line)
        if found is None:
            strange.append(Strange(line, "line"))
            continue
        keys, label, place = found[1].split("."), found[2], found[3]
        goes, to = _place(place)
        name = _name(keys[:-1])
        if goes is None:
            strange.append(Strange(line, "place"))
        elif any(one.digit == keys[-1] for one in options.get(name, ())):
            strange.append(Strange(line, "digit"))
        else:
            to = _name(keys) if goes is Goes.MENU else queue_token(to) if goes is Goes.QUEUE and to else to
            options.setdefault(name, []).append(Option(keys[-1], label[:80], goes, to))
    menus = {name: Menu(greeting if name == FIRST else "", tuple(them)) for name, them in options.items()}
    for name, menu in menus.items():
        strange += [
            Strange(f"{one.digit} = {one.label}", "menu")
            for one in menu.options
            if one.goes is Goes.MENU and one.to not in menus
        ]
        if name != FIRST and not any(one.to == name for other in menus.values() for one in other.options):
            strange.append(Strange(name.removeprefix("m"), "menu"))
    return (menus or {FIRST: Menu(greeting)}), strange


def _name(keys: Sequence[str]) -> str:
    return f"m{''.join(keys)}" if keys else FIRST


def _place(said: str) -> tuple[Goes | None, str]:
    for by, named in _BY.items():
        if said.casefold() in named:
            return Goes.MESSAGE, by.value
    for goes, words in _PLACES.items():
        for word in words:
            if said.casefold() == word:
                return goes, ""
            if goes is Goes.QUEUE and said.casefold().startswith(f"{word} "):
                return goes, said[len(word) :].strip(' :«»"“”')
    return None, ""
