"""Named places where a process may be made to die, to prove that nothing is lost there.

`TRATO_FAILPOINT=name@0.2` kills the process with SIGKILL at one in five passes of that place. Off, a failpoint
costs one comparison.
"""

from __future__ import annotations

import os
import random
import signal

NAMES = (
    "accept.before_insert",
    "accept.after_commit",
    "receive.after_claim",
    "receive.before_flush",
    "receive.before_commit",
    "receive.after_commit",
    "outbox.after_claim",
    "outbox.before_post",
    "outbox.after_post",
    "outbox.before_commit",
    "outbox.after_commit",
    "reply.before_commit",
    "reply.after_commit",
    "timers.before_commit",
    "timers.after_commit",
    "reactions.before_commit",
    "reactions.after_commit",
    "webhooks.after_post",
    "poll.before_settle",
)
OF_COMMANDS = ("imports.after_commit",)  # passed by a command, which has a test of its own that kills it there
OF_MODELS = ("understanding.before_commit", "typifying.before_commit")  # passed where models are; killed by a test too

_armed, _, _share = os.environ.get("TRATO_FAILPOINT", "").partition("@")
_chance = float(_share or 1)
_trace = os.environ.get("TRATO_FAILPOINT_TRACE", "")


def failpoint(name: str) -> None:
    """Die here when this place is armed; leave a mark in the trace file first, so that a test can count."""
    if name == _armed and random.random() < _chance:
        if _trace:
            with open(_trace, "a", encoding="ascii") as marks:
                marks.write(f"{name}\n")
        os.kill(os.getpid(), signal.SIGKILL)
