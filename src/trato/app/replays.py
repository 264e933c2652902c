"""Folders of recorded payloads, each read by the channel that it is named after, as a table that tells what is missing.

A body is read when it becomes events; unsupported ones count as read, because their bytes are kept and somebody is
told. A hole is a body that its channel calls malformed, or of which nothing comes though it says something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from trato.app.recorded import Recorded, bodies_of
from trato.rooms.channels.model import AccountView, ChannelAdapter, InboundKind, Malformed, WebhookRequest

LEFT_OUT = ("LICENSE", "README", "signature-vectors")  # of folders: they lie beside payloads
EMPTY = 40  # bytes, of a body that says nothing: an empty list of events in its frame


@dataclass(slots=True)
class Row:
    """What a channel read. `holes` name the body and what is wrong."""

    channel: str
    files: int = 0
    bodies: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    holes: list[str] = field(default_factory=list)

    @property
    def unsupported(self) -> int:
        """How many events are kept and not shown."""
        return self.kinds[InboundKind.UNSUPPORTED.value]


def payloads_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of files and folders, but what lies beside payloads."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith(LEFT_OUT))
        else:
            yield path


def channel_of(path: Path, channels: Iterable[str]) -> str:
    """Return the channel that a file or the nearest of its folders is named after, "" where none is.

    `facebook-comments` is Facebook's, `google-play` Google Play's; `sms-inbound.json` lies in a folder of no channel.
    """
    known = sorted(channels, key=len, reverse=True)
    for name in (*(one.name for one in path.parents if one.name), path.stem):
        plain = name.replace("-", "_")
        for channel in known:
            if plain == channel or plain.startswith(f"{channel}_"):
                return channel
    return ""


def read_all(
    paths: Iterable[Path], adapters: dict[str, ChannelAdapter], view_of: dict[str, AccountView], at: datetime
) -> tuple[list[Row], list[Path]]:
    """Read every payload; return a row for each channel in their order, and the files that are no channel's."""
    rows = {channel: Row(channel) for channel in adapters}
    strange: list[Path] = []
    for path in payloads_in(paths):
        channel = channel_of(path, adapters)
        if not channel:
            strange.append(path)
            continue
        row, adapter, view = rows[channel], adapters[channel], view_of[channel]
        row.files += 1
        for body in bodies_of(path, adapter, view):
            row.bodies += 1
            if why := _hole(row, adapter, view, body, at):
                row.holes.append(f"{path.name} {body.name}: {why}")
    return [row for row in rows.values() if row.files], strange


def _hole(row: Row, adapter: ChannelAdapter, view: AccountView, body: Recorded, at: datetime) -> str:
    """Read one body into a row; return what is missing, or nothing."""
    try:
        events = adapter.parse(body.received(at), view)
    except Malformed as error:
        return f"malformed, {error}"
    row.kinds.update(event.kind.value for event in events)
    keys = [event.dedupe_key for event in events]
    if not all(keys):
        return "an event without a key"
    if body.headers:  # it asks within a call: what is answered at once is what comes of it
        return ""
    raw = body.raw
    asked = WebhookRequest("POST", "https://casa.example/hooks/1", {}, {}, raw, at)
    if not events and adapter.verify(asked, view) is None and b"[]" not in raw and len(raw) > EMPTY:
        return "nothing came of it"
    return ""


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a table: what each channel read, the commonest kinds first."""
    yield f"{'channel':<12}{'files':>6}{'bodies':>8}{'events':>8}{'unsupported':>13}{'holes':>7}  kinds"
    for row in rows:
        kinds = ", ".join(f"{kind} {n}" for kind, n in row.kinds.most_common() if kind != InboundKind.UNSUPPORTED)
        yield (
            f"{row.channel:<12}{row.files:>6}{row.bodies:>8}{row.kinds.total():>8}{row.unsupported:>13}"
            f"{len(row.holes):>7}  {kinds}"
        )
