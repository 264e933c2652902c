"""Rules: writing them, putting them in order, and the book of those that are on, kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.automation.errors import RuleChanged, RulesContradict, RuleUnknown
from trato.rooms.automation.model import AutoReply, Rule, RuleBody, RuleId, RuleState
from trato.rooms.automation.rules import checking, opposing
from trato.rooms.automation.rules.opposing import Finding
from trato.rooms.automation.store import replies
from trato.rooms.automation.store import rules as store

COUNTED = timedelta(days=30)
MOST_RULES = 500
_BOOKS_KEPT = 512


@dataclass(frozen=True, slots=True)
class Book:
    """The rules and automatic replies of a workspace that are on, rules in their order."""

    stamp: UUID
    rules: tuple[Rule, ...]
    replies: tuple[AutoReply, ...]


_books: OrderedDict[UUID, Book] = OrderedDict()  # values that a stamp proves fresh; the rows are the truth


async def book(tx: Tx) -> Book | None:
    """Return what is on in the workspace; None where nothing was ever written. One tiny query when nothing changed."""
    stamp = await store.get_stamp(tx)
    if stamp is None:
        return None
    kept = _books.get(tx.workspace)
    if kept is None or kept.stamp != stamp:
        kept = Book(stamp, tuple(await store.list_active(tx)), tuple(await replies.list_active(tx)))
        _books[tx.workspace] = kept
        while len(_books) > _BOOKS_KEPT:
            _books.popitem(last=False)
    _books.move_to_end(tx.workspace)
    return kept


async def list_rules(tx: Tx) -> list[Rule]:
    """Return the rules in their order, each with how often it was asked and matched in the last thirty days."""
    return await store.list_rules(tx, tx.now - COUNTED)


async def get_rule(tx: Tx, rule: UUID) -> Rule:
    """Return a rule. Raises RuleUnknown."""
    for one in await list_rules(tx):
        if one.id == rule:
            return one
    raise RuleUnknown(rule=rule)


async def versions_of(tx: Tx, rule: UUID) -> list[tuple[int, str, RuleBody, UUID | None, datetime]]:
    """Return what a rule said, newest first: (version, name, body, by, at). Raises RuleUnknown."""
    found = await store.list_versions(tx, rule)
    if not found:
        raise RuleUnknown(rule=rule)
    return found


async def add_rule(tx: Tx, name: str, body: RuleBody) -> Rule:
    """Write a rule, as a draft at the end. Raises Invalid, ConditionTooLarge, TemplateInvalid, RuleTriggersItself."""
    name = checking.check_name(name)
    checking.check_rule(body)
    if len(await store.lock_rules(tx)) >= MOST_RULES:
        raise Invalid(field="name", reason="too_many_rules", most=MOST_RULES)
    rule = RuleId(uuid7())
    await store.add_rule(tx, rule, name, body)
    await _stamp(tx)
    tx.audit(AuditEntry("rule.save", "rule", rule, {"version": 1}))
    return await get_rule(tx, rule)


async def change_rule(tx: Tx, rule: UUID, version: int, name: str, body: RuleBody) -> Rule:
    """Write the version after `version`. Raises as `add_rule`, RuleUnknown, RuleChanged, and RulesContradict if on."""
    found = await get_rule(tx, rule)
    name = checking.check_name(name)
    checking.check_rule(body)
    if (found.name, found.body) == (name, body):
        return found
    if not await store.change_rule(tx, rule, version, name, body):
        raise RuleChanged(version=found.version)
    if found.state is RuleState.ACTIVE:
        await _refuse_contradiction(tx, rule)
    await _stamp(tx)
    tx.audit(AuditEntry("rule.save", "rule", rule, {"version": version + 1}))
    return await get_rule(tx, rule)


async def set_state(tx: Tx, rule: UUID, state: RuleState) -> Rule:
    """Turn a rule on or off. Raises RuleUnknown, RulesContradict."""
    if not await store.set_state(tx, rule, state):
        raise RuleUnknown(rule=rule)
    if state is RuleState.ACTIVE:
        await _refuse_contradiction(tx, rule)
    await _stamp(tx)
    tx.audit(AuditEntry("rule.state", "rule", rule, {"state": state.value}))
    return await get_rule(tx, rule)


async def retire_rule(tx: Tx, rule: UUID) -> None:
    """Take a rule away; its log stays. Raises RuleUnknown."""
    if not await store.retire_rule(tx, rule):
        raise RuleUnknown(rule=rule)
    await _stamp(tx)
    tx.audit(AuditEntry("rule.retire", "rule", rule))


async def restore_rule(tx: Tx, rule: UUID) -> Rule:
    """Give a rule back, off: the undo of `retire_rule`. Raises RuleUnknown."""
    if not await store.restore_rule(tx, rule):
        raise RuleUnknown(rule=rule)
    await _stamp(tx)
    tx.audit(AuditEntry("rule.restore", "rule", rule))
    return await get_rule(tx, rule)


async def order_rules(tx: Tx, order: Sequence[UUID]) -> list[Rule]:
    """Put the rules in this order. Raises Invalid unless it names each of them once."""
    if sorted(order) != sorted(await store.lock_rules(tx)):
        raise Invalid(field="order", reason="not_these_rules")
    await store.place_rules(tx, order)
    for one in await list_rules(tx):
        if one.state is RuleState.ACTIVE:
            await _refuse_contradiction(tx, one.id)
    await _stamp(tx)
    tx.audit(AuditEntry("rule.order", "workspace", tx.workspace))
    return await list_rules(tx)


async def findings(tx: Tx, rule: UUID | None, body: RuleBody) -> list[Finding]:
    """Return what the author of a body should know of it, beside the rules that are on; `rule` is the one it is of."""
    here = await list_rules(tx)
    mine = next((one for one in here if one.id == rule), None)
    position = mine.position if mine else len(here) + 1
    draft = Rule(RuleId(rule or uuid7()), "", position, RuleState.ACTIVE, 0, body, tx.now)
    return opposing.findings(draft, here)


def find_among(one: Rule, others: Sequence[Rule]) -> list[Finding]:
    """Return what the author of a rule should know of it beside these."""
    return opposing.findings(one, others)


async def count(tx: Tx, told: Mapping[UUID, tuple[int, int]]) -> None:
    """Note how often rules were asked and how often they matched."""
    await store.count(tx, told)


async def _refuse_contradiction(tx: Tx, rule: UUID) -> None:
    here = await list_rules(tx)
    mine = next(one for one in here if one.id == rule)
    sure = [one for one in opposing.findings(mine, here) if one.code == "contradicts"]
    if sure:
        raise RulesContradict(name=mine.name, other=sure[0].other_name, what=sure[0].what)


async def _stamp(tx: Tx) -> None:
    await store.set_stamp(tx, uuid7())
