"""Telling a post that asks for care from the rest, on an account of marketing or sales (S134).

By words, and the words are data: those of the firm, or the usual ones of three languages. A word counts from its
beginning, whatever its case and accents, so that "devol" stands for *devolución* and *devolver* alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

USUAL = (
    "ayuda", "problema", "reclam", "queja", "pedido", "envio", "entrega", "demora", "no llego", "no funciona", "falla",
    "devol", "reembols", "cambio de", "factura", "boleta", "cobr", "cancel", "garantia", "atencion al cliente",
    "soporte", "help", "support", "order", "delivery", "refund", "return", "broken", "not working", "invoice",
    "charged", "complain", "warranty", "ajuda", "reclama", "atrasad", "nao chegou", "nao funciona", "defeito",
    "nota fiscal",
    "cobranca", "suporte", "troca",
)  # fmt: skip
_APART = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class CareRoute:
    """Where what asks for care goes: the account of care and its queue; `what` is all, or what holds one of `words`."""

    account_id: UUID
    care_account_id: UUID
    care_queue_id: UUID | None
    what: str
    words: tuple[str, ...]


def asks_for_care(text: str, route: CareRoute) -> bool:
    """Say whether a post goes to care by this route."""
    if route.what == "all":
        return True
    said = f" {_plain(text)}"
    return any(f" {_plain(word)}" in said for word in route.words or USUAL if _plain(word))


def tidy(words: Sequence[str]) -> tuple[str, ...]:
    """Return words as they are kept: trimmed, each once, in their order."""
    return tuple(dict.fromkeys(" ".join(one.split()) for one in words if one.strip()))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _APART.sub(" ", "".join(one for one in folded if not unicodedata.combining(one))).strip()
