"""What WeChat tells of people when it is asked: of those who follow the account, the name that the business gave them.

Since December 2021 it tells no nicknames; of an account that is still told them, they are taken.
"""

from __future__ import annotations

import re

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.people import SILENCE, AskedNames, not_told, of_writer
from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.adapters.wechat.api import get
from trato.rooms.channels.adapters.wechat.classify import errcode_in, is_for_now
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

OPENID = re.compile(r"[A-Za-z0-9_-]{6,64}")


class WeChatNames(AskedNames):
    """A delivery never tells what whoever wrote is called: WeChat is asked."""

    def leaves_open(self, event: InboundEvent) -> Question | None:
        """Return the question what whoever wrote to us is called."""
        return of_writer(event, OPENID)

    def ask(self, question: Question, account: AccountView) -> HttpRequest:
        """Return the call that asks for a person."""
        return get(account, "/cgi-bin/user/info", openid=question.subject, lang="en")

    def answered(self, question: Question, answer: ProviderAnswer, account: AccountView) -> Learned | NotTold:
        """Return the name in an answer, or why it is not told."""
        if not isinstance(answer, HttpAnswer):
            return SILENCE
        body, code = body_of(answer), errcode_in(answer)
        if answer.status == 200 and code in (None, 0):
            name = (text_in(body, "remark") or text_in(body, "nickname")).strip()[:200]
            return Learned(name=name) if name else NotTold("wechat_nameless", final=True)
        if code is None or code == 0:
            return not_told("wechat_http", answer)
        return NotTold(f"wechat_{code}", final=not is_for_now(code))
