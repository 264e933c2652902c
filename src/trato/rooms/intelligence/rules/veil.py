"""The veil over what leaves the house: each piece of personal data becomes a slot of its own, and is put back.

Slots are numbered (`{nombre_1}`), so that two names stay two; the same words are the same slot everywhere in one veil.
Links are hidden too. What looks like a slot already, because somebody wrote it so, is hidden as well: nobody can
forge one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from trato.rooms.intelligence.model import PersonalKind, Span
from trato.rooms.intelligence.rules.redaction import SLOTS

Find = Callable[[str], Sequence[Span]]

SLOT = re.compile(r"\{[^{}\s]{1,40}\}")
LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'»”)\]]+"
    r"|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:com|net|org|io|app|info|xyz|ly|me|co|dev|shop|site|online|example|test|"
    r"pe|mx|ar|cl|br|es|pt|uk|us|eu|ru|cn)(?:/[^\s<>\"'»”)\]]*)?(?![\w@-])",
    re.I,
)
OURS, LINKS = "texto", "enlace"


class Veil:
    """What was hidden of the texts of one call. `find` finds the personal data of a text."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._slots: dict[tuple[str, str], str] = {}
        self._values: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return `text` with slots in the place of personal data, links and what looks like a slot."""
        marks: list[tuple[int, int, str]] = []

        def take(start: int, end: int, name: str) -> None:
            if not any(start < other and begun < end for begun, other, _ in marks):
                marks.append((start, end, name))

        for found in SLOT.finditer(text):
            take(*found.span(), OURS)
        for found in LINK.finditer(text):
            start, end = found.span()
            take(start, start + len(found[0].rstrip(".,;:!?")), LINKS)
        for span in self._find(text):
            take(span.start, span.end, SLOTS[span.kind].strip("{}"))
        pieces, at = [], 0
        for start, end, name in sorted(marks):
            pieces += [text[at:start], self._slot(name, text[start:end])]
            at = end
        return "".join((*pieces, text[at:]))

    @property
    def values(self) -> dict[str, str]:
        """What each slot stands for."""
        return dict(self._values)

    def foreign(self, text: str) -> list[str]:
        """Return what looks like a slot in `text` and is none of ours."""
        return [one for one in SLOT.findall(text) if one not in self._values]

    def strangers(self, text: str) -> list[PersonalKind]:
        """Return the kinds of personal data that stand openly in `text`: none of it was sent, so it is made up.

        What somebody was called openly, because nothing showed that it is a name, counts only where `text` is new.
        """
        return [span.kind for span in self._find(SLOT.sub(" ", text))]

    def lift(self, text: str) -> str:
        """Return `text` with what its slots stand for. What is no slot of ours stays."""
        return SLOT.sub(lambda found: self._values.get(found[0], found[0]), text)

    def _slot(self, name: str, value: str) -> str:
        slot = self._slots.get((name, value))
        if slot is None:
            many = sum(kind == name for kind, _ in self._slots) + 1
            slot = f"{{{name}_{many}}}"
            self._slots[name, value] = slot
            self._values[slot] = value
        return slot
