"""What somebody asks, in the words they type: words, "phrases", codes, -exclusions, and filters in three languages."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Final

from trato.rooms.search.model import Filter, FilterName, Hint, HintCode, Query, Term, TermKind
from trato.rooms.search.rules.words import MAIL, PHONE, RUN, compose, fold, is_coded, wholes

MOST_TERMS: Final = 12
LONGEST: Final = 500  # characters of a question

NAMES: Final[dict[str, FilterName]] = {
    word: name
    for name, words in {
        FilterName.CHANNEL: "canal channel",
        FilterName.STATE: "estado status state",
        FilterName.AGENT: "agente agent asignado assignee responsavel",
        FilterName.TAG: "etiqueta tag etiquetas tags",
        FilterName.BRAND: "marca brand",
        FilterName.BEFORE: "antes before hasta ate",
        FilterName.AFTER: "despues after depois desde since",
        FilterName.FROM: "de from",
        FilterName.HAS: "tiene has tem",
        FilterName.IS: "es is e",
    }.items()
    for word in words.split()
}
VALUES: Final[dict[FilterName, dict[str, str]]] = {
    name: {word.replace("_", " "): value for value, words in values.items() for word in words.split()}
    for name, values in {
        FilterName.STATE: {
            "open": "abierto open aberto abierta abiertos abertos", "waiting": "espera waiting aguardando pendiente",
            "resolved": "resuelto resolved resolvido resueltos resolvidos",
            "closed": "cerrado closed fechado cerrados fechados",
            "set_aside": "apartado aside aparte set_aside de_lado",
        },
        FilterName.FROM: {
            "contact": "cliente contacto contact customer contato",
            "team": "equipo agente team agent equipe us nosotros",
        },
        FilterName.HAS: {"file": "adjunto archivo file attachment anexo arquivo adjuntos attachments anexos"},
        FilterName.IS: {"note": "nota note notas notes", "message": "mensaje message mensagem"},
        FilterName.AGENT: {"me": "yo mi me eu mim", "nobody": "nadie nobody none ninguem"},
    }.items()
}  # fmt: skip
CLOSED: Final = frozenset({FilterName.STATE, FilterName.FROM, FilterName.HAS, FilterName.IS})  # no other values

_ITEM: Final = re.compile(r'(?P<not>-)?(?:(?P<name>[^\W\d_]+):(?!//))?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]*))')

COMMON: Final = frozenset(
    """a al algo ante as at con como cuando de del desde donde e el ella en entre era es esa ese eso esta este esto fue
    ha han hay he la las le les lo los mas me mi mis muy ni no nos o os para pero por porque que se si sin sobre son su
    sus te tu tus un una uno unos unas y ya yo
    ao aos com da das do dos ela ele em essa esse isso foi na nas no nos num numa ou pela pelo por que seu sua um uma
    a an and are at be but by for from had has have i if in is it its of on or our so that the their there they this to
    was we were with you your my""".split()
)


def parse(text: str) -> Query:
    """Read a question. Nothing is an error: what is not understood is searched as words, and told in a hint."""
    text = compose(text[:LONGEST])
    goes_on = bool(text) and (text[-1].isalnum() or text[-1] in "-_@.")
    terms: list[Term] = []
    filters: list[Filter] = []
    hints: list[Hint] = []
    for item in _ITEM.finditer(_phones_joined(text)):
        if not item[0] or len(terms) >= MOST_TERMS:
            continue
        name, value = item["name"], item["phrase"] if item["phrase"] is not None else item["plain"]
        negated, last = bool(item["not"]), item.end() == len(item.string) and goes_on
        if name is not None and fold(name) in NAMES:
            filters += _filter(NAMES[fold(name)], value or "", negated, last, hints)
            continue
        if name is not None and value is not None:
            hints.append(Hint(HintCode.UNKNOWN_FILTER, f"{name}:", _near(fold(name), NAMES)))
            terms += _words(name, negated, False)
        if item["phrase"] is not None:
            terms += _phrase(value, negated)
        else:
            terms += _words(value, negated, last)
    if not any(not one.negated for one in terms) and not any(not one.negated for one in filters) and (terms or filters):
        hints.append(Hint(HintCode.ONLY_EXCLUDED, text.strip()))
    return Query(_with_something_asked(terms), tuple(filters), tuple(hints))


def _phones_joined(text: str) -> str:
    """Return the question with telephone numbers in one piece, so that they are one thing asked for."""
    return PHONE.sub(lambda found: re.sub(r"\D", "", found[0]) if _is_phone(found[0]) else found[0], text)


def _is_phone(text: str) -> bool:
    """Say whether digits with spaces are one number: a date or two numbers side by side are not."""
    groups = re.findall(r"\d+", text)
    sizes = [len(group) for group in groups]
    is_date = len(sizes) == 3 and sorted(sizes) in ([1, 1, 4], [1, 2, 4], [2, 2, 4]) and text[:1] != "+"
    return len(sizes) > 1 and 7 <= sum(sizes) <= 15 and not is_date and (" " in text.strip() or text[:1] in "+(")


def _filter(name: FilterName, value: str, negated: bool, typing: bool, hints: list[Hint]) -> list[Filter]:
    """Read a filter; one whose value is still being typed asks nothing yet."""
    known, folded = VALUES.get(name, {}), fold(value).strip()
    if not folded:
        return []
    if folded in known:
        return [Filter(name, known[folded], negated)]
    begun = {meaning for word, meaning in known.items() if word.startswith(folded)}
    if name in CLOSED:
        if len(begun) == 1:
            return [Filter(name, begun.pop(), negated)]
        if begun and typing:
            return []
        hints.append(Hint(HintCode.UNKNOWN_VALUE, f"{name.value}:{value}", _near(folded, known)))
        return [Filter(name, "", negated)]
    return [Filter(name, value.strip(), negated)]


def _near(word: str, known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(word, list(known), n=3, cutoff=0.5))


def _phrase(text: str, negated: bool) -> list[Term]:
    words = tuple(filter(None, (fold(run) for run in RUN.findall(text))))
    return [Term(TermKind.PHRASE, words, negated)] if words else []


def _words(text: str, negated: bool, last: bool) -> list[Term]:
    """Read what stands between two spaces: a code or an address whole, anything else word by word."""
    bare = text.strip("#¿?¡!.,;:()[]{}'«»“”…")
    if "@" in bare and (MAIL.fullmatch(bare) or last and re.fullmatch(r"[\w.+-]+@[\w.-]*", bare)):
        return [Term(TermKind.CODE, (fold(bare),), negated, last)]
    coded = [word for start, end, word in wholes(bare) if start == 0 and end == len(bare)]
    if coded:
        return [Term(TermKind.CODE, (coded[0], *(fold(run) for run in RUN.findall(bare))), negated, last)]
    runs = [fold(run) for run in RUN.findall(bare)]
    found: list[Term] = []
    for n, word in enumerate(runs):
        if not word:
            continue
        at_end = last and n == len(runs) - 1
        kind = TermKind.CODE if is_coded(word) else TermKind.WORD
        found.append(Term(kind, (word,), negated, at_end, kind is TermKind.WORD and word in COMMON and not negated))
    return found


def _with_something_asked(terms: list[Term]) -> tuple[Term, ...]:
    """Return the terms; when all of them are common words, they are what is asked."""
    if any(not one.common and not one.negated for one in terms):
        return tuple(terms)
    return tuple(Term(one.kind, one.words, one.negated, one.open_end) for one in terms)
