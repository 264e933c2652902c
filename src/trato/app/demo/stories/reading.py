"""Reading stories.

`== key | brand | channel | reason | language` begins one; the reason is how it ends ("-": nobody closes it), the
language is "es" unless told. Then a line is what the contact writes, but for these signs:

`> …` an agent's answer (`/shortcut` is a canned reply, `+` adds to it): the contact waits for any answer at all
`# …` a note (`@name` calls a colleague)       `! …` another deed of the agent
`@photo` and the like: what a contact does beside writing, in Spanish, see `Kind`.

`{nombre}`, `{pedido}` and `{reporte}` are filled in anew each time that a story is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

FILES = ("pirca.txt", "zumbal.txt", "aside.txt")
ASIDE, OUTAGE = "aside.txt", "outage.txt"  # what nobody need answer; what many wrote within one hour of the past


class Kind(StrEnum):
    """What happens in one line. The values that begin with @ stand so in the text."""

    SAY = "say"
    ANSWER = ">"
    NOTE = "#"
    DEED = "!"
    PHOTO = "@foto"
    VOICE = "@voz"
    FILE = "@documento"
    PLACE = "@lugar"
    REACTION = "@reaccion"
    EDIT = "@corrige"
    UNSEND = "@borra"
    PAUSE = "@pausa"
    SUBJECT = "@asunto"
    TO_MAIL = "@correo"
    AUTO_REPLY = "@auto"
    LEAVE = "@deja"
    NO_MARKETING = "@baja"


OF_AGENTS = frozenset({Kind.ANSWER, Kind.NOTE, Kind.DEED})
_SIGNS = {kind.value: kind for kind in Kind if kind.value != "say"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a story."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """What one contact lives through. `reason` is a code of the tree of reasons, "" when nobody resolves it."""

    key: str
    brand: str
    channel: str
    reason: str
    language: str
    lines: tuple[Line, ...]


class Unreadable(ValueError):
    """A story that says something nobody understands."""


def read_stories() -> tuple[Story, ...]:
    """Return every story that is shipped. Raises Unreadable."""
    return tuple(story for name in FILES for story in read_file(name))


def read_file(name: str) -> tuple[Story, ...]:
    """Return the stories of one of the files that are shipped. Raises Unreadable."""
    return tuple(read_text(files(__package__).joinpath(name).read_text(encoding="utf-8")))


def read_text(text: str) -> list[Story]:
    """Return the stories of one file. Raises Unreadable."""
    stories: list[Story] = []
    head: list[str] = []
    lines: list[Line] = []
    for row in [*text.splitlines(), "=="]:
        if row.startswith("=="):
            if head:
                stories.append(_story(head, lines))
            head, lines = [part.strip() for part in row.removeprefix("==").split("|")], []
        elif row.strip():
            lines.append(_line(row.strip()))
    return stories


def _story(head: list[str], lines: list[Line]) -> Story:
    if len(head) not in (4, 5) or not lines:
        raise Unreadable(f"a story begins with key | brand | channel | reason, and says something: {head}")
    key, brand, channel, reason, *language = head
    return Story(key, brand, channel, "" if reason == "-" else reason, language[0] if language else "es", tuple(lines))


def _line(row: str) -> Line:
    sign, _, rest = row.partition(" ")
    if sign in _SIGNS:
        return Line(_SIGNS[sign], rest.strip())
    if sign.startswith("@"):
        raise Unreadable(f"nobody knows the sign {sign}")
    return Line(Kind.SAY, row)


def filled(text: str, values: dict[str, str]) -> str:
    """Return a text with its names and numbers in place."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
