"""Redaction: personal data in a text becomes slots. The one place of it: logs, lessons, names of topics, models."""

from __future__ import annotations

from collections.abc import Sequence

from trato.rooms.intelligence.model import PersonalKind, Span

SLOTS: dict[PersonalKind, str] = {
    PersonalKind.NAME: "{nombre}",
    PersonalKind.EMAIL: "{correo}",
    PersonalKind.PHONE: "{telefono}",
    PersonalKind.NATIONAL_ID: "{documento}",
    PersonalKind.CARD: "{tarjeta}",
    PersonalKind.ACCOUNT: "{cuenta}",
    PersonalKind.ADDRESS: "{direccion}",
    PersonalKind.ORDER: "{pedido}",
    PersonalKind.PLATE: "{placa}",
}


def redact(text: str, spans: Sequence[Span]) -> str:
    """Return `text` with a slot in the place of each span, whatever their order; those that overlap share one.

    Spans are those of this very text: of what was edited since, find them anew. What reaches beyond the end counts
    until the end.
    """
    pieces: list[str] = []
    read = 0
    for one in sorted(spans, key=lambda span: (span.start, -span.end)):
        if one.start >= read:
            pieces += [text[read : one.start], SLOTS[one.kind]]
        read = max(read, one.end)
    return "".join((*pieces, text[read:]))
