"""What was understood and predicted of a case, in the words in which rules ask about it."""

from __future__ import annotations

from trato.rooms.automation.model import ChoiceField, Prediction
from trato.rooms.intelligence.model import CaseOutlook, ContactWorth, Signs

SAID = frozenset({ChoiceField.ABOUT, ChoiceField.SENTIMENT, ChoiceField.MESSAGE_LANGUAGE})  # by the last message
JUDGED = frozenset(
    {Prediction.CSAT, Prediction.DISSATISFIED, Prediction.ESCALATION, Prediction.CHURN, Prediction.LEAD}
)  # by the whole case
WEIGHED = frozenset({Prediction.INFLUENCE, Prediction.VALUE})  # by the contact


def choices(signs: Signs | None) -> dict[ChoiceField, list[str]]:
    """Return what the last message of a case says; nothing where it was not understood."""
    if signs is None:
        return {}
    return {
        ChoiceField.ABOUT: [signs.kind],
        ChoiceField.SENTIMENT: [signs.sentiment],
        ChoiceField.MESSAGE_LANGUAGE: [signs.lang],
    }


def predictions(
    signs: Signs | None, outlook: CaseOutlook | None, worth: ContactWorth | None = None
) -> dict[Prediction, float]:
    """Return what is predicted of a case, and how much its contact weighs; what nobody knows stays away."""
    found: dict[Prediction, float] = {}
    if signs is not None:
        found[Prediction.URGENCY] = float(signs.urgency)
        found[Prediction.NEEDS_HUMAN] = signs.needs_human
        found[Prediction.OFFENSIVE] = signs.offensive
        found[Prediction.ENGAGEABLE] = signs.engageable
    if outlook is not None:
        found[Prediction.CSAT] = float(outlook.csat)
        found[Prediction.DISSATISFIED] = outlook.dissatisfied
        found[Prediction.ESCALATION] = outlook.escalation
        found[Prediction.CHURN] = outlook.churn
        found[Prediction.LEAD] = outlook.lead
    if worth is not None and worth.influence is not None:
        found[Prediction.INFLUENCE] = float(worth.influence.points)
    if worth is not None and worth.value is not None:
        found[Prediction.VALUE] = float(worth.value.points)
    return found
