"""A message of ours as calls to Twilio: one for each text that fits, files with the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never
from urllib.parse import urlencode

from trato.rooms.channels.adapters.sms.capabilities import MOST_FILES, TEXT_LIMIT, sends_files
from trato.rooms.channels.adapters.sms.segments import segments_of
from trato.rooms.channels.adapters.twilio.provider import account_url, headers_of
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ContactCard,
    HttpRequest,
    Location,
    Media,
    Options,
    Order,
    OutboundMessage,
    Part,
    Text,
    Unsupported,
    lent,
)
from trato.rooms.contacts.model import Address, IdentityKind


class Unsendable(ValueError):
    """A message without recipient or content: it must never have come this far."""


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that send `message`, in order. Raises `Unsendable`.

    The address that receipts come to carries our key and the segments, so that a send whose answer was lost is found
    again, and is charged for what it was.
    """
    texts, files = _split(_written(message.parts)), [one for one in message.parts if isinstance(one, Media)]
    if files and not sends_files(account):
        raise Unsendable("this number sends no files")
    if not texts and not files:
        raise Unsendable("nothing to send")
    to = _recipient(message.to)
    calls: list[HttpRequest] = []
    for at, text in enumerate(texts or [""]):
        calls.append(_call(message, account, to, text, tuple(files[:MOST_FILES]) if at == 0 else ()))
    for start in range(MOST_FILES, len(files), MOST_FILES):
        calls.append(_call(message, account, to, "", tuple(files[start : start + MOST_FILES])))
    return tuple(calls)


def _call(message: OutboundMessage, account: AccountView, to: str, text: str, files: tuple[Media, ...]) -> HttpRequest:
    form: dict[str, str | tuple[str, ...]] = {"To": to, "From": account.external_id}
    if service := str(account.settings.get("messaging_service_sid") or ""):
        form["MessagingServiceSid"] = service
    if text:
        form["Body"] = text
    if files:
        form["MediaUrl"] = tuple(lent(at) for at in range(len(files)))
    if account.hook:
        told = f"{message.key}.{segments_of(text).count or 1}.{'mms' if files else 'sms'}"
        form["StatusCallback"] = f"{account.hook}?{urlencode({'key': told})}"
    return HttpRequest("POST", account_url(account, "Messages.json"), headers_of(account), form=form, lends=files)


def _recipient(to: Sequence[Address]) -> str:
    for address in to:
        if address.kind is IdentityKind.PHONE:
            return address.raw if address.raw.startswith("+") else address.value
    raise Unsendable("no recipient")


def _written(parts: Sequence[Part]) -> str:
    return "\n".join(text for part in parts if (text := _text(part).strip()))


def _text(part: Part) -> str:
    match part:
        case Text(text=text):
            return text
        case Media(caption=caption):
            return caption
        case Options(choices=choices):
            return "\n".join(f"{at}. {one.title}" for at, one in enumerate(choices, 1))
        case Choice(title=title):
            return title
        case Location():
            place = ", ".join(one for one in (part.name, part.address) if one)
            where = part.url or f"https://www.openstreetmap.org/?mlat={part.latitude}&mlon={part.longitude}"
            return f"{place}\n{where}" if place else where
        case ContactCard():
            return ", ".join(one for one in (part.name, part.organisation, *part.phones, *part.emails) if one)
        case Order(text=text):
            return text
        case Unsupported():
            return ""
        case other:
            assert_never(other)


def _split(text: str) -> list[str]:
    """Part a text that is too long where it reads well; its length is counted in code units, as Twilio's is."""
    pieces: list[str] = []
    while _length(text) > TEXT_LIMIT:
        end = TEXT_LIMIT
        while _length(text[:end]) > TEXT_LIMIT:
            end -= 1
        space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
        end = space if space > TEXT_LIMIT // 2 else end
        pieces.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*pieces, text] if text else pieces


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
