"""Business rules of promises: pure functions over values."""

from trato.rooms.sla.rules.choosing import PromiseBook, choose, chooses_alike, effective_within, is_sensible
from trato.rooms.sla.rules.conflicts import find_conflicts, in_order
from trato.rooms.sla.rules.counting import charge, counted_time, due_with_pauses, state_of
from trato.rooms.sla.rules.defaults import DEFAULTS, DefaultPolicy, missing_defaults
from trato.rooms.sla.rules.examples import example_clocks, telling_moment, typical_matter
from trato.rooms.sla.rules.expecting import choose_expectation, plan_expectation, replaced_by, senseless, timed_by
from trato.rooms.sla.rules.explaining import explain
from trato.rooms.sla.rules.starting import hours_for, plan_clocks

__all__ = [
    "DEFAULTS",
    "DefaultPolicy",
    "PromiseBook",
    "charge",
    "choose",
    "choose_expectation",
    "chooses_alike",
    "counted_time",
    "due_with_pauses",
    "effective_within",
    "example_clocks",
    "explain",
    "find_conflicts",
    "hours_for",
    "in_order",
    "is_sensible",
    "missing_defaults",
    "plan_clocks",
    "plan_expectation",
    "replaced_by",
    "senseless",
    "state_of",
    "telling_moment",
    "timed_by",
    "typical_matter",
]
