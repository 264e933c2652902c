"""Facts that knowledge announces."""

from __future__ import annotations

from typing import ClassVar

from trato.kit.events import Event


class CannedSaved(Event, frozen=True):
    """Subject: the canned reply, new or in a new version."""

    kind: ClassVar[str] = "knowledge.canned_saved"
    version: int


class CannedRetired(Event, frozen=True):
    """Subject: the canned reply."""

    kind: ClassVar[str] = "knowledge.canned_retired"
