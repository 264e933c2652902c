"""Opening, continuing and reopening cases for a batch of arrivals."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.events import ActorKind, jsonable
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases.events import (
    AttemptNoted,
    CaseOpened,
    CaseReopened,
    CaseResumed,
    CaseSetAside,
    ParticipantAdded,
    ParticipantRemoved,
)
from trato.rooms.cases.model import AttemptCause, CaseOrigin, HolderKind, ReopenCause, SetAsideReason, WaitingOn
from trato.rooms.cases.store import arrival as store

PREVIEW = 140  # characters


@dataclass(frozen=True, slots=True)
class Grade:
    """How a channel stood with its brand at the time: tier 1 to 3, modern, live. None where nobody said."""

    tier: int | None = None
    modern: bool | None = None
    live: bool | None = None


UNGRADED = Grade()


@dataclass(frozen=True, slots=True)
class Opening:
    """A matter that begins. `previous` is the case that the same thread served before, when there was one."""

    id: UUID
    brand_id: UUID
    unit_id: UUID
    account_id: UUID
    queue_id: UUID | None
    contact_id: UUID
    contact_is_new: bool
    surface: str
    channel: str
    subject: str
    preview: str
    origin: CaseOrigin
    opened_at: datetime
    opened_by: tuple[ActorKind, UUID | None]
    country: str = ""
    country_source: str = ""
    previous: UUID | None = None
    set_aside: SetAsideReason | None = None
    message_id: UUID | None = None
    referral: Any = None
    web_session_id: UUID | None = None
    copied: tuple[UUID, ...] = ()
    answered: bool = False  # we wrote first: nothing waits for an answer
    team_id: UUID | None = None
    grade: Grade = UNGRADED
    rating: int | None = None  # stars that came with it
    linked: tuple[UUID, ...] = ()  # contacts in the same profile, by consent: their past is this contact's too


@dataclass(frozen=True, slots=True)
class Continuation:
    """A contact's message that goes to a case which is there already. `reopens` a resolved one."""

    case_id: UUID
    message_id: UUID
    contact_id: UUID
    preview: str
    channel: str
    surface: str
    at: datetime
    unanswered_since: datetime | None
    reopens: bool = False
    state: str = "open"
    waited_on: WaitingOn | None = None
    gap_seconds: int = 0
    rating: int | None = None  # stars that came with it
    attempt: tuple[AttemptCause, int] | None = None  # why it is an attempt, seconds of silence before it


