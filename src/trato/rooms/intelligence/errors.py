"""Refusals of intelligence."""

from __future__ import annotations

from trato.kit.errors import Invalid, NotFound


class NotUnderstood(NotFound):
    """Nothing was understood of this message (yet), so there is nothing to correct."""

    code = "not_understood"


class LlmRefused(Invalid):
    """The address of a model may not be called; `reason` is malformed, scheme, credentials or port."""

    code = "llm_refused"
