"""Finding personal data: shapes in the order of how much they prove, then telephones, then names."""

from __future__ import annotations

import re

import phonenumbers

from trato.rooms.intelligence.engine.personal.check_digits import Check
from trato.rooms.intelligence.engine.personal.names import find_names
from trato.rooms.intelligence.engine.personal.shapes import IN_ORDER, PHONE, PHONE_WORD
from trato.rooms.intelligence.model import PersonalKind, Span

REGIONS = {
    "es": ("MX", "AR", "CO", "ES", "CL", "PE", "EC", "UY", "VE"),
    "pt": ("BR", "PT"),
    "en": ("US", "GB"),
}
PROVED = 60  # candidates for telephones of one piece that are looked up; the rest are taken by their shape
PIECE = 4_000  # letters searched at once, so that a pattern's doubts stay short
OVERLAP = 200
_ORDERS = tuple(one for one in IN_ORDER if one.kind is PersonalKind.ORDER)
MONEY = re.compile(r"\d{1,3}(?:\.\d{3})+")  # 45.000.000 is rather a price


def find_personal(text: str, lang: str = "", country: str = "", known_names: tuple[str, ...] = ()) -> tuple[Span, ...]:
    """Return the personal data in `text`, by place, none overlapping.

    `country` and `lang` say from where a telephone without a country code may be; `known_names` are those of the
    contact's profile. Long texts are searched in pieces that overlap.
    """
    regions = tuple(dict.fromkeys((*((country.upper(),) if country else ()), *REGIONS.get(lang[:2], REGIONS["es"]))))
    found: list[Span] = []
    for start in range(0, max(1, len(text)), PIECE - OVERLAP):
        piece = text[start : start + PIECE]
        for one in _in_piece(piece, regions, known_names):
            moved = Span(start + one.start, start + one.end, one.kind)
            if not any(moved.start < other.end and other.start < moved.end for other in found[-60:]):
                found.append(moved)
        if start + PIECE >= len(text):
            break
    return tuple(sorted(found, key=lambda one: one.start))


def find_orders(text: str) -> list[str]:
    """Return the numbers of orders, tickets, bookings and the like that a text names, in their order."""
    if not any(one.isdecimal() for one in text):
        return []
    found: dict[int, str] = {}
    for shape in _ORDERS:
        for one in shape.pattern.finditer(text):
            group = 1 if one.re.groups else 0
            if shape.check is None or shape.check(one[group]):
                found.setdefault(one.start(group), one[group])
    return [found[at] for at in sorted(found)]


def _in_piece(text: str, regions: tuple[str, ...], known_names: tuple[str, ...]) -> list[Span]:
    taken = bytearray(len(text))
    found: list[Span] = []

    def take(start: int, end: int, kind: PersonalKind) -> None:
        while end > start and text[end - 1] in " .,;:-\n\t'’":
            end -= 1
        if end > start and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Span(start, end, kind))

    has_digits = sum(one.isdecimal() for one in text) >= 1
    for shape in IN_ORDER:
        if not has_digits and shape.kind is not PersonalKind.EMAIL:
            continue
        for one in shape.pattern.finditer(text):
            group = 1 if one.re.groups else 0
            start, end = one.span(group)
            if shape.check is not None:
                end = start + _proven(one[group], shape.check)
            take(start, end, shape.kind)
    if has_digits:
        for looked, one in enumerate(PHONE.finditer(text)):
            if not any(taken[one.start() : one.end()]) and (
                looked >= PROVED
                or _is_phone(
                    one[0], regions, PHONE_WORD.search(text[max(0, one.start() - 60) : one.start()]) is not None
                )
            ):
                take(*one.span(), PersonalKind.PHONE)
    for start, end in find_names(text, known_names):
        take(start, end, PersonalKind.NAME)
    return found


def _proven(text: str, check: Check) -> int:
    """Return how many letters of `text` pass a check: all, or without the last group or two, which said another thing."""
    for _ in range(3):
        if check(text):
            return len(text)
        text = text.rpartition(" ")[0]
    return 0


def _is_phone(text: str, regions: tuple[str, ...], announced: bool) -> bool:
    many = sum(one.isdecimal() for one in text)
    if text.startswith("+") and 8 <= many <= 15:
        return True
    if not announced and (many < 8 or MONEY.fullmatch(text)):
        return False
    for region in regions:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or (announced and phonenumbers.is_possible_number(number)):
            return True
    return announced and 7 <= many <= 15
