"""What a person wrote, apart from what the mail program quoted under it.

One algorithm reads lines; plain text and HTML both become lines, so both are trimmed alike. It would rather show a
quotation too many than lose an answer: a mail with text of its own is never trimmed to nothing, and answers written
between quoted lines stay, with the lines they answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from trato.rooms.channels.adapters.email import marks

_SIGNATURE_LINES: Final = 12
_QUOTED: Final = re.compile(r"^\s{0,3}>")
_INITIALS: Final = re.compile(r"^[A-Z]{1,3}>")
_BARRED: Final = re.compile(r"^\s?\|")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a mail. `cut` begins a mail program's own container of the quoted mail, `signature` its signature."""

    text: str
    quoted: bool = False
    cut: bool = False
    signature: bool = False


@dataclass(frozen=True, slots=True)
class Trimmed:
    """`visible` is what the writer wrote, `quoted` the rest; `keep` says it line by line."""

    visible: str
    quoted: str
    keep: tuple[bool, ...]


class Kind(Enum):
    BLANK = auto()
    TEXT = auto()
    RULE = auto()  # drawing marks only
    QUOTE = auto()
    INTRO = auto()  # an attribution above a quotation
    SIGNATURE = auto()
    DROPPED = auto()  # headers and dividers with nothing of the writer's own before them


def trim_text(text: str) -> Trimmed:
    """Trim plain text."""
    return trim([Line(line) for line in text.split("\n")])


def trim(lines: Sequence[Line]) -> Trimmed:
    """Sort `lines` into what the writer wrote and what was quoted."""
    kinds = _Reader(lines).read()
    keep = _choose(kinds, lines)
    if not any(keep):
        keep = _when_empty(kinds, lines)
    visible = _join(lines, keep)
    if marks.points_below(visible) and not all(keep):
        keep = [True] * len(lines)
        visible = _join(lines, keep)
    return Trimmed(visible, _join(lines, [not one for one in keep]), tuple(keep))


def _join(lines: Sequence[Line], keep: Sequence[bool]) -> str:
    return "\n".join(line.text.rstrip() for line, kept in zip(lines, keep, strict=True) if kept).strip()


