"""By what a caller gets the link that goes on with their call in writing (S4, S127, S169).

A template of the same brand goes to whom it surely reaches: a number that has written to us there. Everybody else gets
a text message, where the number for calls names one for texts. A no that stands is obeyed, in each way by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trato.kit.i18n import LOCALES, sentences
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import AsideBy, ConversationFacts, Template
from trato.rooms.compliance import api as compliance
from trato.rooms.compliance.model import HoldScope
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, Identity, IdentityKind, from_international
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Conversation

PARAMETERS = (1, 2)  # the link, or the brand and the link


@dataclass(frozen=True, slots=True)
class LinkTemplate:
    """An approved template that carries a link: alone, or after the name of the brand."""

    name: str
    language: str
    category: str
    body: str
    parameters: int

    def filled(self, brand: str, link: str) -> Template:
        """Return what is sent."""
        values = (brand, link)[-self.parameters :]
        return Template(self.name, self.language, values, self.category, self.body)


@dataclass(frozen=True, slots=True)
class Way:
    """An account by which a link goes, with the thread that there is and, where it takes one, the template."""

    account: channels.Account
    thread: Conversation | None
    template: LinkTemplate | None = None

    def said(self, language: str) -> str:
        """Return what a caller hears of it."""
        if self.template is None:
            return sentences("aside", language)["text_message"]
        return channels.channel_names(language)[self.account.row.channel]


async def way_of(
    tx: Tx, book: channels.AccountBook, voice: channels.Account, number: str, wanted: str = ""
) -> Way | None:
    """Return by what a number that called gets its link; None where it can get none.

    `number` is as it was shown; `wanted` is what the caller chose in the menu, "" as the account says.
    """
    shown = number.removeprefix("+")
    if not shown.isdecimal():
        return None
    by = _by(wanted or str(voice.view.settings.get("aside_by") or ""))
    address = Address(IdentityKind.PHONE, from_international(number) or number)
    known = await contacts.find_identity(tx, voice.row.controller_id, address)
    accounts = await book.of_workspace(tx)
    if by is not AsideBy.TEXT and known is not None:
        way = await _by_template(tx, book, accounts, voice, known)
        if way is not None:
            return way
    return None if by is AsideBy.TEMPLATE else await _by_text(tx, accounts, voice, known)


def beside(accounts: Mapping[UUID, channels.Account], voice: channels.Account) -> Iterator[channels.Account]:
    """Yield the accounts that work and answer to whom the number for calls answers to."""
    for one in accounts.values():
        fits = one.row.state == "active" and one.row.controller_id == voice.row.controller_id
        if fits and one.id != voice.id:
            yield one


def language_of(voice: channels.Account) -> str:
    """Return the language in which callers are spoken to."""
    told = str(voice.view.settings.get("language") or "")
    return told if told in LOCALES else LOCALES[0]


def _by(told: str) -> AsideBy:
    return AsideBy(told) if told in set(AsideBy) else AsideBy.EITHER


async def _by_template(
    tx: Tx, book: channels.AccountBook, accounts: Mapping[UUID, channels.Account], voice: channels.Account,
    known: Identity,
) -> Way | None:  # fmt: skip
    name = str(voice.view.settings.get("aside_template") or "").strip()
    with_templates = {
        one.id: one
        for one in beside(accounts, voice)
        if one.row.brand_id == voice.row.brand_id
        and book.adapter(one.row.channel).capabilities(one.view, ConversationFacts(), tx.now).templates
    }
    if not name or not with_templates:
        return None
    for row in sorted(await channels.list_templates(tx, sorted(with_templates)), key=lambda row: _fit(row, voice)):
        if row["name"] != name or row["state"] != "approved" or row["parameters"] not in PARAMETERS:
            continue
        account = with_templates[row["account_id"]]
        thread = await conversations.newest_with(tx, account.id, known.contact_id)
        reached = thread is not None and thread.last_inbound_at is not None
        if thread is not None and reached and not await _said_no(tx, voice, known, thread):
            return Way(account, thread, _template(row))
    return None


def _fit(row: Mapping[str, Any], voice: channels.Account) -> tuple[bool, str]:
    """Sort templates in the language of the number first."""
    return not str(row["language"]).startswith(language_of(voice)), str(row["language"])


def _template(row: Mapping[str, Any]) -> LinkTemplate:
    return LinkTemplate(row["name"], row["language"], row["category"], row["body"], row["parameters"])


async def _said_no(tx: Tx, voice: channels.Account, known: Identity, thread: Conversation) -> bool:
    """Say whether a no stands against writing there first, which a template does: one since they last wrote."""
    scopes = [thread.id, known.contact_id, compliance.address_id(voice.row.controller_id, known.address)]
    held = [hold for holds in (await compliance.nos_on(tx, scopes)).values() for hold in holds]
    since = thread.last_inbound_at
    return any(
        hold.scope is HoldScope.CONVERSATION or hold.purpose is None and (since is None or since <= hold.placed_at)
        for hold in held
    )


async def _by_text(
    tx: Tx, accounts: Mapping[UUID, channels.Account], voice: channels.Account, known: Identity | None
) -> Way | None:
    named = str(voice.view.settings.get("aside_texts") or "")
    texts = next((one for one in beside(accounts, voice) if named and one.row.external_id == named), None)
    if texts is None:
        return None
    thread = await conversations.newest_with(tx, texts.id, known.contact_id) if known else None
    if thread is not None and thread.id in await compliance.nos_on(tx, [thread.id]):
        return None
    return Way(texts, thread)
