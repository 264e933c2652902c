"""The other system: what people say goes to Trato in signed calls, what Trato answers stands on their screens."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trato.kit.clock import wall_clock
from trato.kit.standard_webhooks import signature_headers
from trato.rooms.channels.simulators.api.shapes import Choice, Link, Message, Ping, Told, choices_of
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Fault, Faults
from trato.rooms.channels.simulators.talk.stage import Bell, Line, NotPossible, Party, Shown

_TOLD: msgspec.json.Decoder[Told] = msgspec.json.Decoder(Told)


@dataclass(frozen=True, slots=True)
class Call:
    """Where a call goes, and how it proves itself: with one id at every attempt."""

    callback_url: str
    secret: str
    id: str

    def proof(self, raw: bytes) -> dict[str, str]:
        """Return the headers that sign the call now."""
        return signature_headers([self.secret], self.id, wall_clock(), raw)


@dataclass(slots=True)
class System:
    """One system with its people; also what the page plays on. `hook` is Trato's address for it."""

    name: str
    hook: str
    secret: str
    faults: Faults = field(default_factory=Faults)
    client: httpx.AsyncClient | None = None
    first_wait: float = 0.5
    title: str = "API"
    can: frozenset[str] = frozenset({"file", "reply", "edit"})
    bell: Bell = field(default_factory=Bell)
    names: dict[str, str] = field(default_factory=dict)
    chats: dict[str, dict[str, Line]] = field(default_factory=dict)
    files: dict[str, tuple[bytes, str, str]] = field(default_factory=dict)
    courier: Courier[Call] = field(init=False)

    def __post_init__(self) -> None:
        self.courier = Courier(self.faults, self.client, self.first_wait)

    # ---- what Trato tells ------------------------------------------------------------------------------------------

    async def take(self, request: Request) -> Response:
        """Take one call of Trato's: signed, recent, and as the contract says."""
        raw = await request.body()
        try:
            Webhook(self.secret).verify(raw, dict(request.headers))
        except (WebhookVerificationError, ValueError) as wrong:
            return JSONResponse({"detail": str(wrong)}, 401)
        try:
            told = _TOLD.decode(raw)
            offered = [choices_of(told.choices)] if isinstance(told, Message) else []
            offered += [choices_of(one.choices) for one in told.cards] if isinstance(told, Message) else []
        except (msgspec.ValidationError, msgspec.DecodeError) as wrong:
            return JSONResponse({"detail": str(wrong)}, 422)
        if isinstance(told, Ping):
            return JSONResponse({})
        if request.headers["webhook-id"] != told.id:
            return JSONResponse({"detail": "webhook-id is the id of the message"}, 422)
        fault = self.faults.next_send()
        if fault is Fault.RATE_LIMIT:
            return JSONResponse({}, 429, headers={"retry-after": "1"})
        if fault is Fault.UNAVAILABLE:
            return JSONResponse({}, 503)
        if told.contact.id not in self.names:
            return JSONResponse({"detail": "nobody has this id"}, 422)
        chat = self.chats.setdefault(told.contact.id, {})
        if told.id not in chat:
            mine, *theirs = offered
            chat[told.id] = line = Line(told.id, mine=False, at=wall_clock(), text=told.text, reply_to=told.reply_to)
            line.buttons, line.links = _drawn(mine)
            line.cards = [
                Shown(one.title, one.subtitle, one.picture, *_drawn(choices))
                for one, choices in zip(told.cards, theirs, strict=True)
            ]
            for number, one in enumerate(told.files):
                kind = one.type.partition("/")[0] if one.type.startswith(("image/", "video/", "audio/")) else "document"
                name = f"{told.id}.{number}"
                chat[name] = Line(name, mine=False, at=wall_clock(), kind=kind, link=one.url, name=one.name)
            self.bell.ring()
            self._tell({"type": "receipt", "message": told.id, "status": "delivered"})
        if fault is Fault.ERROR_AFTER:
            return JSONResponse({}, 500)
        return JSONResponse({"id": told.id})

    # ---- what people do: the page's side ---------------------------------------------------------------------------

    def people(self) -> Sequence[Party]:
        """Return who may be played."""
        return [Party(id, name) for id, name in self.names.items()]

    def businesses(self) -> Sequence[Party]:
        """Return the one that the system is connected to."""
        return [Party("trato", self.name)]

    def lines(self, business: str, person: str) -> Sequence[Line]:
        """Return what somebody and the business said to each other."""
        return list(self.chats.get(person, {}).values())

    def is_stopped(self, business: str, person: str) -> bool:
        """Nobody can stop the business here."""
        return False

    def add_person(self, name: str) -> str:
        """Put somebody into the system."""
        person = f"k-{secrets.token_hex(4)}"
        self.names[person] = name
        self.bell.ring()
        return person

    def keep(self, content: bytes, mime: str, name: str) -> str:
        """Keep a file that will be sent."""
        media = secrets.token_urlsafe(12)
        self.files[media] = (content, mime, name)
        return media

    def file(self, media: str) -> tuple[bytes, str] | None:
        """Return a file and its kind."""
        found = self.files.get(media)
        return found[:2] if found else None

    def say(self, business: str, person: str, kind: str, text: str, media: str, reply_to: str) -> None:
        """Say something."""
        line = Line(secrets.token_hex(8), mine=True, at=wall_clock(), kind=kind, text=text, reply_to=reply_to)
        told: dict[str, Any] = {"text": text, "reply_to": reply_to}
        if kind != "text":
            content, mime, name = self._file(media)
            line.media, line.mime, line.name = media, mime, name
            told["files"] = [{"content": base64.b64encode(content).decode(), "name": name[:200], "type": mime[:100]}]
        self._message(person, line, told)

    def press(self, business: str, person: str, target: str, payload: str) -> None:
        """Choose something that was offered."""
        offer = self._line(person, target)
        title = next((title for title, id in offer.buttons if id == payload), "")
        if not title:
            raise NotPossible("no such choice")
        offer.pressed = payload
        line = Line(secrets.token_hex(8), mine=True, at=wall_clock(), text=title, reply_to=target)
        self._message(person, line, {"choice": {"id": payload, "title": title}, "reply_to": target})

    def edit(self, business: str, person: str, target: str, text: str) -> None:
        """Change one's own text."""
        line = self._line(person, target)
        if not line.mine or line.kind != "text":
            raise NotPossible("only an own text is changed")
        line.text, line.edited = text, True
        self._tell({"type": "message.edited", "id": target, "contact": self._person(person), "text": text})

    def feel(self, business: str, person: str, target: str, emoji: str) -> None:
        """The contract has no reactions."""
        raise NotPossible("no reactions here")

    def stop(self, business: str, person: str, *, stopped: bool) -> None:
        """The contract has no blocking."""
        raise NotPossible("nobody is stopped here")

    def _message(self, person: str, line: Line, told: dict[str, Any]) -> None:
        contact = self._person(person)
        line.tick = "waiting"
        self.chats.setdefault(person, {})[line.id] = line
        body = {"type": "message", "id": line.id, "contact": contact, "at": line.at.isoformat(), **told}

        def taken() -> None:
            line.tick = "sent"
            self.bell.ring()

        self.courier.bring(Call(self.hook, self.secret, f"call-{line.id}"), body, taken=taken)
        self.bell.ring()

    def _tell(self, body: dict[str, Any]) -> None:
        self.courier.bring(Call(self.hook, self.secret, secrets.token_hex(12)), body)
        self.bell.ring()

    def _person(self, person: str) -> dict[str, str]:
        if person not in self.names:
            raise NotPossible("nobody of that name")
        return {"id": person, "name": self.names[person]}

    def _line(self, person: str, target: str) -> Line:
        line = self.chats.get(person, {}).get(target)
        if line is None:
            raise NotPossible("no such message")
        return line

    def _file(self, media: str) -> tuple[bytes, str, str]:
        found = self.files.get(media)
        if found is None:
            raise NotPossible("no such file")
        return found


def _drawn(choices: list[Choice | Link]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what is pressed, and what opens."""
    pressed = [(one.title, one.id) for one in choices if isinstance(one, Choice)]
    return pressed, [(one.title, one.link) for one in choices if isinstance(one, Link)]
