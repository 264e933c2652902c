"""Texts with variables, in Liquid: checked when they are saved, filled in without surprises.

What a value says is text and never Liquid again. Nothing is escaped: what is written is plain text, and whoever shows
it escapes it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from liquid import Environment, StrictUndefined
from liquid.exceptions import LiquidError

from trato.rooms.automation.errors import TemplateInvalid

FOR_CASES = (
    "agent.alias", "agent.name", "brand.name", "case.number", "case.subject", "contact.first_name", "contact.name",
)  # fmt: skip
FOR_REPLIES = (
    "brand.name", "case.number", "contact.first_name", "contact.name", "opens", "answer_by", "expected_by",
)  # fmt: skip
TAGS = frozenset({"if", "unless", "case", "assign", "capture", "comment", "raw", "for"})
FALLBACK = ("es", "en", "pt")
LONGEST = 8_000  # characters filled in


class _Texts(Environment):
    """Liquid for short texts: whatever is written, filling it in ends soon."""

    loop_iteration_limit = 1_000
    output_stream_limit = LONGEST * 4
    local_namespace_limit = 20_000
    context_depth_limit = 10
    block_nesting_limit = 10


_TEXTS = _Texts(undefined=StrictUndefined, autoescape=False)


def check(text: str, known: Collection[str], *, field: str) -> None:
    """Refuse a text that could not be filled in from `known` ("contact.name"…). Raises TemplateInvalid, with what."""
    try:
        template = _TEXTS.from_string(text)
        seen = template.analyze()
    except LiquidError as error:
        raise TemplateInvalid(field=field, what=str(error.message or "")[:80]) from error
    for tag in seen.tags:
        if tag not in TAGS:
            raise TemplateInvalid(field=field, what=tag[:40])
    for filter_ in seen.filters:
        if filter_ not in _TEXTS.filters:
            raise TemplateInvalid(field=field, what=filter_[:40])
    for found in seen.globals.values():
        for variable in found:
            name = ".".join(str(segment) for segment in variable.segments)
            if name not in known:
                raise TemplateInvalid(field=field, what=name[:60])
    _fill(text, dict.fromkeys(known, "x"), field)  # what is wrong only when it is filled in is told now


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill in a text; `values` are by name ("contact.name"). Raises TemplateInvalid, naming what is missing."""
    return _fill(text, values, "text")


def _fill(text: str, values: Mapping[str, str], field: str) -> str:
    told: dict[str, object] = {}
    for name, value in values.items():
        group, _, key = name.partition(".")
        if key:
            inner = told.setdefault(group, {})
            assert isinstance(inner, dict)
            inner[key] = value
        else:
            told[group] = value
    try:
        return _TEXTS.from_string(text).render(**told)[:LONGEST].strip()
    except LiquidError as error:
        raise TemplateInvalid(field=field, what=str(error.message or "")[:80]) from error


def choose(texts: Mapping[str, str], wanted: str) -> str:
    """Return the language of `texts` nearest to `wanted`: itself, its kind, then es, en, pt, any."""
    base = wanted.partition("-")[0]
    alike = sorted(name for name in texts if name.partition("-")[0] == base) if base else []
    return next((one for one in (wanted, base, *alike, *FALLBACK) if one in texts), min(texts))
