"""What a message is, said by all base heads at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from trato.rooms.intelligence.engine.encoder import Encoder, NoEncoder, open_encoder
from trato.rooms.intelligence.engine.features import Floats, clean, grams, plain
from trato.rooms.intelligence.engine.heads import Heads, open_heads
from trato.rooms.intelligence.engine.near import near_key
from trato.rooms.intelligence.engine.personal.finding import find_personal
from trato.rooms.intelligence.engine.phrases import SAID, Reason
from trato.rooms.intelligence.engine.reactions import Reactions, open_reactions
from trato.rooms.intelligence.model import Guess, Heard, Likelihood, MessageKind, Mood, Understanding

BASE = Path(__file__).parent / "base"
UNKNOWN = "und"  # ISO 639-2: no language that is spoken here
SET_ASIDE = (MessageKind.NOISE, MessageKind.SPAM, MessageKind.TROLL)
TOLD = 12.0  # how much likelier the language is that the contact or the channel is known to speak
ENOUGH = 20  # letters that speak for themselves; of fewer, what is known of the contact counts the more
ASKED = 0.95  # how sure it is that who asks for a person needs one
HEARD = 0.1  # how likely the head must find it before such words decide: "atención humana, gracias" asks for nobody
LATIN = 0.5  # share of Latin letters under which a text is in none of our languages


class Analyser:
    """The base heads and their encoder. Open one a process: it takes some 200 MB and a second."""

    def __init__(self, encoder: Encoder, heads: Heads, reactions: Reactions) -> None:
        if heads.encoder_id != encoder.encoder_id:
            raise ValueError(f"heads of {heads.encoder_id} cannot read vectors of {encoder.encoder_id}")
        self.encoder = encoder
        self.heads = heads
        self.reactions = reactions
        self._labels = {one.name: one.labels for one in heads.heads}
        self._thresholds = {one.name: one.threshold for one in heads.heads}

    def analyse(self, messages: Sequence[Heard]) -> list[Understanding]:
        """Return what is understood of each message, in order. Batches of 8 to 32 are the quickest."""
        return self.analyse_encoded(messages, self.encoder.encode([one.text for one in messages]))

    def analyse_encoded(self, messages: Sequence[Heard], encoded: Floats) -> list[Understanding]:
        """As `analyse`, for messages that are encoded already."""
        if not messages:
            return []
        cleaned = [clean(one.text) for one in messages]
        said = self.heads.say(encoded, [grams(one) for one in cleaned])
        said["reaction"] = self.reactions.of(encoded)
        return [
            self._understood(one, cleaned[at], {name: rows[at] for name, rows in said.items()})
            for at, one in enumerate(messages)
        ]

    def _understood(self, heard: Heard, cleaned: str, said: dict[str, Floats]) -> Understanding:
        labels = self._labels
        lang = _language(heard, cleaned, said["lang"], labels["lang"])
        kinds = dict(zip(labels["kind"], said["kind"].tolist(), strict=True))
        if not any(one.isalnum() or unicodedata.category(one) == "So" for one in cleaned):
            kinds = {label: float(label == MessageKind.NOISE) for label in kinds}
        kind = max(kinds, key=lambda one: kinds[one])
        engaging = float(said["engageable"][0])
        if kinds[MessageKind.NOISE] == 1.0:
            engaging = 0.0
        engages = engaging >= self._thresholds["engageable"]
        aside = max(SET_ASIDE, key=lambda one: kinds[one])
        sentiment = int(said["sentiment"].argmax())
        moods = labels["sentiment"]
        mood = Guess(moods[sentiment], float(said["sentiment"][sentiment])) if cleaned else Guess(Mood.NEUTRAL, 1.0)
        return Understanding(
            lang=lang,
            kind=Guess(kind, kinds[kind]),
            kinds=kinds,
            engageable=Likelihood(engages, engaging),
            why="" if engages else aside,
            sentiment=mood,
            offensive=self._likely("offensive", said),
            urgency=int(said["urgency"].argmax()) if cleaned else 0,
            needs_human=self._human(cleaned, said),
            pii=find_personal(heard.text, lang, heard.country, heard.names),
            near_key=near_key(heard.text),
            encoder_id=self.encoder.encoder_id,
            reaction=float(said["reaction"]) if cleaned else 0.0,
        )

    def _likely(self, name: str, said: dict[str, Floats]) -> Likelihood:
        score = float(said[name][0])
        return Likelihood(score >= self._thresholds[name], score)

    def _human(self, cleaned: str, said: dict[str, Floats]) -> Likelihood:
        """Return yes for who asks for a person or speaks of lawyers and authorities, unless the head is sure of no."""
        spoken = plain(cleaned)
        named = any(SAID[reason].search(spoken) for reason in (Reason.ASKS_FOR_PERSON, Reason.THREATENS))
        if named and float(said["needs_human"][0]) >= HEARD:
            return Likelihood(True, max(float(said["needs_human"][0]), ASKED))
        return self._likely("needs_human", said)


def open_analyser(encoder: Encoder | None = None) -> Analyser:
    """Return the analyser that is shipped; with the hash-only heads where the encoder's wheel is missing."""
    chosen = encoder or open_encoder()
    file = "heads-hash-only.npz" if isinstance(chosen, NoEncoder) else "heads.npz"
    return Analyser(chosen, open_heads(BASE / file), open_reactions(chosen.encoder_id))


def _language(heard: Heard, cleaned: str, said: Floats, labels: tuple[str, ...]) -> str:
    letters = [one for one in cleaned if one.isalpha()]
    if not letters:
        return heard.lang[:2] or UNKNOWN
    if sum("LATIN" in unicodedata.name(one, "") for one in letters[:200]) < LATIN * min(len(letters), 200):
        return UNKNOWN
    weighed = np.array(said, dtype=np.float64)
    if heard.lang[:2] in labels:
        seen = min(1.0, len(letters) / ENOUGH)
        weighed = weighed**seen
        weighed[labels.index(heard.lang[:2])] *= TOLD ** (1 - seen)
    return labels[int(weighed.argmax())]
