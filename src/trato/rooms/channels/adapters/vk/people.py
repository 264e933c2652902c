"""What VK tells of people when it is asked: their name."""

from __future__ import annotations

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.people import SILENCE, AskedNames, not_told
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


class VKNames(AskedNames):
    """Events tell the number of whoever wrote alone: VK is asked for the name."""

    def leaves_open(self, event: InboundEvent) -> Question | None:
        """Return the question what whoever wrote to us is called."""
        known = next((one.value for one in event.author), "")
        if event.direction is Direction.ECHO or event.author_name or not is_person(known):
            return None
        return Question(QuestionKind.PERSON, known)

    def ask(self, question: Question, account: AccountView) -> HttpRequest:
        """Return the call that asks for a person's name."""
        return call(account, "users.get", {"user_ids": question.subject})

    def answered(self, question: Question, answer: ProviderAnswer, account: AccountView) -> Learned | NotTold:
        """Return the name in an answer, or why it is not told: a refusal is final, silence and haste are not."""
        if not isinstance(answer, HttpAnswer):
            return SILENCE
        body = body_of(answer)
        if (error := error_in(body)) is not None:
            return NotTold(f"vk_{error[0]}", final=error[0] not in AGAIN, wait=WAITS.get(error[0]))
        if answer.status >= 300:
            return not_told("vk_http", answer)
        person = next(iter(maps_in(body, "response")), {})
        words = (text_in(person, name).strip() for name in ("first_name", "last_name"))
        return Learned(name=" ".join(filter(None, words))[:200])
