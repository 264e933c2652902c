"""Topics: what many messages are about, found without anybody naming it. Some 3,000 messages take about a second.

Vectors are turned to their 32 main directions, joined by average linkage and cut where neighbours are no longer alike;
small groups are noise. Names are words of c-TF-IDF (Grootendorst, 2022) over redacted texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np

from trato.rooms.intelligence.engine.features import Floats

DIRECTIONS = 32
APART = 0.4  # cosine distance in those directions at which two groups are two topics
LEAST = 8  # messages of a topic
PERSONS = 3  # contacts who must have used a word before it names anything
NOTHING = 1e-6  # length under which a message is where all are, as when all say the same: it has no direction
SAME = 0.85  # cosine of two middles from which a topic is the one of the hour before
WORDS = 3

_TERM = re.compile(r"\{\w+\}|[^\W\d_]{4,}")
_COMMON = frozenset(
    (
        "para como pero este esta esto estos estas desde hasta cuando donde quien porque sobre entre hola buenas "
        "buenos dias tardes noches gracias favor quiero quisiera puedo puede pueden necesito tengo tiene tienen hacer "
        "estoy están hace todo toda todos nada algo solo también más muy ustedes usted ayuda saber alguien mensaje "
        "você vocês obrigado obrigada olá isso essa esse está estou quero preciso tenho tem fazer minha meus "
        "quando onde porque ainda não mais muito ajuda with that this have from what when where your please thanks "
        "hello would could there they been about just need want help does dont cannot still"
    ).split()
)


def clusters_of(vectors: Floats) -> list[list[int]]:
    """Return the rows of each topic in `vectors` (messages × numbers), the largest first; noise is in none."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - 40 MB that only who looks for topics needs

    if len(vectors) < LEAST:
        return []
    centred = vectors - vectors.mean(axis=0)
    _, _, turned = np.linalg.svd(centred.T @ centred, hermitian=True)
    seen = centred @ turned[: min(DIRECTIONS, max(3, len(vectors) // 30))].T  # of few, more would be their wording
    lengths = np.linalg.norm(seen, axis=1, keepdims=True)
    seen = np.where(lengths > NOTHING, seen / np.maximum(lengths, NOTHING), np.eye(1, seen.shape[1]))
    labels = fcluster(linkage(seen, "average", metric="cosine"), APART, "distance")
    groups: dict[int, list[int]] = {}
    for at, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(at)
    return sorted((one for one in groups.values() if len(one) >= LEAST), key=lambda one: -len(one))


def names_of(groups: Sequence[Sequence[tuple[Hashable, str]]]) -> list[str]:
    """Return a name for each group of (contact, redacted text): its words that others lack, empty where there are none.

    A word counts only where several contacts used it: what one person wrote names nothing.
    """
    counts = [Counter(term for _, text in group for term in _terms(text)) for group in groups]
    whole: Counter[str] = sum(counts, Counter())
    usual = sum(whole.values()) / max(1, len(groups))
    names = []
    for group, count in zip(groups, counts, strict=True):
        users: dict[str, set[Hashable]] = {}
        for contact, text in group:
            for term in set(_terms(text)):
                users.setdefault(term, set()).add(contact)
        told = [term for term in count if len(users[term]) >= PERSONS]
        told.sort(key=lambda term: (-count[term] * math.log(1 + usual / whole[term]), term))
        names.append(", ".join(told[:WORDS]))
    return names


def _terms(text: str) -> list[str]:
    return [one for one in _TERM.findall(text.casefold()) if one not in _COMMON and not one.startswith("{")]


def matched(middles: Floats, known: Floats) -> list[int | None]:
    """Return for each new middle which known one it continues, each at most once, the likest first."""
    found: list[int | None] = [None] * len(middles)
    if not len(middles) or not len(known):
        return found
    like = middles @ known.T
    taken: set[int] = set()
    for flat in np.argsort(-like, axis=None).tolist():
        new, old = divmod(flat, len(known))
        if like[new, old] < SAME:
            break
        if found[new] is None and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def middle(vectors: Floats) -> Floats:
    """Return the mean of some vectors, of length 1."""
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)
