"""The desk, for panels."""

from tests.rooms.console.conftest import desk, house, world

__all__ = ["desk", "house", "world"]
