"""What Meta tells of people when it is asked: their name, where they agreed to it by writing to us."""

from __future__ import annotations

from collections.abc import Sequence

from trato.rooms.channels.adapters.answers import body_of, retry_after
from trato.rooms.channels.adapters.meta.graph import get
from trato.rooms.channels.adapters.reading import JsonMap, map_in, text_in
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
from trato.rooms.contacts.model import IdentityKind

_AGAIN = frozenset({"1", "2", "4", "17", "32", "613"})  # Meta asks to try again, or more slowly


def of_writer(event: InboundEvent) -> Question | None:
    """Return the question what whoever wrote to us is called."""
    known = next((one for one in event.author if one.kind is IdentityKind.PAGE_USER), None)
    if known is None or event.public or event.author_name:
        return None
    return Question(QuestionKind.PERSON, known.value) if known.value.isdecimal() else None


def ask_for(question: Question, account: AccountView, fields: Sequence[str]) -> HttpRequest:
    """Return the call that asks for these fields of a person."""
    return get(account, question.subject, {"fields": ",".join(fields)})


def body_told(answer: ProviderAnswer) -> JsonMap | NotTold:
    """Return what an answer tells, or why it does not: a refusal is final, silence and haste are not."""
    if not isinstance(answer, HttpAnswer):
        return NotTold("silence", final=False)
    body = body_of(answer)
    error = map_in(body, "error")
    if 200 <= answer.status < 300 and not error:
        return body
    code = text_in(error, "code") or f"http_{answer.status}"
    again = answer.status >= 500 or answer.status == 429 or code in _AGAIN
    return NotTold(code, final=not again, wait=retry_after(answer))


def name_in(answer: ProviderAnswer, *fields: Sequence[str]) -> Learned | NotTold:
    """Return the name in an answer: the first of these groups of fields that is not empty, joined."""
    told = body_told(answer)
    if isinstance(told, NotTold):
        return told
    names = (" ".join(filter(None, (text_in(told, one).strip() for one in group))) for group in fields)
    return Learned(name=next(filter(None, names), "")[:200])
