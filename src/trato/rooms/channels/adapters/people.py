"""Who writes, for providers that know people of one account and tell their names only when they are asked."""

from __future__ import annotations

import re

from trato.rooms.channels.adapters.answers import retry_after
from trato.rooms.channels.model import AccountView, HttpAnswer, InboundEvent, NotTold, Question, QuestionKind
from trato.rooms.contacts.model import Address, IdentityKind

SILENCE = NotTold("silence", final=False)


class AskedNames:
    """The part of the adapter contract for a provider of which only names are asked."""

    def unanswered(self, question: Question, account: AccountView, code: str) -> bytes:
        """Nobody misses a name that is not told."""
        return b""


def address_of(user: str, account: AccountView) -> tuple[Address, ...]:
    """Return who a user is to this account, nothing where they are not told."""
    return (Address(IdentityKind.ACCOUNT_USER, user, str(account.id)),) if user else ()


def of_writer(event: InboundEvent, shape: re.Pattern[str]) -> Question | None:
    """Return the question what whoever wrote to an account is called, None where they have no id of that shape."""
    known = next((one.value for one in event.author if one.kind is IdentityKind.ACCOUNT_USER), "")
    return Question(QuestionKind.PERSON, known) if shape.fullmatch(known) else None


def not_told(provider: str, answer: HttpAnswer) -> NotTold:
    """Return that an answer tells no name: a refusal is final, a failure and haste are not."""
    again = answer.status >= 500 or answer.status == 429
    return NotTold(f"{provider}_{answer.status}", final=not again, wait=retry_after(answer))
