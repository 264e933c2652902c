"""Taking a conversation from another application, passing it on, asking for it: asked by people and rules, carried by
the worker.

The channel says what can be asked (`thread_acts`); nothing here names one. Written first and called later, outside of
any transaction, like what is done in public.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trato.flow.acts import hands, holding
from trato.flow.acts.couriers import LEASE, MOST, Courier
from trato.flow.composing import ordered
from trato.kit.tx import Connection, Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import (
    ChannelAdapter,
    HttpRequest,
    Passing,
    ProviderAnswer,
    SendOutcome,
    ThreadAct,
    ThreadOrder,
)
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import CannotHandOver, ClaimedThreadDeed, ModerationResult, NothingAsked
from trato.rooms.conversations.model import ThreadHolder

LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class NewHandover:
    """A deed on who holds a conversation. `id` was minted by the browser: the key for ever. `app` is to whom a pass
    goes, "" where the channel knows; `note` goes along with it."""

    id: UUID
    conversation_id: UUID
    act: ThreadAct
    app: str = ""
    note: str = ""


async def ask(tx: Tx, book: channels.AccountBook, new: NewHandover, undoes: UUID | None = None) -> None:
    """Ask for a deed. What is so already is not asked. Raises CannotHandOver, ConversationNotFound and KeyReused."""
    thread = await conversations.get_conversation(tx, new.conversation_id)
    account = (await book.of_workspace(tx))[thread.account_id]
    caps = book.adapter(account.row.channel).capabilities(account.view, thread.facts, tx.now)
    if new.act not in caps.thread_acts:
        raise CannotHandOver(act=new.act.value, channel=account.row.channel)
    note = new.note.strip()[:LONGEST_NOTE]
    await conversations.ask_thread(tx, new.id, new.conversation_id, new.act, new.app, note, undoes)


async def undo(tx: Tx, book: channels.AccountBook, id: UUID, undo_id: UUID) -> UUID:
    """Take a deed back; returns the conversation. Raises AlreadyLeft, CannotUndoHandover, and what `ask` raises."""
    conversation_id, other_way, app = await conversations.undo_thread(tx, id, undo_id)
    if other_way is not None:
        await ask(tx, book, NewHandover(undo_id, conversation_id, other_way, app), undoes=id)
    return conversation_id


async def decide(tx: Tx, book: channels.AccountBook, conversation_id: UUID, deed_id: UUID, *, grants: bool) -> None:
    """Grant or refuse what another application asked last: granted, the conversation is passed to it.

    No channel takes a refusal: it is kept here, and whoever asked keeps waiting. Raises NothingAsked, CannotHandOver.
    """
    asked = await conversations.waiting_request(tx, conversation_id)
    if asked is None:
        raise NothingAsked(conversation=str(conversation_id))
    if grants:
        await ask(tx, book, NewHandover(deed_id, conversation_id, ThreadAct.PASS, asked["app"]))
    await conversations.settle_requests(tx, conversation_id, "granted" if grants else "refused")


async def choose(tx: Tx, conversation_id: UUID, holder: ThreadHolder) -> None:
    """Say whether a person or automation answers where no other application does."""
    if holder is ThreadHolder.PERSON:
        await hands.person_wrote(tx, conversation_id)
    else:
        await hands.give_back(tx, conversation_id)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A deed in hand, with the addresses of whom it is about."""

    deed: ClaimedThreadDeed
    to: tuple[Address, ...]

    @property
    def id(self) -> UUID:
        """The deed."""
        return self.deed.id

    @property
    def attempt(self) -> int:
        """How often it was tried."""
        return self.deed.attempt

    @property
    def account_id(self) -> UUID:
        """The account by which it is asked."""
        return self.deed.account_id

    @property
    def order(self) -> ThreadOrder:
        """What its adapter renders."""
        return ThreadOrder(self.deed.act, self.to, self.deed.app, self.deed.note, self.deed.thread_key)


class Passer(Courier[Addressed]):
    """Carries what was asked about who holds conversations."""

    cannot = CannotHandOver.code

    async def waiting(self, door: Connection) -> list[UUID]:
        """Return the workspaces in which something is asked."""
        return await conversations.waiting_for_thread_deeds(door)

    async def claim(self, tx: Tx, resting: Sequence[UUID]) -> list[Addressed]:
        """Take some in hand, of each conversation the oldest first."""
        claimed = await conversations.claim_thread_deeds(tx, MOST, resting, LEASE)
        known = await contacts.identities_of(tx, sorted({one.contact_id for one in claimed})) if claimed else {}
        return [Addressed(one, ordered(known.get(one.contact_id, ()), one.identity_id)) for one in claimed]

    def render(self, adapter: ChannelAdapter, account: channels.Account, deed: Addressed) -> HttpRequest | None:
        """Return the call that does it."""
        return adapter.hand_over(deed.order, account.view) if isinstance(adapter, Passing) else None

    def sort(self, adapter: ChannelAdapter, deed: Addressed, answer: ProviderAnswer) -> SendOutcome:
        """Sort its answer."""
        assert isinstance(adapter, Passing)
        return adapter.handed_over(deed.order, answer)

    async def keep(self, tx: Tx, results: Sequence[ModerationResult]) -> None:
        """Let what was done be so, and cases follow."""
        changed = await conversations.write_back_thread_deeds(tx, results)
        await holding.follow(tx, self.book, changed, passed=True)