class _Reader:
    """Says of each line what it is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.texts = [line.text.replace("\xa0", " ") for line in lines]
        self.kinds: list[Kind] = []
        self.own = False  # has the writer written anything yet
        self.initials = sum(bool(_INITIALS.match(text)) for text in self.texts) >= 2
        self.fenced = sum(text.startswith("```") for text in self.texts) >= 2
        self.in_fence = False

    def read(self) -> list[Kind]:
        at = 0
        while at < len(self.lines):
            step = self._read_one(at)
            if step is None:  # the rest was quoted
                self.kinds += [Kind.QUOTE] * (len(self.lines) - at)
                break
            at += step
        return self.kinds

    def _read_one(self, at: int) -> int | None:
        """Classify the line at `at`, and those that belong to it; None when all that follows is quoted."""
        text, line = self.texts[at], self.lines[at]
        if self._is_code(text):
            return self._add(Kind.TEXT)
        if not text.strip():
            return self._add(Kind.BLANK)
        if line.quoted or self._is_quotation(text):
            return self._add(Kind.QUOTE)
        if line.cut and self.own:
            return None
        if intro := marks.attribution(self.texts, at):
            return self._after_intro(at, intro)
        if (block := marks.header_block(self.texts, at)) or marks.is_divider(text):
            return None if self.own else self._add(Kind.DROPPED, block or 1)
        if marks.is_signature(text) and self.own and (size := self._signature(at)):
            return self._add(Kind.SIGNATURE, size)
        if line.signature or marks.is_device_line(text):
            return self._add(Kind.SIGNATURE)
        if marks.is_rule(text):
            return self._add(Kind.RULE)
        self.own = True
        return self._add(Kind.TEXT)

    def _add(self, kind: Kind, count: int = 1) -> int:
        self.kinds += [kind] * count
        return count

    def _is_code(self, text: str) -> bool:
        if self.fenced and text.startswith("```"):
            self.in_fence = not self.in_fence
            return True
        return self.in_fence

    def _is_quotation(self, text: str) -> bool:
        return bool(_QUOTED.match(text)) or (self.initials and bool(_INITIALS.match(text)))

    def _after_intro(self, at: int, size: int) -> int | None:
        """An attribution above quoted lines introduces them; above bare text, all the rest is quoted."""
        below = next((n for n in range(at + size, len(self.texts)) if self.texts[n].strip()), None)
        if below is None or self.lines[below].quoted or self._is_quotation(self.texts[below]):
            return self._add(Kind.INTRO, size)
        if _BARRED.match(self.texts[below]):
            return None
        return None if self.own else self._add(Kind.INTRO, size)

    def _signature(self, at: int) -> int:
        """Return how many lines the signature at `at` has; 0 when it is too long to be one."""
        end = at + 1
        while end < len(self.lines) and not self._ends_signature(end):
            end += 1
        written = sum(bool(text.strip()) for text in self.texts[at + 1 : end])
        return end - at if written <= _SIGNATURE_LINES else 0

    def _ends_signature(self, at: int) -> bool:
        text, line = self.texts[at], self.lines[at]
        if line.quoted or line.cut or self._is_quotation(text) or marks.is_divider(text):
            return True
        return bool(text.strip()) and bool(marks.attribution(self.texts, at) or marks.header_block(self.texts, at))


def _choose(kinds: Sequence[Kind], lines: Sequence[Line]) -> list[bool]:
    """Keep what the writer wrote, and those quotations that it answers line by line."""
    own = [n for n, kind in enumerate(kinds) if kind is Kind.TEXT]
    if not own:
        return [False] * len(lines)
    last = own[-1]
    keep = [n <= last and kind in (Kind.TEXT, Kind.BLANK, Kind.RULE, Kind.QUOTE) for n, kind in enumerate(kinds)]
    lonely = _only_quotation_above(kinds, own)
    for n in lonely:
        keep[n] = False
    return _without_edges(kinds, keep)


def _only_quotation_above(kinds: Sequence[Kind], own: Sequence[int]) -> range:
    """Return the lines of a quotation that was introduced, that nothing precedes and that all the text answers."""
    introduced = next((n for n, kind in enumerate(kinds) if kind is Kind.INTRO), None)
    if introduced is None or own[0] < introduced:
        return range(0)
    blocks = [n for n in range(own[-1]) if kinds[n] is Kind.QUOTE and (n == 0 or kinds[n - 1] is not Kind.QUOTE)]
    blocks = [n for n in blocks if not _continues(kinds, n)]
    return range(own[0]) if len(blocks) <= 1 else range(0)


def _continues(kinds: Sequence[Kind], at: int) -> bool:
    """Say whether the quotation at `at` goes on from one above, with only blank lines between."""
    above = at - 1
    while above >= 0 and kinds[above] is Kind.BLANK:
        above -= 1
    return above >= 0 and kinds[above] is Kind.QUOTE


def _without_edges(kinds: Sequence[Kind], keep: list[bool]) -> list[bool]:
    """Take away blank lines and rules at both ends of what is kept."""
    for order in (range(len(keep)), range(len(keep) - 1, -1, -1)):
        for n in order:
            if keep[n] and kinds[n] not in (Kind.BLANK, Kind.RULE):
                break
            keep[n] = False
    return keep


def _when_empty(kinds: Sequence[Kind], lines: Sequence[Line]) -> list[bool]:
    """Choose what to show of a mail without text of its own.

    A signature alone is shown; quoted lines alone are shown unless the first of them says who wrote them (a
    reply that only carries a file).
    """
    if any(kind is Kind.SIGNATURE for kind in kinds):
        return [kind is Kind.SIGNATURE for kind in kinds]
    quoted = [n for n, kind in enumerate(kinds) if kind is Kind.QUOTE]
    if quoted and (Kind.INTRO in kinds or _says_who(lines, quoted)):
        return [False] * len(lines)
    if any(kind in (Kind.QUOTE, Kind.DROPPED, Kind.INTRO) for kind in kinds):
        return [True] * len(lines)
    return [False] * len(lines)


def _says_who(lines: Sequence[Line], quoted: Sequence[int]) -> bool:
    texts = [re.sub(r"^[\s>]+", "", lines[n].text) for n in quoted[:8]]
    start = next((n for n, text in enumerate(texts) if text), None)
    return start is not None and bool(marks.attribution(texts, start) or marks.is_divider(texts[start]))
