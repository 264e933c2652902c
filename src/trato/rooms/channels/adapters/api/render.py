"""A message of ours as one signed call to the other system; files lie at our own address for an hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trato.rooms.channels.model import (
    AccountView,
    Card,
    Choice,
    ContactCard,
    HttpRequest,
    Location,
    Media,
    Options,
    Order,
    OutboundMessage,
    Text,
    lent,
)
from trato.rooms.contacts.model import Address, IdentityKind


class Unsendable(ValueError):
    """A message without recipient or content: it must never have come this far."""


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the call that tells `message`. Raises `Unsendable`."""
    texts: list[str] = []
    files: list[Media] = []
    told: dict[str, Any] = {}
    for part in message.parts:
        match part:
            case Text(text=text) | Order(text=text) | Choice(title=text):
                texts.append(text)
            case Media():
                files.append(part)
                texts.append(part.caption)
            case Options(choices=choices, cards=cards):
                told["choices"] = [_choice(one) for one in choices]
                if cards:
                    told["cards"] = [_card(one) for one in cards]
            case Location():
                told["location"] = {"latitude": part.latitude, "longitude": part.longitude, "name": part.name}
            case ContactCard():
                texts.append("\n".join((part.name, *part.phones, *part.emails)))
            case _:
                continue
    text = "\n\n".join(one.strip() for one in texts if one.strip())
    if message.template is not None or message.reaction is not None or not (text or files or told):
        raise Unsendable("nothing to send")
    body = {
        "type": "message",
        "id": str(message.key),
        "contact": {"id": _recipient(message.to)},
        "conversation": message.thread_key,
        "text": text,
        "files": [{"url": lent(n), "name": one.name, "type": one.mime} for n, one in enumerate(files)],
        "reply_to": message.reply_to,
        "case": message.case_number,
        "sender": message.sender_name,
        "automatic": message.automatic,
        **told,
    }
    return (call(account, str(message.key), body, tuple(files)),)


def call(account: AccountView, identifier: str, body: dict[str, Any], lends: tuple[Media, ...] = ()) -> HttpRequest:
    """Return a signed call to the other system; `identifier` is the same at every attempt."""
    return HttpRequest(
        "POST",
        str(account.settings.get("url", "")),
        json=body,
        outside=True,
        standard_secrets=(account.secrets.get("signing_secret", ""),),
        webhook_id=identifier,
        lends=lends,
    )


def _choice(choice: Choice) -> dict[str, str]:
    if choice.link:
        return {"title": choice.title, "link": choice.link}
    more = {"description": choice.description, "section": choice.section}
    return {"id": choice.payload, "title": choice.title, **{name: text for name, text in more.items() if text}}


def _card(card: Card) -> dict[str, Any]:
    told = {"title": card.title, "subtitle": card.subtitle, "picture": card.picture}
    return {**told, "choices": [_choice(one) for one in card.choices]}


def _recipient(to: Sequence[Address]) -> str:
    for address in to:
        if address.kind is IdentityKind.ACCOUNT_USER:
            return address.value
    raise Unsendable("no recipient")
