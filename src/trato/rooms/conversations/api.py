"""What other rooms may ask of conversations."""

from trato.rooms.conversations.rules import back_off, channel_thread, next_state, place_in_time, text_of, thread_key
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
from trato.rooms.conversations.service.attachments import claim_files, keep_file, miss_file
from trato.rooms.conversations.service.attachments import waiting_workspaces as waiting_for_files
from trato.rooms.conversations.service.effects import Effect, apply, note_presence, sweep
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
    take_back,
    waiting_workspaces,
    write,
    write_back,
)
from trato.rooms.conversations.store.attachments import Wanted as WantedFile

__all__ = [
    "Effect",
    "Outgoing",
    "Ruling",
    "WantedFile",
    "answered",
    "append",
    "apply",
    "back_off",
    "begin",
    "bring_forward",
    "cancel",
    "channel_thread",
    "claim",
    "claim_files",
    "find_awaited",
    "find_by_token",
    "find_conversations",
    "find_seen",
    "keep_file",
    "list_expired",
    "mark_answered",
    "mark_resent",
    "miss_file",
    "next_state",
    "note_presence",
    "place_in_time",
    "rule",
    "settle",
    "sweep",
    "take_back",
    "text_of",
    "thread_key",
    "waiting_for_files",
    "waiting_workspaces",
    "write",
    "write_back",
]
