"""LINE in the middle: takes what accounts send, and brings them what people do."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import httpx

from trato.kit.clock import wall_clock
from trato.rooms.channels.simulators.line.contract import bubbles_of
from trato.rooms.channels.simulators.line.refusals import Refused
from trato.rooms.channels.simulators.line.shapes import (
    Action,
    AudioMessage,
    FlexBubble,
    FlexButton,
    FlexMessage,
    FlexText,
    ImageMessage,
    LocationMessage,
    Message,
    PostbackAction,
    Push,
    StickerMessage,
    TextMessage,
    UriAction,
    VideoMessage,
)
from trato.rooms.channels.simulators.line.world import Account, Person, World
from trato.rooms.channels.simulators.meta.courier import Courier, encoded
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.talk.stage import Bell, Line, NotPossible, Shown, pressable

_SENT = {"image": "image", "video": "video", "audio": "audio", "voice": "audio", "document": "file"}
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of a ULID


class Simulator:
    """One LINE, with its deeds."""

    def __init__(
        self,
        *,
        faults: Faults | None = None,
        client: httpx.AsyncClient | None = None,
        first_wait: float = 0.5,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.world = World()
        self.faults = faults or Faults()
        self.courier: Courier[Account] = Courier(self.faults, client, first_wait)
        self.bell = Bell()
        self.clock = clock

    def add_account(self, account: Account) -> Account:
        """Put an account into the world."""
        self.world.accounts[account.token] = account
        return account

    def add_person(self, identifier: str, name: str) -> Person:
        """Put somebody into the world, or return who has the id."""
        return self.world.people.setdefault(identifier, Person(identifier, name))

    # ---- what an account does --------------------------------------------------------------------------------------

    def take(self, account: Account, push: Push, key: str) -> tuple[str, list[str], bool]:
        """Take a push; return its request, its messages, and whether it was taken before. Raises `Refused`."""
        known = self.world.taken.get((account.id, key)) if key else None
        if known is not None:
            return (*known, True)
        person = self.world.people.get(push.to)
        chat = self.world.chat(account, person) if person is not None else None
        if person is None or chat is None or not (chat.friends or chat.lines):
            raise Refused(400, "Failed to send messages")
        if account.used >= account.quota:
            raise Refused(429, "You have reached your monthly limit.")
        account.used += 1
        numbers = []
        for message in push.messages:
            line = self._line(message)
            numbers.append(line.id)
            if not chat.blocked:  # who blocked the account is sent nothing, and it is not told so
                chat.lines[line.id] = line
        request = secrets.token_hex(16)
        if key:
            self.world.taken[account.id, key] = (request, numbers)
        self.bell.ring()
        return request, numbers, False

    def _line(self, message: Message) -> Line:
        line = Line(self.world.next_number(), mine=False, at=self.clock())
        match message:
            case TextMessage():
                line.text = message.text
            case ImageMessage():
                line.kind, line.link = "image", message.originalContentUrl
            case VideoMessage():
                line.kind, line.link = "video", message.originalContentUrl
            case AudioMessage():
                line.kind, line.link = "audio", message.originalContentUrl
            case LocationMessage():
                line.kind, line.text = "location", f"{message.title}, {message.address}"
            case StickerMessage():
                line.kind, line.text = "sticker", f"{message.packageId}:{message.stickerId}"
            case FlexMessage():
                line.cards = [_card(one) for one in bubbles_of(message)]
        actions = [one.action for one in message.quickReply.items] if message.quickReply is not None else []
        line.buttons, line.links = _pressed(actions), _opened(actions)
        return line

    # ---- what a person does ----------------------------------------------------------------------------------------

    def say(
        self, account: Account, person: Person, kind: str, text: str = "", media: str = "", reply_to: str = ""
    ) -> str:
        """Say something to an account; returns the message's id."""
        chat = self.world.chat(account, person)
        if chat.blocked or not chat.friends:
            self.follow(account, person)
        number = self.world.next_number()
        line = Line(number, mine=True, kind=kind, text=text, at=self.clock(), reply_to=reply_to)
        message: dict[str, Any] = {"id": number, "quoteToken": secrets.token_urlsafe(24)}
        if kind == "text":
            message |= {"type": "text", "text": text}
        elif kind == "location":
            message |= {"type": "location", "title": "Plaza", "address": "Lima"}
            message |= {"latitude": -12.0464, "longitude": -77.0428}
            message.pop("quoteToken")
            line.text = "-12.0464, -77.0428"
        elif kind == "sticker":
            package, _, sticker = text.partition(":")
            message |= {"type": "sticker", "packageId": package, "stickerId": sticker, "keywords": ["Hello"]}
            message["stickerResourceType"] = "STATIC"
        else:
            message |= self._sent_file(kind, media, line)
        if reply_to in chat.lines and kind in {"text", "sticker"}:
            message["quotedMessageId"] = reply_to
        chat.lines[number] = line
        self._bring(account, person, "message", {"message": message, "replyToken": secrets.token_hex(16)})
        if text and kind in _SENT:  # a file has no words of its own there
            self.say(account, person, "text", text)
            line.text = ""
        return number

    def edit(self, account: Account, person: Person, target: str, text: str) -> None:
        """Change one's own text."""
        line = self._own(account, person, target)
        if line.kind != "text":
            raise NotPossible("only a text is changed")
        line.text, line.edited = text, True
        message = {"id": target, "type": "text", "text": text, "quoteToken": secrets.token_urlsafe(24)}
        self._bring(account, person, "messageEdited", {"message": message, "replyToken": secrets.token_hex(16)})

    def unsend(self, account: Account, person: Person, target: str) -> None:
        """Take back what one said."""
        self._own(account, person, target)
        del self.world.chat(account, person).lines[target]
        self._bring(account, person, "unsend", {"unsend": {"messageId": target}})

    def press(self, account: Account, person: Person, target: str, data: str) -> None:
        """Press a quick reply: its words stand in the chat, its data is told."""
        line = self.world.chat(account, person).lines.get(target)
        if line is None or data not in pressable(line):
            raise NotPossible("no such button")
        line.pressed = data
        self._bring(account, person, "postback", {"postback": {"data": data}, "replyToken": secrets.token_hex(16)})

    def follow(self, account: Account, person: Person) -> None:
        """Become a friend of the account, or let it write again."""
        chat = self.world.chat(account, person)
        told = {"follow": {"isUnblocked": chat.blocked}, "replyToken": secrets.token_hex(16)}
        chat.friends, chat.blocked = True, False
        self._bring(account, person, "follow", told)

    def block(self, account: Account, person: Person) -> None:
        """Hear no more of the account."""
        self.world.chat(account, person).blocked = True
        self._bring(account, person, "unfollow", {})

    def try_address(self, account: Account) -> bytes:
        """Return the webhook by which LINE tries an address: one without events."""
        return encoded({"destination": account.id, "events": []})

    def _own(self, account: Account, person: Person, target: str) -> Line:
        line = self.world.chat(account, person).lines.get(target)
        if line is None or not line.mine:
            raise NotPossible("only what is one's own")
        return line

    def _sent_file(self, kind: str, media: str, line: Line) -> dict[str, Any]:
        file = self.world.files.get(media)
        if file is None or kind not in _SENT:
            raise NotPossible("no such file")
        line.media, line.mime, line.name = media, file.mime, file.name
        self.world.contents[line.id] = media
        told: dict[str, Any] = {"type": _SENT[kind]}
        if told["type"] == "file":
            return told | {"fileName": file.name or "archivo", "fileSize": len(file.content)}
        told["contentProvider"] = {"type": "line"}
        return told if told["type"] == "image" else told | {"duration": 3000}

    def _bring(self, account: Account, person: Person, kind: str, content: dict[str, Any]) -> None:
        self.bell.ring()
        if not account.callback_url or not account.active:
            return
        event = {
            "type": kind,
            "mode": "standby" if account.standby else "active",
            "timestamp": int(self.clock().timestamp() * 1000),
            "source": {"type": "user", "userId": person.id},
            "webhookEventId": "01" + "".join(secrets.choice(_LETTERS) for _ in range(24)),
            "deliveryContext": {"isRedelivery": False},
            **content,
        }
        self.courier.bring(account, {"destination": account.id, "events": [event]})


def _pressed(actions: Sequence[Action]) -> list[tuple[str, str]]:
    return [(one.label, one.data) for one in actions if isinstance(one, PostbackAction)]


def _opened(actions: Sequence[Action]) -> list[tuple[str, str]]:
    return [(one.label, one.uri) for one in actions if isinstance(one, UriAction)]


def _card(bubble: FlexBubble) -> Shown:
    words = [one.text for one in bubble.body.contents if isinstance(one, FlexText)] if bubble.body else []
    actions = [one.action for one in bubble.footer.contents if isinstance(one, FlexButton)] if bubble.footer else []
    picture = bubble.hero.url if bubble.hero else ""
    return Shown(next(iter(words), ""), "\n".join(words[1:]), picture, _pressed(actions), _opened(actions))
