"""X in the middle: takes what an account publishes and sends, and brings it what people do."""

from __future__ import annotations

import json
import secrets
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
from msgspec import UNSET

from trato.kit.clock import wall_clock
from trato.kit.http import provider_client
from trato.rooms.channels.adapters.x.door import proof_of
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.talk.stage import NotPossible
from trato.rooms.channels.simulators.x import payloads
from trato.rooms.channels.simulators.x.contract import Publish, Write
from trato.rooms.channels.simulators.x.refusals import Refused
from trato.rooms.channels.simulators.x.world import Business, File, Message, Person, Post, World

QUARTER, MESSAGES_A_QUARTER = timedelta(minutes=15), 15


class Simulator:
    """One X, with its deeds. `base` is where its files lie."""

    def __init__(
        self,
        *,
        faults: Faults | None = None,
        client: httpx.AsyncClient | None = None,
        first_wait: float = 0.5,
        clock: Callable[[], datetime] = wall_clock,
        base: str = "",
    ) -> None:
        self.world = World()
        self.faults = faults or Faults()
        self.client = client or provider_client()
        self.courier: Courier[Business] = Courier(self.faults, self.client, first_wait)
        self.clock = clock
        self.base = base
        self.echoes = True  # whether it tells an account what that published and sent itself
        self._left: dict[str, deque[datetime]] = {}

    def add_business(self, business: Business) -> Business:
        """Put an account of a business into the world."""
        self.world.businesses[business.id] = business
        return business

    def add_person(
        self, identifier: str, username: str, name: str, *, followers: int | None = None, verified: bool = False
    ) -> Person:
        """Put somebody into the world, or return who has the id."""
        person = Person(identifier, username, name, followers=followers, verified=verified)
        return self.world.people.setdefault(identifier, person)

    # ---- what a business does ----------------------------------------------------------------------------------------

    def publish(self, business: Business, told: Publish) -> Post:
        """Publish a post of a business. Raises `Refused`."""
        above = self._above(told)
        media = list(told.media.media_ids) if told.media is not UNSET else []
        self._check_files(media)
        post = self._put(business.id, told.text, above, media=media)
        if self.echoes:
            self._tell_post(business, "post.create", post)
        return post

    def send(self, business: Business, identifier: str, told: Write) -> Message:
        """Send a direct message of a business. Raises `Refused`."""
        person = self.world.people.get(identifier)
        if person is None:
            raise Refused(400, f"The `participant_id` query parameter value [{identifier}] is not valid")
        if person.closed:
            raise Refused(403, "You are not allowed to send Direct Messages to this user")
        self._count(business)
        media = told.attachments[0].media_id if told.attachments is not UNSET else ""
        self._check_files([media] if media else [])
        message = Message(self.world.new_id(), False, "" if told.text is UNSET else told.text, self.clock(), media)
        self.world.chat(business.id, person.id).append(message)
        if self.echoes:
            self._bring(business, "dm.sent", payloads.message(business, person, message, self.base))
        self.world.bell.ring()
        return message

    def hide(self, business: Business, identifier: str, *, hidden: bool) -> None:
        """Hide a reply below a post of the business, or show it again. Raises `Refused`."""
        post = self.world.posts.get(identifier)
        root = self.world.posts.get(post.root) if post is not None else None
        if post is None or root is None or post.gone:
            raise Refused(404, "Could not find tweet")
        if root.author != business.id or not post.above:
            raise Refused(403, "You can only hide replies to your own conversations.")
        post.hidden = hidden
        self.world.bell.ring()

    def remove(self, author: str, identifier: str) -> None:
        """Take a post away. Raises `Refused`."""
        post = self.world.posts.get(identifier)
        if post is None or post.gone:
            raise Refused(404, "Could not find tweet")
        if post.author != author:
            raise Refused(403, "You are not allowed to delete this tweet.")
        post.gone = True
        told = {"id": post.id, "author_id": author, "created_at": payloads.stamp(self.clock())}
        for business in self.world.businesses.values():
            self._bring(business, "post.delete", told, {"users": []})
        self.world.bell.ring()

    def keep(self, content: bytes, mime: str) -> str:
        """Store a file; returns its id."""
        identifier = self.world.new_id()
        self.world.files[identifier] = File(content, mime)
        return identifier

    async def challenge(self, business: Business, url: str) -> bool:
        """Ask an address for its proof, as X does before it brings anything there."""
        token = secrets.token_urlsafe(24)
        try:
            answer = await self.client.get(url, params={"crc_token": token})
            told = answer.json() if answer.status_code == 200 else {}
        except (httpx.HTTPError, httpx.InvalidURL, json.JSONDecodeError):
            return False
        return isinstance(told, dict) and told.get("response_token") == proof_of(
            token.encode(), business.consumer_secret
        )

    # ---- what a person does ------------------------------------------------------------------------------------------

    def say(self, person: Person, text: str, above: str = "", quotes: str = "", media: str = "") -> Post:
        """Let a person publish: by itself, below a post, or with a post that it quotes."""
        parent = self.world.posts.get(above) if above else None
        if (above and (parent is None or parent.gone)) or (quotes and quotes not in self.world.posts):
            raise NotPossible("no such post")
        post = self._put(person.id, text, parent, quotes=quotes, media=[media] if media else [])
        named = {one.id for one in self.world.mentioned(text)}
        for business in self.world.businesses.values():
            is_reply = parent is not None and parent.author == business.id
            is_quote = bool(quotes) and self.world.posts[quotes].author == business.id
            if is_reply:
                self._tell_post(business, "post.reply.create", post)
            if is_quote:
                self._tell_post(business, "post.quote.create", post)
            if business.id in named or is_reply:  # whom a reply goes to is mentioned by it
                self._tell_post(business, "post.mention.create", post)
        return post

    def write(self, business: Business, person: Person, text: str, media: str = "", *, sealed: bool = False) -> Message:
        """Let a person write in private; `sealed` in a chat that only the two can read."""
        message = Message(self.world.new_id(), True, text, self.clock(), media, sealed)
        self.world.chat(business.id, person.id).append(message)
        if sealed:
            self._bring(business, "chat.received", payloads.sealed(business, person, message))
        else:
            self._bring(business, "dm.received", payloads.message(business, person, message, self.base))
        self.world.bell.ring()
        return message

    def see(self, business: Business, person: Person) -> bool:
        """Let a person read what the business wrote; returns whether something was new."""
        chat = self.world.chat(business.id, person.id)
        new = [one for one in chat if not one.mine and not one.seen]
        for one in new:
            one.seen = True
        if new:
            self._bring(business, "dm.read", payloads.seen(business, person, new[-1].id, self.clock()))
            self.world.bell.ring()
        return bool(new)

    def type(self, business: Business, person: Person) -> None:
        """Let a person begin to write."""
        self._bring(business, "dm.indicate_typing", payloads.typing(business, person, self.clock()))

    # ---- within ------------------------------------------------------------------------------------------------------

    def _put(
        self, author: str, text: str, above: Post | None, quotes: str = "", media: list[str] | None = None
    ) -> Post:
        identifier = self.world.new_id()
        root, target = (above.root, above.id) if above is not None else (identifier, "")
        post = Post(identifier, author, text, self.clock(), root, target, quotes, media or [])
        self.world.posts[identifier] = post
        self.world.bell.ring()
        return post

    def _above(self, told: Publish) -> Post | None:
        if told.reply is UNSET:
            return None
        found = self.world.posts.get(told.reply.in_reply_to_tweet_id)
        if found is None or found.gone:
            raise Refused(403, "You attempted to reply to a Tweet that is deleted or not visible to you.")
        return found

    def _check_files(self, media: list[str]) -> None:
        if any(one not in self.world.files for one in media):
            raise Refused(400, "Your media IDs are invalid.")

    def _count(self, business: Business) -> None:
        """Refuse one direct message too many in a quarter of an hour."""
        now, left = self.clock(), self._left.setdefault(business.id, deque())
        while left and now - left[0] >= QUARTER:
            left.popleft()
        if len(left) >= MESSAGES_A_QUARTER:
            reset = str(int((left[0] + QUARTER).timestamp()))
            raise Refused(429, "Too Many Requests", {"x-rate-limit-remaining": "0", "x-rate-limit-reset": reset})
        left.append(now)

    def _tell_post(self, business: Business, kind: str, post: Post) -> None:
        around = [post, *([self.world.posts[post.above]] if post.above else [])]
        told = payloads.post(post, self.world)
        brought = payloads.includes(around, self.world, self.base)
        self._bring(business, kind, told, {**brought, "tweets": [payloads.post(one, self.world) for one in around]})

    def _bring(self, business: Business, kind: str, payload: dict[str, Any], includes: Any = None) -> None:
        if business.callback_url and business.valid and kind in business.told:
            body = payloads.envelope(business, self.world.new_id(), kind, payload, includes)
            self.courier.bring(business, body)
