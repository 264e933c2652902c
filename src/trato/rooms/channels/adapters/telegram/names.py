"""Ids of chats and messages. A message's number is unique within its chat only, so ours carry both."""

from __future__ import annotations

from trato.rooms.channels.adapters.reading import JsonMap, map_in, text_in
from trato.rooms.channels.model import AccountView
from trato.rooms.contacts.model import Address, IdentityKind


def message_id(chat: str, number: str) -> str:
    """Return our name of a message, "" where either half is missing."""
    return f"{chat}:{number}" if chat and number else ""


def message_name(message: JsonMap) -> str:
    """Return our name of a message as Telegram tells it."""
    return message_id(text_in(map_in(message, "chat"), "id"), text_in(message, "message_id"))


def number_of(name: str) -> int | None:
    """Return Telegram's number in our name of a message, None where there is none."""
    number = name.rpartition(":")[2]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None


def addresses_of(user: JsonMap, account: AccountView) -> tuple[Address, ...]:
    """Return who a Telegram user is: the id, which stays, and the public name, which may change hands."""
    identifier, name = text_in(user, "id"), text_in(user, "username")
    if not identifier:
        return ()
    scope = str(account.id)
    found = Address(IdentityKind.ACCOUNT_USER, identifier, scope)
    return (found, Address(IdentityKind.ACCOUNT_NAME, f"@{name}", scope)) if name else (found,)


def name_of(user: JsonMap) -> str:
    """Return what a Telegram user is called."""
    return " ".join(word for word in (text_in(user, "first_name"), text_in(user, "last_name")) if word)
