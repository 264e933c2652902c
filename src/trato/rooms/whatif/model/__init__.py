"""Words of the what-if."""

from trato.rooms.whatif.model.day import Arrival, Day, House, Laws, Person, Span
from trato.rooms.whatif.model.outcomes import Numbers, Outcome, Served
from trato.rooms.whatif.model.runs import Asked, Made, Run, RunState

__all__ = [
    "Arrival",
    "Asked",
    "Day",
    "House",
    "Laws",
    "Made",
    "Numbers",
    "Outcome",
    "Person",
    "Run",
    "RunState",
    "Served",
    "Span",
]
