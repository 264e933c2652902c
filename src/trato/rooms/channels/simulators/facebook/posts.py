"""The posts of Pages and what is said below them: by people, and by a business through the Graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from trato.rooms.channels.simulators.facebook import payloads
from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.world import Page, Person, Spoken, World, new_comment_id, new_id
from trato.rooms.channels.simulators.meta.courier import Courier

PRIVATELY_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Posts:
    """Deeds on posts and comments. Ids are those of Facebook; unknown ones raise `Refused`, as the Graph does."""

    world: World
    courier: Courier[Page]
    clock: Callable[[], datetime]

    def publish(self, page_id: str, text: str, author: str = "") -> str:
        """Let a Page, or a person on its wall, publish a post; return its id."""
        identifier = f"{page_id}_{new_id()}"
        return self._add(Spoken(identifier, page_id, author or page_id, text, self.clock()))

    def comment(self, author: str, above: str, text: str) -> str:
        """Let somebody write below a post or a comment; return the comment's id. Answers to answers stand with them."""
        upper = self.get(above)
        post = upper.post or upper.id
        root = upper.above or upper.id if upper.post else ""
        return self._add(Spoken(new_comment_id(post), upper.page, author, text, self.clock(), post, root))

    def edit(self, identifier: str, text: str) -> None:
        """Let its author change a text."""
        one = self.get(identifier)
        one.text, one.edited = text, True
        self._tell(one, "edited")

    def remove(self, identifier: str) -> None:
        """Take something away, with all below it."""
        one = self.get(identifier)
        for other in [o.id for o in self.world.posts.values() if identifier in (o.above, o.post)]:
            del self.world.posts[other]
        del self.world.posts[identifier]
        self._tell(one, "remove")

    def hide(self, identifier: str, *, hidden: bool) -> None:
        """Hide a comment from all but its author, or show it again."""
        one = self.get(identifier)
        one.hidden = hidden
        self._tell(one, "hide" if hidden else "unhide")

    def like(self, identifier: str, *, liked: bool) -> None:
        """Let the Page like a comment, or not any more."""
        self.get(identifier).liked = liked
        self.world.touch()

    def answered_in_private(self, page: Page, identifier: str) -> Person:
        """Return whom a private answer to a comment goes to, once and within a week."""
        one = self.get(identifier)
        person = self.world.people.get(one.author)
        if one.page != page.id or person is None or not one.post:
            raise Refused(100, "No matching user found", subcode=2018001)
        if one.answered_in_private:
            raise Refused(10900, "Activity already replied to")
        if self.clock() - one.at >= PRIVATELY_WITHIN:
            raise Refused(10, "This message is sent outside of allowed window.", subcode=2018278)
        one.answered_in_private = True
        return person

    def get(self, identifier: str) -> Spoken:
        """Return a post or a comment."""
        one = self.world.posts.get(identifier)
        if one is None:
            raise Refused(100, f"Object with ID '{identifier}' does not exist", subcode=33)
        return one

    def _add(self, one: Spoken) -> str:
        self.world.posts[one.id] = one
        self._tell(one, "add")
        return one.id

    def _tell(self, one: Spoken, verb: str) -> None:
        page = self.world.numbers[one.page]
        author = next(who[one.author] for who in (self.world.numbers, self.world.people) if one.author in who).name
        at = one.at if verb == "add" else self.clock()
        self.courier.bring(page, payloads.posted(page, author, one, verb, at))
        self.world.touch()
