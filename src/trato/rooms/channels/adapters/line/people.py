"""What LINE tells of people when it is asked: their name, where they are friends of the account or wrote to it."""

from __future__ import annotations

import re

from trato.rooms.channels.adapters.answers import body_of, retry_after
from trato.rooms.channels.adapters.line.api import get
from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.model import (
    AccountView,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    Learned,
    NotTold,
    ProviderAnswer,
    Question,
    QuestionKind,
)
from trato.rooms.contacts.model import Address, IdentityKind

USER = re.compile(r"U[0-9a-f]{32}")


def address_of(user: str, account: AccountView) -> tuple[Address, ...]:
    """Return who a user of LINE is to this account, nothing where they are not told."""
    return (Address(IdentityKind.ACCOUNT_USER, user, str(account.id)),) if user else ()


def of_writer(event: InboundEvent) -> Question | None:
    """Return the question what whoever wrote to us is called."""
    known = next((one.value for one in event.author if one.kind is IdentityKind.ACCOUNT_USER), "")
    return Question(QuestionKind.PERSON, known) if USER.fullmatch(known) else None


def ask_for(question: Question, account: AccountView) -> HttpRequest:
    """Return the call that asks for a person's name."""
    return get(account, f"/v2/bot/profile/{question.subject}")


def name_in(answer: ProviderAnswer) -> Learned | NotTold:
    """Return the name in an answer: a refusal is final, silence and haste are not."""
    if not isinstance(answer, HttpAnswer):
        return NotTold("silence", final=False)
    if answer.status == 200:
        return Learned(name=text_in(body_of(answer), "displayName").strip()[:200])
    again = answer.status >= 500 or answer.status == 429
    return NotTold(f"line_{answer.status}", final=not again, wait=retry_after(answer))
