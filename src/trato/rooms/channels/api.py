"""What other rooms may ask of channels."""

from trato.rooms.channels.service.accepting import Acceptor
from trato.rooms.channels.service.accounts import (
    Account,
    AccountBook,
    mark_broken,
    mend,
    note_alert,
    open_account,
    pause,
)
from trato.rooms.channels.store.accounts import AccountRow
from trato.rooms.channels.store.inbox import Waiting

__all__ = [
    "Acceptor",
    "Account",
    "AccountBook",
    "AccountRow",
    "Waiting",
    "mark_broken",
    "mend",
    "note_alert",
    "open_account",
    "pause",
]
