"""Says on the terminal what is being done and how long it took, and how to go on when it failed."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class CannotGoOn(Exception):
    """Something that a person can put right; the text says what to do."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Print `what` before, and the seconds it took after."""
    print(f"· {what} …", file=sys.stderr, flush=True)
    start = time.monotonic()
    yield
    print(f"  done in {time.monotonic() - start:.1f} s", file=sys.stderr, flush=True)
