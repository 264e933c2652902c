"""What Trato takes: room on the disk when installed, in memory while it runs, and time until a newcomer sees it."""

from __future__ import annotations

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

RUNNING = "running.json"  # in the home, written by `trato serve`: the numbers of its processes by name
FIRST_START = "first-start.json"  # in the home, written by the demo: seconds from the clone to the first case


def installed_bytes() -> int:
    """Return the size of Trato and of everything it needs, without the extras and the tools of its makers."""
    return sum(_size(one) for one in _closure("trato").values())


def running_processes(home: Path) -> dict[str, int]:
    """Return the numbers of the processes that `trato serve` keeps alive in `home`, by name; empty when none runs."""
    try:
        noted: dict[str, int] = json.loads((home / RUNNING).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return {}
    return {name: pid for name, pid in noted.items() if Path(f"/proc/{pid}").exists()}


def first_start(home: Path) -> tuple[float, float] | None:
    """Return the seconds from the clone to the first case, and the megabytes downloaded meanwhile (-1: not known).

    None where the demo was not loaded by a first `run.py`.
    """
    try:
        noted = json.loads((home / FIRST_START).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    return noted["seconds"], noted["downloaded_mb"]


def memory_bytes(roots: list[int], without: frozenset[int] = frozenset()) -> int | None:
    """Return the proportional set size of `roots` and of all below them, or None where it cannot be read.

    What is in `without`, and what is below that alone, does not count.
    """
    parents = _parents()
    family = set(roots)
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family - without
        family |= more
        grown = bool(more)
    sizes = [_pss(pid) for pid in family]
    known = [size for size in sizes if size is not None]
    return sum(known) if known else None


def _closure(name: str) -> dict[str, Distribution]:
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        wanted = waiting.pop()
        key = re.sub(r"[-_.]+", "-", wanted).lower()
        if key in found:
            continue
        try:
            found[key] = distribution(wanted)
        except PackageNotFoundError:  # needed on another system or by another Python only
            continue
        for requirement in found[key].requires or []:
            if "extra ==" not in requirement:
                waiting.append(re.split(r"[ ;<>=!~\[(]", requirement, maxsplit=1)[0])
    return found


def _size(one: Distribution) -> int:
    if one.metadata["Name"] == "trato":
        package = Path(__file__).parents[1]
        return sum(path.stat().st_size for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    located = (Path(str(one.locate_file(file))) for file in one.files or [])
    return sum(path.stat().st_size for path in located if path.suffix != ".pyc" and path.exists())


def _parents() -> dict[int, int]:
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):  # ended meanwhile
            continue
    return found


def _pss(pid: int) -> int | None:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), None)
