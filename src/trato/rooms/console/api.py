"""What the configuration as a file asks of the desk."""

from trato.rooms.console.service.team_views import KeptView, drop, keep, of_teams, read_base

__all__ = ["KeptView", "drop", "keep", "of_teams", "read_base"]
