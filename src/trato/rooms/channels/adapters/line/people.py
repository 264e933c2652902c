"""What LINE tells of people when it is asked: their name, where they are friends of the account or wrote to it."""

from __future__ import annotations

import re

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.line.api import get
from trato.rooms.channels.adapters.people import SILENCE, AskedNames, not_told, of_writer
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
)

USER = re.compile(r"U[0-9a-f]{32}")


class LineNames(AskedNames):
    """A webhook never tells what whoever wrote is called: LINE is asked."""

    def leaves_open(self, event: InboundEvent) -> Question | None:
        """Return the question what whoever wrote to us is called."""
        return of_writer(event, USER)

    def ask(self, question: Question, account: AccountView) -> HttpRequest:
        """Return the call that asks for a person's name."""
        return get(account, f"/v2/bot/profile/{question.subject}")

    def answered(self, question: Question, answer: ProviderAnswer, account: AccountView) -> Learned | NotTold:
        """Return the name in an answer, or why it is not told."""
        if not isinstance(answer, HttpAnswer):
            return SILENCE
        if answer.status == 200:
            return Learned(name=text_in(body_of(answer), "displayName").strip()[:200])
        return not_told("line", answer)
