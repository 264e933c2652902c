"""Hiding, showing, deleting and liking what was said in public (S133): asked by people, carried by the worker.

The channel says what it can do with what others said and with what we said; nothing here names one. A deed is written
first and called later, outside of any transaction, like an answer; unlike an answer it is idempotent, so a silence of
the provider is no doubt: it is asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trato.flow.acts.couriers import LEASE, MOST, Courier
from trato.kit.errors import Conflict
from trato.kit.tx import Connection, Tx
from trato.rooms.access import api as access
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import (
    ChannelAdapter,
    ConversationFacts,
    HttpRequest,
    Moderating,
    Moderation,
    ProviderAnswer,
    SendOutcome,
)
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import ClaimedModeration, ModerationResult, Standing


class CannotModerate(Conflict):
    """The channel does not do this with what was said there; `act` says what was asked."""

    code = "cannot_moderate"


@dataclass(frozen=True, slots=True)
class NewModeration:
    """A deed on something said in public. `id` was minted by the browser: the key for ever."""

    id: UUID
    message_id: UUID
    act: Moderation


async def moderate(tx: Tx, book: channels.AccountBook, new: NewModeration) -> None:
    """Ask for a deed; a deletion rests as long as an answer does, for nothing brings it back.

    Raises CannotModerate, NothingToModerate, MessageNotFound and KeyReused.
    """
    account = await _able(tx, book, new.message_id, new.act)
    rests = 0
    if new.act is Moderation.DELETE:
        unit = account.row.unit_id
        said = (await access.settings_in(tx, {unit}, conversations.UNDO_SETTING)).get(unit)
        rests = conversations.undo_seconds(said.value if said else None)
    await conversations.moderate(tx, new.id, new.message_id, new.act, rests)


async def undo(tx: Tx, book: channels.AccountBook, id: UUID, undo_id: UUID) -> UUID:
    """Take a deed back; returns the message. Raises AlreadyLeft, CannotUndoModeration, and what `moderate` raises."""
    message_id, other_way = await conversations.undo_moderation(tx, id, undo_id)
    if other_way is not None:
        await _able(tx, book, message_id, other_way)
        await conversations.moderate(tx, undo_id, message_id, other_way, undoes=id)
    return message_id


async def _able(tx: Tx, book: channels.AccountBook, message_id: UUID, act: Moderation) -> channels.Account:
    """Return the account on which a deed is possible. Raises CannotModerate."""
    standing: Standing = await conversations.standing_in_public(tx, message_id)
    account = (await book.of_workspace(tx, [standing.account_id]))[standing.account_id]
    adapter = book.adapter(account.row.channel)
    facts = ConversationFacts(surface=standing.surface)
    caps = adapter.capabilities(account.view, facts, tx.now)
    if act not in (caps.own_moderation if standing.own else caps.moderation):
        raise CannotModerate(act=act.value, channel=account.row.channel)
    return account


class Moderator(Courier[ClaimedModeration]):
    """Carries what was asked about things said in public."""

    cannot = CannotModerate.code

    async def waiting(self, door: Connection) -> list[UUID]:
        """Return the workspaces in which something is asked."""
        return await conversations.waiting_for_moderation(door)

    async def claim(self, tx: Tx, resting: Sequence[UUID]) -> list[ClaimedModeration]:
        """Take some in hand, of each message the oldest first."""
        return await conversations.claim_moderations(tx, MOST, resting, LEASE)

    def render(self, adapter: ChannelAdapter, account: channels.Account, deed: ClaimedModeration) -> HttpRequest | None:
        """Return the call that does it."""
        return adapter.moderate(deed.order, account.view) if isinstance(adapter, Moderating) else None

    def sort(self, adapter: ChannelAdapter, deed: ClaimedModeration, answer: ProviderAnswer) -> SendOutcome:
        """Sort its answer."""
        assert isinstance(adapter, Moderating)
        return adapter.moderated(deed.order, answer)

    async def keep(self, tx: Tx, results: Sequence[ModerationResult]) -> None:
        """Let what was done be so."""
        await conversations.write_back_moderations(tx, results)
