"""What commands and benches may ask of the what-if."""

from trato.rooms.whatif.rules.counting import by_part, numbers_of
from trato.rooms.whatif.rules.intervals import interval
from trato.rooms.whatif.rules.made import made_day, made_house
from trato.rooms.whatif.service.checking import Checked, check
from trato.rooms.whatif.service.living import CalledOff, live

__all__ = ["CalledOff", "Checked", "by_part", "check", "interval", "live", "made_day", "made_house", "numbers_of"]
