"""What others may ask of search."""

from trato.rooms.search.service.answering import answer
from trato.rooms.search.service.history import begin_again, go_on, how_far, share

__all__ = ["answer", "begin_again", "go_on", "how_far", "share"]
