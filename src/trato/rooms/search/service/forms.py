"""Which words of this workspace may be meant by a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from trato.kit.tx import Tx
from trato.rooms.search.model import Forms, Term, TermKind
from trato.rooms.search.rules.forms import distance, mistakes, pieces, stems
from trato.rooms.search.store import vocabulary as store

MOST_STEMS = 24
MOST_BEGUN = 40
MOST_TYPOS = 12
FAMILIAR = 20  # documents from which on a word that is no name is taken to be written right


async def forms_of(tx: Tx, terms: Iterable[Term]) -> dict[str, Forms]:
    """Return the forms of every word asked for."""
    wanted = [one for one in terms if one.kind is not TermKind.CODE]
    words = {word for one in wanted for word in one.words}
    if not words:
        return {}
    known = await store.known(tx, words)
    inflected = {word for one in wanted if one.kind is TermKind.WORD for word in one.words}
    begun = {one.words[0] for one in wanted if one.kind is TermKind.WORD and one.open_end and len(one.words[0]) > 1}
    led = await _follow(tx, inflected, known)
    found: dict[str, Forms] = {}
    for word in words:
        seen, _ = known.get(word, (0, False))
        stem = [(other, many) for other, many in led[word, "stem"] if other != word][:MOST_STEMS]
        typo = led[word, "typo"][:MOST_TYPOS]
        prefix: list[tuple[str, int]] = []
        if word in begun:
            rows = await store.beginning(tx, word, MOST_BEGUN)
            prefix = [(row["word"], row["documents"]) for row in rows if row["word"] != word]
        found[word] = Forms(
            exact=(word,),
            stem=tuple(other for other, _ in stem),
            prefix=tuple(other for other, _ in prefix),
            typo=tuple(other for other, _ in typo),
            seen=seen + sum(many for _, many in (*stem, *prefix, *typo)),
        )
    return found


async def _follow(
    tx: Tx, words: set[str], known: dict[str, tuple[int, bool]]
) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """Return, for each word, the forms of its stem and the names it may misspell, the most frequent first."""
    marks: dict[str, set[str]] = {}
    for word in words:
        marks[word] = set(stems(word))
        seen, is_name = known.get(word, (0, False))
        if mistakes(word) and (is_name or seen < FAMILIAR):
            marks[word] |= {f"d:{piece}" for piece in pieces(word, mistakes(word))}
    rows = await store.follow(tx, sorted({mark for found in marks.values() for mark in found}))
    by_mark: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        by_mark[row["mark"]].append((row["word"], row["documents"]))
    led: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for word, own in marks.items():
        near: dict[str, dict[str, int]] = {"stem": {}, "typo": {}}
        far: dict[str, int] = {}
        for mark in own:
            for other, many in by_mark[mark]:
                if not mark.startswith("d:"):
                    near["stem"][other] = many
                elif other != word and (wrong := distance(word, other, mistakes(word))) <= mistakes(word):
                    near["typo"][other] = many
                    far[other] = wrong
        fewest = min(far.values(), default=0)  # a name one letter away is meant rather than one two letters away
        near["typo"] = {other: many for other, many in near["typo"].items() if far[other] == fewest}
        for kind, others in near.items():
            led[word, kind] = sorted(others.items(), key=lambda one: (-one[1], one[0]))
    return led
