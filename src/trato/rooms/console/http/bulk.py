"""One act on many cases: the same deeds as on one, asked of each case, told case by case, and undone together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from trato.kit.errors import Invalid, NotFound, TratoError
from trato.kit.i18n import problem_title
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case, WaitingOn
from trato.rooms.channels import api as channels
from trato.rooms.console.http.asks import doing, looking
from trato.rooms.console.http.deeds import Deeds
from trato.rooms.console.service import lists, reading
from trato.rooms.console.service.reach import check_case
from trato.rooms.console.service.rows import PRIORITIES, aside_word
from trato.rooms.console.store import bulk as store
from trato.rooms.console.store import lists as pages

CHUNK = 50  # cases a request: one transaction, so that nobody waits long for their locks
MOST = 1_000  # cases of a view in one act
Name = Annotated[str, Meta(min_length=1, max_length=80)]


class AssignAct(Struct, frozen=True, tag_field="kind", tag="assign"):
    user_id: UUID | None = None
    team_id: UUID | None = None


class WaitAct(Struct, frozen=True, tag_field="kind", tag="wait"):
    on: WaitingOn | None = None
    until: datetime | None = None
    team_id: UUID | None = None


class TagAct(Struct, frozen=True, tag_field="kind", tag="tag"):
    name: Name


class UntagAct(Struct, frozen=True, tag_field="kind", tag="untag"):
    tag_id: UUID


class PriorityAct(Struct, frozen=True, tag_field="kind", tag="priority"):
    priority: doing.Priority


class SetAsideAct(Struct, frozen=True, tag_field="kind", tag="set_aside"):
    reason: doing.SetAside


class ResolveAct(Struct, frozen=True, tag_field="kind", tag="resolve"):
    disposition_id: UUID | None = None


class ReadAct(Struct, frozen=True, tag_field="kind", tag="read"):
    """Everything of the case is read by me; this has no way back."""


Act = AssignAct | WaitAct | TagAct | UntagAct | PriorityAct | SetAsideAct | ResolveAct | ReadAct


class BulkDeed(Struct, frozen=True):
    """At most 50 cases a request; requests of one act share the `id` that the client minted, and so one undo."""

    id: UUID
    case_ids: Annotated[list[UUID], Meta(min_length=1, max_length=CHUNK)]
    act: Act


class BulkUndo(Struct, frozen=True):
    id: UUID


class Refusal(Struct, frozen=True):
    """A case that was left as it is, and why: code, sentence and data as of any refusal."""

    case_id: UUID
    number: int | None
    code: str
    title: str
    data: dict[str, Any]


class BulkAnswer(Struct, frozen=True):
    """The cases that are now as asked, and the others. `left` counts what an undo has still to give back."""

    done: tuple[UUID, ...]
    refused: tuple[Refusal, ...]
    left: int = 0


class Chosen(Struct, frozen=True):
    """Cases of a view, in its order; `more` says that it holds others beyond `limit`."""

    ids: tuple[UUID, ...]
    more: bool
    limit: int


@dataclass(frozen=True, slots=True)
class Bulk:
    """The desk's acts on many cases."""

    deeds: Deeds

    @classmethod
    def over(cls, book: channels.AccountBook) -> Bulk:
        """Return the acts; their deeds do not read each case again to tell it."""
        return cls(replace(Deeds(book), tells=False))

    async def choose(self, tx: Tx, who: Principal, given: looking.CaseQuery) -> Chosen:
        """List the ids of a view, to act on all of them."""
        wanted = await lists.find(tx, who, given.view, sort=given.sort, given=given.filter)
        found = await pages.list_page(tx, wanted, MOST + 1, None, tx.now)
        return Chosen(tuple(one[-1] for one in found[:MOST]), len(found) > MOST, MOST)

    async def do(self, tx: Tx, who: Principal, given: BulkDeed) -> BulkAnswer:
        """Do one act to many cases."""
        by = await store.owner(tx, given.id)
        if by is not None and by != who.user.id:
            raise NotFound()
        before = await store.done(tx, given.id, given.case_ids)

        async def act(case_id: UUID) -> None:
            if case_id in before:
                return
            await check_case(tx, who, case_id)
            back = await self._do(tx, who, await cases.lock(tx, case_id), given.act)
            if back is not None:
                await store.add(tx, given.id, case_id, who.user.id, _kind(given.act), back)

        return await self._each(tx, who, sorted(set(given.case_ids)), act)

    async def undo(self, tx: Tx, who: Principal, given: BulkUndo) -> BulkAnswer:
        """Give back what one act changed, 50 cases a request."""
        if await store.owner(tx, given.id) != who.user.id:
            raise NotFound()
        waiting = {row["case_id"]: row for row in await store.lock_waiting(tx, given.id, CHUNK)}

        async def back(case_id: UUID) -> None:
            row = waiting[case_id]
            await self._back(tx, who, case_id, row["act"], row["back"])

        answer = await self._each(tx, who, sorted(waiting), back)
        await store.set_undone(tx, given.id, list(waiting))
        return msgspec.structs.replace(answer, left=await store.count_left(tx, given.id))

    async def _each(
        self, tx: Tx, who: Principal, ids: Sequence[UUID], deed: Callable[[UUID], Awaitable[None]]
    ) -> BulkAnswer:
        """Do a deed to each case, in the order of locks; one that is refused leaves no trace of itself."""
        done: list[UUID] = []
        refused: list[tuple[UUID, TratoError]] = []
        for case_id in ids:
            facts, audits = len(tx.events), len(tx.audits)
            try:
                async with tx.connection.transaction():
                    await deed(case_id)
                done.append(case_id)
            except TratoError as refusal:
                del tx.events[facts:], tx.audits[audits:]
                refused.append((case_id, refusal))
        numbers: dict[UUID, int] = {
            one.id: one.number for one in (await cases.get_many(tx, [id for id, _ in refused])).values()
        }
        return BulkAnswer(
            tuple(done),
            tuple(
                Refusal(
                    id,
                    None if one.status == NotFound.status else numbers.get(id),
                    one.code,
                    problem_title(one.code, who.user.locale, one.data),
                    msgspec.to_builtins(one.data, enc_hook=str),
                )
                for id, one in refused
            ),
        )

    async def _do(self, tx: Tx, who: Principal, case: Case, act: Act) -> Mapping[str, Any] | None:
        """Do it to one case; return how it is given back, None where nothing changed or nothing can be."""
        id, rest, facts = case.id, case.standing, len(tx.events)
        back: Mapping[str, Any] | None
        match act:
            case AssignAct():
                await self.deeds.assign(tx, who, doing.Assign(id, act.user_id, act.team_id))
                back = {}
            case WaitAct():
                await self.deeds.wait(tx, who, doing.Wait(id, act.on, act.until, act.team_id))
                back = {"on": rest.waiting_on, "until": rest.waiting_until, "team_id": rest.waiting_team_id}
            case TagAct():
                await self.deeds.tag(tx, who, doing.NewTag(id, act.name))
                back = {"tag_id": (await cases.create_tag(tx, act.name)).id}
            case UntagAct():
                await self.deeds.untag(tx, who, doing.OneTag(id, act.tag_id))
                back = {
                    "name": next((tag.name for tag in await cases.tags(tx, retired=True) if tag.id == act.tag_id), "")
                }
            case PriorityAct():
                await self.deeds.change(tx, who, doing.CaseChange(id, priority=act.priority))
                back = {"priority": PRIORITIES[int(case.priority)]}
            case SetAsideAct():
                await self.deeds.set_aside(tx, who, doing.SetAsideCase(id, act.reason))
                back = {"was": aside_word(rest.set_aside)}
            case ResolveAct():
                await self.deeds.resolve(tx, who, doing.Resolve(id, act.disposition_id))
                back = {}
            case ReadAct():
                last = await store.last_message(tx, id)
                if last is not None:
                    await reading.read_up_to(tx, who, id, last)
                    await cases.see_mentions(tx, who.user.id, id)
                return None
        return back if len(tx.events) > facts else None

    async def _back(self, tx: Tx, who: Principal, id: UUID, act: str, back: Mapping[str, Any]) -> None:
        match act:
            case "assign":
                await self.deeds.assign(tx, who, doing.Assign(id, undo=True))
            case "wait":
                await self.deeds.wait(tx, who, msgspec.convert({**back, "id": str(id)}, doing.Wait))
            case "tag":
                await self.deeds.untag(tx, who, doing.OneTag(id, UUID(back["tag_id"])))
            case "untag":
                await self.deeds.tag(tx, who, doing.NewTag(id, back["name"]))
            case "priority":
                await self.deeds.change(tx, who, doing.CaseChange(id, priority=back["priority"]))
            case "set_aside" if back["was"] is None:
                await self.deeds.restore(tx, who, OneId(id))
            case "set_aside":
                await self.deeds.set_aside(tx, who, doing.SetAsideCase(id, back["was"]))
            case "resolve":
                await self.deeds.reopen(tx, who, doing.Reopen(id, undo=True))
            case _:
                raise Invalid(field="act", reason=act)


def _kind(act: Act) -> str:
    return str(act.__struct_config__.tag)


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return every address. The door asks to read; what is done to each case asks its own verb of that case."""
    b = Bulk.over(book)
    return (
        ("GET", "/api/v1/bulk/cases", Verb.CASES_READ, b.choose, looking.CaseQuery),
        ("POST", "/api/v1/bulk", Verb.CASES_READ, b.do, BulkDeed),
        ("POST", "/api/v1/bulk/{id}/undo", Verb.CASES_READ, b.undo, BulkUndo),
    )
