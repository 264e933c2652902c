"""Words of the what-if."""

from trato.rooms.whatif.model.day import Arrival, Day, House, Laws, Person, Span
from trato.rooms.whatif.model.outcomes import Numbers, Outcome, Served

__all__ = [
    "Arrival",
    "Day",
    "House",
    "Laws",
    "Numbers",
    "Outcome",
    "Person",
    "Served",
    "Span",
]
