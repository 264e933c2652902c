"""Starters: for an industry a tree of reasons in three languages, with messages as people write them, written by us.

They are files of the package (`starters/*.toml`). A workspace keeps only which of its tags and reasons came of which
leaf; the messages are read here when a model is fitted, so that better ones come with a new version of Trato.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILES = Path(__file__).parent.parent / "starters"
INDUSTRIES = ("retail", "telecom", "bank", "travel", "utilities", "software")
LANGUAGES = ("es", "pt", "en")
COMMON = "common"  # what every industry shares

Words = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Leaf:
    """A reason: its names, when to use it, and messages that have it, all by language."""

    code: str
    name: Words
    when: Words
    examples: Mapping[str, tuple[str, ...]]

    @property
    def texts(self) -> tuple[str, ...]:
        """What a model learns of it: the messages, its names and when to use it, in every language."""
        said = [text for language in LANGUAGES for text in self.examples[language]]
        return (*said, *(self.name[one] for one in LANGUAGES), *(self.when[one] for one in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Branch:
    """What some leaves hang from."""

    code: str
    name: Words
    leaves: tuple[Leaf, ...]


@cache
def starter(industry: str) -> tuple[Branch, ...]:
    """Return the tree of an industry, with what all share at the end. Raises KeyError for one that there is not."""
    if industry not in INDUSTRIES:
        raise KeyError(industry)
    return (*_read(industry), *_read(COMMON))


@cache
def leaf_of(code: str) -> Leaf | None:
    """Return a leaf by its code; None when a newer Trato has it no more."""
    for file in (*INDUSTRIES, COMMON):
        for branch in _read(file):
            for leaf in branch.leaves:
                if leaf.code == code:
                    return leaf
    return None


@cache
def _read(name: str) -> tuple[Branch, ...]:
    told = tomllib.loads((FILES / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(
        Branch(
            branch["code"],
            branch["name"],
            tuple(
                Leaf(one["code"], one["name"], one["when"], {each: tuple(one[each]) for each in LANGUAGES})
                for one in branch["leaves"]
            ),
        )
        for branch in told["branches"]
    )
