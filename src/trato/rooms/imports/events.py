"""Facts of imports. The run is the subject."""

from __future__ import annotations

from typing import ClassVar

from trato.kit.events import Event


class ImportFinished(Event, frozen=True, kw_only=True):
    """A run came to an end: done, or failed."""

    kind: ClassVar[str] = "imports.finished"
    state: str
    dry: bool


class ImportUndone(Event, frozen=True, kw_only=True):
    """What a run brought was taken out again."""

    kind: ClassVar[str] = "imports.undone"
