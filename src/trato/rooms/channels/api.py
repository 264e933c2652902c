"""What other rooms may ask of channels."""

from trato.rooms.channels.rules import token_warning
from trato.rooms.channels.service.accepting import Acceptor, headers_to_keep
from trato.rooms.channels.service.accounts import (
    Account,
    AccountBook,
    change_account,
    change_secrets,
    change_settings,
    check_steered,
    mark_broken,
    mend,
    note_alert,
    open_account,
    pause,
    set_account_state,
)
from trato.rooms.channels.service.carrying import Carrier, Valve
from trato.rooms.channels.service.channels import all_channels, channel_names, live_channels
from trato.rooms.channels.service.examining import Examined, Examiner, keep_examined
from trato.rooms.channels.service.posts import ask as ask_post
from trato.rooms.channels.service.posts import open_link
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
from trato.rooms.channels.service.tokens import announce_ending, ending_tokens
from trato.rooms.channels.store.accounts import AccountRow
from trato.rooms.channels.store.health import Health, list_health, note_pulse
from trato.rooms.channels.store.inbox import Waiting
from trato.rooms.channels.store.posts import ChatPost
from trato.rooms.channels.store.posts import claim as claim_posts
from trato.rooms.channels.store.posts import settle as settle_post
from trato.rooms.channels.store.posts import waiting_workspaces as waiting_for_post
from trato.rooms.channels.store.rates import Priced

__all__ = [
    "Acceptor",
    "Account",
    "AccountBook",
    "AccountRow",
    "Carrier",
    "ChatPost",
    "Examined",
    "Examiner",
    "Health",
    "Priced",
    "Valve",
    "Waiting",
    "all_channels",
    "announce_ending",
    "ask_post",
    "change_account",
    "change_secrets",
    "change_settings",
    "channel_names",
    "check_steered",
    "claim_posts",
    "count_attempt",
    "ending_tokens",
    "finish",
    "get_counted",
    "get_raw",
    "give_up",
    "headers_to_keep",
    "held_keys",
    "keep_examined",
    "list_health",
    "list_needing_attention",
    "list_waiting",
    "live_channels",
    "mark_broken",
    "mend",
    "note_alert",
    "note_pulse",
    "open_account",
    "open_link",
    "pause",
    "prices_of",
    "replay",
    "set_account_state",
    "settle_post",
    "take_lane",
    "template_of",
    "token_warning",
    "waiting_for_post",
    "waiting_workspaces",
]
