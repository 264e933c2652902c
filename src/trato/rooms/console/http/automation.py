"""The addresses of rules: written, put in order, and tried on what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.flow import rulebook
from trato.kit.errors import Invalid
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import Rule, RuleBody, RuleState
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.console.http import runs
from trato.rooms.console.service import automation as naming
from trato.rooms.console.service.reach import check_everywhere

PAGE = 50
Name = Annotated[str, Meta(min_length=1, max_length=120)]


class NewRule(Struct, frozen=True):
    name: Name
    body: RuleBody


class RuleChange(Struct, frozen=True):
    """`version` is the one that was read: a later one refuses the change."""

    id: UUID
    version: int
    name: Name
    body: RuleBody


class NewState(Struct, frozen=True):
    id: UUID
    state: RuleState


class Order(Struct, frozen=True):
    order: Annotated[list[UUID], Meta(max_length=1_000)]


class Draft(Struct, frozen=True):
    """A rule as it stands on screen; `id` when it is one that is there."""

    body: RuleBody
    id: UUID | None = None


class DraftRun(Struct, frozen=True):
    """`last` is `next` of the stretch before; without it, from the newest fact backwards."""

    body: RuleBody
    last: int | None = None


class RuleView(Struct, frozen=True):
    """A rule, how often it was asked and matched in thirty days, and what its author should know."""

    id: UUID
    name: str
    position: int
    state: RuleState
    version: int
    body: RuleBody
    changed_at: datetime
    looked: int
    matched: int
    last_at: datetime | None
    findings: list[automation.Finding]


class VersionView(Struct, frozen=True):
    version: int
    name: str
    body: RuleBody
    by: str
    at: datetime


class MatchView(Struct, frozen=True):
    seq: int
    case_id: UUID
    number: int
    words: str
    at: datetime


class CostView(Struct, frozen=True):
    """See `estimating.Estimate`: decimals by currency."""

    messages: int
    money: dict[str, Decimal]
    unpriced: int


class DryRunView(Struct, frozen=True):
    """See `rulebook.DryRun`; `through` is the share of the log that was looked through, 0 to 1."""

    looked: int
    matched: list[MatchView]
    unknown: int
    next: int | None
    through: float
    as_now: list[str]
    cost: CostView


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a workspace. They hold for every brand, so who keeps them keeps them everywhere."""

    book: channels.AccountBook

    async def list_rules(self, tx: Tx, who: Principal, given: Nothing) -> list[RuleView]:
        """List the rules in the order in which they are asked."""
        found = await automation.list_rules(tx)
        return [_view(one, automation.find_among(one, found)) for one in found]

    async def add(self, tx: Tx, who: Principal, given: NewRule) -> RuleView:
        """Write a rule, as a draft."""
        check_everywhere(who)
        await rulebook.check_rule(tx, given.body)
        return await _one(tx, await automation.add_rule(tx, given.name, given.body))

    async def change(self, tx: Tx, who: Principal, given: RuleChange) -> RuleView:
        """Write the next version of a rule."""
        check_everywhere(who)
        await rulebook.check_rule(tx, given.body)
        return await _one(tx, await automation.change_rule(tx, given.id, given.version, given.name, given.body))

    async def set_state(self, tx: Tx, who: Principal, given: NewState) -> RuleView:
        """Turn a rule on or off."""
        check_everywhere(who)
        if given.state is RuleState.ACTIVE:
            await rulebook.check_rule(tx, (await automation.get_rule(tx, given.id)).body)
        return await _one(tx, await automation.set_state(tx, given.id, given.state))

    async def retire(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Take a rule away; what it did stays in the log."""
        check_everywhere(who)
        await automation.retire_rule(tx, given.id)

    async def restore(self, tx: Tx, who: Principal, given: OneId) -> RuleView:
        """Give a rule back, off."""
        check_everywhere(who)
        return await _one(tx, await automation.restore_rule(tx, given.id))

    async def order(self, tx: Tx, who: Principal, given: Order) -> list[RuleView]:
        """Put the rules in another order."""
        check_everywhere(who)
        found = await automation.order_rules(tx, given.order)
        return [_view(one, automation.find_among(one, found)) for one in found]

    async def versions(self, tx: Tx, who: Principal, given: OneId) -> list[VersionView]:
        """List what a rule said, newest first."""
        found = await automation.versions_of(tx, given.id)
        names = await naming.people_named(tx, {by for _, _, _, by, _ in found})
        return [
            VersionView(version, name, body, names.get(by, "") if by else "", at)
            for version, name, body, by, at in found
        ]

    async def findings(self, tx: Tx, who: Principal, given: Draft) -> list[automation.Finding]:
        """Tell what should be known of a rule as it stands on screen; refused as saving it would be."""
        await rulebook.check_rule(tx, given.body)
        return await automation.findings(tx, given.id, given.body)

    async def dry_run(self, tx: Tx, who: Principal, given: DraftRun) -> DryRunView:
        """Look which past facts a rule would have matched, a stretch of the log at a time; nothing is done."""
        check_everywhere(who)
        if given.last is not None and given.last < 0:
            raise Invalid(field="last", reason="range")
        await rulebook.check_references(tx, (), given.body.given)
        found = await rulebook.dry_run(tx, self.book, given.body, given.last)
        told = await cases.get_many(tx, sorted({one.case_id for one in found.matched}))
        return DryRunView(
            found.looked,
            [
                MatchView(one.seq, one.case_id, told[one.case_id].number,
                          told[one.case_id].subject or told[one.case_id].preview, one.at)
                for one in found.matched if one.case_id in told
            ],
            found.unknown,
            found.next or None,
            1 - found.next / found.newest if found.newest else 1.0,
            list(found.as_now),
            CostView(found.cost.messages, dict(found.cost.money), found.cost.unpriced),
        )  # fmt: skip

    async def choices(self, tx: Tx, who: Principal, given: Nothing) -> naming.Choices:
        """List what rules may name: queues, teams, people, tags, reasons, accounts, attributes, saved replies."""
        return await naming.choices(tx, self.book, who)


async def _one(tx: Tx, rule: Rule) -> RuleView:
    return _view(rule, automation.find_among(rule, await automation.list_rules(tx)))


def _view(one: Rule, found: list[automation.Finding]) -> RuleView:
    return RuleView(
        one.id, one.name, one.position, one.state, one.version, one.body, one.changed_at, one.looked, one.matched,
        one.last_at, found,
    )  # fmt: skip


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return every address of rules."""
    r, verb = Rules(book), Verb.AUTOMATION_MANAGE
    return (
        ("GET", "/api/v1/automation/rules", verb, r.list_rules, Nothing),
        ("POST", "/api/v1/automation/rules", verb, r.add, NewRule),
        ("PUT", "/api/v1/automation/rules/{id}", verb, r.change, RuleChange),
        ("POST", "/api/v1/automation/rules/{id}/state", verb, r.set_state, NewState),
        ("DELETE", "/api/v1/automation/rules/{id}", verb, r.retire, OneId),
        ("POST", "/api/v1/automation/rules/{id}/restore", verb, r.restore, OneId),
        ("GET", "/api/v1/automation/rules/{id}/versions", verb, r.versions, OneId),
        ("PUT", "/api/v1/automation/order", verb, r.order, Order),
        ("POST", "/api/v1/automation/findings", verb, r.findings, Draft),
        ("POST", "/api/v1/automation/dry-run", verb, r.dry_run, DraftRun),
        *runs.TABLE,
        ("GET", "/api/v1/automation/choices", Verb.MACROS_USE, r.choices, Nothing),
    )
