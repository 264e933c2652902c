"""VK as the page plays on it: a community's messages, and each post of its wall, are who may be written to."""

from __future__ import annotations

from collections.abc import Sequence

from trato.rooms.channels.simulators.talk.stage import Bell, Line, NotPossible, Party
from trato.rooms.channels.simulators.vk.simulator import Simulator
from trato.rooms.channels.simulators.vk.world import Comment, Group, Person, Post

FIRST_ID = 100_172
WALL = "muro-"


class VKStage:
    """What is said to a community is private; what is said to one of its posts, everybody reads."""

    title = "VK"
    can = frozenset({"file", "location", "reply", "edit", "stop"})

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world
        self.bell: Bell = simulator.bell

    def people(self) -> Sequence[Party]:
        """Return who is on VK."""
        return [Party(str(one.id), one.name) for one in self._world.people.values()]

    def businesses(self) -> Sequence[Party]:
        """Return the communities, and the posts of their walls."""
        groups = [Party(str(one.id), one.name, f"vk.me/club{one.id}") for one in self._world.groups.values()]
        posts = [Party(f"{WALL}{one.id}", one.text[:60], f"wall{one.owner}_{one.id}") for one in self._posts()]
        return [*groups, *posts]

    def lines(self, business: str, person: str) -> Sequence[Line]:
        """Return what a person and a community said to each other, or all that stands below a post."""
        somebody = self._person(person)
        if business.startswith(WALL):
            post = self._post(business)
            return [self._shown(one, somebody) for one in post.comments.values() if not one.deleted]
        return list(self._world.chat(self._group(business), somebody.id).lines.values())

    def is_stopped(self, business: str, person: str) -> bool:
        """Say whether the person forbade the community to write."""
        if business.startswith(WALL):
            return False
        return self._world.chat(self._group(business), self._person(person).id).stopped

    def add_person(self, name: str) -> str:
        """Give somebody VK."""
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
        """Say something, or comment."""
        somebody = self._person(person)
        if not business.startswith(WALL):
            self._simulator.say(self._group(business), somebody, kind, text, media, reply_to)
            return
        if kind != "text":
            raise NotPossible("a comment is a text here")
        post = self._post(business)
        above = int(reply_to) if reply_to.isdecimal() else 0
        self._simulator.wall.comment(self._owner(post), somebody, post.id, text, above)

    def press(self, business: str, person: str, target: str, payload: str) -> None:
        """Press a button."""
        self._simulator.press(self._group(business), self._person(person), target, payload)

    def edit(self, business: str, person: str, target: str, text: str) -> None:
        """Change one's own text."""
        somebody = self._person(person)
        if not business.startswith(WALL):
            self._simulator.edit(self._group(business), somebody, target, text)
            return
        post = self._post(business)
        number = int(target) if target.isdecimal() else 0
        self._simulator.wall.edit(self._owner(post), somebody, post.id, number, text)

    def feel(self, business: str, person: str, target: str, emoji: str) -> None:
        """VK tells a community of no feelings that we would read."""
        raise NotPossible("nobody is told of feelings")

    def stop(self, business: str, person: str, *, stopped: bool) -> None:
        """Forbid the community to write, or let it write."""
        self._simulator.stop(self._group(business), self._person(person), stopped=stopped)

    def _shown(self, said: Comment, reader: Person) -> Line:
        """Return a comment as a reader sees it: those of others say whose they are."""
        author = self._world.people.get(said.author)
        text = said.text if author is None or author is reader else f"{author.name}: {said.text}"
        above = str(said.above) if said.above else ""
        return Line(str(said.id), mine=author is reader, at=said.at, text=text, reply_to=above, edited=said.edited)

    def _posts(self) -> Sequence[Post]:
        return list(self._world.posts.values())

    def _post(self, business: str) -> Post:
        number = business.removeprefix(WALL)
        post = self._world.posts.get(int(number)) if number.isdecimal() else None
        if post is None:
            raise NotPossible("no such post")
        return post

    def _owner(self, post: Post) -> Group:
        return self._world.groups[-post.owner]

    def _group(self, business: str) -> Group:
        group = self._world.groups.get(int(business)) if business.isdecimal() else None
        if group is None:
            raise NotPossible("nobody of that name")
        return group

    def _person(self, person: str) -> Person:
        somebody = self._world.people.get(int(person)) if person.isdecimal() else None
        if somebody is None:
            raise NotPossible("nobody of that name")
        return somebody
