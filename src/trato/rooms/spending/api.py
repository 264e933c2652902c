"""What other rooms may ask of spending."""

from trato.rooms.spending.service.budgets import raise_alarms, set_budget, standings
from trato.rooms.spending.service.prices import prices_in, prices_of
from trato.rooms.spending.service.rates import bring

__all__ = ["bring", "prices_in", "prices_of", "raise_alarms", "set_budget", "standings"]
