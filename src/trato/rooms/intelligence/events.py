"""Facts of intelligence: what was understood, in codes and numbers. They are predictions, and say so by their room."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event


class MessageUnderstood(Event, frozen=True, kw_only=True):
    """What a contact wrote was understood; the subject is the message. Scores are calibrated probabilities."""

    kind: ClassVar[str] = "intelligence.message_understood"
    contact_id: UUID
    brand_id: UUID
    channel: str
    lang: str
    about: str  # a MessageKind
    about_score: float
    engageable: bool
    engageable_score: float
    why: str = ""
    sentiment: str
    offensive: bool = False
    urgency: int = 0
    needs_human: bool = False
    seconds: float  # from its coming to its being understood


class CaseJudged(Event, frozen=True, kw_only=True):
    """How a case goes after a turn; the subject is the case."""

    kind: ClassVar[str] = "intelligence.case_judged"
    csat: int
    dissatisfied: float
    escalation: float
    churn: float
    first: bool = False  # the first time that this case was judged


class MessagesShed(Event, frozen=True, kw_only=True):
    """Understanding was behind: so many messages are understood when it is calm. The subject is the workspace."""

    kind: ClassVar[str] = "intelligence.messages_shed"
    messages: int
    behind: float  # seconds that the oldest of them had waited


class OutlooksDropped(Event, frozen=True, kw_only=True):
    """Somebody objects to being scored: what was said of how so many cases go is gone. The subject is the workspace."""

    kind: ClassVar[str] = "intelligence.outlooks_dropped"
    cases: int


class ContactForgotten(Event, frozen=True, kw_only=True):
    """All that was computed and learned of a contact is gone; the subject is the contact. `messages`: of how many."""

    kind: ClassVar[str] = "intelligence.contact_forgotten"
    messages: int


class SatisfactionAnswered(Event, frozen=True, kw_only=True):
    """A contact said in a survey how content they are, 0 to 100; the subject is the case. Surveys tell it here."""

    kind: ClassVar[str] = "intelligence.satisfaction_answered"
    said: int
    predicted: int  # in points, before calibration


class Corrected(Event, frozen=True, kw_only=True):
    """A person said what a message is instead of what was understood; the subject is the message."""

    kind: ClassVar[str] = "intelligence.corrected"
    aspect: str
    said: str
    meant: str
    waited: int = 0  # seconds that the case stood aside because of it


class CaseTyped(Event, frozen=True, kw_only=True):
    """What a case would be tagged with, by one message of it; the subject is the case. `tags` may be put by itself."""

    kind: ClassVar[str] = "intelligence.case_typed"
    message_id: UUID
    tags: tuple[UUID, ...] = ()
    scores: tuple[float, ...] = ()  # one for each of `tags`
    reason: UUID | None = None
    tags_version: str
    reasons_version: str


class TagReviewed(Event, frozen=True, kw_only=True):
    """Somebody who was asked said whether an automatic tag is right; the subject is its mark."""

    kind: ClassVar[str] = "intelligence.tag_reviewed"
    tag_id: UUID
    right: bool
    version: str


class ModelJudged(Event, frozen=True, kw_only=True):
    """A model was fitted and judged against the one before; the subject is the model. Not promoted: nothing changes."""

    kind: ClassVar[str] = "intelligence.model_judged"
    name: str
    version: int
    promoted: bool
    cause: str
    lessons: int
    macro_f1: float
    off: float


class ModelChosen(Event, frozen=True, kw_only=True):
    """A person chose which version predicts; the subject is the model."""

    kind: ClassVar[str] = "intelligence.model_chosen"
    name: str
    version: int


class HintShown(Event, frozen=True, kw_only=True):
    """An agent was told something of a case while it was open before them. The subject is the case."""

    kind: ClassVar[str] = "intelligence.hint_shown"
    code: str
    about: UUID  # the message that it is about, or the case
    agent_id: UUID


class HintDismissed(Event, frozen=True, kw_only=True):
    """An agent put a hint away. The subject is the case."""

    kind: ClassVar[str] = "intelligence.hint_dismissed"
    code: str
    about: UUID
    agent_id: UUID


class AnswersSuggested(Event, frozen=True, kw_only=True):
    """Texts were suggested for what a contact wrote; the subject is that message. `score` is of the best."""

    kind: ClassVar[str] = "intelligence.answers_suggested"
    suggestions: int
    source: str  # of the best: answer or canned
    score: float
    model: str
    seconds: float  # from the message's coming


class SuggestionRejected(Event, frozen=True, kw_only=True):
    """Somebody did not want a suggestion, and said why; the subject is the suggestion."""

    kind: ClassVar[str] = "intelligence.suggestion_rejected"
    message_id: UUID
    rank: int
    source: str
    reason: str
    undone: bool = False


class SuggestionSent(Event, frozen=True, kw_only=True):
    """A suggestion became an answer; the subject is the suggestion. `edit_share` is 0 (as it was) to 1 (rewritten)."""

    kind: ClassVar[str] = "intelligence.suggestion_sent"
    message_id: UUID
    rank: int
    source: str
    edit_share: float


class SpikeFound(Event, frozen=True, kw_only=True):
    """An hour had far more messages of something than the same hours before. The subject is the workspace."""

    kind: ClassVar[str] = "intelligence.spike_found"
    about: str  # kind, sentiment, channel, brand, tag or topic
    key: str
    hour: datetime
    seen: int
    expected: float
    severity: float  # 0 to 1
