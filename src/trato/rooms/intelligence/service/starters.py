"""Starters in a workspace: what is missing becomes tags and reasons, and is taken back while nothing uses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Disposition, Tag
from trato.rooms.intelligence.engine.starters import COMMON, INDUSTRIES, Branch, Leaf, Words, leaf_of, starter
from trato.rooms.intelligence.errors import StarterInUse, StarterNotFound
from trato.rooms.intelligence.model import OURS, Learner, Lesson
from trato.rooms.intelligence.store import starters as store

WEIGHT = 0.5  # of an example of ours beside one of people's
ENOUGH = 30  # lessons of people from which a tag needs ours no more
SHOWN = 3  # messages that show what a leaf is about
NOBODY = UUID(int=0)
SHARED = "care."  # how codes of what all industries share begin


@dataclass(frozen=True, slots=True)
class LeafStanding:
    """A leaf with some of its messages. `tag_id` where it was added; `is_there` when a tag of its name is in use."""

    code: str
    name: Words
    when: Words
    examples: Mapping[str, tuple[str, ...]]
    tag_id: UUID | None
    is_there: bool


@dataclass(frozen=True, slots=True)
class BranchStanding:
    code: str
    name: Words
    leaves: tuple[LeafStanding, ...]


@dataclass(frozen=True, slots=True)
class StarterStanding:
    """The starter of an industry here: how many leaves it has, and how many were added."""

    industry: str
    leaves: int
    added: int


@dataclass(frozen=True, slots=True)
class StarterTree:
    """A starter with its tree."""

    industry: str
    leaves: int
    added: int
    branches: tuple[BranchStanding, ...]


async def starters(tx: Tx) -> list[StarterStanding]:
    """Return how every starter stands here: one statement."""
    tags = {row["node"]: row["tag_id"] for row in await store.kept(tx) if row["tag_id"]}
    return [StarterStanding(industry, *_counted(industry, tags)) for industry in INDUSTRIES]


async def starter_tree(tx: Tx, industry: str) -> StarterTree:
    """Return a starter with its tree and how it stands here. Raises StarterNotFound."""
    tree = _tree(industry)
    tags = {row["node"]: row["tag_id"] for row in await store.kept(tx) if row["tag_id"]}
    used = {one.name.lower() for one in await cases.tags(tx)}
    branches = tuple(
        BranchStanding(branch.code, branch.name, tuple(_leaf(one, tags, used) for one in branch.leaves))
        for branch in tree
    )
    return StarterTree(industry, *_counted(industry, tags), branches)


async def add_starter(
    tx: Tx, industry: str, leaves: Collection[str], language: str, *, reasons: bool = True
) -> StarterTree:
    """Add the tags of these leaves that the workspace lacks, named in `language`, and (`reasons`) their reasons.

    What it has by that name is used and stays as it is; the same again changes nothing. Raises StarterNotFound.
    """
    chosen = [(branch, one) for branch in _tree(industry) for one in branch.leaves if one.code in leaves]
    unknown = set(leaves) - {one.code for _, one in chosen}
    if unknown:
        raise StarterNotFound(starter=min(unknown))
    known = {row["node"]: row for row in await store.kept(tx)}
    words = _Words(await cases.tags(tx, retired=True), await cases.tree(tx))
    rows: dict[str, tuple[UUID | None, UUID | None, bool, bool]] = {}
    for branch, leaf in chosen:
        before = known.get(leaf.code)
        tag, made_tag = await words.tag(tx, leaf.name[language])
        mine = before is not None and before["tag_id"] == tag and before["made_tag"]
        reason, made_reason = before["disposition_id"] if before else None, False
        if reasons and (found := words.reason(leaf)) is not None:
            reason = found
        elif reasons:
            above, made = await words.branch(tx, branch)
            if branch.code not in rows:
                rows[branch.code] = (None, above, False, made or _made(known.get(branch.code)))
            reason, made_reason = await words.node(tx, leaf.code, leaf.name, above)
        rows[leaf.code] = (tag, reason, made_tag or mine, made_reason or _made(before))
    if any(code not in known or row[2] != known[code]["made_tag"] for code, row in rows.items()):
        tx.audit(AuditEntry("starter.add", "starter", None, {"industry": industry, "leaves": len(leaves)}))
    if rows:
        await store.keep(tx, [(code, *row) for code, row in rows.items()])
        await store.fit_anew(tx)
    return await starter_tree(tx, industry)


def _made(before: Any) -> bool:
    return bool(before and before["made_disposition"])


async def take_back_starter(tx: Tx, industry: str) -> StarterTree:
    """Take out of use what a starter made. Raises StarterNotFound, StarterInUse where a case has something of it."""
    _tree(industry)
    kept = await store.kept(tx)
    others = {_industry(row["node"]) for row in kept} - {industry, COMMON}
    rows = [row for row in kept if _industry(row["node"]) == industry or not others]
    shared = {row["tag_id"] for row in kept if row not in rows}
    tags = {row["tag_id"] for row in rows if row["made_tag"]} - shared
    reasons = {row["disposition_id"] for row in rows if row["made_disposition"]}
    counted = await cases.uses(tx)
    used = await cases.used_tags(tx, tags)
    if used or any(counted.get(one) for one in reasons):
        raise StarterInUse(tags=len(used), industry=industry)
    there = {one.id: one for one in await cases.tree(tx)}
    for tag in sorted(tags):
        await cases.retire_tag(tx, tag)
    leaves = [row["disposition_id"] for row in rows if row["tag_id"]]
    branches = [row["disposition_id"] for row in rows if not row["tag_id"]]
    away = {one for one in leaves if one in reasons and there[one].retired_at is None}
    for one in sorted(away):
        await cases.retire_disposition(tx, one)
    held = {one.parent_id for one in there.values() if one.retired_at is None and one.id not in away}
    for one in branches:
        if one in reasons and one not in held and there[one].retired_at is None:
            await cases.retire_disposition(tx, one)
    await store.drop(tx, [row["node"] for row in rows])
    await store.fit_anew(tx)
    tx.audit(AuditEntry("starter.take_back", "starter", None, {"industry": industry}))
    return await starter_tree(tx, industry)


async def fit_anew(tx: Tx) -> None:
    """Let all models be fitted now, with or without new lessons: what words mean has changed."""
    await store.fit_anew(tx)


async def starter_lessons(tx: Tx, name: Learner, taught: Sequence[Lesson]) -> list[Lesson]:
    """Return the examples of the starters that were added, as lessons that prove nothing, without vectors.

    A tag, or reason, of which people `taught` enough needs them no more.
    """
    own = Counter(label for one in taught for label in one.labels)
    return [
        Lesson(OURS, NOBODY, text, (label,), (), (), WEIGHT, tx.now, "", b"")
        for row in await store.kept(tx)
        if row["tag_id"] and (leaf := leaf_of(row["node"])) is not None
        for label in [row["tag_id"] if name is Learner.TAGS else row["disposition_id"]]
        if label is not None and own[label] < ENOUGH
        for text in leaf.texts
    ]


class _Words:
    """The tags and reasons of a workspace, with those that are added meanwhile."""

    def __init__(self, tags: Sequence[Tag], nodes: Sequence[Disposition]) -> None:
        self._tags = {one.name.lower(): one for one in tags}
        self._by_id = {one.id: one for one in tags}
        self._nodes = {one.code: one for one in nodes}
        used = [one for one in nodes if one.retired_at is None]
        parents = {one.parent_id for one in used}
        self._branches = {one.name["es"].lower(): one.id for one in used if one.id in parents and not one.parent_id}
        self._reasons = {one.name["es"].lower(): one.id for one in used if one.id not in parents}

    async def tag(self, tx: Tx, name: str) -> tuple[UUID, bool]:
        """Return the tag of a name and whether it was made, or taken into use again, for it."""
        found = self._tags.get(name.lower())
        while found is not None and found.merged_into:
            found = self._by_id[found.merged_into]
        if found is not None and found.retired_at is None:
            return found.id, False
        made = await cases.create_tag(tx, name)
        self._tags[name.lower()] = made
        return made.id, True

    async def branch(self, tx: Tx, branch: Branch) -> tuple[UUID, bool]:
        if branch.code not in self._nodes and branch.name["es"].lower() in self._branches:
            return self._branches[branch.name["es"].lower()], False
        return await self.node(tx, branch.code, branch.name, None)

    def reason(self, leaf: Leaf) -> UUID | None:
        """Return the reason in use that a leaf is; None where one must be made."""
        node = self._nodes.get(leaf.code)
        if node is not None:
            return node.merged_into or (node.id if node.retired_at is None else None)
        return self._reasons.get(leaf.name["es"].lower())

    async def node(self, tx: Tx, code: str, name: Words, above: UUID | None) -> tuple[UUID, bool]:
        """Return the node of a code and whether it was made, or taken into use again, for it."""
        found = self._nodes.get(code)
        if found is not None and found.retired_at is None:
            return found.id, False
        if found is not None:
            made = await cases.restore_disposition(tx, found.id)
        else:
            made = await cases.add_disposition(tx, code, name, parent_id=above, position=len(self._nodes))
        self._nodes[code] = made
        return made.id, True


def _tree(industry: str) -> tuple[Branch, ...]:
    try:
        return starter(industry)
    except KeyError:
        raise StarterNotFound(starter=industry) from None


def _industry(node: str) -> str:
    return COMMON if node.startswith(SHARED) else node.partition(".")[0]


def _counted(industry: str, tags: Mapping[str, UUID]) -> tuple[int, int]:
    """Return how many leaves a starter has, and how many of them were added; none while only what is shared was."""
    codes = [one.code for branch in starter(industry) for one in branch.leaves]
    own = any(_industry(code) == industry for code in tags)
    return len(codes), sum(code in tags for code in codes) if own else 0


def _leaf(one: Leaf, tags: Mapping[str, UUID], used: Collection[str]) -> LeafStanding:
    shown = {language: some[:SHOWN] for language, some in one.examples.items()}
    there = any(name.lower() in used for name in one.name.values())
    return LeafStanding(one.code, one.name, one.when, shown, tags.get(one.code), there)
