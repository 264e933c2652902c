"""How the visitor's view is written for the widget: parts with URLs in place of blob keys, times in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from trato.rooms.channels.model import AccountView, Media
from trato.rooms.channels.webchat import tokens
from trato.rooms.channels.webchat.model import ChatConversation, ChatMessage, ChatView, Face, Service


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """Writes for one account; `now` dates the URLs of files, which stay the same for half a day."""

    account: AccountView
    now: datetime

    def encode(self, view: ChatView) -> bytes:
        """Return the whole view as JSON."""
        top = self.top(view)
        return msgspec.json.encode({**top, "messages": [self.message(one) for one in view.messages]})

    def top(self, view: ChatView) -> dict[str, Any]:
        """Return everything but the messages."""
        return {
            "conversations": [_conversation(one) for one in view.conversations],
            "service": _service(view.service),
            "more": view.more,
        }

    def message(self, message: ChatMessage) -> dict[str, Any]:
        """Return one message; a deleted one has no parts, whatever the store left in it."""
        written = {
            "id": message.id,
            "thread": message.thread,
            "side": message.side,
            "at": _milliseconds(message.at),
            "status": message.status,
            "parts": [] if message.deleted else [self._part(one) for one in message.parts],
        }
        optional = {
            "by": face_of(message.by),
            "reply_to": message.reply_to,
            "survey": message.survey,
            "edited": message.edited,
            "deleted": message.deleted,
        }
        return written | {name: value for name, value in optional.items() if value}

    def _part(self, part: object) -> dict[str, Any]:
        written: dict[str, Any] = msgspec.to_builtins(part)
        written.pop("html", None)
        written.pop("quoted", None)
        if isinstance(part, Media):
            del written["ref"]
            ticket = tokens.file_ticket(self.account, part.ref, part.mime, part.name, self.now)
            written["url"] = picture_of(self.account, ticket)
        return written


def picture_of(account: AccountView, ticket: str) -> str:
    """Return the path of a file on this server."""
    return f"/chat/v1/{account.external_id}/files/{ticket}"


def face_of(face: Face | None) -> dict[str, Any] | None:
    """Return a face for the widget, or None."""
    return None if face is None else {"name": face.name, "picture": face.picture, "online": face.online}


def _conversation(one: ChatConversation) -> dict[str, Any]:
    return {
        "thread": one.thread,
        "last_at": _milliseconds(one.last_at),
        "title": one.title,
        "preview": one.preview,
        "unread": one.unread,
        "by": face_of(one.by),
        "closed_at": _milliseconds(one.closed_at) if one.closed_at else None,
        "queue": None if one.queue is None else {"place": one.queue.place, **_service(one.queue)},
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "open": service.open,
        "wait": service.wait_seconds,
        "until": _milliseconds(service.until) if service.until else None,
        "zone": service.zone,
    }


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
