"""What a contact does in a story, whatever the channel: what the three mouths have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from trato.app.demo.loading.house import Door
from trato.app.demo.stories.reading import Line


@dataclass(frozen=True, slots=True)
class Who:
    """A contact of one telling: invented anew each time. `number` is the telephone in digits."""

    name: str
    number: str
    mail: str
    language: str
    seed: int

    @property
    def first_name(self) -> str:
        return self.name.partition(" ")[0]


class Mouth(Protocol):
    """How one contact writes to one channel account, and hears what comes back."""

    @property
    def door(self) -> Door:
        """Return whom the contact writes to."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return the keys under which contacts may keep this person."""

    async def do(self, line: Line) -> None:
        """Write, or do what the line says."""

    async def heard(self) -> int:
        """Return how many messages of the brand have arrived so far."""

    async def read(self) -> None:
        """Read what arrived, as far as the channel tells the brand."""

    async def leave(self) -> None:
        """Go away."""
