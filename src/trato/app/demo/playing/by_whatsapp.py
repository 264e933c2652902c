"""A contact on the simulated telephone."""

from __future__ import annotations

import hashlib

from trato.app.demo.loading.house import Door
from trato.app.demo.playing import files
from trato.app.demo.playing.mouths import Who
from trato.app.demo.stories.reading import Kind, Line
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator
from trato.rooms.channels.simulators.whatsapp.world import Bubble, Person
from trato.rooms.contacts.model import from_international

PORTRAITS = 12  # different photos


def user_id_of(number: str) -> str:
    """Return the business-scoped id of a telephone: the same in every run, as WhatsApp's is."""
    country = {"52": "MX", "55": "BR", "51": "PE", "34": "ES"}.get(number[:2], "US")
    return f"{country}.{int(hashlib.sha256(number.encode()).hexdigest()[:12], 16)}"


def person_of(number: str, name: str, *, hides_phone: bool = False) -> Person:
    """Return somebody with a telephone whom nobody plays."""
    return Person(number, name, user_id_of(number), hides_phone=hides_phone)


class ByWhatsApp:
    """Writes through the simulator, which brings signed webhooks."""

    def __init__(self, simulator: Simulator, door: Door, who: Who, number_id: str) -> None:
        self.door = door
        self._simulator = simulator
        self._number_id = number_id
        self._who = who
        self._last = ""
        person = person_of(who.number, who.name, hides_phone=who.seed % 9 == 0)
        simulator.world.people.setdefault(who.number, person)
        self.addresses = (user_id_of(who.number), from_international(who.number) or who.number)

    async def do(self, line: Line) -> None:
        """Do what a line says; what this channel does not have is said in words or left out."""
        simulator, number, wa_id = self._simulator, self._number_id, self._who.number
        match line.kind:
            case Kind.SAY:
                self._last = simulator.say_text(number, wa_id, line.text)
            case Kind.PHOTO:
                self._send("image", files.photo(self._who.seed % PORTRAITS), files.PHOTO, line.text)
            case Kind.VOICE:
                self._send("voice", files.voice(), files.VOICE, "")
            case Kind.FILE:
                self._send("document", files.document(line.text), ("application/pdf", line.text), "")
            case Kind.PLACE:
                place, _, name = line.text.partition(" ")
                latitude, _, longitude = place.partition(",")
                content = {"kind": "location", "text": name, "latitude": float(latitude), "longitude": float(longitude)}
                self._last = simulator.say(number, wa_id, content)
            case Kind.REACTION:
                newest = self._newest_of_brand()
                if newest:
                    simulator.react(number, wa_id, newest, line.text)
            case Kind.EDIT:
                simulator.edit(number, wa_id, self._last, line.text)
            case Kind.UNSEND:
                simulator.take_back(number, wa_id, self._last)
            case Kind.NO_MARKETING:
                simulator.choose_marketing(number, wa_id, wanted=False)
            case _:
                raise AssertionError(f"{line.kind} is no deed of a telephone")

    async def heard(self) -> int:
        """Return how many bubbles of the brand are on the telephone."""
        return sum(1 for bubble in self._bubbles() if not bubble.mine)

    async def read(self) -> None:
        """Look at the chat: the brand sees the blue ticks."""
        self._simulator.see(self._number_id, self._who.number)

    async def leave(self) -> None:
        """Put the telephone down: nobody is told."""

    def _send(self, kind: str, content: bytes, named: tuple[str, str], text: str) -> None:
        mime, name = named
        media = self._simulator.keep_file(content, mime, name, self._number_id)
        said = {"kind": kind, "text": text, "media": media, "mime": mime, "name": name}
        self._last = self._simulator.say(self._number_id, self._who.number, said)

    def _newest_of_brand(self) -> str:
        return next((bubble.id for bubble in reversed(self._bubbles()) if not bubble.mine), "")

    def _bubbles(self) -> list[Bubble]:
        thread = self._simulator.world.thread(self._number_id, self._who.number)
        return list(thread.bubbles.values())
