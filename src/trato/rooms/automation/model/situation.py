"""What a condition is asked of: one case at one event, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from trato.rooms.automation.model.conditions import ChoiceField, NumberField, Prediction, YesNoField


@dataclass(frozen=True, slots=True)
class Post:
    """A message that the contact wrote before."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A case at an event. What is not known stays away from the mappings, and a leaf about it is false.

    `now` has the brand's time zone: what conditions on the time of day are about.
    """

    case_id: UUID
    now: datetime
    text: str = ""
    choices: Mapping[ChoiceField, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[NumberField, float] = field(default_factory=dict)
    yes_no: Mapping[YesNoField, bool] = field(default_factory=dict)
    attributes: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    predictions: Mapping[Prediction, float] = field(default_factory=dict)
    earlier: tuple[Post, ...] = ()
