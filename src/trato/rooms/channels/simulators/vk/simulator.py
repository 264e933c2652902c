"""VK in the middle: takes what communities say, and brings them what people do."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import httpx

from trato.kit.clock import wall_clock
from trato.kit.http import provider_client
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.talk.stage import Bell, Line, NotPossible, Shown
from trato.rooms.channels.simulators.vk.refusals import Refused
from trato.rooms.channels.simulators.vk.shapes import Button, CallbackAction, CreateComment, LinkAction, Send
from trato.rooms.channels.simulators.vk.wall import Wall
from trato.rooms.channels.simulators.vk.world import File, Group, Person, Server, World

TAKEN = "ok"
VERSION = "5.199"


class VKCourier(Courier[Server]):
    """Brings events; what is not answered by `ok` was not taken."""

    async def _post(self, to: Server, raw: bytes) -> int:
        self.words = ""
        status = await super()._post(to, raw)
        return status if self.words.strip() == TAKEN else 0

    def read_answer(self, answer: httpx.Response) -> None:
        """Note what was said."""
        self.words = answer.text


class Simulator:
    """One VK, with its deeds."""

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
        self.client = client or provider_client()
        self.courier = VKCourier(self.faults, self.client, first_wait)
        self.bell = Bell()
        self.clock = clock
        self.base = "http://vk"
        self.wall = Wall(self.world, self.clock, self.bring)

    def add_group(self, group: Group) -> Group:
        """Put a community into the world."""
        self.world.groups[group.id] = group
        return group

    def add_person(self, id: int, name: str) -> Person:
        """Put somebody into the world, or return who has the id."""
        return self.world.people.setdefault(id, Person(id, name))

    # ---- what a community does -------------------------------------------------------------------------------------

    async def confirm(self, group: Group, server: Server) -> None:
        """Ask an address for the community's string, as VK does when the address is set."""
        body = {"type": "confirmation", "group_id": group.id, "secret": server.secret}
        try:
            answer = await self.client.post(server.url, json=body)
        except (httpx.HTTPError, httpx.InvalidURL):
            server.status = "failed"
            return
        server.status = "ok" if answer.text.strip() == group.code and answer.status_code == 200 else "failed"

    def take(self, group: Group, call: Send) -> dict[str, Any]:
        """Take one message of a community; what came before with the same `random_id` is not said again."""
        chat = self.world.chat(group, call.peer_ids)
        if call.peer_ids not in self.world.people or chat.stopped or not chat.allowed:
            raise Refused(901)
        number = chat.sent.get(call.random_id)
        if number is None:
            above = str(call.forward.conversation_message_ids[0]) if call.forward is not None else ""
            if above and above not in chat.lines:
                raise Refused(100, "forward is invalid")
            number = chat.sent[call.random_id] = chat.next_number()
            line = Line(str(number), mine=False, text=call.message, at=self.clock(), reply_to=above)
            if call.keyboard is not None:
                chat.rows[line.id] = tuple(one for row in call.keyboard.buttons for one in row)
                line.buttons, line.links = _drawn(chat.rows[line.id])
            if call.template is not None:
                chat.rows[line.id] = tuple(one for card in call.template.elements for one in card.buttons)
                line.cards = [Shown(o.title, o.description, "", *_drawn(o.buttons)) for o in call.template.elements]
            chat.lines[line.id] = line
            out = {"random_id": call.random_id, **({"payload": call.payload} if call.payload else {})}
            self.bring(group, "message_reply", self._message(group, call.peer_ids, line) | out)
        return {"peer_id": call.peer_ids, "message_id": number + 1000, "conversation_message_id": number}

    def comment(self, group: Group, call: CreateComment) -> dict[str, Any]:
        """Take one comment of a community's; what came before with the same `guid` is not said again."""
        if call.from_group not in (0, group.id) or call.owner_id != group.owner:
            raise Refused(15)
        return self.wall.answer(group, call)

    # ---- what a person does ----------------------------------------------------------------------------------------

    def say(self, group: Group, person: Person, kind: str, text: str = "", media: str = "", reply_to: str = "") -> str:
        """Say something to a community; returns the message's number in the dialogue."""
        chat = self.world.chat(group, person.id)
        if chat.stopped:
            self.stop(group, person, stopped=False)
        chat.allowed = True
        line = Line(str(chat.next_number()), mine=True, kind=kind, text=text, at=self.clock(), reply_to=reply_to)
        more: dict[str, Any] = {}
        if kind == "location":
            line.text = "-12.0464, -77.0428"
            more = {"text": "", "geo": {"type": "point", "coordinates": {"latitude": -12.0464, "longitude": -77.0428}}}
        elif kind != "text":
            more["attachments"] = [self._attached(kind, media, line)]
        chat.lines[line.id] = line
        self._new(group, person, line, more)
        return line.id

    def edit(self, group: Group, person: Person, target: str, text: str) -> None:
        """Change one's own text."""
        line = self.world.chat(group, person.id).lines.get(target)
        if line is None or not line.mine or line.kind != "text":
            raise NotPossible("only an own text is changed")
        line.text, line.edited = text, True
        told = self._message(group, person.id, line) | {"update_time": int(self.clock().timestamp())}
        self.bring(group, "message_edit", told)

    def press(self, group: Group, person: Person, target: str, payload: str) -> str:
        """Press a button: one of text writes its label, one of callback only tells; returns the event's id there."""
        chat = self.world.chat(group, person.id)
        rows = chat.rows.get(target, ())
        action = next((one.action for one in rows if one.action.payload == payload), None)
        if action is None or isinstance(action, LinkAction):
            raise NotPossible("no such button")
        chat.lines[target].pressed = payload
        if not isinstance(action, CallbackAction):
            line = Line(str(chat.next_number()), mine=True, text=action.label, at=self.clock())
            chat.lines[line.id] = line
            self._new(group, person, line, {"payload": payload})
            return ""
        event = secrets.token_hex(6)
        told = {"user_id": person.id, "peer_id": person.id, "event_id": event, "payload": json.loads(payload)}
        self.bring(group, "message_event", {**told, "conversation_message_id": int(target)})
        return event

    def stop(self, group: Group, person: Person, *, stopped: bool) -> None:
        """Forbid the community to write, or let it write."""
        chat = self.world.chat(group, person.id)
        chat.stopped, chat.allowed = stopped, not stopped
        told = {"user_id": person.id}
        self.bring(group, "message_deny" if stopped else "message_allow", told if stopped else {**told, "key": ""})

    def bring(self, group: Group, kind: str, told: dict[str, Any]) -> None:
        """Tell the community what happened, wherever it wants to be told of that."""
        self.bell.ring()
        for server in group.servers.values():
            if kind in server.told and server.status == "ok":
                body = {"type": kind, "group_id": group.id, "event_id": secrets.token_hex(20), "v": VERSION}
                self.courier.bring(server, {**body, "secret": server.secret, "object": told})

    def _new(self, group: Group, person: Person, line: Line, more: dict[str, Any]) -> None:
        message = self._message(group, person.id, line) | more
        above = self.world.chat(group, person.id).lines.get(line.reply_to)
        if above is not None:
            message["reply_message"] = self._message(group, person.id, above)
        able = {"button_actions": ["text", "callback"], "keyboard": True, "inline_keyboard": True, "carousel": True}
        self.bring(group, "message_new", {"message": message, "client_info": {**able, "lang_id": 4}})

    def _message(self, group: Group, person: int, line: Line) -> dict[str, Any]:
        return {
            "id": int(line.id) + 1000, "conversation_message_id": int(line.id), "date": int(line.at.timestamp()),
            "peer_id": person, "from_id": person if line.mine else group.owner, "out": 0 if line.mine else 1,
            "version": 10000 + int(line.id), "text": line.text, "attachments": [], "fwd_messages": [],
            "important": False, "is_hidden": False, "random_id": 0,
        }  # fmt: skip

    def _attached(self, kind: str, media: str, line: Line) -> dict[str, Any]:
        file = self.world.files.get(media)
        if file is None:
            raise NotPossible("no such file")
        line.media, line.mime, line.name = media, file.mime, file.name
        return attachment(kind, file, f"{self.base}/files/{media}", int(line.at.timestamp()))


def attachment(kind: str, file: File, url: str, at: int) -> dict[str, Any]:
    """Return a file of a person's as messages tell it."""
    known = {"id": 457239017, "owner_id": 100172}
    if kind == "image":
        size = {"type": "x", "url": url, "width": 604, "height": 403}
        return {"type": "photo", "photo": {**known, "album_id": -3, "date": at, "has_tags": False, "sizes": [size]}}
    if kind == "voice":
        heard = {"duration": 3, "link_mp3": url, "link_ogg": url, "waveform": [1, 4, 2]}
        return {"type": "audio_message", "audio_message": {**known, **heard}}
    name = file.name or "archivo"
    told = {"title": name, "size": len(file.content), "ext": name.rpartition(".")[2], "url": url}
    return {"type": "doc", "doc": {**known, **told, "date": at, "type": 8}}


def _drawn(buttons: Sequence[Button]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what is pressed, and what opens."""
    opened = [(one.action.label, one.action.link) for one in buttons if isinstance(one.action, LinkAction)]
    pressed = [(one.action.label, one.action.payload) for one in buttons if not isinstance(one.action, LinkAction)]
    return pressed, opened
