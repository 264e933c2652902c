"""How the firm cares: promises, tags, reasons, saved texts, the words in which consent is asked."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Disposition, EscalationLevel, Tag
from trato.rooms.channels.model import Surface
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Attribute, AttributeId, AttributeKind, LegalBasis, Purpose
from trato.rooms.knowledge import api as knowledge
from trato.rooms.knowledge.model import Canned
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import (
    AttributeEntry,
    CannedEntry,
    ConsentEntry,
    DispositionEntry,
    ExpectationEntry,
    PolicyEntry,
    PromiseEntry,
    TagEntry,
)
from trato.rooms.playbook.service.here import JOINT, Here
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import ExpectationTerms, PauseReason, Policy, PolicyScope, PolicyTerms, Promised, Target


class Policies:
    """Promises by code."""

    name, entry = "policies", PolicyEntry

    async def export(self, here: Here) -> dict[str, PolicyEntry]:
        found = {}
        accounts = {one.id: key for key, one in (await here.accounts()).items()}
        teams: dict[UUID | None, str] = {one.id: name for name, one in (await here.teams()).items()}
        for one in await sla.list_policies(here.tx):
            terms, scope = one.terms, one.terms.scope
            if scope.account_id is not None and scope.account_id not in accounts:
                continue  # of a channel account that is out of use: nothing can start under it
            if scope.organisation_id is not None:
                continue  # of one customer, who is of this workspace alone
            found[one.code] = PolicyEntry(
                name=one.name,
                promises={
                    p.target.value: PromiseEntry(int(p.within.total_seconds()), tuple(sorted(p.pause_on)))
                    for p in sorted(terms.promises, key=lambda p: p.target)
                },
                channel=scope.channel, surface=scope.surface.value if scope.surface else None,
                brand=await here.brand_code(scope.brand_id) if scope.brand_id else None, tier=scope.tier,
                country=scope.country, account=accounts[scope.account_id] if scope.account_id else None,
                priority=scope.priority, team=teams.get(scope.team_id), flag=scope.flag, wall_clock=terms.wall_clock,
                bot_counts=terms.bot_counts, approach=round(terms.approach, 6), factors=dict(sorted(terms.factors)),
                locked=terms.locked,
            )  # fmt: skip
        return found

    async def put(self, here: Here, key: str, before: PolicyEntry | None, after: PolicyEntry) -> None:
        brand = (await here.brand(after.brand)).id if after.brand else None
        account = (await here.account(after.account)).id if after.account else None
        team = (await here.team(after.team)).id if after.team else None
        try:
            terms = PolicyTerms(
                PolicyScope(
                    Surface(after.surface) if after.surface else None, after.channel, brand, account, after.tier,
                    after.country, after.priority, flag=after.flag, team_id=team,
                ),
                tuple(
                    Promised(Target(target), timedelta(seconds=p.seconds), frozenset(map(PauseReason, p.pause_on)))
                    for target, p in after.promises.items()
                ),
                after.wall_clock, after.bot_counts, after.approach, tuple(sorted(after.factors.items())), after.locked,
            )  # fmt: skip
        except ValueError as error:
            raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what=str(error)[:80]) from error
        if before is None:
            await sla.add_policy(here.tx, after.name, terms, code=key)
        else:
            await sla.revise_policy(here.tx, (await self._one(here, key)).id, terms, name=after.name)

    async def remove(self, here: Here, key: str) -> None:
        await sla.retire_policy(here.tx, (await self._one(here, key)).id)

    async def _one(self, here: Here, key: str) -> Policy:
        return next(one for one in await sla.list_policies(here.tx) if one.code == key)


class Expectations:
    """What teams expect of each other, by code."""

    name, entry = "expectations", ExpectationEntry

    async def export(self, here: Here) -> dict[str, ExpectationEntry]:
        teams: dict[UUID | None, str] = {one.id: name for name, one in (await here.teams()).items()}
        hours: dict[UUID | None, str] = {one.id: code for code, one in (await here.calendars()).items()}
        return {
            one.code: ExpectationEntry(
                name=one.name, team=teams.get(one.terms.team_id), level=one.terms.level, priority=one.terms.priority,
                accept=_seconds(one.terms.accept), answer=_seconds(one.terms.answer),
                hours=hours.get(one.terms.calendar_id), wall_clock=one.terms.wall_clock,
                approach=round(one.terms.approach, 6),
            )
            for one in await sla.list_expectations(here.tx)
        }  # fmt: skip

    async def put(self, here: Here, key: str, before: ExpectationEntry | None, after: ExpectationEntry) -> None:
        team = (await here.team(after.team)).id if after.team else None
        calendars = await here.calendars()
        if after.hours and after.hours not in calendars:
            raise ConfigurationRefused(part=self.name, key=key, reason="reference", what=after.hours[:80])
        try:
            level = EscalationLevel(after.level) if after.level else None
        except ValueError as error:
            raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what=str(error)[:80]) from error
        terms = ExpectationTerms(
            level, team, after.priority, _span(after.accept), _span(after.answer),
            calendars[after.hours].id if after.hours else None, after.wall_clock, after.approach,
        )  # fmt: skip
        if before is None:
            await sla.add_expectation(here.tx, after.name, terms, code=key)
        else:
            await sla.change_expectation(here.tx, await self._id(here, key), after.name, terms)

    async def remove(self, here: Here, key: str) -> None:
        await sla.retire_expectation(here.tx, await self._id(here, key))

    async def _id(self, here: Here, key: str) -> UUID:
        return next(one.id for one in await sla.list_expectations(here.tx) if one.code == key)


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())


def _span(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


class Tags:
    """Tags by name."""

    name, entry = "tags", TagEntry

    async def export(self, here: Here) -> dict[str, TagEntry]:
        return {one.name: TagEntry() for one in await cases.tags(here.tx)}

    async def put(self, here: Here, key: str, before: TagEntry | None, after: TagEntry) -> None:
        tags: list[Tag] = await cases.tags(here.tx, retired=True)
        merged = next((one.id for one in tags if one.name.lower() == key.lower() and one.merged_into), None)
        if merged is None:
            await cases.create_tag(here.tx, key)
        else:
            await cases.restore_tag(here.tx, merged)

    async def remove(self, here: Here, key: str) -> None:
        found: list[Tag] = await cases.tags(here.tx)
        await cases.retire_tag(here.tx, next(one.id for one in found if one.name == key))


class Dispositions:
    """The tree of reasons, by code. Those that hang under others are put after them and taken out before them."""

    name, entry = "dispositions", DispositionEntry

    async def export(self, here: Here) -> dict[str, DispositionEntry]:
        nodes = await self._nodes(here)
        codes = {one.id: code for code, one in nodes.items()}
        return {
            code: DispositionEntry(
                dict(sorted(one.name.items())), codes.get(one.parent_id, "") if one.parent_id else "", one.position
            )
            for code, one in nodes.items()
        }

    async def put(self, here: Here, key: str, before: DispositionEntry | None, after: DispositionEntry) -> None:
        nodes = {one.code: one for one in await cases.tree(here.tx)}
        parent = nodes.get(after.parent)
        if after.parent and parent is None:
            raise ConfigurationRefused(part=self.name, key=key, reason="reference", what=after.parent[:60])
        known = nodes.get(key)
        if known is None:
            await cases.add_disposition(
                here.tx, key, after.name, parent_id=parent.id if parent else None, position=after.position
            )
            return
        if known.retired_at is not None:
            await cases.restore_disposition(here.tx, known.id)
        if known.parent_id != (parent.id if parent else None):
            await cases.move_disposition(here.tx, known.id, parent.id if parent else None)
        if (dict(known.name), known.position) != (after.name, after.position):
            await cases.change_disposition(here.tx, known.id, name=after.name, position=after.position)

    async def remove(self, here: Here, key: str) -> None:
        await cases.retire_disposition(here.tx, (await self._nodes(here))[key].id)

    async def _nodes(self, here: Here) -> dict[str, Disposition]:
        return {one.code: one for one in await cases.tree(here.tx) if one.retired_at is None}


class CannedReplies:
    """Saved texts by shortcut and unit."""

    name, entry = "canned_replies", CannedEntry

    async def export(self, here: Here) -> dict[str, CannedEntry]:
        return {
            key: CannedEntry(one.title, dict(sorted(one.texts.items())), await here.team_name(one.team_id), one.folder)
            for key, one in (await self._all(here)).items()
        }

    async def put(self, here: Here, key: str, before: CannedEntry | None, after: CannedEntry) -> None:
        shortcut, path, _ = _read_canned(key)
        unit = (await here.unit(path)).id
        team = (await here.team(after.team)).id if after.team else None
        if before is None:
            await knowledge.add_canned(here.tx, unit, shortcut, after.title, after.texts, team, folder=after.folder)
            return
        one = (await self._all(here))[key]
        await knowledge.change_canned(here.tx, one.id, one.version, after.title, after.texts, folder=after.folder)

    async def remove(self, here: Here, key: str) -> None:
        await knowledge.retire_canned(here.tx, (await self._all(here))[key].id)

    async def _all(self, here: Here) -> dict[str, Canned]:
        units = [one.id for one in (await here.units()).values()]
        teams = [one.id for one in (await here.teams()).values()]
        found = {}
        for one in await knowledge.list_canned(here.tx, units, teams):
            path, team = await here.path_of(one.unit_id), await here.team_name(one.team_id)
            found[f"{one.shortcut}{f' @ {path}' if path else ''}{f' # {team}' if team else ''}"] = one
        return found


def _read_canned(key: str) -> tuple[str, str, str]:
    rest, _, team = key.partition(" # ")
    shortcut, _, path = rest.partition(" @ ")
    return shortcut, path, team


class Consents:
    """The words in which consent is asked, in their newest version. They are published, and never taken back."""

    name, entry = "consent_texts", ConsentEntry

    async def export(self, here: Here) -> dict[str, ConsentEntry]:
        found = {}
        for code, controller in (await here.controllers()).items():
            for purpose in Purpose:
                for locale, text in (await contacts.newest_texts(here.tx, controller.id, purpose)).items():
                    found[JOINT.join((code, purpose.value, locale))] = ConsentEntry(text.body)
        return found

    async def put(self, here: Here, key: str, before: ConsentEntry | None, after: ConsentEntry) -> None:
        code, purpose, locale = [*key.split(JOINT), "", "", ""][:3]
        controller = (await here.controllers()).get(code)
        if controller is None or purpose not in set(Purpose) or not locale:
            raise ConfigurationRefused(part=self.name, key=key, reason="reference")
        await contacts.publish_text(here.tx, controller.id, Purpose(purpose), locale, after.body)

    async def remove(self, here: Here, key: str) -> None:
        raise ConfigurationRefused(part=self.name, key=key, reason="kept")


class Attributes:
    """What is kept about contacts, by key: its kind stays what it was."""

    name, entry = "contact_attributes", AttributeEntry

    async def export(self, here: Here) -> dict[str, AttributeEntry]:
        return {
            one.key: AttributeEntry(
                dict(sorted(one.names.items())), one.kind.value, one.purpose.value, one.legal_basis.value,
                one.seen_with, one.edited_with, one.retention_days, one.sensitive, one.choices, one.position,
                one.needed_to_resolve,
            )
            for one in await contacts.attributes(here.tx)
        }  # fmt: skip

    async def put(self, here: Here, key: str, before: AttributeEntry | None, after: AttributeEntry) -> None:
        known = next((one for one in await contacts.attributes(here.tx, retired=True) if one.key == key), None)
        if known is not None and known.kind.value != after.kind:
            raise ConfigurationRefused(part=self.name, key=key, reason="fixed")
        try:
            one = Attribute(
                known.id if known else AttributeId(uuid7()), key, after.names, AttributeKind(after.kind),
                Purpose(after.purpose), LegalBasis(after.legal_basis), after.retention_days, after.sensitive,
                after.seen_with, after.edited_with, here.tx.now, tuple(after.choices), after.position,
                needed_to_resolve=after.needed_to_resolve,
            )  # fmt: skip
        except ValueError as error:
            raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what=str(error)[:80]) from error
        if known is None:
            await contacts.define_attribute(here.tx, one)
            return
        if known.retired_at is not None:
            await contacts.restore_attribute(here.tx, known.id)
        await contacts.redefine_attribute(here.tx, one)

    async def remove(self, here: Here, key: str) -> None:
        found = await contacts.attributes(here.tx)
        await contacts.retire_attribute(here.tx, next(one.id for one in found if one.key == key))
