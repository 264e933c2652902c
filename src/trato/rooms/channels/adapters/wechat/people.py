"""What WeChat tells of people when it is asked: of those who follow the account, the name that the business gave them.

Since December 2021 it tells no nicknames; of an account that is still told them, they are taken.
"""

from __future__ import annotations

import re

from trato.rooms.channels.adapters.answers import body_of
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
    QuestionKind,
)
from trato.rooms.contacts.model import Address, IdentityKind

OPENID = re.compile(r"[A-Za-z0-9_-]{6,64}")


def address_of(openid: str, account: AccountView) -> tuple[Address, ...]:
    """Return who a person is to this account, nothing where they are not told."""
    return (Address(IdentityKind.ACCOUNT_USER, openid, str(account.id)),) if openid else ()


def of_writer(event: InboundEvent) -> Question | None:
    """Return the question what whoever wrote to us is called."""
    known = next((one.value for one in event.author if one.kind is IdentityKind.ACCOUNT_USER), "")
    return Question(QuestionKind.PERSON, known) if OPENID.fullmatch(known) else None


def ask_for(question: Question, account: AccountView) -> HttpRequest:
    """Return the call that asks for a person."""
    return get(account, "/cgi-bin/user/info", openid=question.subject, lang="en")


def name_in(answer: ProviderAnswer) -> Learned | NotTold:
    """Return the name in an answer: a refusal is final, silence and haste are not."""
    if not isinstance(answer, HttpAnswer):
        return NotTold("silence", final=False)
    body, code = body_of(answer), errcode_in(answer)
    if answer.status == 200 and code in (None, 0):
        name = (text_in(body, "remark") or text_in(body, "nickname")).strip()[:200]
        return Learned(name=name) if name else NotTold("wechat_nameless", final=True)
    if code is None or code == 0:
        return NotTold(f"wechat_http_{answer.status}", final=answer.status < 500 and answer.status != 429)
    return NotTold(f"wechat_{code}", final=not is_for_now(code))
