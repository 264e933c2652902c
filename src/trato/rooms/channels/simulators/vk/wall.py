"""A community's wall: its posts, what people post there, and the comments below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from trato.rooms.channels.simulators.talk.stage import NotPossible
from trato.rooms.channels.simulators.vk.refusals import Refused
from trato.rooms.channels.simulators.vk.shapes import CreateComment
from trato.rooms.channels.simulators.vk.world import Comment, Group, Person, Post, World

Bring = Callable[[Group, str, dict[str, Any]], None]


class Wall:
    """What is done on walls. `bring` tells the community of it."""

    def __init__(self, world: World, clock: Callable[[], datetime], bring: Bring) -> None:
        self._world = world
        self._clock = clock
        self._bring = bring

    def post(self, group: Group, author: int, text: str, number: int = 0) -> Post:
        """Let the community, or a person, post on its wall; one with a `number` was there before and is not told."""
        post = Post(number or self._world.next_number(), group.owner, author, text, self._clock())
        self._world.posts[post.id] = post
        if not number:
            self._bring(group, "wall_post_new", told(post))
        return post

    def comment(self, group: Group, person: Person, post: int, text: str, above: int = 0) -> int:
        """Comment below a post, perhaps as an answer to a comment; returns the comment's number."""
        found = self._world.posts.get(post)
        if found is None or (above and above not in found.comments):
            raise NotPossible("no such post or comment")
        said = self._add(found, person.id, text, above)
        self._bring(group, "wall_reply_new", self._told(found, said))
        return said.id

    def edit(self, group: Group, person: Person, post: int, number: int, text: str) -> None:
        """Change one's own comment."""
        found = self._world.posts.get(post)
        said = found.comments.get(number) if found is not None else None
        if found is None or said is None or said.author != person.id:
            raise NotPossible("only an own comment is changed")
        said.text, said.edited = text, True
        self._bring(group, "wall_reply_edit", self._told(found, said))

    def delete(self, group: Group, post: int, number: int) -> None:
        """Delete a comment. Raises `Refused` where there is none."""
        found = self._world.posts.get(post)
        said = found.comments.get(number) if found is not None else None
        if found is None or said is None or said.deleted:
            raise Refused(104)
        said.deleted = True
        told = {"owner_id": found.owner, "id": said.id, "user_id": max(said.author, 0), "post_id": found.id}
        self._bring(group, "wall_reply_delete", told)

    def restore(self, group: Group, post: int, number: int) -> None:
        """Bring back a comment that was deleted."""
        found = self._world.posts.get(post)
        said = found.comments.get(number) if found is not None else None
        if found is None or said is None or not said.deleted:
            raise NotPossible("nothing to bring back")
        said.deleted = False
        self._bring(group, "wall_reply_restore", self._told(found, said))

    def answer(self, group: Group, call: CreateComment) -> dict[str, Any]:
        """Take a comment of the community's. Raises `Refused`."""
        post = self._world.posts.get(call.post_id)
        if post is None or post.owner != call.owner_id:
            raise Refused(100, "post_id is undefined")
        if call.reply_to_comment and call.reply_to_comment not in post.comments:
            raise Refused(100, "reply_to_comment is invalid")
        number = post.guids.get(call.guid) if call.guid else None
        if number is None:
            said = self._add(post, group.owner, call.message, call.reply_to_comment)
            number = said.id
            if call.guid:
                post.guids[call.guid] = number
            self._bring(group, "wall_reply_new", self._told(post, said))
        root = post.comments[number].root
        return {"comment_id": number, "parents_stack": [root] if root else []}

    def _add(self, post: Post, author: int, text: str, above: int) -> Comment:
        root = (post.comments[above].root or above) if above else 0
        said = Comment(self._world.next_number(), author, text, self._clock(), root, above)
        post.comments[said.id] = said
        return said

    def _told(self, post: Post, said: Comment) -> dict[str, Any]:
        comment = {
            "id": said.id, "from_id": said.author, "date": int(said.at.timestamp()), "text": said.text,
            "post_id": post.id, "owner_id": post.owner, "parents_stack": [said.root] if said.root else [],
            "post_owner_id": post.owner,
        }  # fmt: skip
        if said.above:
            comment |= {"reply_to_comment": said.above, "reply_to_user": post.comments[said.above].author}
        return comment


def told(post: Post) -> dict[str, Any]:
    """Return a post as VK tells it."""
    return {
        "inner_type": "wall_wallpost", "id": post.id, "from_id": post.author, "owner_id": post.owner,
        "date": int(post.at.timestamp()), "post_type": "post", "text": post.text,
    }  # fmt: skip
