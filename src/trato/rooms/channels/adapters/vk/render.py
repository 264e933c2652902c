"""A message of ours as calls to the API: messages to one person, or comments below a post.

Each call carries a key made of the message's and its place (`random_id`, `guid`): VK takes what comes twice once. Our
key goes with a message as its payload, too, and comes back in its echo.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from trato.rooms.channels.adapters.meta.publishing import pieces_of
from trato.rooms.channels.adapters.meta.sending import told
from trato.rooms.channels.adapters.meta.text import offered, split
from trato.rooms.channels.adapters.vk.api import call
from trato.rooms.channels.adapters.vk.capabilities import COMMENT_LIMIT, TEXT_LIMIT
from trato.rooms.channels.adapters.vk.keyboards import OUR_CHOICE, carousel_of, keyboard_of
from trato.rooms.channels.adapters.vk.messages import OUR_MARK
from trato.rooms.channels.adapters.vk.names import place_of, post_name
from trato.rooms.channels.model import AccountView, HttpRequest, Media, Options, OutboundMessage, Part, Surface, Text
from trato.rooms.contacts.model import Address, IdentityKind


class Unsendable(ValueError):
    """A message without recipient, place or words: it must never have come this far."""


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that send `message`, in order. Raises `Unsendable`, and `Unsayable` where no words are."""
    if message.surface is Surface.PUBLIC_COMMENT:
        return tuple(_comments(message, account))
    calls = tuple(_messages(message, account))
    if not calls:
        raise Unsendable("nothing to say")
    return calls


def _messages(message: OutboundMessage, account: AccountView) -> Iterator[HttpRequest]:
    person = _person(message.to)
    for place, (text, drawn) in enumerate(_bubbles(message.parts)):
        said = {
            "peer_ids": person,
            "random_id": str(_random_id(message, place)),
            "message": text,
            "payload": json.dumps({OUR_CHOICE: f"{OUR_MARK}:{message.key}"}),
            **drawn,
        }
        above = message.reply_to.partition(":")
        if not place and above[0] == person and above[2].isdecimal():
            quoted = {"peer_id": int(person), "conversation_message_ids": [int(above[2])], "is_reply": True}
            said["forward"] = json.dumps(quoted)
        yield call(account, "messages.send", said)


def _comments(message: OutboundMessage, account: AccountView) -> Iterator[HttpRequest]:
    thread = place_of(message.thread_key)
    if thread is None:
        raise Unsendable("below nothing")
    above = place_of(message.reply_to or message.answers)
    comment = above.comment if above is not None and above[:2] == thread[:2] else thread.comment
    for place, piece in enumerate(pieces_of(message, COMMENT_LIMIT)):
        said = {
            "owner_id": thread.owner,
            "post_id": thread.post,
            "from_group": account.external_id,
            "message": piece,
            "guid": f"{message.key}-{place}",
        }
        if comment or thread.comment:
            said["reply_to_comment"] = comment or thread.comment
        yield call(account, "wall.createComment", said, below=post_name(thread.owner, thread.post))


def _bubbles(parts: tuple[Part, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield texts, each with the keyboard or the cards below it; words that stand before an offer go with it."""
    pending = ""
    for part in parts:
        if not isinstance(part, Options):
            yield from ((piece, {}) for piece in split(pending, TEXT_LIMIT))
            pending = _words(part)
            continue
        if part.cards:  # VK wants words with them
            text, drawn = pending.strip() or part.cards[0].title, {"template": carousel_of(part.cards)}
        else:
            keyboard = keyboard_of(part) if pending.strip() else ""
            text = pending if keyboard else offered(part, pending.strip())
            drawn = {"keyboard": keyboard} if keyboard else {}
        pieces = split(text, TEXT_LIMIT)
        yield from ((piece, drawn if place == len(pieces) else {}) for place, piece in enumerate(pieces, 1))
        pending = ""
    yield from ((piece, {}) for piece in split(pending, TEXT_LIMIT))


def _words(part: Part) -> str:
    if isinstance(part, Options):
        return offered(part, "")
    if isinstance(part, Media):
        return part.caption
    return part.text if isinstance(part, Text) else told(part)


def _person(to: Sequence[Address]) -> str:
    known = (one.value for one in to if one.kind is IdentityKind.ACCOUNT_USER)
    found = next((one for one in known if one.isascii() and one.isdecimal()), "")
    if not found:
        raise Unsendable("no recipient")
    return found


def _random_id(message: OutboundMessage, place: int) -> int:
    """Return a number of 31 bits, never 0, by which VK knows this bubble again."""
    made = hashlib.sha256(f"{message.key}:{place}".encode()).digest()
    return int.from_bytes(made[:4], "big") & 0x7FFF_FFFF or 1
