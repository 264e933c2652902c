"""Which automatic reply is said, and the texts that are shipped: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from trato.kit.errors import Invalid
from trato.rooms.automation.model import AutoReply, ReplyKind
from trato.rooms.automation.rules import templates

LONGEST_WINDOW = 43_200  # minutes: thirty days
LONGEST_WAIT = 10_080
PATTERNS = {"es": "EEEE d 'de' MMMM, H:mm", "en": "EEEE d MMMM, H:mm", "pt": "EEEE, d 'de' MMMM, H:mm"}

SHIPPED: Mapping[ReplyKind, Mapping[str, str]] = {
    ReplyKind.GREETING: {
        "es": "Hola. El mensaje llegó bien (caso {{ case.number }}). "
        "Respuesta prevista: {{ expected_by | default: 'en breve' }}.",
        "en": "Hello. Your message arrived (case {{ case.number }}). "
        "Answer expected: {{ expected_by | default: 'shortly' }}.",
        "pt": "Olá. A mensagem chegou bem (caso {{ case.number }}). "
        "Resposta prevista: {{ expected_by | default: 'em breve' }}.",
    },
    ReplyKind.AWAY: {
        "es": "El mensaje llegó bien (caso {{ case.number }}), pero ahora no hay nadie para responder. "
        "La atención vuelve: {{ opens | default: 'en la próxima apertura' }}.",
        "en": "Your message arrived (case {{ case.number }}), but nobody is here to answer it now. "
        "We are back: {{ opens | default: 'at the next opening' }}.",
        "pt": "A mensagem chegou bem (caso {{ case.number }}), mas agora não há ninguém para responder. "
        "O atendimento volta: {{ opens | default: 'na próxima abertura' }}.",
    },
    ReplyKind.SLOW: {
        "es": "El caso {{ case.number }} sigue en espera y está tardando más de lo habitual. "
        "Respuesta prevista: {{ expected_by | default: 'cuanto antes' }}.",
        "en": "Case {{ case.number }} is still waiting, and it takes longer than usual. "
        "Answer expected: {{ expected_by | default: 'as soon as possible' }}.",
        "pt": "O caso {{ case.number }} continua em espera e está demorando mais que o habitual. "
        "Resposta prevista: {{ expected_by | default: 'o quanto antes' }}.",
    },
}


def check(one: AutoReply) -> None:
    """Refuse what could not be said. Raises Invalid, TemplateInvalid."""
    if one.active and not one.texts:
        raise Invalid(field="texts", reason="empty")
    for language, text in one.texts.items():
        if not 0 < len(text.strip()) <= 2_000:
            raise Invalid(field="texts", reason="length", language=language[:10])
        templates.check(text, templates.FOR_REPLIES, field=f"texts.{language[:10]}")
    if not 1 <= one.window_minutes <= LONGEST_WINDOW:
        raise Invalid(field="window_minutes", reason="range", most=LONGEST_WINDOW)
    if not 1 <= one.after_minutes <= LONGEST_WAIT:
        raise Invalid(field="after_minutes", reason="range", most=LONGEST_WAIT)


def nearest(replies: Iterable[AutoReply], kind: ReplyKind, brand: UUID, channel: str) -> AutoReply | None:
    """Return the reply of a kind for a brand on a channel: what is said of both goes first, then the brand's own."""
    fitting = [
        one for one in replies if one.kind is kind and one.brand_id in (None, brand) and one.channel in ("", channel)
    ]
    return max(fitting, key=lambda one: (one.brand_id is not None, one.channel != ""), default=None)


def when_words(at: datetime | None, timezone: str, language: str) -> str:
    """Return an instant as it is written to a contact: "lunes 23 de noviembre, 9:00"; "" for none."""
    if at is None:
        return ""
    base = language.partition("-")[0]
    spoken = base if base in PATTERNS else "es"
    local = at.astimezone(ZoneInfo(timezone))
    return format_datetime(local, PATTERNS[spoken], locale=spoken)


def say(replies: Iterable[AutoReply], language: str, values: Mapping[str, str]) -> str:
    """Return automatic replies joined into one text, each in the language nearest to the contact's."""
    parts = [templates.fill(one.texts[templates.choose(one.texts, language)], values) for one in replies]
    return "\n\n".join(part for part in parts if part)
