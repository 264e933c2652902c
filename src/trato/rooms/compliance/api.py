"""What others may ask of compliance."""

from trato.rooms.compliance.rules import address_id, can_stop, disclosed, is_begun_by_us, is_opt_in, is_opt_out
from trato.rooms.compliance.service import (
    freed_by,
    judge,
    list_holds,
    list_verdicts,
    nos_on,
    opt_in,
    opt_out,
    opt_out_many,
    opted_out_of,
    place,
    recheck,
    release,
    release_ended,
)

__all__ = [
    "address_id",
    "can_stop",
    "disclosed",
    "freed_by",
    "is_begun_by_us",
    "is_opt_in",
    "is_opt_out",
    "judge",
    "list_holds",
    "list_verdicts",
    "nos_on",
    "opt_in",
    "opt_out",
    "opt_out_many",
    "opted_out_of",
    "place",
    "recheck",
    "release",
    "release_ended",
]
