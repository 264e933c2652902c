"""What a brand's voice guide says that a machine can hold a text to: words it forbids, and how it addresses people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from trato.rooms.intelligence.engine.features import plain

QUOTED = re.compile(r"[«“\"'‘]([^«»“”\"'‘’]{2,60})[»”\"'’]")
# Spanish; Portuguese and English need no such choice
USTED = re.compile(
    r"\b(?:usted(?:es)?|le|puede|tiene|quiere|desea|necesita|indique|envie|comparta|diganos|escribanos|confirme|revise|"
    r"responda|reinicie|desconecte|permitame|disculpe)\b"
)
TU = re.compile(
    r"\b(?:tu|tus|te|ti|contigo|puedes|tienes|quieres|necesitas|envia|dinos|escribenos|comparte|responde|disculpa|"
    r"avisanos|cuentanos|mira)\b"
)
VOS = re.compile(r"\b(?:vos|podes|tenes|queres|necesitas|sos|manda|decinos|escribinos|contanos|avisanos|fijate)\b")


class Address(StrEnum):
    """How a text speaks to one person."""

    TU = "tu"
    USTED = "usted"
    VOS = "vos"
    ANY = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """What can be held to."""

    forbidden: tuple[str, ...] = ()
    address: Address = Address.ANY

    def forbids(self, text: str) -> bool:
        """Say whether a text uses words that the brand does not."""
        said = f" {_words(text)} "
        return any(f" {one} " in said for one in self.forbidden)

    def suits(self, text: str) -> bool:
        """Say whether a text addresses people as the brand does; one that shows nothing of it suits all."""
        return self.address is Address.ANY or address_of(text) in {self.address, Address.ANY}


def read_guide(is_not: str, do: str, do_not: str) -> Guide:
    """Read the lines that people wrote: words in quotation marks are forbidden, and *tutear* or *de usted* is asked."""
    forbidden = [*QUOTED.findall(is_not), *QUOTED.findall(do_not)]
    words = tuple(_words(one) for one in forbidden)
    asked, refused = plain(do), plain(do_not)
    address = Address.ANY
    if re.search(r"\b(?:usted|ustedes)\b", asked) or re.search(r"\btute\w*", refused):
        address = Address.USTED
    elif re.search(r"\b(?:vosear|voseo|de vos)\b", asked):
        address = Address.VOS
    elif re.search(r"\b(?:tutear|tuteo|de tu|de tú)\b", asked) or re.search(r"\busted\b", refused):
        address = Address.TU
    return Guide(tuple(one for one in words if one), address)


SPOKEN = {Address.USTED: USTED, Address.TU: TU, Address.VOS: VOS}


def address_of(text: str) -> Address:
    """Return how a Spanish text speaks to one person, by its words; ANY where they do not tell."""
    said = plain(text)
    counts = {one: len(pattern.findall(said)) for one, pattern in SPOKEN.items()}
    best = max(counts, key=lambda one: counts[one])
    return best if counts[best] and list(counts.values()).count(counts[best]) == 1 else Address.ANY


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", plain(text)))
