"""Who answers a Page's conversation, where several applications do: Meta's calls to take it, pass it and ask for it.

Dated facts are in `threads.json`. What was the Handover Protocol is Conversation Routing now, with the same calls: a
pass to nobody in particular is a release, which leaves it to the application that the business chose as its default.
Who may take is Meta's to say; a refusal is shown as it comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from trato.rooms.channels.adapters.meta.classify import NO_ID, classify
from trato.rooms.channels.adapters.meta.graph import bearer, graph_url
from trato.rooms.channels.adapters.meta.people import of_page
from trato.rooms.channels.adapters.reading import map_in, text_in
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    HttpRequest,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
    ThreadAct,
    ThreadOrder,
    Unknown,
)

LONGEST_NOTE = 1000
ACTS = frozenset(ThreadAct)
_TOKEN = frozenset({"102", "190"})
_CALLS = {
    ThreadAct.TAKE: "take_thread_control",
    ThreadAct.PASS: "pass_thread_control",
    ThreadAct.REQUEST: "request_thread_control",
}


@cache
def facts() -> Mapping[str, Any]:
    """Return what is known of Meta's routing between applications, with dates and sources."""
    told: dict[str, Any] = msgspec.json.decode(resources.files(__package__).joinpath("threads.json").read_bytes())
    return told


INBOXES: Mapping[str, Mapping[str, str]] = facts()["inboxes"]  # in which people answer by hand


class SharedInbox:
    """The part of the adapter contract that takes, passes and asks for conversations (`Passing`).

    `sender` is whose token it is among the Graph's addresses, with {account} for the account's id.
    """

    sender = "{account}"
    inbox = ""  # the application of Meta's own in which people answer by hand

    def hand_over(self, order: ThreadOrder, account: AccountView) -> HttpRequest:
        """Return the call. Raises ValueError where nobody is known to whom it would be about."""
        to = of_page(order.to, account.external_id)
        if not to:
            raise ValueError("no recipient")
        body: dict[str, Any] = {"recipient": {"id": to}}
        call = _CALLS[order.act]
        if order.act is ThreadAct.PASS and order.app:
            body["target_app_id"] = order.app
        elif order.act is ThreadAct.PASS:
            call = "release_thread_control"
        if order.note and call != "release_thread_control":
            body["metadata"] = order.note[:LONGEST_NOTE]
        url = graph_url(account, f"{self.sender.format(account=account.external_id)}/{call}")
        return HttpRequest("POST", url, headers=bearer(account), json=body)

    def handed_over(self, order: ThreadOrder, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer; that this application may not do it is no fault of the account's token."""
        outcome = classify(answer)
        if isinstance(outcome, Unknown) and outcome.code == NO_ID:
            return Accepted("")  # the answer names who holds it now, and no message
        if isinstance(outcome, Rejected) and outcome.reason is RejectReason.AUTH and outcome.code not in _TOKEN:
            return Rejected(RejectReason.PERMANENT, "not_allowed", outcome.text)
        return outcome

    def apps(self, account: AccountView) -> Sequence[str]:
        """Return the inbox of Meta's own, and the applications that Meta named when the account was looked at."""
        return (self.inbox, *(one for one in map_in(dict(account.settings), "apps") if one != self.inbox))

    def app_name(self, app: str, account: AccountView, language: str) -> str:
        """Return what people call an application of Meta's own, or what Meta calls another; "" where nobody knows."""
        return INBOXES.get(app, {}).get(language, "") or text_in(map_in(dict(account.settings), "apps"), app)
