"""Words of the configuration as a file: what each entry says, and what a file would change."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

VERSION = 1


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of a part; its key is its name in the file."""


class PersonEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    name: str
    alias: str = ""
    locale: str = "es"
    time_zone: str = "UTC"


class UnitEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A region or country; its key is its path, names joined by " / ". Brands are units of their own part."""

    kind: str


class ControllerEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    legal_name: str
    country: str
    contact: str = ""
    address: str = ""


class VoiceEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    is_: str = ""
    is_not: str = ""
    do: str = ""
    do_not: str = ""


class BrandEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    name: str
    controller: str
    country: str
    timezone: str
    locale: str
    unit: str = ""
    colour: str = ""
    languages: tuple[str, ...] = ()
    voice: VoiceEntry = VoiceEntry()


class TeamEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A team; `leaders` are those of its members who answer for it."""

    unit: str = ""
    members: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()


class RoleEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    copied_from: str
    verbs: tuple[str, ...]
    description: str = ""


class QueueEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    brand: str = ""
    team: str = ""
    automatic: bool = True
    position: int = 0
    mode: str = "both"
    accept_seconds: int = 0
    sticky_seconds: int = 120


class OverflowEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the cases of a queue go, after how many seconds, and whether also outside its hours."""

    into: str
    after: int | None = None
    closed: bool = False


class SkillEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`matches` and `value` say which cases ask for it, from `level` on; `people` have levels by e-mail."""

    matches: str = ""
    value: str = ""
    level: int = 1
    people: dict[str, int] = {}


class WeightEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a conversation of a channel takes of a person, in tenths of a usual case; an exclusive one, all of them."""

    live: bool
    units: int = 10
    exclusive: bool = False


class RoutingEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Points that differ from the usual ones, and how much contacts mean by their marks (None is as usual)."""

    points: dict[str, float] = {}
    values: dict[str, float] | None = None


class DayEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    day: str
    kind: str
    open: tuple[str, ...] = ()
    name: str = ""


class HoursEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A set of hours. `week` has seven days, Monday first, each with its openings as "09:00-18:00"."""

    name: str
    timezone: str
    week: tuple[tuple[str, ...], ...]
    brand: str = ""
    country: str = ""
    subdivision: str = ""
    days: tuple[DayEntry, ...] = ()
    kept_by_brands: tuple[str, ...] = ()
    kept_by_queues: tuple[str, ...] = ()


class PromiseEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    seconds: int
    pause_on: tuple[str, ...] = ()


class PolicyEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    name: str
    promises: dict[str, PromiseEntry]
    channel: str | None = None
    surface: str | None = None
    brand: str | None = None
    tier: int | None = None
    country: str | None = None
    account: str | None = None
    priority: int | None = None
    team: str | None = None
    flag: str | None = None
    wall_clock: bool = False
    bot_counts: bool = True
    approach: float = 0.8
    factors: dict[str, float] = {}
    locked: bool = False


class ExpectationEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Seconds until help is accepted, and answered after that."""

    name: str
    team: str | None = None
    level: str | None = None
    priority: int | None = None
    accept: int | None = None
    answer: int | None = None
    hours: str | None = None
    wall_clock: bool = False
    approach: float = 0.8


class TagEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A tag is its name."""


class DispositionEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    name: dict[str, str]
    parent: str = ""
    position: int = 0


class CannedEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A saved text; its key is its shortcut, and after @ the unit it is for, where that is not all."""

    title: str
    texts: dict[str, str]
    team: str = ""
    folder: str = ""


class ConsentEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The words of a question; its key is controller, purpose and locale, joined by " / "."""

    body: str


class AttributeEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that may be kept about contacts, by key."""

    names: dict[str, str]
    kind: str
    purpose: str
    legal_basis: str
    seen_with: str
    edited_with: str
    retention_days: int | None = None
    sensitive: bool = False
    choices: tuple[str, ...] = ()
    position: int = 0
    needed_to_resolve: bool = False


class SettingEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a unit says; its key is the setting's, and after @ the unit's path. A lock always has its reason."""

    value: Any
    locked: bool = False
    reason: str = ""


class AccountEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A channel account; its key is channel and the provider's id, joined by " / ". Its secrets stay where they are."""

    name: str
    brand: str
    purpose: str = "care"
    owner: str = ""
    queue: str = ""
    portfolio: str = ""
    state: str = "active"
    settings: dict[str, Any] = {}
    secrets: str = ""


class WebhookEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A destination; its key is its address. Its secret stays where it is."""

    description: str = ""
    kinds: tuple[str, ...] = ()
    paused: bool = False


class PanelEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A system that is asked about contacts; its key is its name. Its secret stays where it is."""

    name: str
    url: str
    tells: tuple[str, ...]
    brand: str = ""
    paused: bool = False


class ViewEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A view of a team; its key is team and name, joined by " / ". `base` is a list that everybody has.

    In `filter` people are e-mails, brands codes, and teams, queues and tags names; `me`, `mine` and `nobody` are words.
    """

    team: str
    name: str
    base: str = "all"
    filter: dict[str, Any] = {}
    sort: str = "slack"
    position: int = 0


class RuleEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rule; its key is its name. What it names goes by name: people by e-mail, reasons by code."""

    position: int
    state: str
    when: dict[str, Any]
    given: dict[str, Any]
    then: list[Any]
    stop: bool = False


class MacroEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A macro of a team or of everybody; its key is its name."""

    then: list[Any]
    team: str = ""


class AutoReplyEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An automatic reply; its key is kind, brand and channel, joined by " / ", with * for every one."""

    texts: dict[str, str]
    active: bool = False
    window_minutes: int = 1_440
    after_minutes: int = 10


class GrantEntry(Entry, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A grant is its key: "who: role" and, where it is not everywhere, " in scope:place". `until` is when it ends."""

    until: datetime | None = None


class ChangeKind(StrEnum):
    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


class Change(Struct, frozen=True):
    """One entry that a file would add, change or remove. `fields` are those that differ."""

    part: str
    key: str
    kind: ChangeKind
    fields: tuple[str, ...] = ()


class Plan(Struct, frozen=True):
    """What a file would change. `state` names the configuration that this was planned against.

    `left` counts what the file does not name and that would go only if removals were asked for.
    """

    state: str
    changes: tuple[Change, ...]
    left: int
    text: str


class Configuration(Struct, frozen=True):
    yaml: str
    state: str
