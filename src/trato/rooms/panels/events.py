"""What panels announce."""

from __future__ import annotations

from typing import ClassVar

from trato.kit.events import Event


class PanelChanged(Event, frozen=True):
    kind: ClassVar[str] = "panels.changed"
    state: str
