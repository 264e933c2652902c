"""What the flow and the console may ask of routing."""

from trato.rooms.routing.errors import OfferGone
from trato.rooms.routing.rules.fitness import against, holding, taking
from trato.rooms.routing.rules.overflowing import waits_too_long_since
from trato.rooms.routing.rules.planning import choose, decisions, plan
from trato.rooms.routing.rules.recording import Scribe, read
from trato.rooms.routing.rules.terms import policy_of, terms_of
from trato.rooms.routing.service.choosing import decide, why_waits
from trato.rooms.routing.service.estimating import WaitBook, wait_of
from trato.rooms.routing.service.needing import need, need_no_more
from trato.rooms.routing.service.offers import (
    answer,
    is_unanswering,
    lapse,
    offer,
    offers_of,
    settle_by_hand,
    withdraw,
    withdraw_from,
)
from trato.rooms.routing.service.overflow import overflowed
from trato.rooms.routing.service.policies import change_policy, current_policy
from trato.rooms.routing.service.pulling import next_for
from trato.rooms.routing.service.queues import QueueBook, change_queue, create_queue, list_queues, retire_queue
from trato.rooms.routing.service.recording import consider, record
from trato.rooms.routing.service.rounds import Replayed, kept_since, replay, sights
from trato.rooms.routing.service.seeing import at_work, held_by, people_of, waiting_in

__all__ = [
    "OfferGone",
    "QueueBook",
    "Replayed",
    "Scribe",
    "WaitBook",
    "against",
    "answer",
    "at_work",
    "change_policy",
    "change_queue",
    "choose",
    "consider",
    "create_queue",
    "current_policy",
    "decide",
    "decisions",
    "held_by",
    "holding",
    "is_unanswering",
    "kept_since",
    "lapse",
    "list_queues",
    "need",
    "need_no_more",
    "next_for",
    "offer",
    "offers_of",
    "overflowed",
    "people_of",
    "plan",
    "policy_of",
    "read",
    "record",
    "replay",
    "retire_queue",
    "settle_by_hand",
    "sights",
    "taking",
    "terms_of",
    "wait_of",
    "waiting_in",
    "waits_too_long_since",
    "why_waits",
    "withdraw",
    "withdraw_from",
]
