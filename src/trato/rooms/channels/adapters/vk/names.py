"""Ids of people, messages, posts and comments.

A message's number is unique within its dialogue only, and a comment's on its wall; ours carry both. Posts are named as
VK does (`wall-123_10`), comments by their number below one (`wall-123_10:55`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from trato.rooms.channels.adapters.reading import JsonMap, text_in
from trato.rooms.channels.model import AccountView
from trato.rooms.contacts.model import Address, IdentityKind

CHATS_FROM = 2_000_000_000  # peers from here on are conversations of several people
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_PLACE = re.compile(r"wall(?P<owner>-?[0-9]{1,18})_(?P<post>[0-9]{1,18})(?::(?P<comment>[0-9]{1,18}))?")


class Place(NamedTuple):
    """A post, or a comment below it; communities own walls by a negative number."""

    owner: str
    post: str
    comment: str = ""


def id_in(source: JsonMap, name: str) -> str:
    """Return the id at `name`, "" where there is none."""
    text = text_in(source, name)
    return text if _NUMBER.fullmatch(text) and text.strip("-0") else ""


def message_name(message: JsonMap) -> str:
    """Return our name of a message, "" where VK does not tell both halves of it."""
    peer, number = id_in(message, "peer_id"), id_in(message, "conversation_message_id")
    return f"{peer}:{number}" if peer and number else ""


def post_name(owner: str, post: str) -> str:
    """Return the name of a post, "" where either half is missing."""
    return f"wall{owner}_{post}" if owner and post else ""


def place_of(name: str) -> Place | None:
    """Return what our name of a post or a comment says, None where it is none."""
    found = _PLACE.fullmatch(name)
    return Place(found["owner"], found["post"], found["comment"] or "") if found else None


def addresses_of(identifier: str, account: AccountView) -> tuple[Address, ...]:
    """Return who somebody is: a person, or by a negative number a community."""
    return (Address(IdentityKind.ACCOUNT_USER, identifier, str(account.id)),) if identifier else ()


def is_person(identifier: str) -> bool:
    """Say whether an id is that of one person."""
    return identifier.isascii() and identifier.isdecimal() and int(identifier) < CHATS_FROM
