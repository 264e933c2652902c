"""What rules are asked about: cases at events, each as one value, loaded for a whole batch in a few statements.

Only what the rules that are on ask for is loaded. Nothing is written here, and nothing is guessed: what is not known
stays away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.flow import predicting
from trato.flow.arrival import grade_of
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId, UserId
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import (
    AttributeIs,
    Choice,
    ChoiceField,
    Condition,
    EarlierPosts,
    NumberField,
    Post,
    Predicted,
    Situation,
    Words,
    YesNo,
    YesNoField,
)
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand, Holders, OpeningHours
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case, HolderKind
from trato.rooms.channels import api as channels
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Contact
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Said
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import CaseOutlook, ContactWorth, Signs
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState


@dataclass(frozen=True, slots=True)
class Asked:
    """A case at an event: when it was, the message that it is about, and what the event itself tells."""

    case_id: UUID
    at: datetime
    message_id: UUID | None = None
    target: str = ""  # of a promise


@dataclass(frozen=True, slots=True)
class Needs:
    """What the conditions of some rules ask for, beside the case itself."""

    text: bool = False
    earlier_days: int = 0
    attributes: bool = False
    contact: bool = False
    flags: bool = False
    tags: bool = False
    available: bool = False
    adverts: bool = False
    signs: bool = False  # what the last message says
    outlook: bool = False  # how the case goes
    worth: bool = False  # how much its contact weighs

    @classmethod
    def of(cls, conditions: Iterable[Condition]) -> Needs:
        """Return what these conditions need."""
        leaves = [leaf for one in conditions for leaf in automation.leaves(one)]
        fields = {leaf.field for leaf in leaves if isinstance(leaf, Choice)}
        yes_no = {leaf.field for leaf in leaves if isinstance(leaf, YesNo)}
        predictions = {leaf.name for leaf in leaves if isinstance(leaf, Predicted)}
        said = {YesNoField.COURTESY, YesNoField.PUBLIC} & yes_no or any(
            getattr(leaf, "field", None) is NumberField.FILES for leaf in leaves
        )
        return cls(
            text=bool(said) or any(isinstance(leaf, Words) for leaf in leaves),
            earlier_days=max((leaf.days for leaf in leaves if isinstance(leaf, EarlierPosts)), default=0),
            attributes=any(isinstance(leaf, AttributeIs) for leaf in leaves),
            contact=bool({ChoiceField.ORGANISATION, ChoiceField.LANGUAGE} & fields),
            flags=ChoiceField.FLAG in fields,
            tags=ChoiceField.TAG in fields,
            available=YesNoField.SOMEBODY_AVAILABLE in yes_no,
            adverts=YesNoField.FROM_AD in yes_no,
            signs=bool(predicting.SAID & fields or predictions - predicting.JUDGED - predicting.WEIGHED),
            outlook=bool(predicting.JUDGED & predictions),
            worth=bool(predicting.WEIGHED & predictions),
        )


Stretch = tuple[datetime, datetime | None]


@dataclass(slots=True)
class Loaded:
    """What was read for a batch."""

    cases: dict[UUID, Case] = field(default_factory=dict)
    said: dict[UUID, Said] = field(default_factory=dict)  # by message
    last: dict[UUID, Said] = field(default_factory=dict)  # by case
    earlier: dict[UUID, list[tuple[datetime, str]]] = field(default_factory=dict)
    attributes: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    people: dict[UUID, Contact] = field(default_factory=dict)
    flags: dict[UUID, set[str]] = field(default_factory=dict)
    marks: dict[UUID, list[tuple[UUID, datetime, datetime | None]]] = field(default_factory=dict)
    available: dict[UUID, bool] = field(default_factory=dict)  # by queue
    crews: dict[UUID, list[Stretch]] = field(default_factory=dict)  # by queue: when somebody was there, of the past
    brands: dict[UUID, Brand] = field(default_factory=dict)
    signs: dict[UUID, Signs] = field(default_factory=dict)
    outlooks: dict[UUID, CaseOutlook] = field(default_factory=dict)
    worths: dict[UUID, ContactWorth] = field(default_factory=dict)  # by contact
    by_advert: set[UUID] | None = None  # cases; None where nobody asks

    def somebody(self, queue: UUID | None, at: datetime) -> bool | None:
        """Return whether anybody of the queue's team was there; None for what no team works."""
        if queue in self.crews:
            return any(begin <= at and (end is None or at < end) for begin, end in self.crews[queue])
        return self.available.get(queue) if queue is not None else None


