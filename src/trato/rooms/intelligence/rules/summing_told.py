"""What of a case a model outside is told, and what of its answer is shown: no message that speaks to a machine reaches
it, and nothing that can be clicked, called or paid to comes back by it, whatever it was talked into.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from uuid import UUID

from trato.rooms.intelligence.rules.summing_up import READ, Said
from trato.rooms.intelligence.rules.veil import SLOT, Veil

MOST, FIRST = 40, 3  # turns that a model is told, and how many of these are the first
LETTERS = 1_000  # of each
TO_A_MACHINE = re.compile(
    r"\b(?:ignor\w*|olvid\w*|esque[cç]\w*|desconsider\w*|disregard|forget|overlook)\b[^.!?\n]{0,40}"
    r"\b(?:anterior\w*|previ\w*|arriba|acima|above|instruc\w*|instruç\w*|prompts?|reglas|regras|rules)\b"
    r"|\b(?:repite|repit[ae]|muestra|mostr[ae]|revela|dime|diga|repeat|show|reveal|print|tell me)\b[^.!?\n]{0,30}"
    r"\b(?:tus|suas|seu|su|your|the system)\b[^.!?\n]{0,20}\b(?:instruc\w*|instruç\w*|prompts?)\b"
    r"|\bsystem prompt\b|\b(?:ahora eres|agora você é|you are now|act[uú]a como|aja como|act as)\b",
    re.I,
)
BACK = frozenset({"nombre", "pedido", "placa"})  # that are put back in what a model wrote
WORDS = {
    "enlace": {"es": "enlace", "pt": "link", "en": "link"},
    "correo": {"es": "correo", "pt": "e-mail", "en": "e-mail"},
    "telefono": {"es": "teléfono", "pt": "telefone", "en": "phone"},
    "documento": {"es": "documento", "pt": "documento", "en": "document"},
    "tarjeta": {"es": "tarjeta", "pt": "cartão", "en": "card"},
    "cuenta": {"es": "cuenta", "pt": "conta", "en": "account"},
    "direccion": {"es": "dirección", "pt": "endereço", "en": "address"},
    "texto": {"es": "texto", "pt": "texto", "en": "text"},
}


def lines_to_tell(turns: Sequence[Said], hide: Callable[[str], str]) -> tuple[str, list[UUID]]:
    """Return a case as lines for a model, `hide`d, oldest first, and the messages that they tell.

    The first and the last where all are too many. A line is a turn and begins with who spoke, so that nobody's words
    speak for another; what a contact says to a machine is left out.
    """
    said = [one for one in turns if (one.inward or one.answers) and one.text.strip()]
    said = [one for one in said if not (one.inward and TO_A_MACHINE.search(one.text))]
    chosen = said if len(said) <= MOST else [*said[:FIRST], *said[FIRST - MOST :]]
    lines = []
    for one in chosen:
        words = hide(one.text[:READ])[:LETTERS].split()
        lines.append(f"{'customer' if one.inward else 'agent'}: {' '.join(words)}")
    return "\n".join(lines), [one.id for one in chosen]


def shown(text: str, veil: Veil, lang: str) -> str:
    """Return an answer as people see it: names and numbers of orders are put back, the rest is named by its kind."""

    def back(found: re.Match[str]) -> str:
        kind = found[0].strip("{}").rsplit("_", 1)[0]
        if kind in BACK:
            return veil.values.get(found[0], found[0])
        words = WORDS.get(kind, WORDS["texto"])
        return f"[{words.get(lang, words['es'])}]"

    return SLOT.sub(back, text)
