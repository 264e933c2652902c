"""Who answers in the conversations of a case, as screens show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.i18n import LOCALES
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts, Passing, Surface
from trato.rooms.console.model import AppRef, Person, ThreadDeedView, ThreadHolderView, ThreadRequestView
from trato.rooms.console.service.reach import check_case
from trato.rooms.console.store import threads as store


async def holders_of(
    tx: Tx, book: channels.AccountBook, accounts: Mapping[UUID, channels.Account], threads: Sequence[Any]
) -> dict[UUID, ThreadHolderView]:
    """Return who answers in each conversation; one statement."""
    of = {row["id"]: row for row in threads}
    found = {}
    for row in await store.list_holders(tx, list(of)):
        thread = of[row["id"]]
        account = accounts[thread["account_id"]]
        adapter = book.adapter(thread["channel"])
        facts = ConversationFacts(thread["last_inbound_at"], thread["window_until"], Surface(thread["surface"]))
        caps = adapter.capabilities(account.view, facts, tx.now)
        passing = adapter if isinstance(adapter, Passing) else None
        known = [] if passing is None or not caps.thread_acts else list(passing.apps(account.view))
        apps = dict.fromkeys([*([row["app_before"]] if row["app_before"] else []), *known])
        found[row["id"]] = ThreadHolderView(
            holder=row["holder"],
            app=_app(passing, account, row["holder_app"]) if row["holder"] == "other_app" else None,
            by=_by(row, "by") if row["by_kind"] == "user" else None,
            since=row["from_at"],
            note=row["note"] or "",
            acts=tuple(sorted(one.value for one in caps.thread_acts)),
            apps=tuple(_app(passing, account, one) for one in apps),
            request=_request(passing, account, row),
            deed=_deed(row),
        )
    return found


async def reach(tx: Tx, who: Principal, conversation_id: UUID) -> UUID:
    """Return the case of a conversation that somebody may answer in. Raises NotFound and Forbidden."""
    case_id = await store.case_of(tx, conversation_id)
    if case_id is None:
        raise NotFound()
    await check_case(tx, who, case_id, Verb.CASES_REPLY)
    return case_id


def _app(passing: Passing | None, account: channels.Account, id: str) -> AppRef:
    named = {one: passing.app_name(id, account.view, one) for one in LOCALES} if passing else {}
    return AppRef(id, {language: name for language, name in named.items() if name})


def _request(passing: Passing | None, account: channels.Account, row: Any) -> ThreadRequestView | None:
    if row["asked_at"] is None:
        return None
    return ThreadRequestView(_app(passing, account, row["asked_app"]), row["asked_note"], row["asked_at"])


def _deed(row: Any) -> ThreadDeedView | None:
    if row["deed_id"] is None or row["deed_state"] in ("done", "cancelled"):
        return None
    reason = row["deed_reason"] or None
    return ThreadDeedView(
        row["deed_id"], row["deed_act"], row["deed_state"], reason, _by(row, "deed_by"), row["deed_at"]
    )


def _by(row: Any, name: str) -> Person:
    return Person(row[f"{name}_kind"], row[f"{name}_id"], row[f"{name}_name"] or "", row[f"{name}_alias"] or None)
