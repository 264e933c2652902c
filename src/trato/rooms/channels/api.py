"""What other rooms may ask of channels."""

from trato.rooms.channels.service.accepting import Acceptor, headers_to_keep
from trato.rooms.channels.service.accounts import (
    Account,
    AccountBook,
    change_settings,
    mark_broken,
    mend,
    note_alert,
    open_account,
    pause,
)
from trato.rooms.channels.service.carrying import Carrier, Valve
from trato.rooms.channels.service.rates import prices_of, template_of
from trato.rooms.channels.service.reading import (
    count_attempt,
    finish,
    get_counted,
    get_raw,
    give_up,
    held_keys,
    list_needing_attention,
    list_waiting,
    replay,
    take_lane,
    waiting_workspaces,
)
from trato.rooms.channels.store.accounts import AccountRow
from trato.rooms.channels.store.inbox import Waiting
from trato.rooms.channels.store.rates import Priced

__all__ = [
    "Acceptor",
    "Account",
    "AccountBook",
    "AccountRow",
    "Carrier",
    "Priced",
    "Valve",
    "Waiting",
    "change_settings",
    "count_attempt",
    "finish",
    "get_counted",
    "get_raw",
    "give_up",
    "headers_to_keep",
    "held_keys",
    "list_needing_attention",
    "list_waiting",
    "mark_broken",
    "mend",
    "note_alert",
    "open_account",
    "pause",
    "prices_of",
    "replay",
    "take_lane",
    "template_of",
    "waiting_workspaces",
]
