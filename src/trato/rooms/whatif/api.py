"""What commands and benches may ask of the what-if."""

from trato.rooms.whatif.rules.comparing import Compared, compare_days, compare_one_day
from trato.rooms.whatif.rules.counting import by_part, numbers_of
from trato.rooms.whatif.rules.intervals import interval
from trato.rooms.whatif.rules.levers import pull
from trato.rooms.whatif.rules.made import made_day, made_house
from trato.rooms.whatif.service.checking import Checked, check
from trato.rooms.whatif.service.living import CalledOff, live
from trato.rooms.whatif.service.recording import recorded_day

__all__ = [
    "CalledOff",
    "Checked",
    "Compared",
    "by_part",
    "check",
    "compare_days",
    "compare_one_day",
    "interval",
    "live",
    "made_day",
    "made_house",
    "numbers_of",
    "pull",
    "recorded_day",
]
