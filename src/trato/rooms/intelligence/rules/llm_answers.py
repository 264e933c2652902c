"""What an answer of a model outside must be before anybody sees it, whatever it was talked into.

No slot that was not sent, no personal data, link or number that was not in the source, the language that was asked, and
no more letters than the channel takes. What fails is not mended: it is refused, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from trato.rooms.intelligence.engine.voice import Guide
from trato.rooms.intelligence.model.llm import LlmTrouble
from trato.rooms.intelligence.rules.tongue import tongue_of
from trato.rooms.intelligence.rules.veil import LINK, SLOT, Veil

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
THOUGHT = re.compile(r"^\s*<think(?:ing)?>.*?</think(?:ing)?>\s*", re.S | re.I)
FENCE = re.compile(r"^```\w*\n(.*?)\n?```$", re.S)
PAIRS = {'"': '"', "«": "»", "“": "”", "'": "'"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer is held to. `source` is what was sent, hidden already; `length` counts as the channel does."""

    source: str
    lang: str
    most: int
    length: Callable[[str], int] = len
    keeps: bool = False  # every slot of the source must come back
    shorter: bool = False
    counts: bool = False  # small numbers may be new
    secret: str = ""  # what was told in confidence: it must not come back
    guide: Guide = field(default_factory=Guide)


def bare(said: str) -> str:
    """Return what a model said without its thoughts, and without the marks that some put around an answer."""
    text = THOUGHT.sub("", said).strip()
    fenced = FENCE.match(text)
    text = fenced[1].strip() if fenced else text
    if len(text) > 1 and PAIRS.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def judge(text: str, veil: Veil, bounds: Bounds) -> LlmTrouble | None:
    """Say what is wrong with an answer, still hidden; None where people may see it."""
    source = bounds.source
    if not text:
        return LlmTrouble.EMPTY
    if bounds.secret and bounds.secret in text:
        return LlmTrouble.LEAKED
    if veil.foreign(text) or set(SLOT.findall(text)) - set(SLOT.findall(source)):
        return LlmTrouble.FOREIGN_SLOT
    if bounds.keeps and set(SLOT.findall(source)) - set(SLOT.findall(text)):
        return LlmTrouble.LOST_SLOT
    if LINK.search(SLOT.sub(" ", text)):
        return LlmTrouble.FOREIGN_LINK
    if veil.strangers(text):
        return LlmTrouble.FOREIGN_PERSONAL
    known = _numbers(source)
    if any(one not in known and not (bounds.counts and len(one) == 1) for one in _numbers(text)):
        return LlmTrouble.FOREIGN_NUMBER
    if bounds.lang and tongue_of(SLOT.sub(" ", text)) not in {bounds.lang, ""}:
        return LlmTrouble.OTHER_LANGUAGE
    if bounds.length(veil.lift(text)) > bounds.most:
        return LlmTrouble.TOO_LONG
    if bounds.shorter and len(text) >= len(source):
        return LlmTrouble.NOT_SHORTER
    if bounds.guide.forbids(text) and not bounds.guide.forbids(source):
        return LlmTrouble.FORBIDDEN_WORDS
    return None


def _numbers(text: str) -> set[str]:
    """Return the numbers in a text, however they are grouped: 3.500 and 3,500 are one."""
    return {re.sub(r"[.,]", "", one) for one in NUMBER.findall(SLOT.sub(" ", text))}
