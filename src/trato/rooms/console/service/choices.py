"""What agents choose from: tags, reasons, templates, channel accounts to write first with."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Capabilities, ConversationFacts, Surface
from trato.rooms.console.model import AccountView, DispositionView, QueueRef, TagView, TemplateView
from trato.rooms.console.store import people as store
from trato.rooms.contacts.model import IdentityKind
from trato.rooms.routing import api as routing


async def tags(tx: Tx) -> list[TagView]:
    """Return the tags in use."""
    return [TagView(one.id, one.name) for one in await cases.tags(tx)]


async def queues(tx: Tx, who: Principal) -> list[QueueRef]:
    """Return the queues whose cases one may see, by name."""
    scope = who.rights.scope(Verb.CASES_READ)
    found = [
        QueueRef(one.id, one.name, one.brand_id)
        for one in await routing.list_queues(tx)
        if scope.covers(Place(brand_id=one.brand_id, queue_id=one.id))
    ]
    return sorted(found, key=lambda one: one.name)


async def dispositions(tx: Tx, locale: str) -> list[DispositionView]:
    """Return the tree of reasons, in the words of a language."""
    tree = await cases.tree(tx)
    leaves = {one.id for one in await cases.reasons(tx)}
    return [
        DispositionView(
            id=one.id,
            parent_id=one.parent_id,
            name=one.name.get(locale) or one.name.get("es") or one.code,
            retired=one.retired_at is not None,
            leaf=one.id in leaves,
        )
        for one in tree
    ]


async def templates(tx: Tx, account_id: UUID) -> list[TemplateView]:
    """Return the texts that a channel approved for an account."""
    return [TemplateView(**dict(row)) for row in await store.list_templates(tx, account_id)]


async def accounts(tx: Tx, book: channels.AccountBook, who: Principal) -> list[AccountView]:
    """Return the channel accounts within reach, and how one may write first with each."""
    scope = who.rights.scope(Verb.CASES_READ)
    return [
        _account(tx, book, one)
        for one in (await book.of_workspace(tx)).values()
        if one.row.state != "draft"
        and scope.covers(Place(brand_id=one.row.brand_id, queue_id=one.row.queue_id, account_id=one.id))
    ]


def _account(tx: Tx, book: channels.AccountBook, one: channels.Account) -> AccountView:
    caps = book.adapter(one.row.channel).capabilities(one.view, ConversationFacts(), tx.now)
    return AccountView(
        id=one.id,
        channel=one.row.channel,
        name=one.row.name,
        brand_id=one.row.brand_id,
        surface=_surface(caps).value,
        starts_conversations=caps.starts_conversations,
        templates=caps.templates,
        subject=caps.subject,
        identity_kinds=tuple(kind.value for kind in writes_to(caps)),
    )


def _surface(caps: Capabilities) -> Surface:
    if caps.subject:
        return Surface.MAIL
    return Surface.CHAT if caps.live and not caps.starts_conversations else Surface.DIRECT_MESSAGE


def writes_to(caps: Capabilities) -> tuple[IdentityKind, ...]:
    """Return which addresses one may write first to: what has subjects goes by mail, the rest by telephone number."""
    if not caps.starts_conversations:
        return ()
    return (IdentityKind.EMAIL,) if caps.subject else (IdentityKind.PHONE, IdentityKind.WHATSAPP_USER)