async def load(
    tx: Tx, book: channels.AccountBook, asked: Sequence[Asked], needs: Needs, *, past: bool = False
) -> list[Situation | None]:
    """Return the situations of a batch, in its order; None where the case is not there.

    With `past` each is as of its own instant where that is recorded (text, tags, hours, time); the rest is as of now.
    """
    read = await _read(tx, asked, needs, past=past)
    accounts = await book.of_workspace(tx)
    hours = await brands.hours_book(tx)
    found: list[Situation | None] = []
    for one in asked:
        case = read.cases.get(one.case_id)
        if case is None:
            found.append(None)
            continue
        account = accounts.get(case.account_id) if case.account_id else None
        brand = read.brands.get(case.brand_id)
        at = one.at.astimezone(ZoneInfo(brand.timezone)) if brand else one.at
        said = read.said.get(one.message_id) if one.message_id else None
        said = said or (None if past else read.last.get(case.id))
        numbers: dict[NumberField, float] = {
            NumberField.PRIORITY: float(case.priority),
            NumberField.MINUTES_OPEN: (one.at - case.opened_at) / timedelta(minutes=1),
        }
        if case.unanswered_since is not None and not past:
            numbers[NumberField.MINUTES_UNANSWERED] = (one.at - case.unanswered_since) / timedelta(minutes=1)
        tier = grade_of(account, one.at).tier if account else None
        if tier is not None:
            numbers[NumberField.TIER] = float(tier)
        if case.rating is not None:
            numbers[NumberField.RATING] = float(case.rating)
        if said is not None:
            numbers[NumberField.FILES] = float(said.files)
        chosen = hours.choose(Holders(queue=case.queue_id, channel_account=case.account_id, brand=case.brand_id))
        yes_no = {YesNoField.FIRST_CASE: case.previous_case_id is None}
        if read.by_advert is not None:
            yes_no[YesNoField.FROM_AD] = case.id in read.by_advert
        if chosen is not None:
            yes_no[YesNoField.OPEN_HOURS] = chosen.calendar.hours.is_open(one.at)
        if said is not None:
            yes_no |= {YesNoField.COURTESY: said.courtesy, YesNoField.PUBLIC: said.public}
        if (somebody := read.somebody(case.queue_id, one.at)) is not None:
            yes_no[YesNoField.SOMEBODY_AVAILABLE] = somebody
        found.append(
            Situation(
                case_id=case.id, now=at, text=_text(case, said),
                choices=_choices(case, one, read, past=past), numbers=numbers, yes_no=yes_no,
                attributes=read.attributes.get(case.contact_id, {}),
                predictions=predicting.predictions(
                    read.signs.get(case.id), read.outlooks.get(case.id), read.worths.get(case.contact_id)
                ),
                earlier=tuple(
                    Post(when, text) for when, text in read.earlier.get(case.contact_id, ())
                    if when < (said.at if said else one.at)
                ),
            )
        )  # fmt: skip
    return found


async def _read(tx: Tx, asked: Sequence[Asked], needs: Needs, *, past: bool) -> Loaded:
    read = Loaded(cases=await cases.get_many(tx, sorted({one.case_id for one in asked})))
    ids, people = sorted(read.cases), sorted({one.contact_id for one in read.cases.values()})
    read.brands = {one.id: one for one in await brands.list_brands(tx)} if ids else {}
    if needs.adverts:
        read.by_advert = await cases.brought_by_adverts(tx, ids)
    if needs.text or needs.earlier_days:
        read.said = await conversations.said_in(tx, {one.message_id for one in asked if one.message_id})
        without = {one.case_id for one in asked if one.message_id is None}
        read.last = await conversations.last_said(tx, without & set(ids)) if not past else {}
    if needs.earlier_days and asked:
        since = min(one.at for one in asked) - timedelta(days=needs.earlier_days)
        read.earlier = await conversations.said_before(tx, people, since)
    if needs.attributes and people:
        keys = {one.id: one.key for one in await contacts.attributes(tx)}
        for value in await contacts.values_of(tx, people):
            if value.attribute_id in keys:
                read.attributes.setdefault(value.contact_id, {})[keys[value.attribute_id]] = value.value
    if needs.contact:
        read.people = {one.id: one for one in (await contacts.get_many(tx, people)).values()}
    if needs.flags and people:
        read.flags = {who: {one.flag for one in set_} for who, set_ in (await contacts.flags_of(tx, people)).items()}
    if needs.signs:
        read.signs = await intelligence.signs_of(tx, ids)
    if needs.outlook:
        read.outlooks = await intelligence.outlooks(tx, ids)
    if needs.worth:
        read.worths = await intelligence.worths_of(tx, people)
    if needs.tags and ids:
        for mark in await cases.marks_of(tx, ids, removed=past):
            read.marks.setdefault(mark.case_id, []).append((mark.tag_id, mark.at, mark.removed_at))
    if needs.available and not past:
        read.available = await somebody_available(tx, read.cases.values())
    if needs.available and past and asked:
        at = [one.at for one in asked]
        read.crews = await _crews_between(tx, read.cases.values(), min(at), max(at))
    return read


