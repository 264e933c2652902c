"""The addresses of saved views."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.model import EVERYTHING, CaseFilter, CaseSort, View
from trato.rooms.console.service import views
from trato.rooms.console.service.counts import saved_view

Line = Annotated[str, Meta(max_length=200)]


class OneView(Struct, frozen=True):
    id: UUID


class NewView(Struct, frozen=True):
    """`id` is minted by the client; without a team the view is mine. `base` is a built-in list."""

    id: UUID
    name: Line
    team_id: UUID | None = None
    base: Line = "all"
    filter: CaseFilter = EVERYTHING
    sort: CaseSort = CaseSort.SLACK


class ViewChange(Struct, frozen=True):
    id: UUID
    name: Line | None = None
    base: Line | None = None
    filter: CaseFilter | None = None
    sort: CaseSort | None = None


class ViewOrder(Struct, frozen=True):
    """Views of one person or team, in the order in which they are to stand."""

    ids: Annotated[list[UUID], Meta(max_length=views.MOST)]


async def save(tx: Tx, who: Principal, given: NewView) -> View:
    """Save a view, mine or a team's."""
    one = await views.save(tx, who, given.id, given.name, given.team_id, given.base, given.filter, given.sort)
    return saved_view(one, True)


async def change(tx: Tx, who: Principal, given: ViewChange) -> View:
    """Call a saved view otherwise, or let it show something else."""
    one = await views.change(tx, who, given.id, name=given.name, base=given.base, given=given.filter, sort=given.sort)
    return saved_view(one, True)


async def delete(tx: Tx, who: Principal, given: OneView) -> None:
    """Take a saved view away; it can be restored."""
    await views.delete(tx, who, given.id)


async def restore(tx: Tx, who: Principal, given: OneView) -> View:
    """Give a deleted view back."""
    return saved_view(await views.restore(tx, who, given.id), True)


async def arrange(tx: Tx, who: Principal, given: ViewOrder) -> None:
    """Put saved views in order."""
    await views.arrange(tx, who, given.ids)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("POST", "/api/v1/views", Verb.CASES_READ, save, NewView),
    ("PUT", "/api/v1/views/order", Verb.CASES_READ, arrange, ViewOrder),
    ("PATCH", "/api/v1/views/{id}", Verb.CASES_READ, change, ViewChange),
    ("DELETE", "/api/v1/views/{id}", Verb.CASES_READ, delete, OneView),
    ("POST", "/api/v1/views/{id}/restore", Verb.CASES_READ, restore, OneView),
)
