"""Taking words in: documents made of what the rooms below hold now, so that doing it twice changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.search.model import Document, DocumentKind
from trato.rooms.search.rules.documents import names_of, vector, words_of
from trato.rooms.search.rules.forms import LONG, mistakes, pieces, stems
from trato.rooms.search.rules.places import places_of
from trato.rooms.search.rules.words import is_coded
from trato.rooms.search.store import documents as store
from trato.rooms.search.store import vocabulary

COUNTED = 64  # documents of a word up to which each is counted; beyond, one in SAMPLE counts for all of them
SAMPLE = 16
MOST = 2_000  # documents in one statement


async def take_in(
    tx: Tx,
    *,
    messages: Collection[UUID] = (),
    notes: Collection[UUID] = (),
    cases: Collection[UUID] = (),
    whole: Collection[UUID] = (),
) -> int:
    """Bring documents to what messages, notes and cases are now; what is deleted is forgotten. Return how many.

    Of cases that are `whole`, everything is taken in.
    """
    if whole:
        theirs, besides = await store.list_of_cases(tx, sorted(whole))
        messages, notes, cases = {*messages, *theirs}, {*notes, *besides}, {*cases, *whole}
    made: list[Document] = []
    if messages:
        made += [_message(row) for row in await store.list_messages(tx, sorted(messages)) if _is_there(row)]
    if notes:
        made += [_note(row) for row in await store.list_notes(tx, sorted(notes)) if _is_there(row)]
    if cases:
        made += [_case(row) for row in await store.list_cases(tx, sorted(cases))]
    gone = {*messages, *notes, *cases} - {one.id for one in made}
    lost = await store.drop_documents(tx, sorted(gone)) if gone else set()
    for start in range(0, len(made), MOST):
        lost |= await _keep(tx, made[start : start + MOST])
    unused = sorted(word for word in lost if ":" not in word and not is_coded(word))
    if unused:
        await vocabulary.drop_unused(tx, unused)
    return len(made)


async def take_in_contacts(tx: Tx, contacts: Collection[UUID]) -> int:
    """Bring the cases of some contacts in, with their names and addresses of now."""
    return await take_in(tx, cases=await store.cases_of_contacts(tx, sorted(contacts)))


async def _keep(tx: Tx, documents: Sequence[Document]) -> set[str]:
    added, lost = await store.put_documents(tx, [(one, vector(one)) for one in documents])
    words = {one.id: words_of(one) for one in documents}
    names = names_of(documents)
    known = await vocabulary.known(tx, {word for found in words.values() for word in found})
    counts: Counter[str] = Counter()
    for one in documents:
        for word in words[one.id]:
            seen = known.get(word, (0, False))[0]
            if word not in known:
                counts[word] += 1
            elif one.id in added:
                counts[word] += 1 if seen < COUNTED else SAMPLE * (one.id.int % SAMPLE == 0)
    counts = Counter({word: many for word, many in counts.items() if many})
    if counts:
        await vocabulary.add_words(tx, counts)
    leads = [(mark, word) for word in counts if word not in known for mark in stems(word)]
    for name in names:
        if not known.get(name, (0, False))[1]:
            leads += [(f"d:{piece}", name) for piece in pieces(name, _letters_out(name))]
    if leads:
        await vocabulary.add_leads(tx, leads)
    return lost


def _letters_out(name: str) -> int:
    """Return how many letters a name is also kept without. One that is long when a letter is added counts as long."""
    return 2 if len(name) >= LONG - 1 else max(1, mistakes(name))


def _is_there(row: Any) -> bool:
    return row["deleted_at"] is None and row["case_id"] is not None


def _message(row: Any) -> Document:
    names = " ".join(dict.fromkeys(filter(None, (*row["files"], *row["names"]))))
    marks = [f"f:{row['direction']}", f"ch:{row['channel']}", *_place(DocumentKind.MESSAGE, row)]
    if row["has_file"] or row["files"]:
        marks.append("t:file")
    fields = ((row["text"], "D"), (names, "D")) if names else ((row["text"], "D"),)
    return Document(row["id"], DocumentKind.MESSAGE, row["case_id"], row["at"], fields, tuple(marks))


def _note(row: Any) -> Document:
    marks = ("f:out", f"ch:{row['channel']}", *_place(DocumentKind.NOTE, row))
    return Document(row["id"], DocumentKind.NOTE, row["case_id"], row["at"], ((row["text"], "D"),), marks)


def _case(row: Any) -> Document:
    fields = [(str(row["number"]), "A"), *((name, "A") for name in row["names"] if name)]
    if row["subject"]:
        fields.append((row["subject"], "B"))
    fields += [(address, "C") for address in row["addresses"]]
    marks = (f"ch:{row['channel']}", *_place(DocumentKind.CASE, row))
    return Document(row["id"], DocumentKind.CASE, row["id"], row["at"], tuple(fields), marks)


def _place(kind: DocumentKind, row: Any) -> tuple[str, ...]:
    return places_of(kind, row["brand_id"], row["queue_id"], row["at"])