async def hours_of(tx: Tx, some: Iterable[Case]) -> dict[UUID, OpeningHours]:
    """Return the opening hours that each of these cases keeps: its queue's, its account's or its brand's."""
    book = await brands.hours_book(tx)
    found: dict[UUID, OpeningHours] = {}
    for case in some:
        chosen = book.choose(Holders(queue=case.queue_id, channel_account=case.account_id, brand=case.brand_id))
        if chosen is not None:
            found[case.id] = chosen.calendar.hours
    return found


async def somebody_available(tx: Tx, some: Iterable[Case]) -> dict[UUID, bool]:
    """Return for each queue of these cases whether anybody of its team is there; what no team works is left out."""
    members = await _crews(tx, some)
    states = await workforce.presence_of(tx, sorted({user for team in members.values() for user in team}))
    here = {user for user, presence in states.items() if presence.state.value == "online"}
    return {queue: bool(here & set(team)) for queue, team in members.items()}


async def _crews_between(tx: Tx, some: Iterable[Case], since: datetime, until: datetime) -> dict[UUID, list[Stretch]]:
    """Return for each queue of these cases when somebody was there who is of its team today."""
    members = await _crews(tx, some)
    people = sorted({user for team in members.values() for user in team})
    kept = await workforce.presence_between(tx, people, since, until)
    return {
        queue: [
            (begin, end) for user in team for state, begin, end in kept.get(user, ()) if state is PresenceState.ONLINE
        ]
        for queue, team in members.items()
    }


async def _crews(tx: Tx, some: Iterable[Case]) -> dict[UUID, list[UserId]]:
    """Return the people of the team of each queue of these cases; what no team works is left out."""
    teams: dict[UUID, UUID | None] = {one.id: one.team_id for one in await routing.list_queues(tx)}
    queues = {one.queue_id for one in some if one.queue_id is not None}
    return {
        queue: await access.list_members(tx, TeamId(team)) for queue in queues if (team := teams.get(queue)) is not None
    }


def _text(case: Case, said: Said | None) -> str:
    return f"{case.subject}\n{said.text}" if said else f"{case.subject}\n{case.preview}"


def _choices(case: Case, one: Asked, read: Loaded, *, past: bool) -> dict[ChoiceField, frozenset[str]]:
    standing, holder = case.standing, case.holder
    tags = [
        tag
        for tag, since, until in read.marks.get(case.id, ())
        if not past or (since <= one.at and (until is None or one.at < until))
    ]
    told: dict[ChoiceField, Iterable[object]] = {
        ChoiceField.STATE: [standing.state.value],
        ChoiceField.WAITING_ON: [standing.waiting_on.value] if standing.waiting_on else [],
        ChoiceField.QUEUE: [case.queue_id] if case.queue_id else [],
        ChoiceField.HOLDER: [holder.kind.value],
        ChoiceField.TEAM: [holder.id] if holder.kind is HolderKind.TEAM else [],
        ChoiceField.AGENT: [holder.id] if holder.kind is HolderKind.AGENT else [],
        ChoiceField.TAG: tags,
        ChoiceField.DISPOSITION: [case.disposition_id] if case.disposition_id else [],
        ChoiceField.SURFACE: [case.surface],
        ChoiceField.CHANNEL: [case.channel],
        ChoiceField.ACCOUNT: [case.account_id] if case.account_id else [],
        ChoiceField.BRAND: [case.brand_id],
        ChoiceField.COUNTRY: [case.country] if case.country else [],
        ChoiceField.FLAG: read.flags.get(case.contact_id, ()),
        ChoiceField.ORIGIN: [case.origin.value],
        ChoiceField.TARGET: [one.target] if one.target else [],
    }
    told |= predicting.choices(read.signs.get(case.id))
    person = read.people.get(case.contact_id)
    if person is not None:
        told[ChoiceField.LANGUAGE] = [person.locale.partition("-")[0]] if person.locale else []
        told[ChoiceField.ORGANISATION] = [person.organisation_id] if person.organisation_id else []
    return {key: frozenset(str(value) for value in values) for key, values in told.items()}
