"""Says on the terminal what is being done, how long it took and what it cost, and how to go on when it failed."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CannotGoOn(Exception):
    """Something that a person can put right; the text says what to do."""


def received_megabytes() -> float:
    """Return what this machine received from the network since it started; 0 where that cannot be read."""
    try:
        lines = Path("/proc/net/dev").read_text(encoding="ascii").splitlines()[2:]
    except OSError:
        return 0
    counted = {name.strip(): int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return sum(received for name, received in counted.items() if name != "lo") / 1e6


@contextmanager
def step(what: str) -> Iterator[None]:
    """Print `what` before, and the seconds it took after."""
    print(f"· {what} …", file=sys.stderr, flush=True)
    start = time.monotonic()
    yield
    print(f"  done in {time.monotonic() - start:.1f} s", file=sys.stderr, flush=True)
