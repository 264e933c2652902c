"""Words of routing: queues, what a plan knows, and decisions that can be explained."""

from trato.rooms.routing.model.decisions import AssignmentId, Author, Considered, Decision, Sticky, Why
from trato.rooms.routing.model.offers import Offer, Outcome, Wait
from trato.rooms.routing.model.plans import AgentAtWork, Need, NotGiven, Plan, Policy, StillWaits, WaitingCase, Weights
from trato.rooms.routing.model.queues import Mode, Overflow, Queue, QueueId
from trato.rooms.routing.model.rounds import Known, Pair, Round, Seen

__all__ = [
    "AgentAtWork",
    "AssignmentId",
    "Author",
    "Considered",
    "Decision",
    "Known",
    "Mode",
    "Need",
    "NotGiven",
    "Offer",
    "Outcome",
    "Overflow",
    "Pair",
    "Plan",
    "Policy",
    "Queue",
    "QueueId",
    "Round",
    "Seen",
    "Sticky",
    "StillWaits",
    "Wait",
    "WaitingCase",
    "Weights",
    "Why",
]
