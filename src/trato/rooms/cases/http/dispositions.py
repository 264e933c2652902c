"""The addresses of the tree of reasons as people administer it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing, OneId
from trato.kit.text import code_of
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, UnitKind, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.http.everybodys import Into, check_all
from trato.rooms.cases.model import Disposition

Names = Mapping[str, Annotated[str, Meta(max_length=120)]]


class NewDisposition(Struct, frozen=True):
    """`name` is its words by language, Spanish at least; without a code one is made of them."""

    name: Names
    code: str = ""
    parent_id: UUID | None = None
    place: Annotated[int, Meta(ge=0)] = 10_000


class NewName(Struct, frozen=True):
    id: UUID
    name: Names


class NewPlace(Struct, frozen=True):
    """Under which node (None: at the top), as the how many-th of those in use there, from 0."""

    id: UUID
    parent_id: UUID | None
    place: Annotated[int, Meta(ge=0)]


class Required(Struct, frozen=True):
    brand_id: UUID
    required: bool


class NodeView(Struct, frozen=True):
    """A node, and how many cases have it as their reason, counted up to 10,000."""

    id: UUID
    parent_id: UUID | None
    position: int
    code: str
    name: Mapping[str, str]
    cases: int
    retired_at: datetime | None
    merged_into: UUID | None


class RequiredView(Struct, frozen=True):
    brand_id: UUID
    name: str
    required: bool


class TreeView(Struct, frozen=True):
    """Every node, also those out of use; and for which brands in reach a case needs a reason to be resolved."""

    nodes: list[NodeView]
    required: list[RequiredView]


async def get_tree(tx: Tx, who: Principal, given: Nothing) -> TreeView:
    """Show the tree with how often each reason is used, and which brands ask for one."""
    used = await cases.uses(tx)
    nodes = [_node(one, used.get(one.id, 0)) for one in await cases.tree(tx)]
    scope = who.rights.scope(Verb.DISPOSITIONS_MANAGE)
    brands = [
        one
        for one in await access.list_units(tx)
        if one.kind is UnitKind.BRAND and scope.covers(Place(brand_id=one.id))
    ]
    asked = [RequiredView(one.id, one.name, await cases.asks_for_reason(tx, one.id)) for one in brands]
    return TreeView(nodes, asked)


async def add_disposition(tx: Tx, who: Principal, given: NewDisposition) -> NodeView:
    """Add a node."""
    check_all(who)
    code = given.code or code_of(given.name.get("es", ""), 48).replace("-", "_")
    taken = {one.code for one in await cases.tree(tx)}
    number, free = 1, code
    while not given.code and free in taken:
        number += 1
        free = f"{code}_{number}"
    made = await cases.add_disposition(tx, free, given.name, parent_id=given.parent_id)
    return _node(await cases.place_disposition(tx, made.id, given.parent_id, given.place))


async def rename_disposition(tx: Tx, who: Principal, given: NewName) -> NodeView:
    """Call a node otherwise; its code stays."""
    check_all(who)
    return _node(await cases.change_disposition(tx, given.id, name=given.name))


async def place_disposition(tx: Tx, who: Principal, given: NewPlace) -> NodeView:
    """Hang a node, with all that is under it, elsewhere in the tree."""
    check_all(who)
    return _node(await cases.place_disposition(tx, given.id, given.parent_id, given.place))


async def retire_disposition(tx: Tx, who: Principal, given: OneId) -> NodeView:
    """Take a node out of use; cases that have it keep it."""
    check_all(who)
    return _node(await cases.retire_disposition(tx, given.id))


async def restore_disposition(tx: Tx, who: Principal, given: OneId) -> NodeView:
    """Take a node into use again: the undo of retiring and of merging it."""
    check_all(who)
    return _node(await cases.restore_disposition(tx, given.id))


async def merge_dispositions(tx: Tx, who: Principal, given: Into) -> NodeView:
    """Use another reason instead from now on; what was recorded stays as it is."""
    check_all(who)
    return _node(await cases.merge_dispositions(tx, given.id, given.into))


async def require(tx: Tx, who: Principal, given: Required) -> RequiredView:
    """Say whether cases of a brand need a reason to be resolved."""
    if not access.can(who.rights, Verb.DISPOSITIONS_MANAGE, Place(brand_id=given.brand_id)):
        raise Forbidden(verb=Verb.DISPOSITIONS_MANAGE.value)
    unit = await access.get_unit(tx, given.brand_id)
    await cases.require(tx, unit.id, given.required)
    return RequiredView(unit.id, unit.name, given.required)


def _node(one: Disposition, used: int = 0) -> NodeView:
    return NodeView(one.id, one.parent_id, one.position, one.code, one.name, used, one.retired_at, one.merged_into)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/dispositions/tree", Verb.DISPOSITIONS_MANAGE, get_tree, Nothing),
    ("POST", "/api/v1/dispositions", Verb.DISPOSITIONS_MANAGE, add_disposition, NewDisposition),
    ("PUT", "/api/v1/dispositions/required", Verb.DISPOSITIONS_MANAGE, require, Required),
    ("PUT", "/api/v1/dispositions/{id}", Verb.DISPOSITIONS_MANAGE, rename_disposition, NewName),
    ("POST", "/api/v1/dispositions/{id}/place", Verb.DISPOSITIONS_MANAGE, place_disposition, NewPlace),
    ("POST", "/api/v1/dispositions/{id}/retire", Verb.DISPOSITIONS_MANAGE, retire_disposition, OneId),
    ("POST", "/api/v1/dispositions/{id}/restore", Verb.DISPOSITIONS_MANAGE, restore_disposition, OneId),
    ("POST", "/api/v1/dispositions/{id}/merge", Verb.DISPOSITIONS_MANAGE, merge_dispositions, Into),
)
