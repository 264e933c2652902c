"""The posts of professional accounts and what is said below them. Instagram tells what is said, and of no change."""

from __future__ import annotations

from dataclasses import dataclass, field

from trato.rooms.channels.simulators.facebook.posts import Posts
from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.world import Page as Account
from trato.rooms.channels.simulators.facebook.world import Person, Spoken, new_id
from trato.rooms.channels.simulators.instagram import payloads


@dataclass(frozen=True, slots=True)
class Media(Posts):
    """Deeds on posts and comments of Instagram. `live` are broadcasts that run."""

    live: set[str] = field(default_factory=set)
    broadcasts: set[str] = field(default_factory=set)

    def publish(self, page_id: str, text: str, author: str = "", picture: str = "", identifier: str = "") -> str:
        """Let an account, or a person, publish a post; return its id."""
        identifier = identifier or new_id()
        one = Spoken(identifier, page_id, author or page_id, text, self.clock(), picture=picture)
        self.world.posts[identifier] = one
        self.world.touch()
        return identifier

    def broadcast(self, page_id: str, text: str) -> str:
        """Let an account begin a live broadcast; return its id."""
        identifier = self.publish(page_id, text)
        self.live.add(identifier)
        self.broadcasts.add(identifier)
        return identifier

    def comment(self, author: str, above: str, text: str) -> str:
        """Let somebody write below a post or a comment; there is one level of answers."""
        upper = self.get(above)
        root = upper.above or upper.id if upper.post else ""
        return self._add(Spoken(new_id(), upper.page, author, text, self.clock(), upper.post or upper.id, root))

    def mention(self, page_id: str, author: str, text: str) -> Spoken:
        """Let a person mention an account in the words of a post of their own."""
        one = Spoken(new_id(), page_id, author, text, self.clock())
        self.world.posts[one.id] = one
        self.courier.bring(self.world.numbers[page_id], payloads.mentioned(self.world.numbers[page_id], one, one.at))
        self.world.touch()
        return one

    def answered_in_private(self, page: Account, identifier: str) -> Person:
        """Return whom a private answer to a comment goes to: once, within a week, and of a broadcast while it runs."""
        if (post := self.get(identifier).post) in self.broadcasts and post not in self.live:
            raise Refused(10, "This message is sent outside of allowed window.", subcode=2534022)
        return Posts.answered_in_private(self, page, identifier)

    def _tell(self, one: Spoken, verb: str) -> None:
        page = self.world.numbers[one.page]
        if verb == "add":
            handle = page.handle if one.author == page.id else self.world.people[one.author].username
            live = one.post in self.broadcasts
            self.courier.bring(page, payloads.commented(page, handle, one, live=live))
        self.world.touch()
