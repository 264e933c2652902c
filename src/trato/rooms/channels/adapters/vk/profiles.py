"""What VK tells of people when it is asked: their name."""

from __future__ import annotations

from trato.rooms.channels.adapters.answers import body_of, retry_after
from trato.rooms.channels.adapters.reading import maps_in, text_in
from trato.rooms.channels.adapters.vk.api import call
from trato.rooms.channels.adapters.vk.classify import AGAIN, WAITS, error_in
from trato.rooms.channels.adapters.vk.names import is_person
from trato.rooms.channels.model import (
    AccountView,
    Direction,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    Learned,
    NotTold,
    ProviderAnswer,
    Question,
    QuestionKind,
)


def of_writer(event: InboundEvent) -> Question | None:
    """Return the question what whoever wrote to us is called: events tell the number alone."""
    known = next((one.value for one in event.author), "")
    if event.direction is Direction.ECHO or event.author_name or not is_person(known):
        return None
    return Question(QuestionKind.PERSON, known)


def ask_for(question: Question, account: AccountView) -> HttpRequest:
    """Return the call that asks for a person's name."""
    return call(account, "users.get", {"user_ids": question.subject})


def name_in(answer: ProviderAnswer) -> Learned | NotTold:
    """Return the name in an answer, or why it is not told: a refusal is final, silence and haste are not."""
    if not isinstance(answer, HttpAnswer):
        return NotTold("silence", final=False)
    body = body_of(answer)
    if (error := error_in(body)) is not None:
        return NotTold(f"vk_{error[0]}", final=error[0] not in AGAIN, wait=WAITS.get(error[0]))
    if answer.status >= 300:
        again = answer.status >= 500 or answer.status == 429
        return NotTold(f"vk_http_{answer.status}", final=not again, wait=retry_after(answer))
    person = next(iter(maps_in(body, "response")), {})
    words = (text_in(person, name).strip() for name in ("first_name", "last_name"))
    return Learned(name=" ".join(filter(None, words))[:200])
