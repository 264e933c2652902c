"""What the desk reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.console.http.asks import looking
from trato.rooms.console.model import (
    AccountView,
    Assignee,
    Attention,
    CaseDetail,
    CasePage,
    ContactPage,
    ContactPanel,
    DispositionView,
    Me,
    QueueRef,
    TagView,
    TeamRef,
    TemplateView,
    ThreadPage,
    TimelinePage,
    View,
)
from trato.rooms.console.service import (
    attention,
    choices,
    contacts,
    counts,
    details,
    lists,
    me,
    openings,
    preferences,
    reading,
    segments,
    thread,
    timeline,
)
from trato.rooms.console.service.reach import check_account, check_case, check_contact


@dataclass(frozen=True, slots=True)
class Reading:
    """The desk's questions. `book` tells what each channel account can do now."""

    book: channels.AccountBook
    counters: counts.Counters

    async def me(self, tx: Tx, who: Principal, given: Nothing) -> Me:
        """Show who I am, what I may do and what I hold."""
        return await me.me(tx, self.book, who)

    async def change_me(self, tx: Tx, who: Principal, given: looking.MyChange) -> Me:
        """Change what contacts call me, my language or my time zone."""
        await access.change_user(tx, who.user.id, alias=given.alias, locale=given.locale, time_zone=given.time_zone)
        preferences.announce(tx, who.user.id)
        return await me.me(tx, self.book, who)

    async def set_presence(self, tx: Tx, who: Principal, given: looking.MyPresence) -> Me:
        """Say where I am."""
        await me.set_presence(tx, who, given.state, given.reason)
        return await me.me(tx, self.book, who)

    async def views(self, tx: Tx, who: Principal, given: Nothing) -> list[View]:
        """List my views with their counts."""
        return await lists.views(tx, who, self.counters)

    async def cases(self, tx: Tx, who: Principal, given: looking.CaseQuery) -> CasePage:
        """List the cases of a view."""
        return await lists.page(
            tx, who, given.view, sort=given.sort, given=given.filter, cursor=given.cursor, limit=given.limit
        )

    async def case(self, tx: Tx, who: Principal, given: OneId) -> CaseDetail:
        """Show one case."""
        await check_case(tx, who, given.id)
        return await details.one(tx, self.book, who, given.id)

    async def openings(self, tx: Tx, who: Principal, given: OneId) -> list[datetime]:
        """List when whoever answers for a case opens, on each day of the next two months."""
        await check_case(tx, who, given.id)
        return await openings.of_case(tx, given.id)

    async def thread(self, tx: Tx, who: Principal, given: looking.ThreadQuery) -> ThreadPage:
        """List the messages and notes of a case."""
        await check_case(tx, who, given.id)
        if given.around is not None:
            return await thread.around(tx, given.id, given.around, given.limit)
        if given.later:
            return await thread.later(tx, given.id, given.later, given.limit)
        return await thread.page(tx, given.id, given.cursor, given.limit)

    async def timeline(self, tx: Tx, who: Principal, given: looking.PageQuery) -> TimelinePage:
        """List what happened to a case."""
        await check_case(tx, who, given.id)
        return await timeline.page(tx, given.id, given.cursor, given.limit, who.user.locale)

    async def read(self, tx: Tx, who: Principal, given: looking.ReadUpTo) -> None:
        """Note that I have read a case up to a message."""
        await check_case(tx, who, given.id)
        await reading.read_up_to(tx, who, given.id, given.message_id)
        await cases.see_mentions(tx, who.user.id, given.id)

    async def contact(self, tx: Tx, who: Principal, given: looking.ContactQuery) -> ContactPanel:
        """Show one contact."""
        await check_contact(tx, who, given.id)
        return await contacts.panel(tx, who, given.id, given.besides)

    async def find_contacts(self, tx: Tx, who: Principal, given: looking.ContactSearch) -> ContactPage:
        """Find contacts by a part of their name or of an address."""
        return await contacts.search(tx, who, given.q, given.limit)

    async def assignees(self, tx: Tx, who: Principal, given: Nothing) -> list[Assignee]:
        """List the people to whom I may give a case."""
        return await me.assignees(tx, who)

    async def teams(self, tx: Tx, who: Principal, given: Nothing) -> list[TeamRef]:
        """List the teams to which I may give a case."""
        return await me.teams_in_reach(tx, who)

    async def queues(self, tx: Tx, who: Principal, given: Nothing) -> list[QueueRef]:
        """List the queues whose cases I may see."""
        return await choices.queues(tx, who)

    async def tags(self, tx: Tx, who: Principal, given: Nothing) -> list[TagView]:
        """List the tags in use."""
        return await choices.tags(tx)

    async def dispositions(self, tx: Tx, who: Principal, given: looking.DispositionQuery) -> list[DispositionView]:
        """List the tree of reasons why a case may end."""
        if given.case_id is not None:
            await check_case(tx, who, given.case_id)
        return await choices.dispositions(tx, who.user.locale)

    async def templates(self, tx: Tx, who: Principal, given: looking.TemplateQuery) -> list[TemplateView]:
        """List the texts that a channel approved for an account."""
        await check_account(tx, who, given.account_id, Verb.CASES_READ)
        return await choices.templates(tx, given.account_id)

    async def accounts(self, tx: Tx, who: Principal, given: Nothing) -> list[AccountView]:
        """List the channel accounts within my reach."""
        return await choices.accounts(tx, self.book, who)

    async def take_segments(self, tx: Tx, who: Principal, given: looking.Segments) -> None:
        """Take in intervals of attention; those seen before are dropped."""
        await segments.take(tx, who, [_segment(one) for one in given.segments])

    async def attention(self, tx: Tx, who: Principal, given: looking.AttentionQuery) -> Attention:
        """List what needs attention."""
        return await attention.look(tx, self.book, who, given.before)

    async def replay(self, tx: Tx, who: Principal, given: looking.OneDelivery) -> None:
        """Read a dead delivery again."""
        await attention.replay(tx, self.book, who, given.inbox_id)

    async def try_again(self, tx: Tx, who: Principal, given: looking.OneReaction) -> None:
        """Let a reaction that gave up run again."""
        await attention.try_again(tx, given.seq, given.reaction)


def _segment(one: looking.Segment) -> segments.Attention:
    case: UUID | None = one.case_id
    return (
        one.id, one.kind, case, one.screen, one.device, one.started_at, one.ended_at, one.active_seconds, one.keys,
        one.clicks, one.scrolls, one.first_key_at, one.outcome, one.message_id,
    )  # fmt: skip
