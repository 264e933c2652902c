"""Twilio's error codes as what they mean for us (twilio.com/docs/api/errors)."""

from __future__ import annotations

OPTED_OUT = frozenset({"21610"})  # the person wrote STOP: Twilio itself sends nothing
SLOWER = frozenset({"14107", "20429", "21611", "30022"})  # too much at once, or the sender's queue is full
# The credentials, the account or the number that we send from are not right: nothing will leave.
ACCOUNT = frozenset(
    {"20003", "20005", "20404", "20403", "21212", "21603", "21606", "21659", "21660", "21703", "30002", "30024"}
)
# Of what was taken and did not arrive: the queue overflowed, the telephone is off, the carrier says nothing.
PASSING = frozenset({"30001", "30003", "30008", "30017", "30022"})


def is_passing(code: str) -> bool:
    """Say whether the same message may arrive when it is sent again later."""
    return code in PASSING
