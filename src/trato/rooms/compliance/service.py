"""The gate at work: judging batches, placing and releasing standing orders, opting out and in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.events import ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.compliance import rules, store
from trato.rooms.compliance.errors import HoldUnknown
from trato.rooms.compliance.events import HoldPlaced, HoldReleased, MessageStopped, OptedIn, OptedOut
from trato.rooms.compliance.model import Hold, HoldId, HoldScope, Outbound, Outcome, Ruling, Verdict, VerdictId, Writer
from trato.rooms.contacts.model import Address
from trato.rooms.conversations.model import Purpose


async def judge(tx: Tx, batch: Sequence[Outbound]) -> list[Verdict]:
    """Judge messages that want to leave and write their verdicts: two statements for any batch, in its order."""
    return await _write(tx, await _rule(tx, batch))


async def recheck(tx: Tx, batch: Sequence[Outbound]) -> list[Verdict]:
    """Judge cleared messages again as they are claimed; return (and write) only those that may no longer leave."""
    return await _write(
        tx, [(one, ruling) for one, ruling in await _rule(tx, batch) if ruling.outcome is not Outcome.CLEARED]
    )


async def list_verdicts(tx: Tx, message: UUID) -> list[Verdict]:
    """List what was said of one message, oldest first."""
    return await store.list_verdicts(tx, message)


async def place(
    tx: Tx,
    writer: Writer,
    scope: HoldScope,
    scope_id: UUID,
    reason: str,
    *,
    purpose: Purpose | None = None,
    until: datetime | None = None,
    evidence_id: UUID | None = None,
) -> HoldId | None:
    """Place a standing order from now on; None when the same opt-out stands already."""
    hold = Hold(HoldId(uuid7()), scope, scope_id, writer, reason, tx.now, purpose, until, evidence_id)
    if not await store.add_hold(tx, hold):
        return None
    tx.emit(HoldPlaced(subject=hold.id, scope=scope.value, scope_id=scope_id, writer=writer.value, reason=reason))
    if _is_privileged(tx, writer):
        detail = {"writer": writer.value, "scope": scope.value, "scope_id": scope_id, "reason": reason}
        tx.audit(AuditEntry("hold.place", "hold", hold.id, detail))
    return hold.id


async def release(tx: Tx, hold: HoldId) -> None:
    """End a standing order; what it kept back is judged again by whoever hears of it. Raises HoldUnknown."""
    found = await store.release_hold(tx, hold)
    if found is None:
        raise HoldUnknown(hold=hold)
    _note_release(tx, found)


async def list_holds(tx: Tx, limit: int = 100) -> list[Hold]:
    """List the orders that stand, newest first; not those of single persons who opted out."""
    return await store.list_holds(tx, limit)


async def freed_by(tx: Tx, hold: HoldId) -> list[UUID]:
    """Return the messages that an order kept back: to be judged again once it has ended."""
    return await store.list_freed_by(tx, hold)


async def release_ended(tx: Tx, limit: int = 200) -> int:
    """Release the orders whose time has come, and announce it as any release; return how many."""
    ended = await store.release_ended(tx, limit)
    for hold in ended:
        _note_release(tx, hold)
    return len(ended)


async def opt_out(
    tx: Tx,
    controller: UUID,
    contact: UUID,
    addresses: Sequence[Address],
    purpose: str = "",
    evidence: UUID | None = None,
    conversation: UUID | None = None,
) -> None:
    """Write down that a contact wants no more of one purpose ("" for all, "marketing", "service", "survey").

    It holds at once for the contact and for each address, and for a `conversation` in which nothing at all may be said
    from now on; a second time changes nothing. Raises KeyError for an unknown purpose, which is a bug.
    """
    stops = rules.PURPOSES[purpose]
    scopes = [(HoldScope.CONTACT, contact), *_addresses(controller, addresses)]
    if conversation is not None and stops is None:
        scopes.append((HoldScope.CONVERSATION, conversation))
    placed = [
        await place(tx, Writer.OPT_OUT, scope, id, rules.OPT_OUT_REASON, purpose=stops, evidence_id=evidence)
        for scope, id in scopes
    ]
    if any(placed):
        tx.emit(OptedOut(subject=contact, controller_id=controller, purpose=purpose))


async def opt_out_many(
    tx: Tx, controller: UUID, refusals: Sequence[tuple[UUID, Sequence[Address], str, UUID | None]]
) -> None:
    """Write many opt-outs down in one statement: (contact, addresses, purpose, evidence), as `opt_out` takes them."""
    rows = [
        (HoldId(uuid7()), scope, id, rules.PURPOSES[purpose], evidence)
        for contact, addresses, purpose, evidence in refusals
        for scope, id in [(HoldScope.CONTACT, contact), *_addresses(controller, addresses)]
    ]
    placed = await store.add_opt_outs(tx, rules.OPT_OUT_REASON, rows) if rows else set()
    for contact, _, purpose, _ in refusals:
        if contact in placed:
            tx.emit(OptedOut(subject=contact, controller_id=controller, purpose=purpose))


async def opt_in(
    tx: Tx,
    controller: UUID,
    contact: UUID,
    addresses: Sequence[Address],
    purpose: str = "",
    also: Sequence[UUID] = (),
) -> None:
    """Take an opt-out back: that of one purpose, or all of them.

    `also` are the conversation in which the yes was said, and the contacts of one profile with this one.
    """
    scopes = [contact, *also, *(id for _, id in _addresses(controller, addresses))]
    released = await store.release_opt_outs(tx, scopes, rules.PURPOSES[purpose])
    for hold in released:
        _note_release(tx, hold)
    if released:
        tx.emit(OptedIn(subject=contact, controller_id=controller, purpose=purpose))


async def opted_out_of(
    tx: Tx, controller: UUID, contact: UUID, addresses: Sequence[Address] = ()
) -> list[Purpose | None]:
    """Return the purposes that a contact wants no more; None among them is all."""
    holds = await store.list_holds_on(tx, [contact, *(id for _, id in _addresses(controller, addresses))])
    return list({hold.purpose: None for hold in holds if hold.writer is Writer.OPT_OUT})


async def nos_on(tx: Tx, scopes: Sequence[UUID]) -> dict[UUID, list[Hold]]:
    """Return the opt-outs that stand upon contacts, conversations and addresses (`address_id`), in one statement."""
    found: dict[UUID, list[Hold]] = {}
    for hold in await store.list_holds_on(tx, scopes) if scopes else ():
        if hold.writer is Writer.OPT_OUT:
            found.setdefault(hold.scope_id, []).append(hold)
    return found


async def _rule(tx: Tx, batch: Sequence[Outbound]) -> list[tuple[Outbound, Ruling]]:
    if not batch:
        return []
    scopes = [rules.scopes_of(tx.workspace, message) for message in batch]
    holds = await store.list_holds_on(tx, sorted({id for one in scopes for id in one}))
    return [
        (message, rules.judge(message, [hold for hold in holds if one.get(hold.scope_id) is hold.scope]))
        for message, one in zip(batch, scopes, strict=True)
    ]


async def _write(tx: Tx, ruled: Sequence[tuple[Outbound, Ruling]]) -> list[Verdict]:
    if not ruled:
        return []
    verdicts = [_verdict(message, ruling) for message, ruling in ruled]
    await store.add_verdicts(tx, rules.VERSIONS, verdicts, [rules.inputs_of(message) for message, _ in ruled])
    for message, ruling in ruled:
        if ruling.outcome is not Outcome.CLEARED:
            tx.emit(
                MessageStopped(
                    subject=message.message_id,
                    case_id=message.case_id,
                    outcome=ruling.outcome.value,
                    reason=ruling.reason,
                    conversation_id=message.conversation_id,
                )
            )
    return verdicts


def _verdict(message: Outbound, ruling: Ruling) -> Verdict:
    hold, held = ruling.hold, ruling.outcome is Outcome.HELD
    return Verdict(
        VerdictId(uuid7()),
        message.message_id,
        ruling.outcome,
        ruling.reason,
        hold.id if hold else None,
        hold.until if hold and held else None,
    )


def _addresses(controller: UUID, addresses: Sequence[Address]) -> list[tuple[HoldScope, UUID]]:
    return [(HoldScope.ADDRESS, rules.address_id(controller, one)) for one in addresses]


def _note_release(tx: Tx, hold: Hold) -> None:
    tx.emit(HoldReleased(subject=hold.id, writer=hold.writer.value))
    if _is_privileged(tx, hold.writer):
        tx.audit(AuditEntry("hold.release", "hold", hold.id, {"writer": hold.writer.value}))


def _is_privileged(tx: Tx, writer: Writer) -> bool:
    """Say whether an order is somebody's deed: what contacts ask for themselves is a fact and not a deed of ours."""
    return writer is not Writer.OPT_OUT or tx.actor.kind is ActorKind.USER
