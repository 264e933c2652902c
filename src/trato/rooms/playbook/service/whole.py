"""All parts together, in the order in which they name each other."""

from __future__ import annotations

import hashlib
from typing import Any, Protocol

from trato.kit.errors import TratoError
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.playbook.errors import ConfigurationRefused, ConfigurationStale, ConfigurationUnreadable
from trato.rooms.playbook.model import Change, ChangeKind, Configuration, Entry, GrantEntry, Plan, SettingEntry
from trato.rooms.playbook.rules import comparing, reading, writing
from trato.rooms.playbook.service.here import Here, Tools
from trato.rooms.playbook.service.parts import automation, care, desk, firm, people, system, work


class Part(Protocol):
    """One part of the configuration."""

    @property
    def name(self) -> str:
        """What it is called in the file."""

    @property
    def entry(self) -> type[Entry]:
        """What its entries say."""

    async def export(self, here: Here) -> dict[str, Any]:
        """Return what there is, by natural key."""

    async def put(self, here: Here, key: str, before: Any, after: Any) -> None:
        """Add an entry (`before` is None) or change one."""

    async def remove(self, here: Here, key: str) -> None:
        """Take an entry out of use."""


PARTS: tuple[Part, ...] = (  # an entry may only name what is in a part before its own
    people.People(), people.Units(), firm.Controllers(), firm.Brands(), people.Teams(), people.Roles(), firm.Queues(),
    work.Overflows(), work.Routing(), work.Weights(), firm.Hours(), care.Tags(), work.Skills(), care.Dispositions(),
    care.CannedReplies(), care.Consents(), care.Attributes(), system.Settings(), system.Accounts(), care.Policies(),
    care.Expectations(), system.Webhooks(), system.Panels(), desk.TeamViews(), automation.Rules(),
    automation.Macros(), automation.AutoReplies(), people.Grants(),
)  # fmt: skip
NAMES = tuple(one.name for one in PARTS)
SHAPES = {one.name: one.entry for one in PARTS}
ONE_AT_A_TIME = "select pg_advisory_xact_lock(72_761_602, hashtext($1))"


async def export(tx: Tx, tools: Tools) -> Configuration:
    """Return the whole configuration as YAML, and the name of this state of it."""
    text = writing.write(NAMES, await _read(Here(tx, tools)))
    return Configuration(text, state_of(text))


async def plan(tx: Tx, tools: Tools, text: str, *, removing: bool = False) -> Plan:
    """Say what a file would change. Raises ConfigurationUnreadable with the line."""
    wanted, _ = reading.read(text, SHAPES)
    present = await _read(Here(tx, tools))
    before = writing.write(NAMES, present)
    changes, left = comparing.changes(NAMES, present, wanted, removing=removing)
    return Plan(state_of(before), tuple(changes), left, _diff(present, wanted, removing))


async def apply(tx: Tx, tools: Tools, text: str, state: str, *, removing: bool = False) -> Plan:
    """Make the configuration what a file says, all of it or nothing; returns what was changed.

    Raises ConfigurationStale when it is not the one that was planned against, ConfigurationUnreadable,
    ConfigurationRefused with the entry, and LastAdministrator when nobody could give rights afterwards.
    """
    await tx.connection.execute(ONE_AT_A_TIME, str(tx.workspace))
    wanted, lines = reading.read(text, SHAPES)
    here = Here(tx, tools, wanted)
    present = await _read(here)
    before = writing.write(NAMES, present)
    if state_of(before) != state:
        raise ConfigurationStale()
    changes, left = comparing.changes(NAMES, present, wanted, removing=removing)
    parts = {one.name: one for one in PARTS}
    coming = [one for one in changes if one.kind is not ChangeKind.REMOVE]
    for change in _in_order(coming, wanted):
        entry = wanted[change.part][change.key]
        work = parts[change.part].put(here, change.key, present.get(change.part, {}).get(change.key), entry)
        await _do(work, change, lines)
        here.forget()
    for change in _leaving(changes, present):
        await _do(parts[change.part].remove(here, change.key), change, lines)
        here.forget()
    await access.check_administered(tx)
    if changes:
        counts = {kind.value: sum(one.kind is kind for one in changes) for kind in ChangeKind}
        tx.audit(AuditEntry("configuration.apply", "workspace", tx.workspace, counts))
    return Plan(state_of(writing.write(NAMES, await _read(here))), tuple(changes), left, "")


def state_of(text: str) -> str:
    """Return the name of a state of the configuration."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


async def _read(here: Here) -> dict[str, dict[str, Entry]]:
    return {one.name: await one.export(here) for one in PARTS}


async def _do(work: Any, change: Change, lines: dict[tuple[str, str], int]) -> None:
    try:
        await work
    except (ConfigurationRefused, ConfigurationUnreadable) as refusal:
        told = {"part": change.part, "key": change.key, **refusal.data}
        raise ConfigurationRefused(line=lines.get((change.part, change.key), 0), **told) from refusal
    except TratoError as refusal:
        if refusal.code in {"last_administrator", "more_than_you_may"}:
            raise
        raise ConfigurationRefused(
            part=change.part, key=change.key, reason=refusal.code, line=lines.get((change.part, change.key), 0)
        ) from refusal


def _in_order(changes: list[Change], wanted: reading.Read) -> list[Change]:
    """Put what hangs under another entry of its part after it; what takes something away, at the end of its part.

    A grant with an end may leave nobody to administer until the one that replaces it is there. A lock keeps the units
    below it from what they are to say, so the one highest up closes last.
    """

    def turn(one: Change) -> tuple[int, bool, int]:
        entry, depth = wanted[one.part][one.key], _depth(one, wanted)
        locks = isinstance(entry, SettingEntry) and entry.locked
        ends = isinstance(entry, GrantEntry) and entry.until is not None
        return NAMES.index(one.part), locks or ends, -depth if locks else depth

    return sorted(changes, key=turn)


def _leaving(changes: list[Change], present: dict[str, dict[str, Entry]]) -> list[Change]:
    """Put last what others hang on: parts backwards, leaves first; but a lock opens before what is below it."""

    def turn(one: Change) -> tuple[int, int]:
        depth = _depth(one, present)
        return -NAMES.index(one.part), depth if SHAPES[one.part] is SettingEntry else -depth

    return sorted([one for one in changes if one.kind is ChangeKind.REMOVE], key=turn)


def _depth(change: Change, entries: dict[str, dict[str, Entry]]) -> int:
    depth, key = 0, change.key
    while depth < 30:
        parent = getattr(entries.get(change.part, {}).get(key), "parent", "")
        if not parent:
            return depth + change.key.count(" / ") + change.key.count(" @ ")
        depth, key = depth + 1, parent
    return depth


def _diff(present: dict[str, dict[str, Entry]], wanted: reading.Read, removing: bool) -> str:
    after = {name: ({} if removing and name in wanted else dict(present.get(name, {}))) for name in NAMES}
    for name, entries in wanted.items():
        after[name] |= entries
    return comparing.text_diff(writing.write(NAMES, present), writing.write(NAMES, after))
