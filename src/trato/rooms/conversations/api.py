"""What other rooms may ask of conversations."""

from trato.rooms.conversations.rules import back_off, next_state, place_in_time, text_of, thread_key
from trato.rooms.conversations.service.arrival import (
    append,
    begin,
    bring_forward,
    find_awaited,
    find_by_token,
    find_conversations,
    find_seen,
    mark_answered,
)
from trato.rooms.conversations.service.effects import Effect, apply, sweep
from trato.rooms.conversations.service.outbox import (
    Outgoing,
    Ruling,
    answered,
    cancel,
    claim,
    list_expired,
    mark_resent,
    rule,
    settle,
    waiting_workspaces,
    write,
    write_back,
)

__all__ = [
    "Effect",
    "Outgoing",
    "Ruling",
    "answered",
    "append",
    "apply",
    "back_off",
    "begin",
    "bring_forward",
    "cancel",
    "claim",
    "find_awaited",
    "find_by_token",
    "find_conversations",
    "find_seen",
    "list_expired",
    "mark_answered",
    "mark_resent",
    "next_state",
    "place_in_time",
    "rule",
    "settle",
    "sweep",
    "text_of",
    "thread_key",
    "waiting_workspaces",
    "write",
    "write_back",
]
