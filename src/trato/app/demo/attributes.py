"""What the demo's brands may keep about their contacts, one of each kind and basis."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from trato.rooms.access.model import Verb
from trato.rooms.contacts.model import Attribute, AttributeId, AttributeKind, LegalBasis, Purpose

_NOW = datetime(1970, 1, 1, tzinfo=UTC)  # the loader's transaction says when


def _one(
    key: str,
    names: tuple[str, str, str],
    kind: AttributeKind,
    purpose: Purpose,
    basis: LegalBasis,
    days: int | None,
    choices: tuple[str, ...] = (),
    *,
    sensitive: bool = False,
) -> Attribute:
    words = dict(zip(("es", "en", "pt"), names, strict=True))
    read = Verb.CONTACTS_WRITE.value if sensitive else Verb.CONTACTS_READ.value
    return Attribute(
        AttributeId(UUID(int=0)), key, words, kind, purpose, basis, days, sensitive, read,
        Verb.CONTACTS_WRITE.value, _NOW, choices,
    )  # fmt: skip


ATTRIBUTES = (
    _one("customer_number", ("Número de cliente", "Customer number", "Número de cliente"), AttributeKind.TEXT,
         Purpose.SERVICE, LegalBasis.CONTRACT, 1_825),
    _one("plan", ("Plan", "Plan", "Plano"), AttributeKind.CHOICE, Purpose.SERVICE, LegalBasis.CONTRACT, 730,
         ("Básico", "Familiar", "Empresa")),
    _one("preferred_hour", ("Mejor hora para llamar", "Best hour to call", "Melhor hora para ligar"),
         AttributeKind.TEXT, Purpose.SERVICE, LegalBasis.LEGITIMATE_INTEREST, 365),
    _one("birthday", ("Cumpleaños", "Birthday", "Aniversário"), AttributeKind.DATE, Purpose.MARKETING,
         LegalBasis.CONSENT, 365),
    _one("needs_support", ("Necesita apoyo para leer", "Needs help reading", "Precisa de apoio para ler"),
         AttributeKind.YES_NO, Purpose.SERVICE, LegalBasis.CONSENT, 180, sensitive=True),
)  # fmt: skip
