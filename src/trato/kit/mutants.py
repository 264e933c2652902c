"""Our own code, broken on purpose, to prove that the harness would notice.

`TRATO_MUTANT=name` switches one mutant on, in a database that the harness made for the purpose: what holds with every
other test must break with each of these, or the harness is blind. Off, a switch costs one comparison of two words.

| mutant | what is broken | where |
|---|---|---|
| `no_unique_key` | what was delivered is not looked for, and the harness drops the unique keys | `flow/inbound.py` |
| `early_receipts_dropped` | an effect that comes before its message is forgotten | `conversations/service/effects.py` |
| `async_commit` | a commit does not wait for the disk | `kit/db.py` |
| `expired_requeued` | what a dead sender had in hand is sent again, whatever the provider | `flow/outbound.py` |
| `answered_early` | a webhook is answered before the commit | `channels/service/accepting.py` |
"""

from __future__ import annotations

import os

NAMES = ("no_unique_key", "early_receipts_dropped", "async_commit", "expired_requeued", "answered_early")

_on = os.environ.get("TRATO_MUTANT", "")


def is_on(name: str) -> bool:
    """Say whether this process is the mutant `name`."""
    return _on == name
