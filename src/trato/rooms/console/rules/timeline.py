"""Which facts a case's timeline tells, under which name, with which of their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """How one kind of fact is told. `refers` are the ids in it whose names are read: value name -> (what, id)."""

    kind: str
    values: Callable[[Body], dict[str, Any]]
    refers: Callable[[Body], dict[str, tuple[str, str | None]]]


def _nothing(body: Body) -> dict[str, Any]:
    return {}


def _of(*names: str) -> Callable[[Body], dict[str, Any]]:
    return lambda body: {name: body.get(name) for name in names}


def _refer(**names: tuple[str, str]) -> Callable[[Body], dict[str, tuple[str, str | None]]]:
    return lambda body: {name: (what, body.get(key)) for name, (what, key) in names.items()}


def _holder(body: Body) -> dict[str, tuple[str, str | None]]:
    what = {"agent": "user", "team": "team"}.get(body.get("holder_kind", ""))
    return {"to": (what, body.get("holder_id"))} if what else {}


def _asked(body: Body) -> dict[str, tuple[str, str | None]]:
    what = body.get("target_kind")
    return {"to": (what, body.get("target_id"))} if what in ("user", "team") else {}


def _aside(body: Body) -> dict[str, Any]:
    reason = body.get("reason")
    return {"reason": "no_engage" if reason == "no_engagement" else reason}


TOLD: dict[str, Telling] = {
    "cases.opened": Telling("case_opened", _of("channel", "origin", "number"), _nothing),
    "cases.assigned": Telling("case_assigned", _of("reason", "holder_kind"), _holder),
    "cases.resolved": Telling("case_resolved", _of("how"), _refer(disposition=("disposition", "disposition_id"))),
    "cases.resolution_undone": Telling("resolution_undone", _nothing, _nothing),
    "cases.reopened": Telling("case_reopened", _of("cause"), _nothing),
    "cases.closed": Telling("case_closed", _of("end_reason"), _nothing),
    "cases.set_aside": Telling("case_set_aside", _aside, _nothing),
    "cases.set_aside_reversed": Telling("case_restored", _aside, _nothing),
    "cases.waiting": Telling(
        "case_waiting", lambda body: {"on": body.get("waiting_on")}, _refer(team=("team", "team_id"))
    ),
    "cases.resumed": Telling("wait_ended", lambda body: {"on": body.get("waited_on")}, _nothing),
    "cases.tag_added": Telling("case_tagged", _nothing, _refer(tag=("tag", "tag_id"))),
    "cases.tag_removed": Telling("case_untagged", _nothing, _refer(tag=("tag", "tag_id"))),
    "cases.disposition_set": Telling(
        "disposition_set", _nothing, _refer(disposition=("disposition", "disposition_id"))
    ),
    "cases.merged": Telling("case_merged", _nothing, _refer(number=("case", "absorbed_id"))),
    "cases.merge_undone": Telling("merge_undone", _nothing, _refer(number=("case", "absorbed_id"))),
    "cases.split": Telling("case_split", _nothing, _refer(number=("case", "created_id"))),
    "cases.split_undone": Telling("split_undone", _nothing, _refer(number=("case", "created_id"))),
    "cases.priority_changed": Telling("case_changed", _of("priority", "previous"), _nothing),
    "cases.subject_changed": Telling("case_changed", _nothing, _nothing),
    "cases.promise_made": Telling("promise_made", _of("due_at"), _nothing),
    "cases.promise_kept": Telling("promise_kept", _nothing, _nothing),
    "cases.promise_moved": Telling("promise_moved", _of("due_at"), _nothing),
    "cases.promise_cancelled": Telling("promise_cancelled", _of("back"), _nothing),
    "cases.promise_due": Telling("promise_due", _of("due_at"), _nothing),
    "cases.promise_left": Telling("promise_left", _of("due_at"), _nothing),
    "cases.promise_broken": Telling("promise_broken", _nothing, _nothing),
    "cases.escalated": Telling("case_escalated", _of("level", "hands_over", "mode"), _asked),
    "cases.escalation_accepted": Telling("escalation_accepted", _of("level"), _nothing),
    "cases.escalation_ended": Telling("escalation_ended", _of("level", "outcome"), _nothing),
    "cases.escalation_restored": Telling("escalation_restored", _of("level"), _nothing),
    "cases.abandoned": Telling("case_abandoned", _of("variant", "evidence"), _nothing),
    "automation.ran": Telling("automation_ran", _of("source", "outcome"), _refer(name=("automation", "source_id"))),
    "automation.undone": Telling("automation_undone", _of("source"), _refer(name=("automation", "source_id"))),
    "sla.clock_approaching": Telling("clock_approaching", _of("target", "due_at"), _nothing),
    "sla.clock_breached": Telling("clock_breached", _of("target", "due_at"), _nothing),
    "sla.clock_stopped": Telling("clock_satisfied", _of("target", "by"), _nothing),
    "conversations.moderation_changed": Telling("message_moderated", _of("act", "state", "reason"), _nothing),
    "conversations.voice_changed": Telling("answered_as", _of("own"), _refer(account=("account", "account_id"))),
    "conversations.thread_taken": Telling("thread_taken", _of("holder", "was", "cause"), _nothing),
    "conversations.thread_passed": Telling("thread_passed", _of("holder", "was", "cause"), _nothing),
    "conversations.thread_requested": Telling("thread_requested", _nothing, _nothing),
    "conversations.thread_request_settled": Telling("thread_request_settled", _of("state"), _nothing),
    "conversations.thread_deed_changed": Telling("thread_deed_failed", _of("act", "reason"), _nothing),
    "conversations.delivery_changed": Telling(
        "message_uncertain", _of("state", "reason"), _refer(channel=("channel", "conversation_id"))
    ),
}
TOLD_STATES = {"uncertain": "message_uncertain", "failed": "message_failed"}
QUIET = ("wrote", "case_taken", "case_ended")  # what a timeline tells otherwise: that somebody wrote, took it, ended it
KINDS = sorted(TOLD)


def is_told(kind: str, body: Body) -> bool:
    """Say whether a timeline tells of a fact: of deliveries only what went wrong, of promises only what was kept."""
    if kind == "conversations.delivery_changed":
        return body.get("state") in TOLD_STATES
    if kind == "conversations.moderation_changed":
        return body.get("state") in ("done", "failed")
    if kind == "conversations.thread_deed_changed":
        return body.get("state") == "failed"
    if kind in ("conversations.thread_taken", "conversations.thread_passed"):
        return body.get("cause") not in QUIET
    if kind == "sla.clock_stopped":
        return bool(body.get("kept"))
    return kind in TOLD


def name_of(kind: str, body: Body) -> str:
    """Return the name under which a told fact is told."""
    if kind == "conversations.delivery_changed":
        return TOLD_STATES[body["state"]]
    return TOLD[kind].kind
