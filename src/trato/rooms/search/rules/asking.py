"""A question in the language of the documents: texts of PostgreSQL's `tsquery`, from the nearest to the widest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trato.rooms.search.model import Asked, Forms, Query, Term, TermKind, Tier
from trato.rooms.search.rules.words import is_coded

NOT_ADDRESSES = "ABD"  # labels that those may search who may not read contacts
TIERS = (Tier.EXACT, Tier.STEM, Tier.PREFIX, Tier.TYPO)
OPEN = 3  # characters of a code from which on it is found by its beginning


def ask(query: Query, forms: Mapping[str, Forms], marks: Sequence[str], *, addresses: bool) -> Asked:
    """Compose what is asked of a document. `marks` are clauses of the filters that documents bear."""
    labels = "" if addresses else NOT_ADDRESSES
    needed = [one for one in query.terms if not one.negated and not one.common]
    unwanted = [f"!{_clause(one, forms, Tier.STEM, labels)}" for one in query.terms if one.negated]
    ends = [*marks, *unwanted]
    by_tier = {tier: [_clause(one, forms, tier, labels) for one in needed] for tier in TIERS}
    wanted = by_tier[Tier.TYPO]
    in_order = [one for one in query.terms if not one.negated]
    return Asked(
        wanted=_all([*wanted, *ends]),
        exact=_all(by_tier[Tier.EXACT]),
        stem=_all(by_tier[Tier.STEM]),
        prefix=_all(by_tier[Tier.PREFIX]),
        named=_all([_clause(one, forms, Tier.TYPO, "A") for one in needed]),
        titled=_all([_clause(one, forms, Tier.STEM, "B") for one in needed]),
        adjacent=" <-> ".join(_clause(one, forms, Tier.PREFIX, labels) for one in in_order if len(in_order) > 1),
        seen=min((_seen(one, forms) for one in needed), default=1_000_000),
        terms=tuple(wanted),
        seen_of=tuple(_seen(one, forms) for one in needed),
        marks=_all(ends),
        forms=forms,
    )


def _all(clauses: Sequence[str]) -> str:
    return " & ".join(clauses)


def _clause(term: Term, forms: Mapping[str, Forms], tier: Tier, labels: str) -> str:
    match term.kind:
        case TermKind.PHRASE:
            return f"({' <-> '.join(lexeme(word, labels) for word in term.words)})"
        case TermKind.CODE:
            return _code(term, labels)
        case TermKind.WORD:
            return _word(forms.get(term.words[0]) or Forms(exact=term.words), tier, labels)


def _code(term: Term, labels: str) -> str:
    whole, parts = term.words[0], term.words[1:]
    ways = [lexeme(whole, f"*{labels}" if term.open_end and len(whole) >= OPEN else labels)]
    if parts:
        last = f"*{labels}" if term.open_end and len(parts[-1]) >= OPEN else labels
        ways.append(f"({' <-> '.join([*(lexeme(word, labels) for word in parts[:-1]), lexeme(parts[-1], last)])})")
    if whole.isdigit():
        ways.append(lexeme(f"n:{whole}", labels))
        if 4 <= len(whole) <= 15:
            ways.append(lexeme(f"r:{whole[::-1]}", f"*{labels}"))
    return _any(ways)


def _word(forms: Forms, tier: Tier, labels: str) -> str:
    found = list(forms.exact)
    if tier is not Tier.EXACT:
        found += forms.stem
    if tier in (Tier.PREFIX, Tier.TYPO):
        found += forms.prefix
    ways = [lexeme(word, labels) for word in dict.fromkeys(found)]
    if tier is Tier.TYPO:
        # names stand in the documents of cases: the index leaves out the messages that say them
        ways += [f"({lexeme(word, 'A')} & {lexeme('k:case')})" for word in forms.typo if word not in found]
    return _any(ways)


def _any(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"({' | '.join(ways)})"


def _seen(term: Term, forms: Mapping[str, Forms]) -> int:
    """Return in about how many documents a term is. Codes are rare; of a phrase, the rarest word counts."""
    if term.kind is TermKind.CODE:
        return 0
    return min((forms[word].seen if word in forms else 0 for word in term.words if not is_coded(word)), default=0)


def lexeme(word: str, flags: str = "") -> str:
    """Return a word as `tsquery` and `tsvector` write it, with `flags` (`*` for a beginning, labels)."""
    quoted = "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
    return f"{quoted}:{flags}" if flags else quoted
