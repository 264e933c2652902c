"""Telegram as the page plays on it."""

from __future__ import annotations

from collections.abc import Sequence

from trato.rooms.channels.simulators.talk.stage import Bell, Front, Line, NotPossible, Party
from trato.rooms.channels.simulators.telegram.simulator import Simulator
from trato.rooms.channels.simulators.telegram.world import Bot, Person

FIRST_ID = 8_100_200_300


class TelegramStage:
    """Bots are the businesses."""

    title = "Telegram"
    can = frozenset({"file", "location", "reply", "edit", "feel", "stop"})

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world
        self.bell: Bell = simulator.bell

    def people(self) -> Sequence[Party]:
        """Return who has Telegram."""
        return [Party(str(one.id), one.name) for one in self._world.people.values()]

    def businesses(self) -> Sequence[Party]:
        """Return the bots."""
        return [Party(one.username, one.name, f"@{one.username}") for one in self._world.bots.values()]

    def lines(self, business: str, person: str) -> Sequence[Line]:
        """Return what a person and a bot said to each other."""
        bot, somebody = self._parties(business, person)
        return list(self._world.chat(bot, somebody.id).lines.values())

    def front(self, business: str, language: str) -> Front:
        """Return a bot's description and commands, in a language where it has them in it."""
        bot = next((one for one in self._world.bots.values() if one.username == business), None)
        if bot is None:
            return Front()
        commands = bot.commands.get(language) or bot.commands.get("", [])
        entries = [(f"/{name} · {what}", f"/{name}") for name, what in commands]
        return Front(bot.descriptions.get(language) or bot.descriptions.get("", ""), entries)

    def is_stopped(self, business: str, person: str) -> bool:
        """Say whether the person blocked the bot."""
        bot, somebody = self._parties(business, person)
        return self._world.chat(bot, somebody.id).stopped

    def add_person(self, name: str) -> str:
        """Give somebody Telegram."""
        person = self._simulator.add_person(max(self._world.people, default=FIRST_ID) + 1, name)
        self.bell.ring()
        return str(person.id)

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
        """Press a button."""
        self._simulator.press(*self._parties(business, person), target, payload)

    def edit(self, business: str, person: str, target: str, text: str) -> None:
        """Change one's own text."""
        self._simulator.edit(*self._parties(business, person), target, text)

    def feel(self, business: str, person: str, target: str, emoji: str) -> None:
        """React, or take it back."""
        self._simulator.feel(*self._parties(business, person), target, emoji)

    def stop(self, business: str, person: str, *, stopped: bool) -> None:
        """Block the bot, or let it speak again."""
        self._simulator.stop(*self._parties(business, person), stopped=stopped)

    def _parties(self, business: str, person: str) -> tuple[Bot, Person]:
        bot = next((one for one in self._world.bots.values() if one.username == business), None)
        somebody = self._world.people.get(int(person)) if person.isdecimal() else None
        if bot is None or somebody is None:
            raise NotPossible("nobody of that name")
        return bot, somebody
