"""WeChat as the page plays on it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from trato.rooms.channels.simulators.talk.stage import Bell, Line, NotPossible, Party
from trato.rooms.channels.simulators.wechat.simulator import Simulator
from trato.rooms.channels.simulators.wechat.world import Account, Person


def new_openid() -> str:
    """Return what an account knows a new person by."""
    return f"o{secrets.token_hex(14)[:27]}"


class WeChatStage:
    """Official Accounts are the businesses."""

    title = "WeChat"
    can = frozenset({"file", "location", "stop"})

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world
        self.bell: Bell = simulator.bell

    def people(self) -> Sequence[Party]:
        """Return who has WeChat."""
        return [Party(one.id, one.name) for one in self._world.people.values()]

    def businesses(self) -> Sequence[Party]:
        """Return the Official Accounts."""
        return [Party(one.app_id, one.name, one.original_id) for one in self._world.accounts.values()]

    def lines(self, business: str, person: str) -> Sequence[Line]:
        """Return what a person and an account said to each other."""
        return list(self._world.chat(*self._parties(business, person)).lines.values())

    def is_stopped(self, business: str, person: str) -> bool:
        """Say whether the person followed the account and does no more."""
        chat = self._world.chat(*self._parties(business, person))
        return bool(chat.lines) and not chat.follows

    def add_person(self, name: str) -> str:
        """Give somebody WeChat."""
        person = self._simulator.add_person(new_openid(), name)
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
        """Say something; nothing is quoted there."""
        self._simulator.say(*self._parties(business, person), kind, text, media)

    def press(self, business: str, person: str, target: str, payload: str) -> None:
        """Choose in a menu."""
        self._simulator.press(*self._parties(business, person), target, payload)

    def edit(self, business: str, person: str, target: str, text: str) -> None:
        """Nothing is changed there once it is said. Raises `NotPossible`."""
        raise NotPossible("WeChat changes nothing that was said")

    def feel(self, business: str, person: str, target: str, emoji: str) -> None:
        """Nobody is told there what people feel. Raises `NotPossible`."""
        raise NotPossible("WeChat tells nothing of reactions")

    def stop(self, business: str, person: str, *, stopped: bool) -> None:
        """Leave the account, or follow it again."""
        parties = self._parties(business, person)
        if stopped:
            self._simulator.leave(*parties)
        else:
            self._simulator.follow(*parties)

    def _parties(self, business: str, person: str) -> tuple[Account, Person]:
        account, somebody = self._world.accounts.get(business), self._world.people.get(person)
        if account is None or somebody is None:
            raise NotPossible("nobody of that name")
        return account, somebody
