"""Recorded payloads: what lies in a file, as the bodies that a provider would post."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from trato.rooms.channels.model import AccountView, ChannelAdapter, Delivery, InboundKind, Malformed

_WHEN = datetime(2026, 1, 1, tzinfo=UTC)
KEPT = ":key"  # what the door keeps of the address that was called stands in a recorded form under this name


@dataclass(frozen=True, slots=True)
class Recorded:
    """A body as a provider posted it, with what is kept beside it."""

    name: str
    raw: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def received(self, at: datetime) -> Delivery:
        """Return it as a delivery."""
        return Delivery(self.raw, dict(self.headers), at)


def bodies_of(path: Path, adapter: ChannelAdapter, view: AccountView) -> list[Recorded]:
    """Return the bodies that a file holds.

    A file is one body, a whole request as it was recorded (its `raw_body`), or an object of named bodies; a flat object
    of texts may stand for a form. Which of them it is, the channel's own reader says.
    """
    raw = path.read_bytes()
    held = _decoded(raw)
    if isinstance(held, dict) and isinstance(held.get("raw_body"), str):
        return [Recorded(path.stem, held["raw_body"].encode())]
    if isinstance(held, dict) and held and all(isinstance(one, dict) for one in held.values()):
        named = [_body(name, one, adapter, view) for name, one in held.items()]
        if _sense(adapter, view, Recorded("", raw)) < max(_sense(adapter, view, one) for one in named):
            return named
    return [_body(path.stem, held, adapter, view) if _is_form(held) else Recorded(path.stem, raw)]


def _body(name: str, held: Any, adapter: ChannelAdapter, view: AccountView) -> Recorded:
    """Return an object as the body that the channel reads: JSON, or a form where it reads that alone."""
    raw = Recorded(name, json.dumps(held, ensure_ascii=False).encode())
    if not _is_form(held):
        return raw
    said = {key: value for key, value in held.items() if key != KEPT}
    form = Recorded(name, urlencode(said).encode(), {KEPT: held[KEPT]} if KEPT in held else {})
    return form if form.headers or _sense(adapter, view, form) > _sense(adapter, view, raw) else raw


def _is_form(held: Any) -> bool:
    return isinstance(held, dict) and bool(held) and all(isinstance(one, str) for one in held.values())


def _sense(adapter: ChannelAdapter, view: AccountView, body: Recorded) -> int:
    """Return how much sense a body makes: 0 none, 1 that of a delivery of which nothing is understood, 2 more."""
    try:
        events = adapter.parse(body.received(_WHEN), view)
    except Malformed:
        return 0
    return 2 if any(one.kind is not InboundKind.UNSUPPORTED for one in events) else 1


def _decoded(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None
