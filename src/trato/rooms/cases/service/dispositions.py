"""The tree of official reasons. Each change is a new version; what was recorded keeps its reason and version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.cases.errors import BadValue, CircularTree, CodeTaken, DispositionNotFound, NotALeaf
from trato.rooms.cases.events import TreeChanged
from trato.rooms.cases.model import Case, Disposition, DispositionAuthor, DispositionId
from trato.rooms.cases.rules import trees
from trato.rooms.cases.store import dispositions as store
from trato.rooms.cases.store import present

REQUIRED = "cases.disposition_required"  # a setting of units
_CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
NAME_LIMIT = 120  # characters


async def prepare_workspace(tx: Tx) -> None:
    """Make what a new workspace needs before its first case: the counter of its numbers."""
    await store.prepare_counter(tx)


async def tree(tx: Tx) -> list[Disposition]:
    """Return every node of the present tree, retired ones too, in order of position."""
    return await store.list_nodes(tx)


async def reasons(tx: Tx) -> list[Disposition]:
    """Return the leaves in use: the reasons that a case may have."""
    return trees.leaves(await store.list_nodes(tx))


async def tree_at(tx: Tx, version: int) -> list[Disposition]:
    """Return the tree as it was at a version."""
    return await store.list_at_version(tx, version)


async def add_disposition(
    tx: Tx, code: str, name: Mapping[str, str], *, parent_id: UUID | None = None, position: int = 0
) -> Disposition:
    """Add a node; `name` is its words by language, Spanish at least. Raises CodeTaken, DispositionNotFound, BadValue.

    A reason under which something hangs is a reason no more: only leaves are.
    """
    if not _CODE.fullmatch(code):
        raise BadValue(field="code", reason="not_a_code")
    version = await store.next_version(tx)
    if parent_id is not None:
        await _get(tx, parent_id)
    one = Disposition(
        id=DispositionId(uuid7()),
        parent_id=DispositionId(parent_id) if parent_id else None,
        position=position,
        code=code,
        name=_names(name),
        tree_version=version,
    )
    if not await store.add_node(tx, one):
        raise CodeTaken(code=code)
    return _announce(tx, one, "disposition.add")


async def change_disposition(
    tx: Tx,
    disposition_id: UUID,
    *,
    name: Mapping[str, str] | None = None,
    position: int | None = None,
) -> Disposition:
    """Rename a node or move it among its neighbours. Raises DispositionNotFound, BadValue."""
    version = await store.next_version(tx)
    one = await _get(tx, disposition_id)
    one = replace(
        one,
        name=one.name if name is None else _names(name),
        position=one.position if position is None else position,
        tree_version=version,
    )
    await store.set_node(tx, one)
    return _announce(tx, one, "disposition.change")


async def move_disposition(tx: Tx, disposition_id: UUID, parent_id: UUID | None) -> Disposition:
    """Hang a node, with all that is under it, under another (None: at the top). Raises CircularTree."""
    version = await store.next_version(tx)
    one = await _get(tx, disposition_id)
    if parent_id is not None:
        await _get(tx, parent_id)
        if trees.is_under(await store.list_nodes(tx), parent_id, disposition_id):
            raise CircularTree(disposition=disposition_id)
    one = replace(one, parent_id=DispositionId(parent_id) if parent_id else None, tree_version=version)
    await store.set_node(tx, one)
    return _announce(tx, one, "disposition.move")


async def place_disposition(tx: Tx, disposition_id: UUID, parent_id: UUID | None, place: int) -> Disposition:
    """Hang a node under another (None: at the top), as the `place`-th of those in use there, from 0.

    Raises DispositionNotFound, CircularTree.
    """
    version = await store.next_version(tx)
    nodes = {one.id: one for one in await store.list_nodes(tx)}
    one = nodes.get(DispositionId(disposition_id))
    if one is None or parent_id is not None and parent_id not in nodes:
        raise DispositionNotFound(disposition=disposition_id if one is None else parent_id)
    if parent_id is not None and trees.is_under(nodes.values(), parent_id, disposition_id):
        raise CircularTree(disposition=disposition_id)
    order = trees.placed(nodes.values(), one.id, parent_id, place)
    moved = replace(
        one,
        parent_id=DispositionId(parent_id) if parent_id else None,
        position=order.index(one.id),
        tree_version=version,
    )
    await store.set_node(tx, moved)
    await store.set_places(tx, order, version)
    return _announce(tx, moved, "disposition.move")


async def uses(tx: Tx) -> dict[UUID, int]:
    """Return how many cases have each reason, counted up to 10,000."""
    return await store.count_uses(tx)


async def is_required(tx: Tx, brand_id: UUID) -> bool:
    """Say whether a case of the brand needs a reason to be resolved; it does while the tree holds any."""
    return await store.has_leaves(tx) and await asks_for_reason(tx, brand_id)


async def asks_for_reason(tx: Tx, brand_id: UUID) -> bool:
    """Say whether the brand wants a reason with every case that is resolved; it does unless somebody said no."""
    said = await access.get_setting(tx, brand_id, REQUIRED)
    return said is None or bool(said.value)


async def require(tx: Tx, unit_id: UUID, required: bool) -> None:
    """Say whether cases of a unit, and of those below it, need a reason to be resolved. Raises SettingLocked."""
    await access.set_setting(tx, unit_id, REQUIRED, required)


async def retire_disposition(tx: Tx, disposition_id: UUID) -> Disposition:
    """Take a node out of use. Cases that have it keep it. Raises BadValue while something in use hangs under it."""
    return await _retire(tx, disposition_id, None, "disposition.retire")


async def merge_dispositions(tx: Tx, disposition_id: UUID, into: UUID) -> Disposition:
    """Use another reason instead of this one from now on; reports may follow `merged_into`, records stay as they are.

    Raises NotALeaf unless `into` is a reason in use; BadValue.
    """
    if disposition_id == into:
        raise BadValue(field="into", reason="same_disposition")
    if not await store.is_leaf(tx, into):
        raise NotALeaf(disposition=into)
    return await _retire(tx, disposition_id, DispositionId(into), "disposition.merge")


async def restore_disposition(tx: Tx, disposition_id: UUID) -> Disposition:
    """Take a node into use again: the undo of `retire_disposition` and of `merge_dispositions`."""
    version = await store.next_version(tx)
    one = replace(await _get(tx, disposition_id), retired_at=None, merged_into=None, tree_version=version)
    await store.set_node(tx, one)
    return _announce(tx, one, "disposition.restore")


async def put(tx: Tx, case: Case, disposition_id: UUID, author: DispositionAuthor) -> Case:
    """Give a locked case its reason. Raises DispositionNotFound, NotALeaf."""
    leaf = await store.is_leaf(tx, disposition_id)
    if leaf is None:
        raise DispositionNotFound(disposition=disposition_id)
    if not leaf:
        raise NotALeaf(disposition=disposition_id)
    revision = await present.set_disposition(tx, case.id, disposition_id)
    return replace(case, disposition_id=DispositionId(disposition_id), revision=revision)


async def _retire(tx: Tx, disposition_id: UUID, into: DispositionId | None, verb: str) -> Disposition:
    version = await store.next_version(tx)
    one = await _get(tx, disposition_id)
    if not await store.is_leaf(tx, disposition_id) and one.retired_at is None:
        raise BadValue(field="disposition", reason="others_hang_under_it")
    one = replace(one, retired_at=one.retired_at or tx.now, merged_into=into, tree_version=version)
    await store.set_node(tx, one)
    return _announce(tx, one, verb)


async def _get(tx: Tx, disposition_id: UUID) -> Disposition:
    one = await store.get_node(tx, disposition_id)
    if one is None:
        raise DispositionNotFound(disposition=disposition_id)
    return one


def _announce(tx: Tx, one: Disposition, verb: str) -> Disposition:
    tx.emit(TreeChanged(subject=one.id, tree_version=one.tree_version))
    tx.audit(AuditEntry(verb, "disposition", one.id, {"version": one.tree_version}))
    return one


def _names(name: Mapping[str, str]) -> dict[str, str]:
    names = {language: clean(words, NAME_LIMIT).strip() for language, words in name.items()}
    if not names.get("es"):
        raise BadValue(field="name", reason="spanish_missing")
    return names
