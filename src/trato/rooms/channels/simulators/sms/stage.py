"""Texts as the page plays on them: numbers of businesses, and people with telephones."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trato.rooms.channels.simulators.sms.simulator import Simulator
from trato.rooms.channels.simulators.sms.world import Bubble, World, new_sid
from trato.rooms.channels.simulators.talk.stage import Line, NotPossible, Party

LONGEST = 1600
LARGEST_FILE = 5 * 1024 * 1024
MIME = frozenset({"image/jpeg", "image/png", "image/gif", "video/mp4", "audio/mpeg"})
_TICKS = {"queued": "waiting", "undelivered": "failed", "failed": "failed"}


class SmsStage:
    """Lines are the businesses. Texts know no answers to one message, no changes and no feelings."""

    title = "SMS"
    can = frozenset({"file"})

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world
        self.bell: World = simulator.world

    def people(self) -> Sequence[Party]:
        """Return who has a telephone."""
        return [Party(phone, name, phone) for phone, name in self._world.people.items()]

    def businesses(self) -> Sequence[Party]:
        """Return the numbers."""
        return [Party(one.number, one.name, one.number) for one in self._world.lines.values()]

    def lines(self, business: str, person: str) -> Sequence[Line]:
        """Return what a person and a number texted each other, a file in a bubble of its own."""
        return [line for one in self._world.threads.get((business, person), ()) for line in _lines(one)]

    def is_stopped(self, business: str, person: str) -> bool:
        """Say whether Twilio itself writes to the person no more: the word that stops was a message of theirs."""
        return False

    def add_person(self, name: str) -> str:
        """Give somebody a telephone, with a number of Peru."""
        phone = f"+519{random.randrange(10**8):08d}"
        self._world.people[phone] = name
        self._world.touch()
        return phone

    def keep(self, content: bytes, mime: str, name: str) -> str:
        """Keep a file that will be sent."""
        if len(content) > LARGEST_FILE or mime not in MIME:
            raise NotPossible("at most 5 MB; a picture, a video or a sound")
        media = new_sid("ME")
        self._world.files[media] = (content, mime)
        return media

    def file(self, media: str) -> tuple[bytes, str] | None:
        """Return a file and its kind."""
        return self._world.files.get(media)

    def say(self, business: str, person: str, kind: str, text: str, media: str, reply_to: str) -> None:
        """Text a business."""
        line = self._world.lines.get(business)
        if line is None or person not in self._world.people or len(text) > LONGEST:
            raise NotPossible("no such number, or a text too long")
        if media and media not in self._world.files:
            raise NotPossible("no such file")
        if not media and kind != "text":
            raise NotPossible("only words and files")
        account = f"{self._simulator.base}/2010-04-01/Accounts/{line.account_sid}"
        held = ((f"{account}/Messages/{new_sid('MM')}/Media/{media}", self._world.files[media][1]),) if media else ()
        self._simulator.say(business, person, text, held)

    def press(self, business: str, person: str, target: str, payload: str) -> None:
        """A text has no buttons."""
        raise NotPossible("no buttons")

    def edit(self, business: str, person: str, target: str, text: str) -> None:
        """A text is not changed."""
        raise NotPossible("no changes")

    def feel(self, business: str, person: str, target: str, emoji: str) -> None:
        """Nobody feels anything about a text."""
        raise NotPossible("no reactions")

    def stop(self, business: str, person: str, *, stopped: bool) -> None:
        """Who wants no more texts says so in one."""
        raise NotPossible("by a word")


def _lines(one: Bubble) -> Sequence[Line]:
    tick = _TICKS.get(one.status, "sent") if one.mine else ""
    files = []
    for n, (address, mime) in enumerate(one.files):
        family = mime.partition("/")[0]
        kind = family if family in ("image", "video", "audio") else "document"
        held = address.rpartition("/Media/")[2] if one.mine else ""
        link = "" if one.mine else address
        files.append(Line(f"{one.sid}-{n}", one.mine, one.at, kind, media=held, mime=mime, link=link, tick=tick))
    return [*files, *([Line(one.sid, one.mine, one.at, text=one.text, tick=tick)] if one.text or not files else [])]
