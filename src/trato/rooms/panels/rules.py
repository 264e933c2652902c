"""What another system is told of a contact, and how its answer is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.text import clean
from trato.rooms.contacts.model import Contact, Identity, IdentityKind
from trato.rooms.panels.model import Answer, Fact, FactKind, Group, Said, Tell

FRESH_FOR = timedelta(seconds=60)  # an answer is shown without asking again
KEPT_FOR = timedelta(hours=24)  # another system's facts are not ours to keep
TYPE = "panel.asked"
TOLD = {Tell.EMAILS: IdentityKind.EMAIL, Tell.PHONES: IdentityKind.PHONE, Tell.SITE_IDS: IdentityKind.SITE_USER}


class AnswerUnreadable(ValueError):
    """The answer is not what the contract says; the text says where."""


def question(
    tells: Sequence[Tell],
    contact: Contact,
    identities: Sequence[Identity],
    case: tuple[UUID, int] | None,
    locale: str,
    at: datetime,
) -> bytes:
    """Return the body of a question: `type`, `timestamp` and `data`, with what `tells` allows and nothing else.

    `data.contact` holds `id` and, as allowed, `name`, `emails`, `phones`, `site_ids`; `data.case` an `id` and a
    `number`. `data.locale` is the reader's language: labels come back in it.
    """
    told: dict[str, Any] = {"id": str(contact.id)}
    if Tell.NAME in tells:
        told["name"] = contact.name
    for tell, kind in TOLD.items():
        if tell in tells:
            told[tell.value] = sorted({one.address.value for one in identities if one.address.kind is kind})
    data = {"locale": locale, "contact": told, "case": None}
    if Tell.CASE in tells and case is not None:
        data["case"] = {"id": str(case[0]), "number": case[1]}
    instant = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return json.dumps({"type": TYPE, "timestamp": instant, "data": data}, ensure_ascii=False).encode()


def read(body: bytes, openable: Callable[[str], str | None]) -> tuple[Group, ...]:
    """Return the groups of an answer: text without control characters, and only the links that `openable` lets pass.

    A value that is not of its kind is shown as text. Raises AnswerUnreadable.
    """
    try:
        said = msgspec.json.decode(body, type=Said)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        raise AnswerUnreadable(str(error)[:300]) from error
    return tuple(
        Group(clean(one.title), tuple(_fact(fact) for fact in one.facts), openable(one.url) if one.url else None)
        for one in said.groups
    )


def is_fresh(answer: Answer, now: datetime) -> bool:
    """Say whether an answer may be shown without asking again. A failure is asked again at once."""
    return not answer.error and answer.answered_at is not None and now - answer.answered_at < FRESH_FOR


def _fact(fact: Fact) -> Fact:
    kind = fact.kind if _is_of_kind(fact) else FactKind.TEXT
    currency = fact.currency if kind is FactKind.MONEY else None
    return Fact(clean(fact.label), clean(fact.value), kind, currency, fact.tone)


def _is_of_kind(fact: Fact) -> bool:
    try:
        match fact.kind:
            case FactKind.MONEY:
                return fact.currency is not None and Decimal(fact.value).is_finite()
            case FactKind.DATE:
                return len(fact.value) == 10 and bool(datetime.fromisoformat(fact.value))
            case FactKind.MOMENT:
                return datetime.fromisoformat(fact.value).tzinfo is not None
            case _:
                return True
    except (InvalidOperation, ValueError):
        return False
