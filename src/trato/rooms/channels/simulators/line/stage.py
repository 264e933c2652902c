"""LINE as the page plays on it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from trato.rooms.channels.simulators.line.simulator import Simulator
from trato.rooms.channels.simulators.line.world import Account, Person
from trato.rooms.channels.simulators.talk.stage import Bell, Line, NotPossible, Party


class LineStage:
    """Official accounts are the businesses."""

    title = "LINE"
    can = frozenset({"file", "location", "reply", "edit", "stop"})

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world
        self.bell: Bell = simulator.bell

    def people(self) -> Sequence[Party]:
        """Return who has LINE."""
        return [Party(one.id, one.name) for one in self._world.people.values()]

    def businesses(self) -> Sequence[Party]:
        """Return the official accounts."""
        return [Party(one.id, one.name, one.basic_id) for one in self._world.accounts.values()]

    def lines(self, business: str, person: str) -> Sequence[Line]:
        """Return what a person and an account said to each other."""
        return list(self._world.chat(*self._parties(business, person)).lines.values())

    def is_stopped(self, business: str, person: str) -> bool:
        """Say whether the person blocked the account."""
        return self._world.chat(*self._parties(business, person)).blocked

    def add_person(self, name: str) -> str:
        """Give somebody LINE."""
        person = self._simulator.add_person(f"U{secrets.token_hex(16)}", name)
        self.bell.ring()
        return person.id

    def keep(self, content: bytes, mime: str, name: str) -> str:
        """Keep a file that will be sent."""
        return self._world.keep(content, mime, name)

    def file(self, media: str) -> tuple[bytes, str] | None:
        """Return a file and its kind."""
        found = self._world.files.get(media)
        return (found.content, found.mime) if found else None

    def say(self, business: str, person: str, kind: str, text: str, media: str, reply_to: str) -> None:
        """Say something."""
        self._simulator.say(*self._parties(business, person), kind, text, media, reply_to)

    def press(self, business: str, person: str, target: str, payload: str) -> None:
        """Press a quick reply."""
        self._simulator.press(*self._parties(business, person), target, payload)

    def edit(self, business: str, person: str, target: str, text: str) -> None:
        """Change one's own text."""
        self._simulator.edit(*self._parties(business, person), target, text)

    def feel(self, business: str, person: str, target: str, emoji: str) -> None:
        """Nobody is told there what people feel. Raises `NotPossible`."""
        raise NotPossible("LINE tells nothing of reactions")

    def stop(self, business: str, person: str, *, stopped: bool) -> None:
        """Block the account, or let it speak again."""
        parties = self._parties(business, person)
        if stopped:
            self._simulator.block(*parties)
        else:
            self._simulator.follow(*parties)

    def _parties(self, business: str, person: str) -> tuple[Account, Person]:
        account = next((one for one in self._world.accounts.values() if one.id == business), None)
        somebody = self._world.people.get(person)
        if account is None or somebody is None:
            raise NotPossible("nobody of that name")
        return account, somebody
