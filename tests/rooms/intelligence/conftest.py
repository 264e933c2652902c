"""The desk, for what intelligence is asked by people."""

from tests.rooms.console.conftest import desk, house, world

__all__ = ["desk", "house", "world"]
