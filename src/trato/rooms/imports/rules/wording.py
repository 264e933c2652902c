"""The words of a problem: what it is, and what helps."""

from __future__ import annotations

import string
from typing import Any

from trato.kit.i18n import preferred, sentences
from trato.rooms.imports.model import Problem


def words_of(problem: Problem, language: str) -> str:
    """Return what a problem is and what helps, in the language asked for; its code where no words are."""
    sentence = sentences("imports", preferred(language)).get(problem.code, problem.code)
    return _Plain().vformat(sentence, (), {name: str(value)[:200] for name, value in problem.data.items()})


class _Plain(string.Formatter):
    """Fills plain names only: what a file said is never read as a format."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        return kwargs.get(field_name, "…"), field_name
