"""Rules of contacts: what a person answered, which name wins, and which profile a contact belongs to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, assert_never
from uuid import UUID

from trato.kit.utterance import words_of
from trato.rooms.contacts.model import (
    Answer,
    Attribute,
    AttributeData,
    AttributeKind,
    Bar,
    ContactId,
    LegalBasis,
    NameSource,
)


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words_of(words, limit=10_000))


_YES: Final = _set_of(
    """si sip sii sisi claro dale ok okay oki okey vale acepto aceptar aceptado autorizo autorizado confirmo confirmado
    conforme afirmativo correcto perfecto listo obvio sim aceito autorizado concordo pode yes yep yeah yup
    sure agree accept agreed confirm confirmed 👍 ✅ 👌 ✔"""
)
_NO: Final = _set_of(
    """no nop nope nah nao negativo rechazo rechazar cancelar baja stop recuso nego discordo decline disagree refuse
    unsubscribe 👎 ❌ 🚫 never nunca jamas"""
)
_FILLER: Final = _set_of(
    """gracias muchas por favor porfa porfis pues que lo la con gusto todo bien bueno muy ahi de acuerdo estoy
    senor senora senorita obrigado obrigada muito com certeza favor eu isso e y o thanks thank you please i course of
    it yo supuesto desde luego ya quiero gostaria 🙏 🙂 😊 😀 😃 😄 😁 ❤ prefiero preferi prefiro"""
)
_PHRASES: Final = {
    words_of(phrase): answer
    for phrase, answer in {
        "claro que no": Answer.NO,
        "claro que nao": Answer.NO,
        "por supuesto que no": Answer.NO,
        "de acuerdo": Answer.YES,
        "por supuesto": Answer.YES,
        "desde luego": Answer.YES,
        "estoy de acuerdo": Answer.YES,
        "com certeza": Answer.YES,
        "of course": Answer.YES,
        "pode ser": Answer.YES,
        "no estoy de acuerdo": Answer.NO,
        "no hay problema": Answer.YES,
        "no problem": Answer.YES,
        "sem problema": Answer.YES,
        "sin problema": Answer.YES,
        "ok no": Answer.UNCLEAR,
        "i do not": Answer.NO,
        "i don t agree": Answer.NO,
        "i do not agree": Answer.NO,
        "no acepto": Answer.NO,
        "no autorizo": Answer.NO,
        "nao aceito": Answer.NO,
        "nao autorizo": Answer.NO,
        "nao concordo": Answer.NO,
        "why not": Answer.UNCLEAR,
    }.items()
}
_COURTESY: Final = _set_of("gracias muchas obrigado obrigada thanks please 🙂 🙏")
_LONGEST_ANSWER: Final = 8  # words; whoever writes more has something to say, and a person should read it


def read_answer(text: str) -> Answer:
    """Say whether a short text in Spanish, Portuguese or English is a yes, a no, or neither for certain.

    A consent is never guessed: a question, a yes together with a no, and anything with other words in it
    ("sí, pero ¿para qué?") is unclear.
    """
    words = words_of(text, limit=160)
    if not words or len(words) > _LONGEST_ANSWER or "?" in text or "¿" in text:
        return Answer.UNCLEAR
    known = _PHRASES.get(_without_courtesy(words))
    if known is not None:
        return known
    if any(word not in _YES and word not in _NO and word not in _FILLER for word in words):
        return Answer.UNCLEAR
    yes, no = not _YES.isdisjoint(words), not _NO.isdisjoint(words)
    if yes == no:
        return Answer.UNCLEAR
    return Answer.YES if yes else Answer.NO


def _without_courtesy(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _COURTESY)


_NAME_RANK: Final = {
    NameSource.CHANNEL: 0,
    NameSource.IMPORT: 1,
    NameSource.SITE: 2,
    NameSource.CONTACT: 3,
    NameSource.AGENT: 4,
}


def is_better_name(present: str, present_source: NameSource, source: NameSource) -> bool:
    """Say whether a name from `source` may replace the present one: always an empty one, else a no better one."""
    return not present or _NAME_RANK[source] >= _NAME_RANK[present_source]


def profile_of(contact: ContactId, links: Mapping[ContactId, ContactId]) -> ContactId:
    """Return the contact in whose profile `contact` is seen: itself, unless linked.

    `links` are the standing links, each from a contact to the one it is linked with. They form trees; raises
    ValueError on a circle, which the deeds never make.
    """
    seen = {contact}
    while (above := links.get(contact)) is not None:
        if above in seen:
            raise ValueError(f"links go round in a circle at {above}")
        seen.add(above)
        contact = above
    return contact


def newest_text(locales: Iterable[str], wanted: str) -> str | None:
    """Return which of `locales` to ask in: the wanted one, one of the same language, Spanish, or any (None: none)."""
    available = sorted(locales)
    language = wanted.split("-")[0].lower()
    for fits in (
        lambda one: one == wanted,
        lambda one: one.split("-")[0].lower() == language,
        lambda one: one.split("-")[0].lower() == "es",
        lambda one: True,
    ):
        for one in available:
            if fits(one):
                return one
    return None


def in_order(*ids: UUID) -> list[UUID]:
    """Return ids as they must be locked: each once, ascending."""
    return sorted(set(ids))


def code_of(words: str) -> str:
    """Return words as a code of at most 64 characters: "Order placed!" is "order_placed"; nothing is "unnamed"."""
    folded = re.sub(r"[^a-z0-9.]+", "_", words.casefold()).strip("_.")[:64]
    return folded or "unnamed"


# ---- attributes ------------------------------------------------------------------------------------

_KEY = re.compile(r"[a-z][a-z0-9_]{0,47}")
LONGEST_VALUE = 500  # characters of a text
MOST_CHOICES = 50


def check_attribute(one: Attribute) -> str:
    """Return "" when a definition makes sense, else the name of the field that does not."""
    if not _KEY.fullmatch(one.key):
        return "key"
    if not one.names.get("es", "").strip() or any(len(words) > 80 for words in one.names.values()):
        return "names"
    if (one.kind is AttributeKind.CHOICE) != bool(one.choices):
        return "choices"
    if len(one.choices) > MOST_CHOICES or len(set(one.choices)) != len(one.choices):
        return "choices"
    if one.retention_days is not None and not 1 <= one.retention_days <= 36_500:
        return "retention_days"
    return ""


def read_value(one: Attribute, said: object) -> AttributeData | None:
    """Return `said` as a value of the attribute; None when it is not one."""
    match one.kind, said:
        case AttributeKind.TEXT, str():
            text = " ".join(said.split())
            return text if 0 < len(text) <= LONGEST_VALUE else None
        case AttributeKind.NUMBER, bool():
            return None
        case AttributeKind.NUMBER, int() | float():
            return said if math.isfinite(said) else None
        case AttributeKind.DATE, str():
            return _date(said)
        case AttributeKind.CHOICE, str():
            return said if said in one.choices else None
        case AttributeKind.YES_NO, bool():
            return said
        case _:
            return None


def _date(said: str) -> str | None:
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        return None


def bar_of(one: Attribute, consent: bool | None) -> Bar | None:
    """Say why the attribute may not be kept, given what the contact said to its purpose (None: nothing).

    On consent it needs a yes; on legitimate interest a no is respected (GDPR, articles 6 and 21; LGPD, articles 7
    and 18). A contract or a law stand by themselves.
    """
    match one.legal_basis:
        case LegalBasis.CONSENT:
            if consent is None:
                return Bar.CONSENT_MISSING
            return None if consent else Bar.REFUSED
        case LegalBasis.LEGITIMATE_INTEREST:
            return Bar.REFUSED if consent is False else None
        case LegalBasis.CONTRACT | LegalBasis.LEGAL_OBLIGATION:
            return None
        case _:
            assert_never(one.legal_basis)


def expiry(one: Attribute, set_at: datetime) -> datetime | None:
    """Return until when a value set then may be kept."""
    return None if one.retention_days is None else set_at + timedelta(days=one.retention_days)
