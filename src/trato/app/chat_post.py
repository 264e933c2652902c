"""E-mails that visitors of a chat ask for, sent through the brand's own mailbox by the worker."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from trato.app import chat_view
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.i18n import LOCALES, sentences
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.webchat.settings import settings_of
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    ConversationFacts,
    NotAccepted,
    OutboundMail,
    OutboundMessage,
    Rejected,
    Text,
    Unknown,
)
from trato.rooms.channels.webchat import tokens
from trato.rooms.channels.webchat.model import ChatMessage, PostAsk, PostKind, Side, Visitor
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations import api as conversations

MAIL = "email"  # the channel that a mailbox is
CATALOGUE = "chat_post"
KEPT = 30.0  # seconds that it is remembered whether a chat has a mailbox
TOPIC = "chat_post"
AT_ONCE, TRIES = 5, 5
LEASE = timedelta(minutes=2)  # for one try; the next one comes no sooner
PAGE, MOST_PAGES = 50, 10  # messages of a copy: 500, the newest


def mailbox_of(accounts: Sequence[channels.Account], chat: channels.Account, now: datetime) -> channels.Account | None:
    """Return the mailbox that a chat's e-mails leave from: of its brand, else of the same controller, and working."""
    fit = [
        one
        for one in accounts
        if one.row.channel == MAIL
        and one.row.state == "active"
        and one.row.controller_id == chat.row.controller_id
        and (one.row.paused_until is None or one.row.paused_until <= now)
    ]
    return min(fit, key=lambda one: (one.row.brand_id != chat.row.brand_id, one.id), default=None)


@dataclass(slots=True)
class ChatPostbox:
    """What the visitor's door asks: one for each web process."""

    house: House
    _served: dict[UUID, tuple[float, bool]] = field(default_factory=dict)

    async def serves(self, account: AccountView) -> bool:
        """Say whether there is a mailbox to send from."""
        kept = self._served.get(account.id)
        if kept is None or kept[0] < time.monotonic():
            async with self.house.db.transaction(account.workspace_id, SYSTEM) as tx:
                accounts = await self.house.book.of_workspace(tx)
                chat = accounts.get(account.id)
                found = chat is not None and mailbox_of(list(accounts.values()), chat, tx.now) is not None
            kept = self._served[account.id] = (time.monotonic() + KEPT, found)
        return kept[1]

    async def ask(self, account: AccountView, visitor: Visitor, ask: PostAsk) -> None:
        """Have it sent. Who has no conversation here asks for one that they carried before."""
        async with self.house.db.transaction(account.workspace_id, SYSTEM, ring=(TOPIC,)) as tx:
            _, threads, _ = await chat_view.conversations_of(tx, self.house.book, account, visitor)
            whose = visitor.id if threads else ""
            await channels.ask_post(
                tx, account, ask.kind.value, whose, ask.email, thread=ask.thread, locale=ask.locale, page=ask.page
            )

    async def open(self, account: AccountView, post_id: UUID) -> str:
        """Use a link up; return the browser whose conversation it carries, "" when it no longer counts."""
        async with self.house.db.transaction(account.workspace_id, SYSTEM) as tx:
            return await channels.open_link(tx, account.id, post_id)


