"""What other rooms and the flow may ask of promises."""

from trato.rooms.sla.service.changes import (
    merge_cases,
    pause_on_waiting,
    restore,
    resume,
    resume_on_failed,
    resume_on_reopened,
    stop_on_resolved,
    unmerge_cases,
    void,
)
from trato.rooms.sla.service.clocks import clocks_of_case, running_clocks, start_clocks, stop_on_accepted
from trato.rooms.sla.service.explaining import explain
from trato.rooms.sla.service.policies import (
    add_default_policies,
    add_policy,
    list_policies,
    retire_policy,
    revise_policy,
    what_is_promised,
)
from trato.rooms.sla.service.recompute import Page, follow_queue, recompute_running
from trato.rooms.sla.service.sweeping import Holdings, due_cases, due_workspaces, sweep_approaching, sweep_breaches

__all__ = [
    "Holdings",
    "Page",
    "add_default_policies",
    "add_policy",
    "clocks_of_case",
    "due_cases",
    "due_workspaces",
    "explain",
    "follow_queue",
    "list_policies",
    "merge_cases",
    "pause_on_waiting",
    "recompute_running",
    "restore",
    "resume",
    "resume_on_failed",
    "resume_on_reopened",
    "retire_policy",
    "revise_policy",
    "running_clocks",
    "start_clocks",
    "stop_on_accepted",
    "stop_on_resolved",
    "sweep_approaching",
    "sweep_breaches",
    "unmerge_cases",
    "void",
    "what_is_promised",
]
