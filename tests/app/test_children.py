"""Processes that are kept alive, and end with their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trato.app.children import Child, Family

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT = """
import os, sys
from trato.app.children import Child, Family
family = Family([Child("one", [sys.executable, "-c", "import time; time.sleep(60)"], os.environ)])
family.keep()
print(family.pids()["one"], flush=True)
family.wait(60)
"""


@pytest.fixture
def family() -> Iterator[Family]:
    """A family that is ended when the test is over; the signal's handler of before is put back."""
    before = signal.getsignal(signal.SIGCHLD)
    made = Family()
    yield made
    made.stop()
    signal.signal(signal.SIGCHLD, before)


def _until(holds: Callable[[], bool], family: Family | None = None) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        if family is None:
            time.sleep(0.02)
        else:
            family.keep()
            family.wait(0.05)


def test_a_killed_child_is_started_again_at_once(family: Family) -> None:
    family.children.append(Child("one", SLEEPER, os.environ))
    family.keep()
    first = family.pids()["one"]
    os.kill(first, signal.SIGKILL)
    start = time.monotonic()
    _until(lambda: family.pids().get("one", first) != first, family)
    assert time.monotonic() - start < 2


def test_a_child_that_cannot_start_is_tried_again_ever_more_slowly(family: Family, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    failing = [sys.executable, "-c", f"open({str(marks)!r}, 'a').write('x'); raise SystemExit(3)"]
    family.children.append(Child("one", failing, os.environ))
    end = time.monotonic() + 2
    while time.monotonic() < end:
        family.keep()
        family.wait(0.02)
    assert 2 <= len(marks.read_text()) <= 5


def test_a_child_that_has_done_its_work_is_left_in_peace(family: Family, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    family.children.append(
        Child("once", [sys.executable, "-c", f"open({str(marks)!r}, 'a').write('x')"], os.environ, once=True)
    )
    end = time.monotonic() + 1
    while time.monotonic() < end:
        family.keep()
        family.wait(0.02)
    assert marks.read_text() == "x"


def test_children_end_when_their_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()  # not `communicate`: the child holds the pipe for as long as it lives
    parent.stdout.close()
    stat = Path(f"/proc/{child}/stat")
    _until(lambda: not stat.exists() or " Z " in stat.read_text())


def test_stopping_ends_all_and_waits_for_them(family: Family) -> None:
    family.children += [Child(name, SLEEPER, os.environ) for name in ("one", "two")]
    family.keep()
    processes = [child.process for child in family.children if child.process]
    for process in processes:
        process.send_signal(signal.SIGTERM)
    _until(lambda: all(process.poll() is not None for process in processes))
    assert len(processes) == 2
