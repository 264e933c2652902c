"""Which answers suit a question: those that were good to questions alike, and saved replies that speak of it.

Answers that say the same are one; what people made of a text weighs for all of its kind.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import numpy as np

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.near import apart, near_key
from trato.rooms.intelligence.engine.retrieval import Article, Shelf
from trato.rooms.intelligence.engine.slots import slots_in
from trato.rooms.intelligence.engine.voice import Guide
from trato.rooms.intelligence.model import PastAnswer, SavedText, SuggestedText, TextRecord, TextSource

MODEL = "answers-1"
MOST = 3
LOOKED_AT = 60  # of the past answers whose questions are nearest
SAME = 8  # bits by which texts differ that say the same; of 64
ALIKE = 0.5  # cosine below which questions have nothing to do with each other
SPEAKS_OF = 0.28  # cosine below which a text does not speak of a question; an answer shares fewer words with it
KNOWN = 0.2  # share of a question's words, by rarity, below which a text does not speak of it: without an encoder
LEAST = 0.12  # score under which nothing is suggested
FADES = 180.0  # days in which an answer loses half of its weight
MISSPOKEN = 0.5  # what a text is worth that addresses people as the brand does not
WITHOUT = 500  # past answers searched by their words where there is no encoder
GOOD = 0.65  # share of an author's cases that end well from which his edit betters an answer
EDITS = 3  # of an edit, how often it may be edited again
PRIOR = 2.0  # decisions that a text has in its favour before anybody decided


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a suggestion must suit: whose voice, in which language, how long, where."""

    brand_id: UUID
    lang: str
    most_letters: int
    public: bool
    guide: Guide
    now: datetime


@dataclass(slots=True)
class _Group:
    """Texts that say the same."""

    near: str
    best: SuggestedText
    score: float
    many: int = 1
    keys: set[tuple[TextSource, str]] = field(default_factory=set)


