"""What the desk does to cases: each deed answers the case after it, and is nothing when it already holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from msgspec import UNSET

from trato.flow import closing
from trato.flow.acts import assigning
from trato.kit.errors import NotFound
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case, CaseState, HolderKind, Priority, SetAsideReason
from trato.rooms.channels import api as channels
from trato.rooms.console.errors import AlreadyHeld, AlreadyResolved, CaseClosed, DispositionNeeded, KeyReused
from trato.rooms.console.http.asks import doing
from trato.rooms.console.model import CaseDetail, ContactPanel, NoteView
from trato.rooms.console.service import attributes, contacts, details, me, people, thread
from trato.rooms.console.service.reach import case_of_message, check_case, check_contact
from trato.rooms.contacts import api as persons

PRIORITIES = {"low": Priority.LOW, "normal": Priority.NORMAL, "high": Priority.HIGH, "urgent": Priority.URGENT}
ASIDE = {"no_engage": SetAsideReason.NO_ENGAGEMENT}


@dataclass(frozen=True, slots=True)
class Deeds:
    """The desk's deeds. `book` tells what each channel account can do now; without `tells` no case is read again."""

    book: channels.AccountBook
    tells: bool = True

    async def assign(self, tx: Tx, who: Principal, given: doing.Assign) -> CaseDetail:
        """Give a case to somebody, to a team or to a queue."""
        own = given.user_id == who.user.id
        await check_case(tx, who, given.id, Verb.CASES_TAKE if own else Verb.CASES_ASSIGN)
        case = await self._living(tx, given.id)
        if given.undo:
            await assigning.undo_assign(tx, given.id)
            return await self._after(tx, who, given.id)
        await people.check_holder(tx, who, case, given.user_id, given.team_id, given.queue_id)
        holder = case.holder
        by_now = holder.id if holder.kind is HolderKind.AGENT else None
        if given.expected_holder_id is not UNSET and by_now not in (None, given.expected_holder_id, given.user_id):
            raise AlreadyHeld(by=await people.name_of(tx, by_now))
        elsewhere = holder.kind is HolderKind.AGENT and holder.id != who.user.id
        if own and elsewhere and not who.rights.scope(Verb.CASES_ASSIGN).covers(_place(case)):
            raise AlreadyHeld(by=await people.name_of(tx, holder.id))
        if not _holds(case, given.user_id, given.team_id, given.queue_id):
            if given.note.strip():
                await self._hand_over(tx, who, given)
            await assigning.assign(tx, given.id, given.user_id, given.team_id, given.queue_id)
        return await self._after(tx, who, given.id)

    async def show(self, tx: Tx, who: Principal, case_id: UUID) -> CaseDetail:
        """Return a case as it stands after a deed."""
        return await self._after(tx, who, case_id)

    async def _hand_over(self, tx: Tx, who: Principal, given: doing.Assign) -> None:
        """Write to whoever receives the case what they should know of it."""
        await check_case(tx, who, given.id, Verb.NOTES_WRITE)
        team = await me.members_in_reach(tx, who, [given.team_id]) if given.team_id else []
        receivers = {*team, *([given.user_id] if given.user_id else [])} - {who.user.id}
        await cases.add_note(tx, given.id, given.note.strip(), mentions=sorted(receivers))

    async def change(self, tx: Tx, who: Principal, given: doing.CaseChange) -> CaseDetail:
        """Say what a case is about, or how soon it should be seen to."""
        await check_case(tx, who, given.id, Verb.CASES_REPLY)
        if given.subject is not None:
            await cases.set_subject(tx, given.id, given.subject)
        if given.priority is not None:
            await cases.set_priority(tx, given.id, PRIORITIES[given.priority])
        return await self._after(tx, who, given.id)

    async def wait(self, tx: Tx, who: Principal, given: doing.Wait) -> CaseDetail:
        """Let a case rest, and why; no reason ends the rest."""
        await check_case(tx, who, given.id, Verb.CASES_REPLY)
        case = await self._living(tx, given.id)
        standing = case.standing
        await people.check_holder(tx, who, case, None, given.team_id)
        if (standing.waiting_on, standing.waiting_until, standing.waiting_team_id) != (
            given.on, given.until, given.team_id,
        ):  # fmt: skip
            await closing.wait(tx, given.id, given.on, given.until, given.team_id)
        return await self._after(tx, who, given.id)

    async def resolve(self, tx: Tx, who: Principal, given: doing.Resolve) -> CaseDetail:
        """Note that a case is thought done, and the reason, with what had to be known of its contact."""
        await check_case(tx, who, given.id, Verb.CASES_RESOLVE)
        case = await self._living(tx, given.id)
        if case.state is CaseState.RESOLVED:
            done = (await cases.resolutions_of(tx, given.id))[-1]
            if done.by_id == who.user.id and done.disposition_id == given.disposition_id:
                return await self._after(tx, who, given.id)
            raise AlreadyResolved(by=await people.name_of(tx, done.by_id), at=done.at)
        if given.disposition_id is None and await cases.is_required(tx, case.brand_id):
            raise DispositionNeeded(field="disposition_id")
        if given.values:
            await attributes.write(tx, who, case.contact_id, given.values)
        await attributes.check_known(tx, who, case.contact_id)
        await closing.resolve(tx, given.id, given.disposition_id)
        return await self._after(tx, who, given.id)

    async def reopen(self, tx: Tx, who: Principal, given: doing.Reopen) -> CaseDetail:
        """Open a resolved case again, or take its resolution back."""
        await check_case(tx, who, given.id, Verb.CASES_RESOLVE)
        case = await self._living(tx, given.id)
        if case.state is CaseState.RESOLVED:
            await (closing.undo_resolve(tx, given.id) if given.undo else closing.reopen(tx, given.id))
        return await self._after(tx, who, given.id)

    async def set_aside(self, tx: Tx, who: Principal, given: doing.SetAsideCase) -> CaseDetail:
        """Judge that a case needs no answer, and why."""
        await check_case(tx, who, given.id, Verb.CASES_SET_ASIDE)
        await closing.set_aside(tx, given.id, ASIDE.get(given.reason) or SetAsideReason(given.reason))
        return await self._after(tx, who, given.id)

    async def restore(self, tx: Tx, who: Principal, given: OneId) -> CaseDetail:
        """Take back that a case was set aside."""
        await check_case(tx, who, given.id, Verb.CASES_SET_ASIDE)
        if (await cases.get(tx, given.id)).standing.set_aside is not None:
            await closing.restore(tx, given.id)
        return await self._after(tx, who, given.id)

    async def tag(self, tx: Tx, who: Principal, given: doing.NewTag) -> CaseDetail:
        """Put a tag on a case; it is made when there is none of that name."""
        await check_case(tx, who, given.id, Verb.CASES_TAG)
        await cases.add_tag(tx, given.id, (await cases.create_tag(tx, given.name)).id)
        return await self._after(tx, who, given.id)

    async def untag(self, tx: Tx, who: Principal, given: doing.OneTag) -> CaseDetail:
        """Take a tag off a case."""
        await check_case(tx, who, given.id, Verb.CASES_TAG)
        await cases.remove_tag(tx, given.id, given.tag_id)
        return await self._after(tx, who, given.id)

    async def merge(self, tx: Tx, who: Principal, given: doing.Merge) -> CaseDetail:
        """Let another case absorb this one; the answer is the survivor."""
        await check_case(tx, who, given.id, Verb.CASES_MERGE)
        await check_case(tx, who, given.into, Verb.CASES_MERGE)
        absorbed = await cases.get(tx, given.id)
        if absorbed.merged_into != given.into:
            await closing.merge(tx, given.id, given.into)
        return await self._after(tx, who, given.into)

    async def undo_merge(self, tx: Tx, who: Principal, given: OneId) -> CaseDetail:
        """Part two merged cases; the answer is the absorbed one, back as it was."""
        survivor = await people.survivor_of(tx, given.id)
        if survivor is None:
            raise NotFound()
        await check_case(tx, who, survivor, Verb.CASES_MERGE)
        undone = await closing.undo_merge(tx, given.id)
        return await self._after(tx, who, undone.absorbed_id)

    async def split(self, tx: Tx, who: Principal, given: doing.Split) -> CaseDetail:
        """Start a second case from a message; the answer is the new one."""
        await check_case(tx, who, given.id, Verb.CASES_MERGE)
        if await cases.get_many(tx, [given.case_id]):
            await people.check_split(tx, given.id, given.case_id)
            return await self._after(tx, who, given.case_id)
        await case_of_message(tx, who, given.message_id, Verb.CASES_MERGE)
        await closing.split(tx, given.id, given.case_id, given.message_id, given.following, given.subject)
        return await self._after(tx, who, given.case_id)

    async def undo_split(self, tx: Tx, who: Principal, given: OneId) -> CaseDetail:
        """Give a second case back to the one that it was split from; the answer is that one."""
        await check_case(tx, who, given.id, Verb.CASES_MERGE)
        made = await cases.split_of(tx, given.id)
        if made is None:
            raise NotFound()
        await check_case(tx, who, made.source_id, Verb.CASES_MERGE)
        undone = await closing.undo_split(tx, given.id)
        return await self._after(tx, who, undone.source_id)

    async def move(self, tx: Tx, who: Principal, given: doing.Move) -> CaseDetail:
        """Say that a message belongs to another case of the same contact."""
        await case_of_message(tx, who, given.id, Verb.CASES_MERGE)
        await check_case(tx, who, given.case_id, Verb.CASES_MERGE)
        await closing.move_message(tx, given.id, given.case_id)
        return await self._after(tx, who, given.case_id)

    async def undo_courtesy(self, tx: Tx, who: Principal, given: OneId) -> CaseDetail:
        """Say that a message was no courtesy."""
        await case_of_message(tx, who, given.id, Verb.CASES_SET_ASIDE)
        return await self._after(tx, who, await closing.undo_courtesy(tx, given.id))

    async def note(self, tx: Tx, who: Principal, given: doing.NewNote) -> NoteView:
        """Write a note on a case."""
        await check_case(tx, who, given.case_id, Verb.NOTES_WRITE)
        mentions = await people.known_users(tx, given.mentions)
        mentions = sorted({*mentions, *await me.members_in_reach(tx, who, given.teams)})
        one = await cases.add_note(tx, given.case_id, given.text, mentions=mentions, note_id=given.id)
        if one.case_id != given.case_id or one.author_id != who.user.id:
            raise KeyReused()
        return (await thread.load_notes(tx, [one.id]))[one.id]

    async def block(self, tx: Tx, who: Principal, given: doing.Block) -> ContactPanel:
        """Block a contact."""
        await check_contact(tx, who, given.id, Verb.CONTACTS_BLOCK)
        await persons.block(tx, given.id, given.reason)
        return await contacts.panel(tx, who, given.id, None)

    async def unblock(self, tx: Tx, who: Principal, given: OneId) -> ContactPanel:
        """Lift the block of a contact."""
        await check_contact(tx, who, given.id, Verb.CONTACTS_BLOCK)
        await persons.unblock(tx, given.id)
        return await contacts.panel(tx, who, given.id, None)

    async def _living(self, tx: Tx, case_id: UUID) -> Case:
        case = await cases.lock(tx, case_id)
        if case.state is CaseState.CLOSED:
            raise CaseClosed(end_reason=case.standing.end_reason)
        return case

    async def _after(self, tx: Tx, who: Principal, case_id: UUID) -> CaseDetail:
        if not self.tells:
            return cast("CaseDetail", None)  # nobody looks at it: the answer is about many
        return await details.one(tx, self.book, who, case_id)


def _place(case: Case) -> Place:
    return Place(brand_id=case.brand_id, queue_id=case.queue_id, account_id=case.account_id)


def _holds(case: Case, user_id: UUID | None, team_id: UUID | None, queue_id: UUID | None) -> bool:
    if user_id is not None:
        return case.holder.kind is HolderKind.AGENT and case.holder.id == user_id
    if team_id is not None:
        return case.holder.kind is HolderKind.TEAM and case.holder.id == team_id
    if queue_id is not None:
        return case.holder.kind is HolderKind.QUEUE and case.holder.id == queue_id
    return case.holder.kind in (HolderKind.QUEUE, HolderKind.NOBODY)
