"""Coaching: what an agent may want to know about a case right now, from what is stored. Hints, never orders.

Pure: facts of the case in, at most three hints out, the gravest first. Each says a code, how grave it is and to which
message or promise it belongs, so that one that was put away comes back only for a new cause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from trato.rooms.intelligence.engine.features import plain

MOST = 3
NEAR = timedelta(minutes=10)  # a promise that ends sooner is about to break
SILENT = timedelta(minutes=30)  # that a contact has waited for any answer
SURE = 0.7  # from which probability a turn counts as angry
REPEATED = 4.0  # points that repetition takes from how a case goes
SHARED = 5  # first letters that two words share when they speak of the same


class HintCode(StrEnum):
    """What a hint is about."""

    PROMISE_NEAR = "promise_near"
    ASKS_FOR_PERSON = "asks_for_person"
    ANGRY_TURN = "angry_turn"
    VERIFY_FIRST = "verify_first"
    QUESTION_LEFT = "question_left"
    REPEATS = "repeats"
    LONG_SILENCE = "long_silence"
    NO_GREETING = "no_greeting"


@dataclass(frozen=True, slots=True)
class Line:
    """A turn of a case. `person`: one of us said it. What was understood of a contact's is empty until it is."""

    id: UUID
    inward: bool
    person: bool
    text: str
    at: datetime
    sentiment: str = ""
    sure: float = 0.0
    offensive: bool = False
    asks_person: bool = False
    personal: bool = False  # it holds a number of a document, an account or a card


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a case. `repeats` are points taken because the contact says the same again, below zero."""

    case_id: UUID
    open: bool
    due_at: datetime | None
    verify: bool  # the brand asks to verify who it is, and this contact is not
    repeats: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """`about` is the message that it belongs to, or the case; `minutes` are left or waited."""

    code: HintCode
    severity: int  # 3 act now, 2 soon, 1 good to know
    about: UUID
    minutes: int | None = None


_SENTENCE = re.compile(r"[^.!?¿\n]+\??")
_ASKS = re.compile(
    r"^\W*(?:hola\W+|buen[oa]s \w+\W+|hi\W+|hello\W+|oi\W+|ola\W+|y |e |and |pero |mas |but |"
    r"me (?:dicen|pueden decir) )*"
    r"(?:que |qual|cual|cuando|quando|donde|onde|como |cuant[oa]|quant[oa]|quien|quem|por ?que |a que hora|"
    r"what|when|where|how|which|who|why|can (?:i|you)|could|do you|is (?:it|there)|are (?:you|there)|"
    r"puedo|pueden|tienen|hay )"
)  # fmt: skip
_GREETS = re.compile(
    r"\b(?:hola|buen[oa]s?|saludos|que tal|bienvenid\w|un gusto|ola|oi|bom dia|boa (?:tarde|noite)|prezad\w|"
    r"hi|hello|hey|good (?:morning|afternoon|evening)|dear|estimad\w|querid\w|gracias por (?:escrib|comunic|contact))"
)
# what an answer to such a question holds, though it shares no word with it
_SHAPES = (
    (
        re.compile(r"cuando|quando|hora|when|cuanto (?:tarda|demora)|quanto tempo|how long"),
        re.compile(
            r"\d|hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|semana|hoje|amanha|segunda|terca|quarta|"
            r"quinta|sexta|today|tomorrow|monday|tuesday|wednesday|thursday|friday|week|minut|hora|hour|dia|day"
        ),
    ),
    (
        re.compile(r"cuanto|quanto|how (?:much|many)|precio|preco|price"),
        re.compile(r"\d|gratis|free|sin costo|sem custo"),
    ),
    (
        re.compile(r"donde|onde|where"),
        re.compile(r"\b(?:en|em|na|no|at|in|avenida|av|calle|rua|street|aqui|link)\b|http"),
    ),
)
_YES_NO = re.compile(r"^\W*(?:si|sim|no|nao|yes|claro|por supuesto|correcto|exacto|of course|sure|puede[ns]?|pode)\b")
_WORD = re.compile(r"[a-z0-9]{4,}")
_EMPTY = frozenset(
    (
        "para como cuando donde quien cual cuanto porque esta este esto eses pero todo hola buenas buenos dias "
        "tardes noches gracias favor quiero saber tengo tiene tienen puedo puede pueden hacer quando onde qual "
        "quanto isso essa voce voces obrigado obrigada what when where which that this have does with your please "
        "thanks would could there want know decir dizer"
    ).split()
)


def hints_of(facts: CaseFacts, now: datetime) -> list[Hint]:
    """Return what to tell whoever answers this case at `now`: at most three, the gravest first."""
    if not facts.open:
        return []
    found = [
        hint
        for hint in (
            _promise(facts, now), _person(facts), _anger(facts), _verification(facts), _question(facts),
            _repetition(facts), _silence(facts, now), _greeting(facts),
        )
        if hint is not None
    ]  # fmt: skip
    return sorted(found, key=lambda one: -one.severity)[:MOST]


def _waiting(lines: Sequence[Line]) -> list[Line]:
    """Return what the contact said since one of us answered."""
    last = max((at for at, one in enumerate(lines) if one.person), default=-1)
    return [one for one in lines[last + 1 :] if one.inward]


def _promise(facts: CaseFacts, now: datetime) -> Hint | None:
    if facts.due_at is None or not timedelta(0) < facts.due_at - now <= NEAR:
        return None
    left = int((facts.due_at - now).total_seconds() // 60)
    waiting = _waiting(facts.lines)
    return Hint(HintCode.PROMISE_NEAR, 3, waiting[0].id if waiting else facts.case_id, left)


def _person(facts: CaseFacts) -> Hint | None:
    asking = [one for one in _waiting(facts.lines) if one.asks_person]
    return Hint(HintCode.ASKS_FOR_PERSON, 3, asking[-1].id) if asking else None


def _anger(facts: CaseFacts) -> Hint | None:
    waiting = _waiting(facts.lines)
    if not waiting:
        return None
    last = waiting[-1]
    angry = last.offensive or (last.sentiment == "negative" and last.sure >= SURE)
    return Hint(HintCode.ANGRY_TURN, 3 if last.offensive else 2, last.id) if angry else None


def _verification(facts: CaseFacts) -> Hint | None:
    delicate = [one for one in _waiting(facts.lines) if one.personal]
    return Hint(HintCode.VERIFY_FIRST, 2, delicate[-1].id) if facts.verify and delicate else None


def _question(facts: CaseFacts) -> Hint | None:
    """Look at our last answer: the questions that stood before it, of which it touches none."""
    answers = [at for at, one in enumerate(facts.lines) if one.person]
    if not answers or _waiting(facts.lines):
        return None
    last = answers[-1]
    first = last
    while first and facts.lines[first - 1].person:
        first -= 1
    asked = _waiting(facts.lines[:first])
    open_ones = [(one, question) for one in asked for question in questions_in(one.text)]
    answer = " ".join(one.text for one in facts.lines[first : last + 1])
    if not open_ones or any(touches(answer, question) for _, question in open_ones):
        return None
    return Hint(HintCode.QUESTION_LEFT, 2, open_ones[0][0].id)


def _repetition(facts: CaseFacts) -> Hint | None:
    waiting = _waiting(facts.lines)
    return Hint(HintCode.REPEATS, 1, waiting[-1].id) if waiting and facts.repeats <= -REPEATED else None


def _silence(facts: CaseFacts, now: datetime) -> Hint | None:
    waiting = _waiting(facts.lines)
    if not waiting or now - waiting[0].at < SILENT or _promise(facts, now):
        return None
    return Hint(HintCode.LONG_SILENCE, 1, waiting[0].id, int((now - waiting[0].at).total_seconds() // 60))


def _greeting(facts: CaseFacts) -> Hint | None:
    ours = [one for one in facts.lines if one.person]
    if len(ours) != 1 or greets(ours[0].text):
        return None
    return Hint(HintCode.NO_GREETING, 1, ours[0].id)


def greets(text: str) -> bool:
    """Say whether an answer greets, in its first hundred letters."""
    return bool(_GREETS.search(plain(text[:100])))


def asks(sentence: str) -> bool:
    """Say whether a sentence asks: by its mark, or by how it begins."""
    said = plain(sentence).strip()
    return bool((sentence.rstrip().endswith("?") or _ASKS.match(said)) and _WORD.search(said))


def questions_in(text: str) -> list[str]:
    """Return the sentences of a message that ask, in `plain` letters."""
    return [plain(one).strip() for one in _SENTENCE.findall(text) if asks(one)]


def touches(answer: str, question: str) -> bool:
    """Say whether an answer takes a question up: a word of it, what it asks for, a yes or no, or a question back."""
    said = plain(answer)
    if "?" in answer or _YES_NO.match(said):
        return True
    stems = {one[:SHARED] for one in _WORD.findall(question) if one not in _EMPTY}
    if stems & {one[:SHARED] for one in _WORD.findall(said)}:
        return True
    return any(asks.search(question) and gives.search(said) for asks, gives in _SHAPES)
