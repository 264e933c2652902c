"""The addresses of macros: several steps in one click, all of them or none, each with the right that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.flow import rulebook
from trato.flow.acts import giving_back
from trato.kit.errors import Forbidden, NotFound
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import EVERYWHERE, Place, Principal, Verb
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import (
    Action,
    Doer,
    Macro,
    Outcome,
    Resolve,
    SetAttribute,
    SourceKind,
)
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.console.model import CaseDetail
from trato.rooms.console.service import attributes, details
from trato.rooms.console.service.reach import check_case
from trato.rooms.console.service.steps import check_step

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Steps = Annotated[tuple[Action, ...], Meta(min_length=1, max_length=20)]


class NewMacro(Struct, frozen=True):
    """`own`: only for me; with `team_id`, for a team; neither, for everybody."""

    name: Name
    then: Steps
    own: bool = True
    team_id: UUID | None = None


class MacroChange(Struct, frozen=True):
    """`version` is the one that was read: a later one refuses the change."""

    id: UUID
    version: int
    name: Name
    then: Steps
    own: bool = True
    team_id: UUID | None = None


class MacroQuery(Struct, frozen=True):
    retired: bool = False


class Use(Struct, frozen=True):
    """`run_id` is minted by the client: the same again does no more. `undo_seconds` is how long an answer rests."""

    id: UUID
    macro_id: UUID
    run_id: UUID
    undo_seconds: Annotated[int, Meta(ge=0, le=30)] = 5


class MacroView(Struct, frozen=True):
    id: UUID
    name: str
    own: bool
    team_id: UUID | None
    version: int
    then: tuple[Action, ...]
    changed_at: datetime
    retired_at: datetime | None
    editable: bool


class StepDone(Struct, frozen=True):
    action: str
    outcome: Outcome


class Used(Struct, frozen=True):
    """The case after it, and what each step did."""

    run_id: UUID
    name: str
    steps: list[StepDone]
    undoable: bool
    case: CaseDetail


class UsedBack(Struct, frozen=True):
    """The case after a macro was given back, and the actions that stay."""

    left: list[str]
    case: CaseDetail


@dataclass(frozen=True, slots=True)
class Macros:
    """Macros of people, of teams and of everybody."""

    book: channels.AccountBook

    async def list_macros(self, tx: Tx, who: Principal, given: MacroQuery) -> list[MacroView]:
        """List my macros, those of my teams, and everybody's, by name."""
        teams = await access.memberships_of(tx, who.user.id)
        found = await automation.macros_of(tx, who.user.id, teams, retired=given.retired)
        return [await self._view(tx, who, one) for one in found]

    async def add(self, tx: Tx, who: Principal, given: NewMacro) -> MacroView:
        """Write a macro."""
        await self._check_shared(tx, who, own=given.own, team=given.team_id)
        await rulebook.check_references(tx, given.then)
        owner = who.user.id if given.own else None
        team = None if given.own else given.team_id
        return await self._view(tx, who, await automation.add_macro(tx, given.name, given.then, owner=owner, team=team))

    async def change(self, tx: Tx, who: Principal, given: MacroChange) -> MacroView:
        """Write the next version of a macro."""
        await self._check_mine(tx, who, await automation.get_macro(tx, given.id))
        await self._check_shared(tx, who, own=given.own, team=given.team_id)
        await rulebook.check_references(tx, given.then)
        owner = who.user.id if given.own else None
        team = None if given.own else given.team_id
        changed = await automation.change_macro(
            tx, given.id, given.version, given.name, given.then, owner=owner, team=team
        )
        return await self._view(tx, who, changed)

    async def retire(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Offer a macro no more."""
        await self._check_mine(tx, who, await automation.get_macro(tx, given.id))
        await automation.retire_macro(tx, given.id)

    async def restore(self, tx: Tx, who: Principal, given: OneId) -> MacroView:
        """Offer a macro again."""
        one = await automation.restore_macro(tx, given.id)
        await self._check_mine(tx, who, one)
        return await self._view(tx, who, one)

    async def use(self, tx: Tx, who: Principal, given: Use) -> Used:
        """Do every step of a macro to a case, or none of them."""
        await check_case(tx, who, given.id, Verb.MACROS_USE)
        macro = await automation.get_macro(tx, given.macro_id)
        if not await self._has(tx, who, macro):
            raise automation.MacroUnknown(macro=given.macro_id)
        before = await automation.find_run(tx, given.run_id)
        if before is not None and (before.by_id, before.case_id) != (who.user.id, given.id):
            raise NotFound()
        case = await cases.lock(tx, given.id)
        if before is None:
            for one in macro.then:
                await check_step(tx, who, case, one)
            if any(isinstance(one, Resolve) for one in macro.then):
                written = {one.key for one in macro.then if isinstance(one, SetAttribute) and one.value is not None}
                await attributes.check_known(tx, who, case.contact_id, written)
        doer = Doer(
            SourceKind.MACRO, macro.id, macro.version, who.user.name, who.user.alias or who.user.name,
            given.undo_seconds,
        )  # fmt: skip
        run = await rulebook.run_macro(tx, self.book, macro, given.id, given.run_id, doer)
        return Used(
            run.id, macro.name, [StepDone(one.action, one.outcome) for one in run.steps],
            any(one.back is not None for one in run.steps), await details.one(tx, self.book, who, given.id),
        )  # fmt: skip

    async def undo(self, tx: Tx, who: Principal, given: OneId) -> UsedBack:
        """Give back what a macro of mine did."""
        run = await automation.get_run(tx, given.id)
        if run.source is not SourceKind.MACRO or run.by_id != who.user.id:
            raise NotFound()
        await check_case(tx, who, run.case_id, Verb.MACROS_USE)
        _, left = await giving_back.undo(tx, given.id)
        return UsedBack(left, await details.one(tx, self.book, who, run.case_id))

    async def _has(self, tx: Tx, who: Principal, one: Macro) -> bool:
        if one.owner_id is not None:
            return bool(one.owner_id == who.user.id)
        return one.team_id is None or one.team_id in await access.memberships_of(tx, who.user.id)

    async def _may_edit(self, tx: Tx, who: Principal, one: Macro) -> bool:
        if one.owner_id is not None:
            return bool(one.owner_id == who.user.id)
        return await self._may_share(tx, who, one.team_id)

    async def _may_share(self, tx: Tx, who: Principal, team: UUID | None) -> bool:
        scope = who.rights.scope(Verb.MACROS_SHARE)
        if team is None:
            return scope.covers(EVERYWHERE)
        units = {one.id: one.unit_id for one in await access.list_teams(tx)}
        return team in units and scope.covers(Place(unit_id=units[team]))  # type: ignore[index]

    async def _check_mine(self, tx: Tx, who: Principal, one: Macro) -> None:
        """Refuse a macro that is somebody else's. Raises MacroUnknown where it is not seen, else Forbidden."""
        if await self._may_edit(tx, who, one):
            return
        if await self._has(tx, who, one):
            raise Forbidden(verb=Verb.MACROS_SHARE.value)
        raise automation.MacroUnknown(macro=one.id)

    async def _check_shared(self, tx: Tx, who: Principal, *, own: bool, team: UUID | None) -> None:
        if not own and not await self._may_share(tx, who, team):
            raise Forbidden(verb=Verb.MACROS_SHARE.value)

    async def _view(self, tx: Tx, who: Principal, one: Macro) -> MacroView:
        return MacroView(
            one.id, one.name, one.owner_id is not None, one.team_id, one.version, one.then, one.changed_at,
            one.retired_at, await self._may_edit(tx, who, one),
        )  # fmt: skip


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return every address of macros."""
    m, verb = Macros(book), Verb.MACROS_USE
    return (
        ("GET", "/api/v1/macros", verb, m.list_macros, MacroQuery),
        ("POST", "/api/v1/macros", verb, m.add, NewMacro),
        ("PUT", "/api/v1/macros/{id}", verb, m.change, MacroChange),
        ("DELETE", "/api/v1/macros/{id}", verb, m.retire, OneId),
        ("POST", "/api/v1/macros/{id}/restore", verb, m.restore, OneId),
        ("POST", "/api/v1/cases/{id}/macro", verb, m.use, Use),
        ("POST", "/api/v1/macro-runs/{id}/undo", verb, m.undo, OneId),
    )
