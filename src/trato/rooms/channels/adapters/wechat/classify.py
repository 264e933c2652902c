"""What WeChat's answer to a call means. Errors come with status 200; a send carries no key, so silence is a doubt.

Source: the global return codes of developers.weixin.qq.com/doc/offiaccount. The token in an answer's way has been had
anew by then (`AppGrant.ended`): where it is refused again, the account's secret is wrong.
"""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.answers import body_of, over_http, retry_after
from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.adapters.wechat.api import TOKEN_ENDED
from trato.rooms.channels.model import (
    Accepted,
    HttpAnswer,
    NotAccepted,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
    Unknown,
)

BUSY, DAY_SPENT, TOO_FAST = -1, 45009, 45011
WAITS = {BUSY: timedelta(seconds=5), DAY_SPENT: timedelta(hours=1), TOO_FAST: timedelta(minutes=1)}
LATE, TOO_MANY = 45015, 45047  # after 48 hours, and more than may answer one message
ANSWERS_SPENT = "answers_spent"  # for people: there is a sentence for it
UNFOLLOWED, CLOSED = 43004, 48002  # who left, and who switched off what comes
ELSEWHERE = 40164  # a call from an address that the account does not list
WRONG_APP = frozenset({40013, 41002})
WRONG_SECRET = frozenset({40125, 40243, 41004, *TOKEN_ENDED, 41001})
NOT_ALLOWED = frozenset({48001, 48004, 48006, 50001, 50002})  # an interface, or the whole account
_USUAL_WAIT = timedelta(seconds=10)


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    return over_http(answer, _http)


def errcode_in(answer: HttpAnswer) -> int | None:
    """Return the error that an answer tells, 0 for none, None where it tells neither."""
    code = body_of(answer).get("errcode")
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def is_for_now(code: int) -> bool:
    """Say whether an error passes by itself."""
    return code in WAITS


def _http(answer: HttpAnswer) -> SendOutcome:
    code, words = errcode_in(answer), text_in(body_of(answer), "errmsg")
    if answer.status == 429:
        return NotAccepted("wechat_http_429", retry_after=retry_after(answer) or _USUAL_WAIT)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(f"wechat_http_{answer.status}")
    if answer.status >= 300:
        return Rejected(RejectReason.PERMANENT, f"wechat_http_{answer.status}")
    if code is None:
        return Unknown("no_errcode")
    return Accepted("") if code == 0 else _refused(code, words)


def _refused(code: int, words: str) -> SendOutcome:
    name = f"wechat_{code}"
    if code in WAITS:
        return NotAccepted(name, retry_after=WAITS[code], pauses_account=code in {DAY_SPENT, TOO_FAST})
    if code == LATE:
        return Rejected(RejectReason.WINDOW, name, words)
    if code == TOO_MANY:
        return Rejected(RejectReason.PERMANENT, ANSWERS_SPENT, words)
    if code in {UNFOLLOWED, CLOSED}:
        return Rejected(RejectReason.OPT_OUT, name, words)
    if code == ELSEWHERE or code in WRONG_APP | WRONG_SECRET | NOT_ALLOWED:
        return Rejected(RejectReason.AUTH, name, words)
    return Rejected(RejectReason.PERMANENT, name, words)
