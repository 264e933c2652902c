"""Rules before they are on: whether what they name is there, what they would have matched; and macros, done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.flow import elapsing, estimating, hearing, situations
from trato.flow.acts import performing
from trato.flow.estimating import Estimate
from trato.flow.situations import Needs
from trato.kit.errors import NotFound
from trato.kit.reactions import last_seq
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId, UserState
from trato.rooms.automation import api as automation
from trato.rooms.automation.api import ReferenceGone
from trato.rooms.automation.model import (
    Action,
    AddTag,
    Assign,
    AttributeIs,
    CallWebhook,
    Cause,
    Choice,
    ChoiceField,
    Condition,
    Doer,
    Escalate,
    HandOver,
    Macro,
    ModerateSaid,
    NeedSkill,
    Note,
    NumberField,
    Outcome,
    Predicted,
    RemoveTag,
    Reply,
    Resolve,
    RuleBody,
    Run,
    RunId,
    SetAside,
    SetAttribute,
    SetPriority,
    SourceKind,
    TakePrivate,
    TriggerKind,
    Wait,
)
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.contacts import api as contacts
from trato.rooms.knowledge import api as knowledge
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce

MACRO = "macro"
NOW = frozenset(  # what a dry run knows only as it is now
    {
        ChoiceField.STATE, ChoiceField.WAITING_ON, ChoiceField.QUEUE, ChoiceField.HOLDER, ChoiceField.TEAM,
        ChoiceField.AGENT, ChoiceField.DISPOSITION, ChoiceField.FLAG, ChoiceField.ORGANISATION, ChoiceField.ABOUT,
        ChoiceField.SENTIMENT, ChoiceField.MESSAGE_LANGUAGE,
    }
)  # fmt: skip


# ---- what is named -------------------------------------------------------------------------------


async def check_rule(tx: Tx, body: RuleBody) -> None:
    """Refuse a rule that could never be right, or that names what is not there. Raises as saving, and ReferenceGone."""
    automation.check_rule(body)
    team = str(body.when.team_id or "")
    if team and team not in await _present(tx, "team", {team}):
        raise ReferenceGone(field="when", what="team", name=team)
    await check_references(tx, body.then, body.given)


async def check_references(tx: Tx, then: Sequence[Action], given: Condition | None = None) -> None:
    """Refuse what names a queue, team, person, tag, reason, saved reply or attribute that is not in use.

    Raises ReferenceGone with what it is.
    """
    wanted: dict[str, set[str]] = {}
    for one in then:
        for what, id in _named(one):
            if id is not None:
                wanted.setdefault(what, set()).add(str(id))
    for leaf in automation.leaves(given) if given is not None else ():
        if isinstance(leaf, AttributeIs):
            wanted.setdefault("attribute", set()).add(leaf.key)
        if isinstance(leaf, Choice) and leaf.field.value in ("queue", "team", "tag", "agent"):
            wanted.setdefault({"agent": "user"}.get(leaf.field.value, leaf.field.value), set()).update(leaf.values)
    for what, ids in wanted.items():
        gone = ids - await _present(tx, what, ids)
        if gone:
            raise ReferenceGone(field="then", what=what, name=min(gone)[:48])


def _named(action: Action) -> Iterable[tuple[str, UUID | str | None]]:
    match action:
        case Assign():
            return [("queue", action.queue_id), ("team", action.team_id), ("user", action.user_id)]
        case AddTag() | RemoveTag():
            return [("tag", action.tag_id)]
        case SetAttribute():
            return [("attribute", action.key)]
        case Reply():
            return [("canned", action.canned_id)]
        case Wait():
            return [("team", action.team_id)]
        case Resolve():
            return [("disposition", action.disposition_id)]
        case Escalate():
            return [("team", action.team_id), ("user", action.user_id)]
        case NeedSkill():
            return [("skill", action.skill_id)]
        case SetPriority() | Note() | TakePrivate() | ModerateSaid() | HandOver() | SetAside() | CallWebhook():
            return []


async def _present(tx: Tx, what: str, ids: set[str]) -> set[str]:
    """Return those of the ids that are in use."""
    match what:
        case "queue":
            return {str(one.id) for one in await routing.list_queues(tx)}
        case "team":
            return {str(one.id) for one in await access.list_teams(tx)}
        case "tag":
            return {str(one.id) for one in await cases.tags(tx)}
        case "disposition":
            return {str(one.id) for one in await cases.tree(tx) if one.retired_at is None}
        case "skill":
            return {str(one.id) for one in await workforce.list_skills(tx)}
        case "attribute":
            return {one.key for one in await contacts.attributes(tx)}
        case "user":
            found = await access.get_users(tx, [UserId(id) for id in _uuids(ids)])
            return {str(one.id) for one in found if one.state is UserState.ACTIVE}
        case "canned":
            return {str(id) for id in _uuids(ids) if await _has_canned(tx, id)}
        case _:
            return ids


async def _has_canned(tx: Tx, id: UUID) -> bool:
    try:
        await knowledge.get_canned(tx, id)
    except NotFound:
        return False
    return True


def _uuids(ids: Iterable[str]) -> list[UUID]:
    found = []
    for one in ids:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


# ---- dry run -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """A fact at which a rule would have matched; `seq` is the fact's number."""

    seq: int
    case_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class DryRun:
    """A stretch of the log looked through: how many facts were asked, which matched, and where it goes on (0: nowhere).

    `unknown` counts the facts at which something that the condition asks is not known; `as_now` names what is only
    known as it is today.
    """

    looked: int
    matched: tuple[Match, ...]
    unknown: int
    next: int
    newest: int
    as_now: tuple[str, ...]
    cost: Estimate = Estimate()


