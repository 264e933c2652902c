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
from trato.rooms.sla.service.effects import effect_of_hours, effect_of_terms
from trato.rooms.sla.service.examples import Example, work_out
from trato.rooms.sla.service.explaining import explain
from trato.rooms.sla.service.policies import (
    add_default_policies,
    add_policy,
    asks_circumstances,
    get_policy,
    list_policies,
    policy_versions,
    restore_policy,
    retire_policy,
    revise_policy,
    what_is_promised,
)
from trato.rooms.sla.service.recompute import Page, follow_matters, follow_queue, recompute_running
from trato.rooms.sla.service.sweeping import Holdings, due_cases, due_workspaces, sweep_approaching, sweep_breaches

__all__ = [
    "Example",
    "Holdings",
    "Page",
    "add_default_policies",
    "add_policy",
    "asks_circumstances",
    "clocks_of_case",
    "due_cases",
    "due_workspaces",
    "effect_of_hours",
    "effect_of_terms",
    "explain",
    "follow_matters",
    "follow_queue",
    "get_policy",
    "list_policies",
    "merge_cases",
    "pause_on_waiting",
    "policy_versions",
    "recompute_running",
    "restore",
    "restore_policy",
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
    "work_out",
]