async def lock_present(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Lock cases in order of their ids and return their present."""
    return await store.lock_present(tx, ids) if ids else {}


async def look_at_present(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the present of cases; nobody has to wait for us."""
    return await store.look_at_present(tx, ids) if ids else {}


async def open_many(tx: Tx, openings: Sequence[Opening]) -> dict[UUID, int]:
    """Open cases: their rows, first holder, first state, what was known, and the arms they draw. Returns numbers."""
    if not openings:
        return {}
    last = await _last_of(tx, openings)
    before = await store.take_numbers(tx, len(openings))
    numbers = {o.id: before + n for n, o in enumerate(openings, 1)}
    await store.add(tx, store.ADD_CASES, [_case_row(tx, o, numbers[o.id], last.get(o.id)) for o in openings])
    await store.add(
        tx,
        store.ADD_PARTICIPANTS,
        [(o.id, o.contact_id, "requester", o.opened_at, "message") for o in openings]
        + [(o.id, copied, "copied", o.opened_at, "message") for o in openings for copied in o.copied],
    )
    await store.add(tx, store.ADD_STATES, [(o.id, "open", o.opened_at, *_by(o.opened_by)) for o in openings])
    await store.add(tx, store.ADD_HOLDINGS, [(o.id, *_holder(o), o.opened_at, *_given_by(o)) for o in openings])
    await store.add(tx, store.ADD_OPENINGS, [_opening_row(o, last.get(o.id)) for o in openings])
    await _draw_exposures(tx, openings)
    await _set_aside(tx, [(o.id, o.set_aside, o.message_id) for o in openings if o.set_aside])
    for o in openings:
        tx.emit(
            CaseOpened(
                subject=o.id, case_id=o.id, number=numbers[o.id], brand_id=o.brand_id, unit_id=o.unit_id,
                contact_id=o.contact_id, surface=o.surface, channel=o.channel, account_id=o.account_id,
                queue_id=o.queue_id, origin=o.origin, previous_case_id=o.previous, team_id=o.team_id,
                tier=o.grade.tier, country=o.country,
            )
        )  # fmt: skip
    await _note_attempts(tx, [one for o in openings if (one := _second_channel(o, last.get(o.id)))])
    return numbers


async def give_to_contacts(tx: Tx, given: Sequence[tuple[UUID, UUID, UUID]]) -> None:
    """Give cases to the contacts whose words they are about: (case, who was taken for its contact, its contact)."""
    for case_id, former, contact_id in await store.give_to_contacts(tx, given) if given else ():
        tx.emit(ParticipantRemoved(subject=case_id, case_id=case_id, contact_id=former))
        tx.emit(ParticipantAdded(subject=case_id, case_id=case_id, contact_id=contact_id, role="requester"))


Attempted = tuple[
    UUID, UUID, UUID, AttemptCause, datetime, int
]  # message, case, contact, why, when, seconds of silence


async def _last_of(tx: Tx, openings: Sequence[Opening]) -> dict[UUID, dict[str, Any]]:
    """Return what is known of each opening's contact, and of those linked with it, by the opening's id."""
    of = {o.id: [*((o.contact_id,) if not o.contact_is_new else ()), *o.linked] for o in openings}
    known = list({contact for contacts in of.values() for contact in contacts})
    rows = await store.last_of_contacts(tx, known) if known else {}
    last: dict[UUID, dict[str, Any]] = {}
    for opening, contacts in of.items():
        found = [rows[contact] for contact in contacts if contact in rows]
        if found:
            newest = max(found, key=lambda row: row["opened_at"])
            waiting = [one for row in found for one in row["unanswered"] or ()]
            last[opening] = {**newest, "unanswered": waiting}
    return last


def _second_channel(o: Opening, last: dict[str, Any] | None) -> Attempted | None:
    """Say whether a contact whose matter waits on one channel opens one on another (records.md, fact 21)."""
    if last is None or o.answered or o.set_aside or o.message_id is None:
        return None
    waited = [datetime.fromisoformat(since) for channel, since in last["unanswered"] if channel != o.channel]
    if not waited:
        return None
    silence = max(0, int((o.opened_at - min(waited)).total_seconds()))
    return (o.message_id, o.id, o.contact_id, AttemptCause.SECOND_CHANNEL, o.opened_at, silence)


async def _note_attempts(tx: Tx, attempts: Sequence[Attempted]) -> None:
    await store.add(tx, store.ADD_ATTEMPTS, [(m, case, who, why.value, at, s) for m, case, who, why, at, s in attempts])
    for message, case, _, why, _, _ in attempts:
        tx.emit(AttemptNoted(subject=case, case_id=case, message_id=message, cause=why))


async def continue_many(tx: Tx, continuations: Sequence[Continuation]) -> None:
    """Bring cases to the present; a resolved one that goes on is reopened, and waiting ends.

    Several messages of one batch for one case come as one continuation each, in order: the last one wins, the
    first unanswered instant stays.
    """
    if not continuations:
        return
    last = {c.case_id: c for c in continuations}
    stars = {c.case_id: c.rating for c in continuations if c.rating}
    await store.refresh(
        tx,
        [
            (
                c.case_id,
                c.state,
                c.preview[:PREVIEW],
                c.channel,
                c.surface,
                c.at,
                c.unanswered_since,
                stars.get(c.case_id),
            )
            for c in last.values()
        ],
    )
    reopened = {c.case_id: c for c in continuations if c.reopens}
    resumed = {c.case_id: c for c in continuations if c.waited_on and not c.reopens}
    await store.turn_states(tx, {case: last[case].contact_id for case in sorted({*reopened, *resumed})})
    await store.add(
        tx,
        store.ADD_REOPENINGS,
        [(uuid7(), c.case_id, tx.now, "contact", c.gap_seconds, c.message_id) for c in reopened.values()],
    )
    for c in reopened.values():
        tx.emit(
            CaseReopened(
                subject=c.case_id, case_id=c.case_id, cause=ReopenCause.CONTACT, gap_seconds=c.gap_seconds,
                message_id=c.message_id,
            )
        )  # fmt: skip
    for c in resumed.values():
        assert c.waited_on
        tx.emit(CaseResumed(subject=c.case_id, case_id=c.case_id, waited_on=c.waited_on))
    await _note_attempts(
        tx,
        [(c.message_id, c.case_id, c.contact_id, c.attempt[0], c.at, c.attempt[1]) for c in continuations if c.attempt],
    )


async def set_due(tx: Tx, rows: Sequence[tuple[UUID, datetime | None, datetime | None, str | None, bool]]) -> None:
    """Note on cases the promise that falls due first: (case, from, due, kind, breached)."""
    await store.set_due(tx, rows)


async def note_broken(tx: Tx, rows: Sequence[tuple[UUID, datetime, str]]) -> None:
    """Note that promises broke, on the cases on which they fall due first: (case, due, kind)."""
    await store.note_broken(tx, rows)


async def note_outbound(tx: Tx, rows: Sequence[tuple[UUID, datetime, str, str, bool]]) -> None:
    """Note that we said something: (case, at, preview, channel, whether it answers the contact)."""
    await store.note_outbound(tx, [(case, at, preview[:PREVIEW], ch, ans) for case, at, preview, ch, ans in rows])


async def note_unanswered(tx: Tx, rows: Sequence[tuple[UUID, datetime]]) -> None:
    """Note that contacts wait again, because what answered them did not arrive: (case, since)."""
    await store.note_unanswered(tx, sorted(rows))


def _case_row(tx: Tx, o: Opening, number: int, last: dict[str, Any] | None) -> tuple[Any, ...]:
    previous = o.previous or (last["id"] if last else None)
    return (
        o.id, number, o.brand_id, o.unit_id, o.account_id, o.queue_id, o.contact_id, o.surface, o.channel, o.subject,
        o.preview[:PREVIEW], o.origin.value, tx.origin.value, o.opened_at, o.opened_by[0].value, o.opened_by[1],
        o.web_session_id, o.country, o.country_source, o.rating, o.set_aside.value if o.set_aside else None,
        *_holder(o), previous, None if o.answered else o.opened_at, o.opened_at if o.answered else None, o.opened_at,
        None if o.answered or o.set_aside else o.opened_at,
    )  # fmt: skip


def _holder(o: Opening) -> tuple[str, UUID | None]:
    if o.opened_by[0] is ActorKind.USER:
        return HolderKind.AGENT.value, o.opened_by[1]
    return (HolderKind.QUEUE.value, o.queue_id) if o.queue_id else (HolderKind.NOBODY.value, None)


def _by(actor: tuple[ActorKind, UUID | None]) -> tuple[str, UUID | None]:
    return actor[0].value, actor[1]


def _given_by(o: Opening) -> tuple[str, UUID | None]:
    """Who gave a new case to its first holder: whoever wrote first, else the account's own settings."""
    return _by(o.opened_by) if o.opened_by[0] is ActorKind.USER else (ActorKind.SYSTEM.value, None)


def _opening_row(o: Opening, last: dict[str, Any] | None) -> tuple[Any, ...]:
    referral = jsonable(o.referral) if o.referral else None
    place = (o.queue_id, o.channel, o.surface)
    moment = (o.team_id, o.grade.tier, o.grade.modern, o.grade.live, referral, *place)
    if last is None:
        return (o.id, o.previous, None, None, None, None, None, *moment)
    since = int((o.opened_at - last["last_message_at"]).total_seconds())
    before = (last["id"], since, last["state"], last["disposition_id"], last["last_agent_id"], last["channel"])
    return (o.id, *before, *moment)


async def _draw_exposures(tx: Tx, openings: Sequence[Opening]) -> None:
    experiments = await store.list_experiments(tx)
    draws = [
        (o.id, feature, "off" if random.random() < holdout else "on", experiment, o.opened_at)
        for o in openings
        for experiment, feature, holdout in experiments
    ]
    await store.add(tx, store.ADD_EXPOSURES, draws)


async def _set_aside(tx: Tx, rows: Sequence[tuple[UUID, SetAsideReason | None, UUID | None]]) -> None:
    exclusions = [(uuid7(), case, reason, message) for case, reason, message in rows if reason]
    await store.add(
        tx,
        store.ADD_EXCLUSIONS,
        [(i, case, reason.value, message, tx.now, "system") for i, case, reason, message in exclusions],
    )
    for exclusion, case, reason, message in exclusions:
        tx.emit(CaseSetAside(subject=case, case_id=case, exclusion_id=exclusion, reason=reason, message_id=message))


async def holdings_of_many(
    tx: Tx, case_ids: Sequence[UUID]
) -> list[tuple[UUID, str, UUID | None, datetime, datetime | None]]:
    """Return who held these cases when, in one statement: (case, holder kind, holder, from, to)."""
    return await store.holdings_of_many(tx, case_ids)