async def dry_run(tx: Tx, book: channels.AccountBook, body: RuleBody, last: int | None = None) -> DryRun:
    """Look which past facts a rule would have matched, newest first, a bounded stretch of the log at a time.

    `last` is where to go on: `next` of the stretch before. Nothing is done. A rule that waits for time is asked at
    the facts from which its time counts. Raises as saving the rule, and CannotTry of one that waits for an absence:
    whose cases waited then, nobody wrote down.
    """
    automation.check_rule(body)
    if body.when.kind is TriggerKind.TEAM_ABSENT:
        raise automation.CannotTry(field="when", what=body.when.kind.value)
    newest = await last_seq(tx.connection, tx.workspace)
    kind = _kind_of(body)
    facts, next_ = await automation.past_facts(tx, kind, newest if last is None else last)
    heard = [one for fact in facts if (one := hearing.hear(fact)) is not None]
    heard = [one for one in heard if body.when.tag_id in (None, one.tag_id)]
    found = await situations.load(tx, book, [one.asked for one in heard], Needs.of([body.given]), past=True)
    pairs = [(one, at) for one, at in zip(heard, found, strict=True) if at is not None]
    matched = tuple(
        Match(one.fact.seq, one.asked.case_id, one.asked.at) for one, at in pairs if automation.matches(body.given, at)
    )
    return DryRun(
        looked=len(pairs),
        matched=matched,
        unknown=sum(bool(automation.unknown(body.given, at)) for _, at in pairs),
        next=next_,
        newest=newest,
        as_now=_as_now(body),
        cost=await estimating.estimate(tx, book, body.then, [one.case_id for one in matched]),
    )


def _kind_of(body: RuleBody) -> str:
    """Return the facts that a rule is asked about; of time, those from which it counts."""
    if body.when.kind is TriggerKind.TIME_PASSED:
        return next(kind for kind, since in elapsing.BEGINS.items() if since is body.when.since)
    return next(kind for kind, (trigger, _) in hearing.TRIGGERS.items() if trigger is body.when.kind)


def _as_now(body: RuleBody) -> tuple[str, ...]:
    names: set[str] = set()
    for leaf in automation.leaves(body.given):
        if isinstance(leaf, Choice) and leaf.field in NOW:
            names.add(leaf.field.value)
        if isinstance(leaf, AttributeIs):
            names.add("attribute")
        if isinstance(leaf, Predicted):
            names.add("prediction")
        if getattr(leaf, "field", None) in (NumberField.PRIORITY, NumberField.MINUTES_UNANSWERED):
            names.add(leaf.field.value)  # type: ignore[union-attr]
    if body.when.kind is TriggerKind.TIME_PASSED:
        names.add("time_passed")
    return tuple(sorted(names))


# ---- macros --------------------------------------------------------------------------------------


async def run_macro(tx: Tx, book: channels.AccountBook, macro: Macro, case_id: UUID, run_id: UUID, doer: Doer) -> Run:
    """Do every step of a macro to a case, in the transaction of whoever asks: a step that is refused takes all.

    The same `run_id` again does nothing and answers what was done. Raises what its steps refuse.
    """
    await cases.lock(tx, case_id)
    run = Run(
        RunId(run_id), SourceKind.MACRO, macro.id, macro.version, case_id, tx.now, Outcome.DONE, "", MACRO, None,
        Cause(0), (), tx.actor.id,
    )  # fmt: skip
    if not await automation.begin(tx, run):
        return await automation.get_run(tx, run_id)
    steps = [await performing.perform(tx, book, case_id, one, doer) for one in macro.then]
    outcome = Outcome.DONE if any(one.outcome is Outcome.DONE for one in steps) else Outcome.NOTHING
    await automation.finish(tx, run, outcome, steps)
    return await automation.get_run(tx, run_id)
