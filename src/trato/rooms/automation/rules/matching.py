"""Whether a condition holds in a situation: pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import assert_never

from trato.rooms.automation.model import (
    AllOf,
    AnyOf,
    AttributeIs,
    Choice,
    Condition,
    EarlierPosts,
    Has,
    LocalTime,
    NotOf,
    Number,
    Predicted,
    Situation,
    TextOp,
    ValueOp,
    Words,
    YesNo,
)

Leaf = Words | EarlierPosts | Choice | Number | YesNo | AttributeIs | LocalTime | Predicted
KNOWN_KEPT = 4_096  # patterns


def matches(condition: Condition, at: Situation) -> bool:
    """Say whether `condition` holds. A leaf about something that is not known is false, and so is its contrary.

    That is: `not` turns a known answer round; of something unknown it makes false as well (Kleene's third value).
    """
    return _holds(condition, at) is True


def unknown(condition: Condition, at: Situation) -> list[Leaf]:
    """Return the leaves that nobody could answer in this situation: a dry run names them."""
    return [leaf for leaf in leaves(condition) if _holds(leaf, at) is None]


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Give every leaf of a tree, from left to right."""
    match condition:
        case AllOf() | AnyOf():
            for one in condition.of:
                yield from leaves(one)
        case NotOf():
            yield from leaves(condition.of)
        case _:
            yield condition


def _holds(condition: Condition, at: Situation) -> bool | None:
    match condition:
        case AllOf():
            found = [_holds(one, at) for one in condition.of]
            return False if False in found else None if None in found else True
        case AnyOf():
            found = [_holds(one, at) for one in condition.of]
            return True if True in found else None if None in found else False
        case NotOf():
            inner = _holds(condition.of, at)
            return None if inner is None else not inner
        case Words():
            return _says(condition, fold(at.text))
        case EarlierPosts():
            return _wrote(condition, at)
        case Choice():
            here = at.choices.get(condition.field)
            if here is None:
                return None
            return bool(here & set(condition.values)) is (condition.op is Has.IS)
        case Number():
            return _compares(condition.op, at.numbers.get(condition.field), condition.value)
        case YesNo():
            told = at.yes_no.get(condition.field)
            return None if told is None else told is condition.value
        case AttributeIs():
            kept = at.attributes.get(condition.key)
            if condition.op is ValueOp.UNKNOWN:
                return kept is None
            if condition.op is ValueOp.KNOWN:
                return kept is not None
            return _compares(condition.op, kept, condition.value)
        case LocalTime():
            return _is_then(condition, at.now)
        case Predicted():
            return _compares(condition.op, at.predictions.get(condition.name), condition.value)
        case _:
            assert_never(condition)


def fold(text: str) -> str:
    """Return text as words are compared: without case and accents, blanks as one space. "ñ" stays itself."""
    kept = unicodedata.normalize("NFKC", text).casefold().replace("ñ", "\ue000")
    plain = "".join(char for char in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(char))
    return " ".join(plain.casefold().replace("\ue000", "ñ").split())


@lru_cache(maxsize=KNOWN_KEPT)
def _pattern(word: str, whole: bool) -> re.Pattern[str]:
    sought = re.escape(fold(word))
    return re.compile(rf"(?<!\w){sought}(?!\w)" if whole else sought)


def _has(word: str, folded: str, *, whole: bool) -> bool:
    return _pattern(word, whole).search(folded) is not None


def _says(leaf: Words, folded: str) -> bool:
    found = (_has(word, folded, whole=leaf.whole) for word in leaf.words)
    match leaf.op:
        case TextOp.ANY:
            return any(found)
        case TextOp.ALL:
            return all(found)
        case TextOp.NONE:
            return not any(found)
        case _:
            assert_never(leaf.op)


def _wrote(leaf: EarlierPosts, at: Situation) -> bool:
    since = at.now - timedelta(days=leaf.days)
    told = [post for post in at.earlier if since <= post.at < at.now]
    if leaf.words:
        told = [post for post in told if any(_has(word, fold(post.text), whole=True) for word in leaf.words)]
    return len(told) >= leaf.at_least


def _compares(op: ValueOp, here: object, there: object) -> bool | None:
    if here is None:
        return None
    match op:
        case ValueOp.IS | ValueOp.IS_NOT:
            same = fold(here) == fold(there) if isinstance(here, str) and isinstance(there, str) else here == there
            return same is (op is ValueOp.IS)
        case ValueOp.AT_LEAST | ValueOp.AT_MOST:
            low, high = (there, here) if op is ValueOp.AT_LEAST else (here, there)
            if isinstance(low, str) and isinstance(high, str):
                return low <= high  # dates as ISO 8601 say them
            if isinstance(low, int | float) and isinstance(high, int | float):
                return low <= high
            return None
        case ValueOp.KNOWN:
            return True
        case ValueOp.UNKNOWN:
            return False
        case _:
            assert_never(op)


def _is_then(leaf: LocalTime, now: datetime) -> bool:
    """Say whether it is that time; a stretch over midnight belongs to the day on which it begins."""
    minute, day = now.hour * 60 + now.minute, now.isoweekday()
    if leaf.begins < leaf.ends:
        return day in leaf.days and leaf.begins <= minute < leaf.ends
    yesterday = (day - 2) % 7 + 1
    return (day in leaf.days and minute >= leaf.begins) or (yesterday in leaf.days and minute < leaf.ends)