class Library:
    """The answers and saved replies of one workspace, ready to be searched. Some 2 kB for each answer."""

    def __init__(
        self,
        answers: Sequence[PastAnswer],
        saved: Sequence[SavedText],
        quality: Mapping[UUID, float],
        records: Mapping[tuple[TextSource, str], TextRecord],
        encoder: Encoder,
    ) -> None:
        self._encoder = encoder
        self._quality, self._records = quality, records
        usable = [one for one in answers if one.encoder_id == encoder.encoder_id] if encoder.wide else []
        self._answers = usable
        self._matrix = (
            np.stack([one.vector for one in usable]) if usable else np.zeros((0, max(encoder.wide, 1)), np.float16)
        )
        self._better: dict[tuple[UUID, str, str], PastAnswer] = {}
        for one in answers:  # the newest first
            if one.instead_of and quality.get(one.author_id, 0.0) >= GOOD:
                self._better.setdefault((one.brand_id, one.lang, one.instead_of), one)
        places: dict[tuple[UUID, str], list[int]] = defaultdict(list)
        for at, one in enumerate(usable):
            places[one.brand_id, one.lang].append(at)
        self._places = {key: np.array(many, dtype=np.int64) for key, many in places.items()}
        self._shelves: dict[tuple[UUID, str], tuple[Shelf, dict[str, SuggestedText]]] = {}
        by_words = [] if encoder.wide else answers[:WITHOUT]
        shelved: dict[tuple[UUID, str], list[tuple[Article, SuggestedText]]] = defaultdict(list)
        for text in saved:
            for brand in text.brands:
                shelved[brand, text.lang].append((Article(str(text.id), text.title, _bare(text.text)), _saved(text)))
        for one in by_words:
            shelved[one.brand_id, one.lang].append((Article(str(one.id), "", _bare(one.text)), _said(one)))
        for key, many in shelved.items():
            shelf = Shelf([article for article, _ in many], encoder)
            self._shelves[key] = (shelf, {article.doc: told for article, told in many})

    def suggest(self, question: str, vector: Floats, wanted: Wanted, most: int = MOST) -> list[SuggestedText]:
        """Return the texts that suit best, best first, `most` at most, none that says what another says.

        `vector` is the question's, empty without an encoder.
        """
        found = [*self._from_answers(vector, wanted), *self._from_shelf(question, vector, wanted)]
        groups: list[_Group] = []
        for text, near, score in sorted(found, key=lambda one: -one[2]):
            if not self._suits(text, wanted):
                continue
            if not wanted.guide.suits(text.text):
                score *= MISSPOKEN
            key = (text.source, text.key)
            same = next((one for one in groups if apart(one.near, near) <= SAME), None)
            if same is None:
                groups.append(_Group(near, text, score, keys={key}))
                continue
            same.many += 1
            same.keys.add(key)
            if text.source is TextSource.CANNED:
                same.best = text  # kept up by people, whoever once said it
        for one in groups:
            one.score *= (1 + 0.05 * math.log(one.many)) * self._learned(one.keys)
        best = sorted((one for one in groups if one.score >= LEAST), key=lambda one: -one.score)[:most]
        return [_scored(one.best, one.score) for one in best]

    def _from_answers(self, vector: Floats, wanted: Wanted) -> list[tuple[SuggestedText, str, float]]:
        places = self._places.get((wanted.brand_id, wanted.lang))
        if places is None or not len(vector):
            return []
        alike = self._matrix[places].astype(np.float32) @ vector
        nearest = np.argsort(-alike, kind="stable")[:LOOKED_AT]
        found = []
        for at in nearest[alike[nearest] > ALIKE].tolist():
            one = self._answers[int(places[at])]
            days = max(0.0, (wanted.now - one.at).total_seconds() / 86_400)
            fits = (float(alike[at]) - ALIKE) / (1 - ALIKE)
            fresh = 0.6 + 0.4 * 0.5 ** (days / FADES)
            weight = self._quality.get(one.author_id, 0.7) * (0.5 + one.csat / 200) * fresh
            best = self._bettered(one)
            found.append((_said(best), best.near_key, fits * weight))
        return found

    def _bettered(self, one: PastAnswer) -> PastAnswer:
        """Return what good hands made of an answer when it was suggested to them; itself where nobody edited it."""
        for _ in range(EDITS):
            better = self._better.get((one.brand_id, one.lang, one.near_key))
            if better is None or better.near_key == one.near_key:
                break
            one = better
        return one

    def _from_shelf(self, question: str, vector: Floats, wanted: Wanted) -> list[tuple[SuggestedText, str, float]]:
        shelf, texts = self._shelves.get((wanted.brand_id, wanted.lang), (None, {}))
        if shelf is None:
            return []
        scored = shelf.rank_scored(question, vector, 10)
        found = []
        for place, (doc, meant, known) in enumerate(scored):
            fits = (meant - SPEAKS_OF) / (1 - SPEAKS_OF) if len(vector) else (known - KNOWN) / (1 - KNOWN)
            if fits > 0:
                found.append((texts[doc], near_key(texts[doc].text), fits * (1 - 0.05 * place)))
        return found

    def _suits(self, text: SuggestedText, wanted: Wanted) -> bool:
        if len(text.text) > wanted.most_letters or wanted.guide.forbids(text.text):
            return False
        return not wanted.public or set(slots_in(text.text)) <= FOR_ALL

    def _learned(self, keys: Collection[tuple[TextSource, str]]) -> float:
        """Return how much people took a text when it was suggested: about 1 before they decided, 0 when none will."""
        of = [self._records[key] for key in keys if key in self._records]
        accepted, edited = sum(one.accepted for one in of), sum(one.edited for one in of)
        rejected = sum(one.rejected for one in of)
        kept = (PRIOR + accepted + 0.6 * edited) / (PRIOR + accepted + edited + rejected)
        return kept * (1 + 0.1 * math.log1p(accepted))


FOR_ALL = frozenset({"contact.first_name", "agent.alias", "agent.name", "brand.name", "date", "time", "link"})


def _said(one: PastAnswer) -> SuggestedText:
    return SuggestedText(TextSource.ANSWER, one.id, one.near_key, one.text, one.lang, 0.0, one.author_id, one.at)


def _saved(one: SavedText) -> SuggestedText:
    return SuggestedText(TextSource.CANNED, one.id, str(one.id), one.text, one.lang, 0.0, version=one.version)


def _scored(one: SuggestedText, score: float) -> SuggestedText:
    return SuggestedText(
        one.source, one.source_id, one.key, one.text, one.lang, min(1.0, score), one.by_id, one.said_at, one.version
    )


def _bare(text: str) -> str:
    """Return a text without its slots, as it is searched."""
    for slot in slots_in(text):
        text = text.replace(f"{{{{{slot}}}}}", " ")
    return text
