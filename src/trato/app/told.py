"""What `trato serve` and the processes that it keeps tell each other, by name.

Apart from what they do with it: the supervisor lives as long as the product and holds none of it in memory.
"""

from __future__ import annotations

import secrets

LISTEN_FD = "TRATO_LISTEN_FD"  # to the web process: the socket that is bound already
FIRST_CODE = "TRATO_FIRST_CODE"  # to the web process: what lets the first administrator in
WANTED = "practice.wanted"  # in the home, to the supervisor: somebody has a telephone to practise with
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another


def new_code() -> str:
    """Return a code of 59 random bits, in three groups that can be read aloud."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def invitation(public_url: str, code: str) -> str:
    """Return the address that a newcomer opens; what follows # stays in the browser and in no log."""
    return f"{public_url}/#code={code}"
