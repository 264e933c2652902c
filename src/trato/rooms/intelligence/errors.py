"""Refusals of intelligence."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound


class NotUnderstood(NotFound):
    """Nothing was understood of this message (yet), so there is nothing to correct."""

    code = "not_understood"


class LlmRefused(Invalid):
    """The address of a model may not be called; `reason` is malformed, scheme, credentials or port."""

    code = "llm_refused"


class StarterNotFound(NotFound):
    """There is no starter of that name, or no such leaf in it. Data: `starter`."""

    code = "starter_not_found"


class StarterInUse(Conflict):
    """Cases have tags or reasons of this starter: it cannot be taken back as a whole. Data: `tags`, `industry`."""

    code = "starter_in_use"
