"""Telegram in the middle: takes what bots send, and brings them what people do."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import msgspec

from trato.kit.clock import wall_clock
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.talk.stage import Bell, Line, NotPossible
from trato.rooms.channels.simulators.telegram.refusals import Refused
from trato.rooms.channels.simulators.telegram.shapes import (
    DeleteMyCommands,
    FileSend,
    Front,
    GetMyCommands,
    GetMyDescription,
    Send,
    SendContact,
    SendLocation,
    SendMediaGroup,
    SendMessage,
    SendVenue,
    SetMessageReaction,
    SetMyCommands,
    SetMyDescription,
)
from trato.rooms.channels.simulators.telegram.world import Bot, Chat, File, Person, World

FILES = {"photo": "image", "video": "video", "audio": "audio", "voice": "voice", "document": "document"}
_PERSONS = {kind: name for name, kind in FILES.items()} | {"sticker": "sticker"}


class TelegramCourier(Courier[Bot]):
    """Brings updates, and reads the one call that a bot may make in its answer."""

    def __init__(
        self, world: World, faults: Faults, client: httpx.AsyncClient | None = None, first_wait: float = 0.5
    ) -> None:
        super().__init__(faults, client, first_wait)
        self._world = world

    def read_answer(self, answer: httpx.Response) -> None:
        """Note that a bot let a pressed button rest."""
        try:
            told = answer.json()
        except ValueError:
            return
        if isinstance(told, dict) and told.get("method") == "answerCallbackQuery":
            self._world.answered.add(str(told.get("callback_query_id")))


class Simulator:
    """One Telegram, with its deeds."""

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
        self.courier = TelegramCourier(self.world, self.faults, client, first_wait)
        self.bell = Bell()
        self.clock = clock

    def add_bot(self, bot: Bot) -> Bot:
        """Put a bot into the world."""
        self.world.bots[bot.token] = bot
        return bot

    def add_person(self, id: int, name: str, username: str = "") -> Person:
        """Put somebody into the world, or return who has the id."""
        return self.world.people.setdefault(id, Person(id, name, username))

    # ---- what a bot does -------------------------------------------------------------------------------------------

    def take(self, bot: Bot, call: Send, files: dict[str, File]) -> dict[str, Any]:
        """Take one message of a bot. Raises `Refused`."""
        person, chat = self._open_chat(bot, call.chat_id)
        line, content = self._line(call, files)
        return self._put(bot, person, chat, line, content, call)

    def take_album(self, bot: Bot, call: SendMediaGroup, files: dict[str, File]) -> list[dict[str, Any]]:
        """Take the files of an album, each a message."""
        person, chat = self._open_chat(bot, call.chat_id)
        taken = []
        for item in call.media:
            line = Line("", mine=False, kind=FILES[item.type], text=item.caption, at=self.clock())
            self._show(line, item.media, files)
            taken.append(self._put(bot, person, chat, line, {"caption": item.caption}, call))
        return taken

    def show(self, bot: Bot, call: Front) -> Any:
        """Let a bot's description and commands stand, or tell them."""
        match call:
            case SetMyCommands():
                bot.commands[call.language_code] = [(one.command, one.description) for one in call.commands]
            case DeleteMyCommands():
                bot.commands.pop(call.language_code, None)
            case SetMyDescription():
                bot.descriptions[call.language_code] = call.description
            case GetMyCommands():
                return [{"command": c, "description": d} for c, d in bot.commands.get(call.language_code, [])]
            case GetMyDescription():
                return {"description": bot.descriptions.get(call.language_code, "")}
        self.bell.ring()
        return True

    def react(self, bot: Bot, call: SetMessageReaction) -> None:
        """Let a bot react to a message."""
        _, chat = self._open_chat(bot, call.chat_id)
        line = chat.lines.get(str(call.message_id))
        if line is None:
            raise Refused(400, "message to react not found")
        line.theirs = call.reaction[0].emoji if call.reaction else ""
        self.bell.ring()

    def _put(
        self, bot: Bot, person: Person, chat: Chat, line: Line, content: dict[str, Any], call: Send | SendMediaGroup
    ) -> dict[str, Any]:
        reply = call.reply_parameters
        known = str(reply.message_id) in chat.lines if reply is not None else True
        if reply is not None and not known and not reply.allow_sending_without_reply:
            raise Refused(400, "message to be replied not found")
        number = self.world.next_number()
        line.id = str(number)
        line.reply_to = str(reply.message_id) if reply is not None and known else ""
        keyboard = None if isinstance(call, SendMediaGroup) else call.reply_markup
        if keyboard is not None:
            every = [one for row in keyboard.inline_keyboard for one in row]
            line.buttons = [(one.text, one.callback_data) for one in every if one.callback_data]
            line.links = [(one.text, one.url) for one in every if one.url]
            chat.keyboards[line.id] = msgspec.to_builtins(keyboard)
        chat.lines[line.id] = line
        self.bell.ring()
        who = {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}
        at = int(self.clock().timestamp())
        return {"message_id": number, "from": who, "chat": person.chat(), "date": at, **content}

    def _open_chat(self, bot: Bot, chat_id: int | str) -> tuple[Person, Chat]:
        """Return whom a bot writes to. Raises `Refused` with what Telegram says where it may not."""
        number = int(chat_id) if str(chat_id).lstrip("-").isdecimal() else 0
        person = self.world.people.get(number)
        if person is None:
            raise Refused(400, "chat not found")
        chat = self.world.chat(bot, person.id)
        if chat.stopped:
            raise Refused(403, "bot was blocked by the user")
        if not chat.started:
            raise Refused(403, "bot can't initiate conversation with a user")
        return person, chat

    def _line(self, call: Send, files: dict[str, File]) -> tuple[Line, dict[str, Any]]:
        now = self.clock()
        match call:
            case SendMessage():
                return Line("", mine=False, text=call.text, at=now), {"text": call.text}
            case SendVenue() | SendLocation():
                words = f"{call.title}, {call.address}" if isinstance(call, SendVenue) else ""
                where = {"latitude": call.latitude, "longitude": call.longitude}
                place = f"{call.latitude:.5f}, {call.longitude:.5f}"
                return Line("", mine=False, kind="location", text=words or place, at=now), {"location": where}
            case SendContact():
                words = f"{call.first_name} {call.last_name}".strip() + f" · {call.phone_number}"
                told = {"contact": {"phone_number": call.phone_number, "first_name": call.first_name}}
                return Line("", mine=False, kind="contact", text=words, at=now), told
            case _:
                return self._file_line(call, files, now)

    def _file_line(self, call: FileSend, files: dict[str, File], now: datetime) -> tuple[Line, dict[str, Any]]:
        method = str(call.__struct_config__.tag)
        name = method.removeprefix("send").lower()
        caption = getattr(call, "caption", "")
        line = Line("", mine=False, kind=FILES.get(name, name), text=caption, at=now)
        self._show(line, getattr(call, name), files)
        return line, {"caption": caption}

    def _show(self, line: Line, ref: str, files: dict[str, File]) -> None:
        """Put into a bubble what a call brings, or what it names. Raises `Refused`."""
        if ref.startswith("attach://"):
            brought = files.get(ref.removeprefix("attach://"))
            if brought is None or not brought.content:
                raise Refused(400, "there is no file in the request")
            ref = self.world.keep(brought.content, brought.mime, brought.name)
        if ref.startswith(("https://", "http://")):
            line.link = ref
            return
        known = self.world.files.get(ref)
        if known is None:
            raise Refused(400, "wrong file identifier/HTTP URL specified")
        line.media, line.mime, line.name = ref, known.mime, known.name

    # ---- what a person does ----------------------------------------------------------------------------------------

    def start(self, bot: Bot, person: Person, code: str = "") -> str:
        """Press Start, perhaps from a link with a code."""
        return self.say(bot, person, "text", f"/start {code}".strip())

    def say(self, bot: Bot, person: Person, kind: str, text: str = "", media: str = "", reply_to: str = "") -> str:
        """Say something to a bot; returns the message's number."""
        chat = self.world.chat(bot, person.id)
        if chat.stopped:
            self.stop(bot, person, stopped=False)
        chat.started = True
        number = self.world.next_number()
        line = Line(str(number), mine=True, kind=kind, text=text, at=self.clock(), reply_to=reply_to)
        message = self._message(person, number, line.at)
        if kind == "text":
            message |= {"text": text}
        elif kind == "location":
            message["location"] = {"latitude": -12.0464, "longitude": -77.0428}
            line.text = "-12.0464, -77.0428"
        else:
            message |= self._sent_file(kind, text, media, line)
        if reply_to in chat.lines:
            message["reply_to_message"] = self._message(person, int(reply_to), line.at) | {
                "text": chat.lines[reply_to].text
            }
        chat.lines[line.id] = line
        self._bring(bot, {"message": message})
        return line.id

    def edit(self, bot: Bot, person: Person, target: str, text: str) -> None:
        """Change one's own text."""
        line = self.world.chat(bot, person.id).lines.get(target)
        if line is None or not line.mine or line.kind != "text":
            raise NotPossible("only an own text is changed")
        line.text, line.edited = text, True
        message = self._message(person, int(target), line.at) | {"text": text}
        self._bring(bot, {"edited_message": message | {"edit_date": int(self.clock().timestamp())}})

    def feel(self, bot: Bot, person: Person, target: str, emoji: str) -> None:
        """React to a message, or take it back."""
        line = self.world.chat(bot, person.id).lines.get(target)
        if line is None:
            raise NotPossible("no such message")
        old, line.own = line.own, emoji
        told = {
            "chat": person.chat(),
            "message_id": int(target),
            "user": person.told(),
            "date": int(self.clock().timestamp()),
            "old_reaction": [{"type": "emoji", "emoji": old}] if old else [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
        }
        self._bring(bot, {"message_reaction": told})

    def press(self, bot: Bot, person: Person, target: str, data: str) -> str:
        """Press a button under a message; returns the id that the bot lets rest."""
        chat = self.world.chat(bot, person.id)
        line = chat.lines.get(target)
        if line is None or data not in [payload for _, payload in line.buttons]:
            raise NotPossible("no such button")
        line.pressed = data
        query = secrets.token_hex(9)
        at = int(line.at.timestamp())
        who = {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}
        message = {"message_id": int(target), "from": who, "chat": person.chat(), "date": at, "text": line.text}
        told = {
            "id": query,
            "from": person.told(),
            "chat_instance": "-3241",
            "data": data,
            "message": message | {"reply_markup": chat.keyboards[target]},
        }
        self._bring(bot, {"callback_query": told})
        return query

    def stop(self, bot: Bot, person: Person, *, stopped: bool) -> None:
        """Block the bot, or let it speak again."""
        self.world.chat(bot, person.id).stopped = stopped
        us = {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}
        kicked, member = {"status": "kicked", "user": us, "until_date": 0}, {"status": "member", "user": us}
        told = {
            "chat": person.chat(),
            "from": person.told(),
            "date": int(self.clock().timestamp()),
            "old_chat_member": member if stopped else kicked,
            "new_chat_member": kicked if stopped else member,
        }
        self._bring(bot, {"my_chat_member": told})

    def _message(self, person: Person, number: int, at: datetime) -> dict[str, Any]:
        who = {"from": person.told(), "chat": person.chat()}
        return {"message_id": number, **who, "date": int(at.timestamp())}

    def _sent_file(self, kind: str, text: str, media: str, line: Line) -> dict[str, Any]:
        file = self.world.files.get(media)
        if file is None or kind not in _PERSONS:
            raise NotPossible("no such file")
        line.media, line.mime, line.name = media, file.mime, file.name
        told: dict[str, Any] = {"file_id": media, "file_unique_id": media[-12:], "file_size": len(file.content)}
        name = _PERSONS[kind]
        if name == "photo":
            content: Any = [{**told, "width": 640, "height": 480}]
        else:
            content = {**told, "mime_type": file.mime, **({"file_name": file.name} if file.name else {})}
            content |= {"duration": 3} if name in {"voice", "audio", "video"} else {}
            content |= {"width": 640, "height": 480} if name == "video" else {}
            if name == "voice":
                content.pop("file_name", None)
        return {name: content, **({"caption": text} if text else {})}

    def _bring(self, bot: Bot, content: dict[str, Any]) -> None:
        self.bell.ring()
        if bot.callback_url:
            self.courier.bring(bot, {"update_id": self.world.next_update(), **content})
