"""JSON lines in and out: what the commands read and print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from trato.rooms.intelligence.model import Guess, Heard, Likelihood, Understanding


class UnreadableLine(ValueError):
    """A line is not a JSON object with what is needed; says which line and what is missing."""


def read_lines(lines: Iterable[str], *needed: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of non-empty `lines`. Raises UnreadableLine with the number of the line, from 1."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError:
            raise UnreadableLine(f"line {number} is not JSON")
        if not isinstance(found, dict):
            raise UnreadableLine(f"line {number} is not a JSON object")
        for name in needed:
            if name not in found:
                raise UnreadableLine(f"line {number} has no {name}")
        yield found


def written(answer: dict[str, Any]) -> str:
    """Return an answer as one line, without its break; lone surrogates, which no file may hold, become �."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def heard_from(row: dict[str, Any]) -> Heard:
    """Return the message that a line of `trato analyse` tells."""
    return Heard(_text(row.get("text")), _text(row.get("lang")), _text(row.get("channel")), _text(row.get("country")))


def understanding_as_row(of: Any, one: Understanding) -> dict[str, Any]:
    """Return an understanding as `trato analyse` prints it, under the message's own id."""
    return {
        "id": of,
        "lang": one.lang,
        "kind": _guess(one.kind),
        "engageable": _likelihood(one.engageable) | ({"why": one.why} if one.why else {}),
        "sentiment": _guess(one.sentiment),
        "offensive": _likelihood(one.offensive),
        "urgency": one.urgency,
        "needs_human": _likelihood(one.needs_human),
        "pii": [{"start": span.start, "end": span.end, "type": span.kind.value} for span in one.pii],
        "kinds": {label: round(score, 4) for label, score in one.kinds.items()},
        "near_key": one.near_key,
        "encoder": one.encoder_id,
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _guess(one: Guess) -> dict[str, Any]:
    return {"label": str(one.label), "score": round(one.score, 4)}


def _likelihood(one: Likelihood) -> dict[str, Any]:
    return {"value": one.value, "score": round(one.score, 4)}
