"""The provider in the middle: an inbox as Messenger's, in Instagram's limits, and comments that are told once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from trato.rooms.channels.simulators.facebook import payloads as inbox
from trato.rooms.channels.simulators.facebook.bubbles import Content
from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.shapes import Send, SentMessage
from trato.rooms.channels.simulators.facebook.simulator import Simulator as Messaging
from trato.rooms.channels.simulators.facebook.world import Page, Person, new_id
from trato.rooms.channels.simulators.instagram import payloads
from trato.rooms.channels.simulators.instagram.picture import pot
from trato.rooms.channels.simulators.instagram.posts import Media
from trato.rooms.channels.simulators.meta.chats import Bubble, Tick

_OF_STORIES = frozenset({"story_reply", "story_mention"})
LONGEST = 1000  # bytes of a message's text
_GIVEN = frozenset({"text", "attachment", "quick_replies", "metadata"})


class Simulator(Messaging):
    """One Instagram, with its deeds. `media` are its posts."""

    media: Media

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.media = Media(self.world, self.courier, self.clock)
        self.posts = self.media
        self.story = self.keep_file(pot(), "image/png", "", "")  # that of every account

    def add_person(
        self,
        wa_id: str,
        name: str,
        *,
        username: str = "",
        hides_phone: bool = True,
        followers: int = 0,
        vouched: bool = False,
    ) -> Person:
        """Let somebody join Instagram, where everybody has a public name, and some have many followers."""
        handle = username or ".".join(name.lower().split())
        person = super().add_person(wa_id, name, username=handle, hides_phone=hides_phone)
        person.followers, person.vouched = followers or person.followers, vouched or person.vouched
        return person

    def say(self, number_id: str, wa_id: str, content: Content, reply_to: str = "") -> str:
        """Let a person say something, or answer the account's story, or mention the account in a story of theirs."""
        if content["kind"] in _OF_STORIES:
            content = content | {"media": self.story, "mime": "image/png"}
        return super().say(number_id, wa_id, content, reply_to)

    def spoken(self, content: Content) -> dict[str, Any]:
        """Return what a webhook tells of something that a person says."""
        url = f"{self.base}/cdn/{self.story}"
        match content["kind"]:
            case "story_reply":
                story = {"id": new_id(), "url": url}
                return {"message": {"text": content.get("text", ""), "reply_to": {"story": story}}}
            case "story_mention":
                return {"message": {"attachments": [{"type": "story_mention", "payload": {"url": url}}]}}
            case _:
                return super().spoken(content)

    def take(self, page: Page, told: Send, body: dict[str, Any], media: str = "") -> tuple[str, Person]:
        """Do what a business asks, where Instagram allows it. Raises `Refused`."""
        if isinstance(told.message, SentMessage):
            _check(told.message, body["message"], has_file=bool(media))
        return super().take(page, told, body, media)

    def tell_receipts(self, page: Page, person: Person, mid: str, message: dict[str, Any], *, first: bool) -> None:
        """Bring the echo of a message, and that it was seen where nobody watches; nothing tells of its arrival."""
        bubble, now = self.world.thread(page.id, person.wa_id).bubbles[mid], self.clock()
        wait = 0.0 if first else 1.0
        self.courier.bring(page, inbox.echo(page, person, mid, now, message), self.pace.echo * wait)
        self._climb(bubble, Tick.DELIVERED)
        if person.reads_at_once and not person.unreachable:
            self._read(page, person, [bubble], self.pace.read * wait)

    def _read(self, page: Page, person: Person, bubbles: list[Bubble], after: float = 0.0) -> None:
        for bubble in bubbles:
            bubble.seen = True
            self._climb(bubble, Tick.READ)
        at = self.clock() + timedelta(seconds=after)
        self.courier.bring(page, payloads.seen(page, person, bubbles[-1].id, at), after)
        self.world.touch()


def _check(message: SentMessage, given: dict[str, Any], *, has_file: bool) -> None:
    if isinstance(message.text, str) and len(message.text.encode()) > LONGEST:
        raise Refused(100, f"Length of param message[text] must be less than or equal to {LONGEST} bytes")
    if has_file:
        raise Refused(100, "a file is named by its address")
    if strange := set(given) - _GIVEN:
        raise Refused(100, f"{min(strange)} is not of Instagram")