class ChatPoster:
    """Sends what is due. Two workers never send the same one, but one whose worker dies may be sent twice."""

    def __init__(self, house: House, carrier: channels.Carrier) -> None:
        self.house, self.carrier = house, carrier

    async def look(self) -> list[UUID]:
        """Return the workspaces in which something is due."""
        async with self.house.db.at_door() as door:
            return await channels.waiting_for_post(door)

    async def work(self, workspace: UUID) -> int:
        """Send a few of a workspace; return how many were tried."""
        async with self.house.db.transaction(workspace, SYSTEM) as tx:
            due = await channels.claim_posts(tx, AT_ONCE, LEASE)
            accounts = await self.house.book.of_workspace(tx)
            ready = [(one, *(await self._write(tx, one, accounts))) for one in due]
        for one, mailbox, message in ready:
            if mailbox is None or message is None:
                await self._settle(workspace, one.id, failed="no_mailbox" if mailbox is None else "nothing_to_send")
            else:
                await self._send(workspace, one, mailbox, message)
        return len(due)

    async def _write(
        self, tx: Tx, post: channels.ChatPost, accounts: dict[UUID, channels.Account]
    ) -> tuple[channels.Account | None, OutboundMessage | None]:
        chat = accounts.get(post.account_id)
        mailbox = mailbox_of(list(accounts.values()), chat, tx.now) if chat is not None else None
        if chat is None or mailbox is None or post.until <= tx.now:
            return mailbox, None
        chosen = settings_of(chat.view.settings)
        locale = post.locale if post.locale in LOCALES else chosen.locale or LOCALES[0]
        words, brand = sentences(CATALOGUE, locale), chosen.brand or chat.row.name
        match PostKind(post.kind):
            case PostKind.RESUME:
                link = f"{post.page}#trato-resume={tokens.resume_ticket(chat.view, post.id, post.until)}"
                subject = words["resume_subject"].format(brand=brand)
                text = words["resume_text"].format(brand=brand, link=link)
            case PostKind.TRANSCRIPT:
                said, zone = await self._said(tx, chat, post)
                if not any(one.side is not Side.VISITOR for one in said):
                    return mailbox, None  # nobody's words but the asker's own: such a mail could say anything to anyone
                day = format_date(said[-1].at.astimezone(zone).date(), "long", locale)
                subject = words["copy_subject"].format(brand=brand, day=day)
                lines = "\n\n".join(_line(one, brand, words["you"], words["file"], zone, locale) for one in said)
                text = words["copy_text"].format(brand=brand, lines=lines, page=post.page)
            case never:
                assert_never(never)
        message = OutboundMessage(
            key=post.id,
            to=(Address(IdentityKind.EMAIL, post.email.lower(), "", post.email),),
            parts=(Text(text),),
            mail=OutboundMail(subject=subject),
            automatic=True,
            sender_name=brand,
        )
        return mailbox, message

    async def _said(
        self, tx: Tx, chat: channels.Account, post: channels.ChatPost
    ) -> tuple[list[ChatMessage], ZoneInfo]:
        """Return what was said in a thread, oldest first, and the brand's time zone."""
        said: list[ChatMessage] = []
        before, zone = "", "UTC"
        for _ in range(MOST_PAGES):
            view = await chat_view.chat_view(tx, self.house.book, chat.view, Visitor(post.visitor), before, PAGE)
            zone = view.service.zone or zone
            said = [*(one for one in view.messages if one.thread == post.thread and not one.deleted), *said]
            if not view.more or not view.messages:
                break
            before = view.messages[0].id
        return said, ZoneInfo(zone)

    async def _send(
        self, workspace: UUID, post: channels.ChatPost, mailbox: channels.Account, message: OutboundMessage
    ) -> None:
        adapter = self.house.book.adapter(mailbox.row.channel)
        try:
            caps = adapter.capabilities(mailbox.view, ConversationFacts(), post.asked_at)
            requests = adapter.render(message, mailbox.view, caps)
        except ValueError:
            await self._settle(workspace, post.id, failed="cannot_render")
            return
        outcome = await self.carrier.carry(post.id, requests, mailbox.view, adapter)
        match outcome:
            case Accepted():
                await self._settle(workspace, post.id, sent=True)
            case Rejected():
                await self._settle(workspace, post.id, failed=outcome.code or outcome.reason.value)
            case NotAccepted() | Unknown():  # a link or a copy that comes twice does no harm
                if post.attempts >= TRIES:
                    await self._settle(workspace, post.id, failed=outcome.code)
            case _:
                assert_never(outcome)

    async def _settle(self, workspace: UUID, post_id: UUID, *, sent: bool = False, failed: str = "") -> None:
        async with self.house.db.transaction(workspace, SYSTEM) as tx:
            await channels.settle_post(tx, post_id, sent=sent, failed=failed)


def _line(one: ChatMessage, brand: str, you: str, file: str, zone: ZoneInfo, locale: str) -> str:
    """Return one message of a copy: when, who, and what."""
    at = format_datetime(one.at.astimezone(zone), "short", locale=locale)
    who = you if one.side is Side.VISITOR else one.by.name if one.by else brand
    return f"{at}  {who}:\n{conversations.text_of(one.parts) or file}"
