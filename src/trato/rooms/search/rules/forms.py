"""Which words belong together: inflected forms by their stems, misspelt names by what is left when letters go.

Stems are Snowball's for Spanish, Portuguese and English (https://snowballstem.org), on words without accents. What
they do not see is added: Spanish verbs whose stem changes (puedo, poder), spelling that follows the sound (busqué,
buscar), Portuguese plurals (cartões, cartão), and a few irregular words.

Misspellings are found as SymSpell does (W. Garbe, 2012): two words that become equal when each loses up to `n`
letters are candidates; the distance is then counted (optimal string alignment).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import Final

import snowballstemmer

from trato.rooms.search.rules.words import fold, is_coded

SHORTEST: Final = 4  # characters of a word that may be misspelt
SHORTEST_STEM: Final = 3  # and of one that has a stem, when it ends in a vowel: "día", and not "PED"
LONG: Final = 8  # from here two letters may be wrong
LONGEST_NAME: Final = 20  # beyond, misspellings are not looked for

_STEMMERS: Final = {code: snowballstemmer.stemmer(name) for code, name in
                    (("es", "spanish"), ("pt", "portuguese"), ("en", "english"))}  # fmt: skip

_IRREGULAR: Final = {
    word: lemma
    for lemma, words in {
        "romper": "roto rota rotos rotas", "hacer": "hecho hecha hechos hechas hice hizo hicieron hicimos hago haga",
        "decir": "dicho dicha dije dijo dijeron digo diga dicen", "escribir": "escrito escrita escritos escritas",
        "abrir": "abierto abierta abiertos abiertas", "poner": "puesto puesta puestos puestas puse puso pusieron",
        "volver": "vuelto vuelta vueltos vueltas", "devolver": "devuelto devuelta devueltos devueltas",
        "poder": "pude pudo pudieron pudimos", "querer": "quise quiso quisieron", "venir": "vino vinieron viene vienen",
        "cubrir": "cubierto cubierta", "resolver": "resuelto resuelta resueltos resueltas",
        "traer": "traje trajo trajeron traigo", "tener": "tuve tuvo tuvieron tengo",
        "fazer": "feito feita fiz fez fizeram", "trazer": "trouxe trouxeram", "dizer": "disse disseram dito",
        "send": "sent", "pay": "paid", "buy": "bought", "break": "broke broken", "get": "got gotten",
        "come": "came", "lose": "lost", "find": "found", "keep": "kept", "leave": "left", "sell": "sold",
        "take": "took taken", "write": "wrote written", "give": "gave given", "choose": "chose chosen",
        "make": "made", "tell": "told", "bring": "brought", "wear": "wore worn", "tear": "tore torn",
        "steal": "stole stolen", "freeze": "froze frozen", "child": "children", "speak": "spoke spoken",
    }.items()
    for word in words.split()
}  # fmt: skip
_ACCENTED: Final = (
    ("iamos", "íamos"),
    ("ian", "ían"),
    ("ias", "ías"),
    ("ia", "ía"),
    ("io", "ió"),
    ("cion", "ción"),
    ("sion", "sión"),
)
_SUPERLATIVE: Final = re.compile(r"isim[oa]s?$")
_PORTUGUESE_PLURALS: Final = (("coes", "cao"), ("oes", "ao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"))


@lru_cache(maxsize=100_000)
def stems(word: str) -> frozenset[str]:
    """Return the marks of a folded word: two words with one in common are forms of each other."""
    if len(word) < SHORTEST_STEM or is_coded(word) or len(word) == SHORTEST_STEM and word[-1] not in "aeiou":
        return frozenset()
    marks = _stems(word)
    lemma = _IRREGULAR.get(word)
    if lemma is not None:
        marks |= _stems(lemma)
    most = _SUPERLATIVE.sub("o", word)  # lentísimo, lento
    return marks if most == word or len(most) < SHORTEST else marks | _stems(most)


def _stems(word: str) -> frozenset[str]:
    marks = {f"en:{_STEMMERS['en'].stemWord(word)}", f"pt:{_STEMMERS['pt'].stemWord(_singular(word))}"}
    for form in {word, _accented(word)}:
        spanish = fold(_STEMMERS["es"].stemWord(form))
        marks.add(f"es:{spanish}")
        if len(spanish) > 2:
            marks.add(f"ea:{_sound(spanish)}")
    return frozenset(marks)


def _accented(word: str) -> str:
    """Return a word with the accent that its ending may have lost: Snowball knows `rompió`, not `rompio`."""
    for plain, accented in _ACCENTED:
        if word.endswith(plain):
            return word[: -len(plain)] + accented
    return word


def _singular(word: str) -> str:
    for many, one in _PORTUGUESE_PLURALS:
        if word.endswith(many):
            return word[: -len(many)] + one
    return word


def _sound(stem: str) -> str:
    """Return a Spanish stem as its infinitive has it: the diphthong closed, the last sound in one spelling."""
    stem = re.sub(r"(?<!^)(?<![qg])ue", "o", re.sub(r"(?<!^)ie", "e", stem))
    stem = re.sub(r"qu$|c$|z$", "c", stem)
    stem = re.sub(r"olu$", "olv", stem)  # solución, solver
    return re.sub(r"gu$|g$|j$", "g", stem)


def mistakes(word: str) -> int:
    """Return how many letters of a name may be wrong."""
    return 0 if len(word) < SHORTEST or is_coded(word) else 1 if len(word) < LONG else 2


@lru_cache(maxsize=20_000)
def pieces(word: str, mistakes: int) -> frozenset[str]:
    """Return a name, and what remains of it without up to `mistakes` letters."""
    if len(word) > LONGEST_NAME:
        return frozenset({word})
    found = {word}
    for many in range(1, mistakes + 1):
        for gone in combinations(range(len(word)), many):
            found.add("".join(char for place, char in enumerate(word) if place not in gone))
    return frozenset(found)


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters differ, a swap of neighbours counted once; `most + 1` for anything beyond `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, char in enumerate(one, 1):
        before, last, row = row, before, [n]
        for m, against in enumerate(other, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (char != against))
            if n > 1 and m > 1 and char == other[m - 2] and one[n - 2] == against:
                cost = min(cost, last[m - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
