"""A text as its document keeps it: its words with their places and labels, and marks that are no words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from trato.rooms.search.model import Document, DocumentKind
from trato.rooms.search.rules.asking import lexeme
from trato.rooms.search.rules.cells import cells_of
from trato.rooms.search.rules.words import backwards, compose, is_coded, tokens

GAP = 12  # places between two fields: no phrase reaches across
LAST_PLACE = 16_000  # tsvector counts no further than 16,383


def vector(document: Document) -> str:
    """Return the words of a document as the text of a `tsvector`."""
    places: dict[str, list[str]] = defaultdict(list)
    first = 1
    for text, label in document.fields:
        last = first
        for token in tokens(compose(text)):
            at = first + token.place
            if at > LAST_PLACE:
                break
            last = max(last, at)
            places[token.word].append(f"{at}{'' if label == 'D' else label}")
            if label == "A" and document.kind is DocumentKind.CASE and token.word.isdigit():
                places[f"n:{token.word}"].append(f"{at}{label}")
            behind = backwards(token.word)
            if behind is not None:
                places[behind].append(f"{at}{'' if label == 'D' else label}")
        first = last + GAP
    written = [f"{lexeme(word)}:{','.join(dict.fromkeys(at))}" for word, at in places.items()]
    marks = (f"k:{document.kind.value}", *document.marks, *cells_of(document.at))
    return " ".join([*written, *(lexeme(mark) for mark in marks)])


def words_of(document: Document) -> set[str]:
    """Return the words of a document that have forms: no numbers, codes or addresses."""
    return {one.word for text, _ in document.fields for one in tokens(compose(text)) if not is_coded(one.word)}


def names_of(documents: Iterable[Document]) -> set[str]:
    """Return the words of names."""
    return {
        one.word
        for document in documents
        for text, label in document.fields
        if label == "A"
        for one in tokens(compose(text))
        if not is_coded(one.word)
    }
