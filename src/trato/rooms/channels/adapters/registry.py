"""The channels that this house speaks: a line each in `channels.json`, the rest in the folder of that name.

A channel's folder has `adapter.py` with its `ADAPTER`, `connecting.py` with its `CONNECTION`, its name in
`names.json` and its glyph in `glyph.svg`; the console reads the last two and the order when it is built. What the
manuals ask of a channel is in its `practices.json`, where they do. Nothing else has to know of a new channel
(tests/house/test_one_line.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from trato.rooms.channels.connecting import Connection, Said
from trato.rooms.channels.model import ChannelAdapter
from trato.rooms.channels.practices import Practice

HERE = Path(__file__).parent


class Channel(Struct, frozen=True):
    """One channel: how it speaks, how accounts of it are connected, and its name as it stands within a sentence.

    `practices` are the manuals' for this channel.
    """

    adapter: ChannelAdapter
    connection: Connection
    name: Said
    practices: tuple[Practice, ...] = ()

    @property
    def title(self) -> Said:
        """Return its name as it begins a sentence."""
        return Said(*(one[:1].upper() + one[1:] for one in (self.name.es, self.name.en, self.name.pt)))


def find(channel: str) -> Channel:
    """Return what the folder `channel` beside this file holds. Raises ImportError or OSError."""
    package = f"{__package__}.{channel}"
    connecting = import_module(f"{package}.connecting")
    folder = Path(str(connecting.__file__)).parent
    practices = folder / "practices.json"
    return Channel(
        import_module(f"{package}.adapter").ADAPTER,
        connecting.CONNECTION,
        decode((folder / "names.json").read_bytes(), type=Said),
        decode(practices.read_bytes(), type=tuple[Practice, ...]) if practices.is_file() else (),
    )


LINES: Sequence[str] = json.loads((HERE / "channels.json").read_text(encoding="utf-8"))
CHANNELS: dict[str, Channel] = {line: find(line) for line in LINES}
ADAPTERS: dict[str, ChannelAdapter] = {name: one.adapter for name, one in CHANNELS.items()}
CONNECTIONS: dict[str, Connection] = {name: one.connection for name, one in CHANNELS.items()}
