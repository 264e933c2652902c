"""E-mails that a visitor of a chat asks for. What is answered never depends on whether an address is known."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels.model import AccountView
from trato.rooms.channels.store import posts as store
from trato.rooms.channels.store.posts import ChatPost
from trato.rooms.channels.webchat import tokens

GOOD_FOR = timedelta(minutes=30)  # a link, from the moment it was asked for
TRIED_FOR = timedelta(hours=2)  # a copy
TOLD_ELSEWHERE = "told_elsewhere"  # why no e-mail is sent with a link of our own
MOST_TO_ONE = 3  # e-mails to one address in an hour, whoever asks for them


async def ask(
    tx: Tx,
    account: AccountView,
    kind: str,
    visitor: str,
    email: str,
    *,
    thread: str = "",
    locale: str = "",
    page: str = "",
) -> UUID | None:
    """Have a link (`resume`) or a copy (`transcript`) sent; return its id, None when too many went to that address.

    `visitor` is the browser whose conversation it is. When it has none, a link leads to the one that was last resumed
    out of this mailbox: whoever reads the mail has shown before that it is theirs. Is there none, nothing is sent.
    """
    key = email_key(account, email)
    if await store.count_asked(tx, key, tx.now - timedelta(hours=1)) >= MOST_TO_ONE:
        return None
    whose = visitor or (await store.known_at(tx, account.id, key) if kind == "resume" else "")
    good_for = GOOD_FOR if kind == "resume" else TRIED_FOR
    post = ChatPost(
        uuid7(), account.id, kind, whose, thread, email if whose else "", locale, page, tx.now, tx.now + good_for
    )
    await store.add(tx, post, key, "" if whose else "nobody_known")
    return post.id


async def make_link(tx: Tx, account: AccountView, visitor: str, page: str) -> str:
    """Return a link to a chat of our own making, for somebody who is told it elsewhere: good once and for half an hour.

    Whoever opens it is the browser `visitor`. `page` is where the chat's widget is.
    """
    until = tx.now + GOOD_FOR
    post = ChatPost(uuid7(), account.id, "resume", visitor, "", "", "", page, tx.now, until)
    await store.add(tx, post, b"", TOLD_ELSEWHERE)
    return f"{page}#trato-resume={tokens.resume_ticket(account, post.id, until)}"


async def open_link(tx: Tx, account_id: UUID, post_id: UUID) -> str:
    """Use a link up; return the browser whose conversation it carries, or nothing when it no longer counts."""
    return await store.open_once(tx, account_id, post_id)


def email_key(account: AccountView, email: str) -> bytes:
    """Return an address as it is looked up: nobody without the key reads it out of the database, or tries some."""
    secret = account.secrets.get("visitor_secret", "").encode()
    return hmac.digest(secret, f"post.{account.id}.{email.strip().lower()}".encode(), hashlib.sha256)
