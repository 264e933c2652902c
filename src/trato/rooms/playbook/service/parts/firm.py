"""What the firm is: controllers, brands, queues, sets of hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from trato.rooms.access import api as access
from trato.rooms.access.model import UnitKind
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import (
    Brand,
    BrandId,
    DayKind,
    HolderKind,
    HoursPlan,
    Openings,
    SpecialDay,
    Voice,
    opening,
)
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import BrandEntry, ControllerEntry, DayEntry, HoursEntry, QueueEntry, VoiceEntry
from trato.rooms.playbook.service.here import JOINT, Here
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Mode


class Controllers:
    """Who answers in law for data, by code."""

    name, entry = "controllers", ControllerEntry

    async def export(self, here: Here) -> dict[str, ControllerEntry]:
        return {
            code: ControllerEntry(one.legal_name, one.country, one.contact, one.address)
            for code, one in (await here.controllers()).items()
        }

    async def put(self, here: Here, key: str, before: ControllerEntry | None, after: ControllerEntry) -> None:
        a = after
        if before is None:
            await brands.create_controller(here.tx, a.legal_name, a.country, a.contact, address=a.address, code=key)
            return
        one = (await here.controllers())[key]
        await brands.change_controller(here.tx, one.id, a.legal_name, a.country, a.contact, address=a.address)

    async def remove(self, here: Here, key: str) -> None:
        await brands.retire_controller(here.tx, (await here.controllers())[key].id)


class Brands:
    """Brands by code. A new one brings its unit and a first set of hours."""

    name, entry = "brands", BrandEntry

    async def export(self, here: Here) -> dict[str, BrandEntry]:
        controllers = {one.id: code for code, one in (await here.controllers()).items()}
        found = {}
        for code, one in (await here.brands()).items():
            above = (await here.path_of(one.id)).rpartition(JOINT)[0]
            voice = VoiceEntry(one.voice.is_, one.voice.is_not, one.voice.do, one.voice.do_not)
            found[code] = BrandEntry(
                one.name, controllers.get(one.controller_id, ""), one.country, one.timezone, one.locale, above,
                one.colour, one.languages, voice,
            )  # fmt: skip
        return found

    async def put(self, here: Here, key: str, before: BrandEntry | None, after: BrandEntry) -> None:
        controller = (await here.controllers()).get(after.controller)
        if controller is None:
            raise ConfigurationRefused(part=self.name, key=key, reason="reference", what=after.controller[:60])
        v = after.voice
        voice = Voice(v.is_, v.is_not, v.do, v.do_not)
        if before is None:
            unit = await access.add_unit(here.tx, (await here.unit(after.unit)).id, UnitKind.BRAND, after.name)
            plan = brands.BrandPlan(
                BrandId(unit.id), controller.id, after.name, after.locale, after.country, after.timezone, voice=voice,
                code=key, colour=after.colour, languages=after.languages, hours_code=_hours_code(here, after.name),
            )  # fmt: skip
            await brands.create_brand(here.tx, plan)
            return
        if before.unit != after.unit:
            raise ConfigurationRefused(part=self.name, key=key, reason="unit_misplaced")
        await brands.change_brand(
            here.tx, (await here.brand(key)).id, name=after.name, locale=after.locale, country=after.country,
            timezone=after.timezone, controller_id=controller.id, voice=voice, colour=after.colour,
            languages=after.languages,
        )  # fmt: skip

    async def remove(self, here: Here, key: str) -> None:
        brand: Brand = await here.brand(key)
        accounts = [one for one in (await here.accounts()).values() if one.row.brand_id == brand.id]
        await brands.retire_brand(here.tx, brand.id, len(accounts))


def _hours_code(here: Here, name: str) -> str:
    """Return the code under which the file knows the hours that a new brand brings: they bear its name."""
    hours = here.wanted.get("hours", {})
    return next((code for code, one in hours.items() if isinstance(one, HoursEntry) and one.name == name), "")


class Queues:
    """Queues by name."""

    name, entry = "queues", QueueEntry

    async def export(self, here: Here) -> dict[str, QueueEntry]:
        return {
            name: QueueEntry(
                await here.brand_code(one.brand_id),
                await here.team_name(one.team_id),
                one.automatic,
                one.position,
                one.mode.value,
                one.accept_seconds,
                int(one.sticky.total_seconds()),
            )  # fmt: skip
            for name, one in (await here.queues()).items()
        }

    async def put(self, here: Here, key: str, before: QueueEntry | None, after: QueueEntry) -> None:
        brand = (await here.brand(after.brand)).id if after.brand else None
        team = (await here.team(after.team)).id if after.team else None
        if after.mode not in set(Mode):
            raise ConfigurationRefused(part=self.name, key=key, reason="entry")
        if before is None:
            one = await routing.create_queue(here.tx, key, brand_id=brand, team_id=team)
        else:
            one = await here.queue(key)
        said = replace(
            one, brand_id=brand, team_id=team, automatic=after.automatic, position=after.position,
            mode=Mode(after.mode), accept_seconds=after.accept_seconds, sticky=timedelta(seconds=after.sticky_seconds),
        )  # fmt: skip
        if said != one:
            await routing.change_queue(here.tx, said)

    async def remove(self, here: Here, key: str) -> None:
        await routing.retire_queue(here.tx, (await here.queue(key)).id)


class Hours:
    """Sets of hours by code, with the brands and queues that keep them. Public holidays come from the country."""

    name, entry = "hours", HoursEntry

    async def export(self, here: Here) -> dict[str, HoursEntry]:
        versions = await brands.present_versions(here.tx)
        queues = {one.id: name for name, one in (await here.queues()).items()}
        kept: dict[tuple[object, HolderKind], list[str]] = {}
        for one in await brands.attachments(here.tx):
            named = await here.brand_code(one.holder_id) if one.holder_kind is HolderKind.BRAND else ""
            named = queues.get(one.holder_id, "") if one.holder_kind is HolderKind.QUEUE else named  # type: ignore[call-overload]
            if named:
                kept.setdefault((one.calendar_id, one.holder_kind), []).append(named)
        found = {}
        for code, calendar in (await here.calendars()).items():
            plan = versions[calendar.id].plan
            found[code] = HoursEntry(
                calendar.name, plan.timezone, tuple(_openings(day) for day in plan.week),
                await here.brand_code(calendar.brand_id), plan.country, plan.subdivision,
                tuple(_day(one) for one in sorted(plan.own_days, key=lambda one: one.day)),
                tuple(sorted(kept.get((calendar.id, HolderKind.BRAND), ()))),
                tuple(sorted(kept.get((calendar.id, HolderKind.QUEUE), ()))),
            )  # fmt: skip
        return found

    async def put(self, here: Here, key: str, before: HoursEntry | None, after: HoursEntry) -> None:
        plan = HoursPlan(
            after.timezone, tuple(_read_openings(day, key) for day in after.week),
            tuple(_read_day(one, key) for one in after.days), after.country, after.subdivision,
        )  # fmt: skip
        if len(plan.week) != 7:
            raise ConfigurationRefused(part=self.name, key=key, reason="week")
        there = key in await here.calendars()  # a brand that was added a moment ago may have brought it
        if not there:
            brand = (await here.brand(after.brand)).id if after.brand else None
            await brands.create_calendar(here.tx, after.name, plan, brand_id=brand, code=key)
            here.forget()
        calendar = (await here.calendars())[key]
        if calendar.name != after.name:
            await brands.rename_calendar(here.tx, calendar.id, after.name)
        if there and (await brands.present_versions(here.tx))[calendar.id].plan != plan:
            await brands.revise_calendar(here.tx, calendar.id, plan)
        for kind, names, had in (
            (HolderKind.BRAND, after.kept_by_brands, before.kept_by_brands if before else ()),
            (HolderKind.QUEUE, after.kept_by_queues, before.kept_by_queues if before else ()),
        ):
            for name in names:
                if name not in had:
                    holder = (await (here.brand(name) if kind is HolderKind.BRAND else here.queue(name))).id
                    await brands.attach_calendar(here.tx, kind, holder, calendar.id)
            for name in set(had) - set(names):
                holder = (await (here.brand(name) if kind is HolderKind.BRAND else here.queue(name))).id
                held = [one for one in await brands.attachments(here.tx) if one.holder_id == holder]
                if any(one.calendar_id == calendar.id for one in held):  # or another set has taken its place already
                    await brands.detach_calendar(here.tx, kind, holder)

    async def remove(self, here: Here, key: str) -> None:
        await brands.retire_calendar(here.tx, (await here.calendars())[key].id)


def _openings(day: Openings) -> tuple[str, ...]:
    return tuple(f"{_clock(one.opens)}-{_clock(one.closes)}" for one in day)


def _clock(minutes: int) -> str:
    return "24:00" if minutes == 1_440 else f"{minutes % 1_440 // 60:02}:{minutes % 60:02}"


def _read_openings(day: tuple[str, ...], key: str) -> Openings:
    try:
        return tuple(opening(*one.split("-", 1)) for one in day)
    except (ValueError, TypeError) as error:
        raise ConfigurationRefused(part="hours", key=key, reason="time") from error


def _day(one: SpecialDay) -> DayEntry:
    return DayEntry(one.day.isoformat(), one.kind.value, _openings(one.openings), one.name)


def _read_day(one: DayEntry, key: str) -> SpecialDay:
    try:
        return SpecialDay(date.fromisoformat(one.day), DayKind(one.kind), _read_openings(one.open, key), one.name)
    except ValueError as error:
        raise ConfigurationRefused(part="hours", key=key, reason="day") from error
