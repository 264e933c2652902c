"""What other rooms may ask of channels."""

from trato.rooms.channels.adapters.sms.segments import segments_of
from trato.rooms.channels.profile_linting import lint as lint_profile
from trato.rooms.channels.profiles import (
    PRESSED,
    Entry,
    EntryKind,
    Profile,
    ProfileLimits,
    Profiling,
    drift,
    entry_in,
    title_of,
)
from trato.rooms.channels.rules import provider_day, token_warning
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
from trato.rooms.channels.service.activating import SETTING as TWO_PERSONS
from trato.rooms.channels.service.activating import activate, activations_of, others_who_may
from trato.rooms.channels.service.activating import ask_again as ask_activation_again
from trato.rooms.channels.service.activating import decide as decide_activation
from trato.rooms.channels.service.archives import archive
from trato.rooms.channels.service.asking import Asker, note_questions
from trato.rooms.channels.service.care import keep_care_here, route_to_care
from trato.rooms.channels.service.carrying import Carrier
from trato.rooms.channels.service.channels import all_channels, channel_names, live_channels
from trato.rooms.channels.service.examining import Examined, Examiner, keep_examined
from trato.rooms.channels.service.polling import Poller, note_spent, poll_states
from trato.rooms.channels.service.posts import ask as ask_post
from trato.rooms.channels.service.posts import make_link, open_link
from trato.rooms.channels.service.practices import answers_of as practice_answers
from trato.rooms.channels.service.practices import carried, practices_of
from trato.rooms.channels.service.practices import confirm as confirm_practice
from trato.rooms.channels.service.previewing import ShownCard, ShownPiece, shown_by
from trato.rooms.channels.service.profiles import (
    Profiler,
    look_at_profile,
    profiles_of,
    profiling_of,
    save_profile,
)
from trato.rooms.channels.service.rates import keep_rates, list_rates, prices_of, template_of
from trato.rooms.channels.service.reading import (
    count_death,
    finish,
    get_raw,
    give_up,
    held_keys,
    hold_back,
    keep_apart,
    list_needing_attention,
    list_waiting,
    replay,
    take_lane,
    waiting_workspaces,
)
from trato.rooms.channels.service.renewing import Renewer
from trato.rooms.channels.service.standings import drop_standing, list_standings, places_of_care, say_standing
from trato.rooms.channels.service.templates import (
    Librarian,
    Looked,
    keep_looked,
    keep_submitted,
    library_of,
    list_templates,
)
from trato.rooms.channels.service.templates import hear as hear_of_template
from trato.rooms.channels.service.tokens import announce_ending, claim_looks, ending_tokens
from trato.rooms.channels.service.turns import Turns
from trato.rooms.channels.service.valve import Valve, tell_breaker
from trato.rooms.channels.store.accounts import AccountRow
from trato.rooms.channels.store.approvals import Approval
from trato.rooms.channels.store.breakers import Breaker
from trato.rooms.channels.store.health import Health, list_health, note_pulse
from trato.rooms.channels.store.inbox import Waiting
from trato.rooms.channels.store.posts import ChatPost
from trato.rooms.channels.store.posts import claim as claim_posts
from trato.rooms.channels.store.posts import settle as settle_post
from trato.rooms.channels.store.posts import waiting_workspaces as waiting_for_post
from trato.rooms.channels.store.profiles import KeptProfile
from trato.rooms.channels.store.rates import Priced, Rate

__all__ = [
    "PRESSED",
    "TWO_PERSONS",
    "Acceptor",
    "Account",
    "AccountBook",
    "AccountRow",
    "Approval",
    "Asker",
    "Breaker",
    "Carrier",
    "ChatPost",
    "Entry",
    "EntryKind",
    "Examined",
    "Examiner",
    "Health",
    "KeptProfile",
    "Librarian",
    "Looked",
    "Poller",
    "Priced",
    "Profile",
    "ProfileLimits",
    "Profiler",
    "Profiling",
    "Rate",
    "Renewer",
    "ShownCard",
    "ShownPiece",
    "Turns",
    "Valve",
    "Waiting",
    "activate",
    "activations_of",
    "all_channels",
    "announce_ending",
    "archive",
    "ask_activation_again",
    "ask_post",
    "carried",
    "change_account",
    "change_secrets",
    "change_settings",
    "channel_names",
    "check_steered",
    "claim_looks",
    "claim_posts",
    "confirm_practice",
    "count_death",
    "decide_activation",
    "drift",
    "drop_standing",
    "ending_tokens",
    "entry_in",
    "finish",
    "get_raw",
    "give_up",
    "headers_to_keep",
    "hear_of_template",
    "held_keys",
    "hold_back",
    "keep_apart",
    "keep_care_here",
    "keep_examined",
    "keep_looked",
    "keep_rates",
    "keep_submitted",
    "library_of",
    "lint_profile",
    "list_health",
    "list_needing_attention",
    "list_rates",
    "list_standings",
    "list_templates",
    "list_waiting",
    "live_channels",
    "look_at_profile",
    "make_link",
    "mark_broken",
    "mend",
    "note_alert",
    "note_pulse",
    "note_questions",
    "note_spent",
    "open_account",
    "open_link",
    "others_who_may",
    "pause",
    "places_of_care",
    "poll_states",
    "practice_answers",
    "practices_of",
    "prices_of",
    "profiles_of",
    "profiling_of",
    "provider_day",
    "replay",
    "route_to_care",
    "save_profile",
    "say_standing",
    "segments_of",
    "set_account_state",
    "settle_post",
    "shown_by",
    "take_lane",
    "tell_breaker",
    "template_of",
    "title_of",
    "token_warning",
    "waiting_for_post",
    "waiting_workspaces",
]
