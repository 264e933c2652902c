"""What every stand-in is to the harness: a business is registered, a person speaks, what of ours stands on screens."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.applications import Starlette

from bench.chaos.weather import Weather
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.meta.serving import Listening, listen

AGAIN = [0.3] * 600  # seconds before a webhook that was not taken is brought again, for three minutes


@dataclass(frozen=True, slots=True)
class Registered:
    """What an account is opened with."""

    external_id: str
    secrets: dict[str, str]
    settings: dict[str, Any]


class Provider(Protocol):
    """A stand-in as the harness uses it. `n` counts people from 0."""

    channel: str
    one_thread: bool  # what a person says stands in one conversation

    async def open(self, faults: Faults) -> Registered:
        """Listen on loopback, with bad days; return what our account of this provider is opened with."""

    def hook(self, url: str) -> None:
        """Bring from now on to `url` what people say."""

    def say(self, n: int, text: str) -> None:
        """Let a person say something; its webhook comes again until it is taken."""

    def shown(self) -> Sequence[str]:
        """Return what the business said, as it stands on people's screens, in order."""

    def busy(self) -> bool:
        """Say whether a webhook is on its way."""

    async def close(self) -> None:
        """Drop what is on its way."""


class OverHttp(ABC):
    """A provider that is called by HTTP: between us and it stands the weather."""

    one_thread = True
    _listening: Listening | None = None

    @abstractmethod
    def app(self) -> Starlette:
        """Return what listens."""

    @abstractmethod
    def register(self, url: str) -> Registered:
        """Return what our account is opened with; `url` is where the stand-in listens."""

    async def open(self, faults: Faults) -> Registered:
        """Listen on loopback."""
        app = self.app()
        app.add_middleware(Weather, faults=faults)
        self._listening = await listen(app, 0)
        return self.register(self._listening.url)

    async def close(self) -> None:
        """Drop what is on its way, and listen no more."""
        await self.hush()
        if self._listening is not None:
            await self._listening.stop()

    @abstractmethod
    async def hush(self) -> None:
        """End streams, which never end by themselves, and drop what is on its way."""


class _Brings(Protocol):
    """What brings webhooks to us, after `waits` again and again until they are taken."""

    waits: list[float]

    @property
    def busy(self) -> bool:
        """Whether a webhook is on its way."""

    async def close(self) -> None:
        """Drop what is on its way."""


class _Rings(Protocol):
    """What a page hears of changes by, until it is closed."""

    def close(self) -> None:
        """End the page's streams."""


class _Lines(Protocol):
    """What stands on the telephone of somebody who writes to an account."""

    @property
    def lines(self) -> Mapping[str, Any]:
        """What was said, each with its `text` and whether it is `mine`, by its id."""


def ours_in(chats: Iterable[_Lines]) -> list[str]:
    """Return what the business said in chats; what came twice under one id is one."""
    return [line.text for chat in chats for line in chat.lines.values() if not line.mine]


class Couriered(OverHttp):
    """A provider with a courier, which brings what people say, and a bell for its page."""

    def __init__(self, courier: _Brings, bell: _Rings | None = None) -> None:
        courier.waits = AGAIN
        self._courier, self._bell = courier, bell

    def busy(self) -> bool:
        """Say whether a webhook is on its way."""
        return self._courier.busy

    async def hush(self) -> None:
        """End the page's streams too."""
        if self._bell is not None:
            self._bell.close()
        await self._courier.close()
