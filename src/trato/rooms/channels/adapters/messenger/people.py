"""What Messenger tells of people when it is asked: their name."""

from __future__ import annotations

from trato.rooms.channels.adapters.meta.profiles import ask_for, name_in, of_writer
from trato.rooms.channels.adapters.people import AskedNames
from trato.rooms.channels.model import (
    AccountView,
    HttpRequest,
    InboundEvent,
    Learned,
    NotTold,
    ProviderAnswer,
    Question,
)

FIELDS = ("first_name", "last_name")


class MessengerNames(AskedNames):
    """A webhook never tells what whoever wrote is called: Meta is asked."""

    def leaves_open(self, event: InboundEvent) -> Question | None:
        """Return the question what whoever wrote to us is called."""
        return of_writer(event)

    def ask(self, question: Question, account: AccountView) -> HttpRequest:
        """Return the call that asks for a person's name."""
        return ask_for(question, account, FIELDS)

    def answered(self, question: Question, answer: ProviderAnswer, account: AccountView) -> Learned | NotTold:
        """Return the name in an answer, or why it is not told."""
        return name_in(answer, FIELDS)
