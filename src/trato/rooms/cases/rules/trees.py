"""The tree of dispositions: its leaves, and what may hang under what."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from trato.rooms.cases.model import Disposition, DispositionId


def leaves(nodes: Iterable[Disposition]) -> list[Disposition]:
    """Return the reasons that a case may have: nodes in use under which nothing in use hangs."""
    used = [one for one in nodes if one.retired_at is None]
    parents = {one.parent_id for one in used}
    return [one for one in used if one.id not in parents]


def is_under(nodes: Iterable[Disposition], node: UUID, above: UUID) -> bool:
    """Say whether `node` is `above`, or hangs somewhere under it."""
    parent_of: dict[DispositionId, DispositionId | None] = {one.id: one.parent_id for one in nodes}
    at: DispositionId | None = DispositionId(node)
    for _ in range(len(parent_of) + 1):
        if at is None or at == above:
            break
        at = parent_of.get(at)
    return at == above


def placed(nodes: Iterable[Disposition], node: DispositionId, parent: UUID | None, place: int) -> list[DispositionId]:
    """Return those in use under `parent` in their order, with `node` as the `place`-th of them, from 0."""
    there = [one for one in nodes if one.parent_id == parent and one.retired_at is None and one.id != node]
    order = [one.id for one in sorted(there, key=lambda one: (one.position, one.code))]
    order.insert(max(0, min(place, len(order))), node)
    return order
