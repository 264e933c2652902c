"""Answers as templates: what was of one person, order or day becomes a slot, in the grammar of saved replies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trato.rooms.intelligence.engine.features import plain
from trato.rooms.intelligence.engine.personal.finding import find_personal
from trato.rooms.intelligence.engine.personal.names import profile_names
from trato.rooms.intelligence.model import PersonalKind

SLOT = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|[^{}]*)?\}\}")
FIRST_NAME, AGENT = "contact.first_name", "agent.alias"
MONTHS = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|se(?:p)?tiembre|octubre|noviembre|diciembre|"
    "janeiro|fevereiro|março|abril|maio|junho|julho|setembro|outubro|novembro|dezembro|"
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
DAYS = (
    "lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo|"
    "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "anteayer|ayer|hoy|ontem|hoje|amanhã|yesterday|today|tomorrow"
)
COINS = r"(?:S/\.?|US\$|R\$|\$|€|£)"
MONEY = r"(?:soles|pesos|euros|d[óo]lares|reais|dollars|pounds|usd|eur|mxn|pen|ars|cop|clp|brl)"
# what is not of a person and yet not of the next one either
OWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("link", re.compile(r"(?:https?://|www\.)\S*(?:[?&=]|\d{4,})\S*", re.I)),
    ("amount", re.compile(rf"{COINS}\s?\d[\d.,]*\d|{COINS}\s?\d|\b\d[\d.,]*\s{MONEY}\b", re.I)),
    ("date", re.compile(r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b")),
    ("date", re.compile(rf"\b\d{{1,2}}\s(?:de\s)?(?:{MONTHS})(?:\s(?:de\s)?\d{{4}})?\b", re.I)),
    ("date", re.compile(rf"\b(?:{MONTHS})\s\d{{1,2}}\b", re.I)),
    ("date", re.compile(rf"\b(?:{DAYS})\b|(?<!la )(?<!esta )(?<!de )\bmañana\b", re.I)),
    ("time", re.compile(r"\b\d{1,2}:\d{2}(?:\s?(?:h|hs|am|pm))?\b|\b\d{1,2}\s?(?:h\d{2}|hs?|am|pm)\b", re.I)),
    ("number", re.compile(r"(?<![\w{])(?:[A-Z]{1,4}-?)?\d{3,}(?:-\d+)*\b")),
)  # fmt: skip
MOST_SLOTS = 4  # an answer with more was one person's alone
LEAST_WORDS = 5  # without slots: a greeting answers nothing
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Template:
    """A text with slots, and the slots in their order, each once."""

    text: str
    slots: tuple[str, ...]

    @property
    def worth(self) -> bool:
        """Whether it could answer somebody else too."""
        words = SLOT.sub(" ", self.text).split()
        return len(self.slots) <= MOST_SLOTS and len(words) >= LEAST_WORDS and len(self.text) <= LONGEST


def template_of(text: str, lang: str, country: str, contact: str, agents: tuple[str, ...] = ()) -> Template:
    """Return `text` as a template. `contact` is the full name of whom it was said to, `agents` those of who said it."""
    found = marks_of(text, lang, country, contact, agents)
    for name, pattern in OWN:
        for one in pattern.finditer(text):
            start, end = one.span()
            if not any(start < other_end and other_start < end for other_start, other_end, _ in found):
                found.append((start, end, name))
    return filled_with(text, found)


def marks_of(text: str, lang: str, country: str, contact: str, agents: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Return where personal data stands and which slot takes its place: (start, end, slot), none overlapping."""
    names = _names(contact)
    ours = {name for one in agents for name in _names(one)}
    found: list[tuple[int, int, str]] = []
    for span in find_personal(text, lang, country, profile_names(contact)):
        said = {*plain(text[span.start : span.end]).split()}
        slot = str(span.kind)
        if span.kind is PersonalKind.NAME:
            slot = FIRST_NAME if said & names else AGENT if said & ours else slot
        found.append((span.start, span.end, slot))
    for word in re.finditer(r"\w{3,}", text):
        folded = plain(word[0])
        slot = FIRST_NAME if folded in names else AGENT if folded in ours and word[0][:1].isupper() else ""
        start, end = word.span()
        if slot and not any(start < other_end and other_start < end for other_start, other_end, _ in found):
            found.append((start, end, slot))
    return found


def filled_with(text: str, marks: list[tuple[int, int, str]]) -> Template:
    """Return the text with `{{slot}}` where the marks are."""
    pieces, at, slots = [], 0, []
    for start, end, slot in sorted(marks):
        pieces += [text[at:start], f"{{{{{slot}}}}}"]
        slots.append(slot)
        at = end
    return Template(" ".join("".join([*pieces, text[at:]]).split(" ")).strip(), tuple(dict.fromkeys(slots)))


def slots_in(text: str) -> tuple[str, ...]:
    """Return the slots of a text in their order, each once."""
    return tuple(dict.fromkeys(SLOT.findall(text)))


def _names(name: str) -> set[str]:
    return {one for one in plain(name).split() if len(one) > 2}
