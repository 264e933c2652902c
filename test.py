#!/usr/bin/env python3
"""Makes everything Trato needs and runs every check. Needs Python 3.11 or later and nothing else.

    python3 test.py           style, types, imports, web, tests, and the browser tests where a Chromium is found
    python3 test.py --fast    without the browser tests

With CI=true a missing Chromium is a failure. The last line is `N passed, N failed`.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TWO_AT_A_TIME = ("--numprocesses=2", "--dist=loadfile")  # each has a database of its own, and browsers a whole product
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Tally:
    """What passed and failed so far; a check that is not a test counts as one."""

    passed: int = 0
    failed: int = 0

    def add(self, name: str, seconds: float, passed: int, failed: int, note: str = "") -> None:
        """Count a check and print its line."""
        self.passed += passed
        self.failed += failed
        mark = "✗" if failed else "✓"
        print(f"{mark} {name}: {passed} passed, {failed} failed{note} ({seconds:.1f} s)", flush=True)


def main(arguments: list[str]) -> int:
    """Prepare, run all checks, go on after a failure, and return 0 only when none failed."""
    if sys.version_info < (3, 11):
        print(f"Trato needs Python 3.11 or later; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    if "-h" in arguments or "--help" in arguments:
        print(__doc__)
        return 0
    from tools.environment import make_environment  # noqa: PLC0415 (its syntax needs the Python just checked)
    from tools.progress import CannotGoOn  # noqa: PLC0415
    from tools.web import build_web, existing, node_environment  # noqa: PLC0415

    tally = Tally()
    try:
        programs = make_environment("web", "dev", build=build_web)
        node = node_environment(programs)
    except CannotGoOn as reason:
        print(f"\n{reason}\n0 passed, 1 failed", file=sys.stderr)
        return 1
    _check(tally, "style", [programs / "ruff", "check", "."])
    _check(tally, "types", [programs / "mypy", "src", "tests", "bench", "tools", "run.py", "test.py"])
    _check(tally, "imports", [programs / "lint-imports"], {"PYTHONPATH": str(ROOT)})
    for name in existing():
        _check(tally, f"web/{name}", ["npm", "run", "--silent", "check"], node, ROOT / "web" / name)
    _pytest(tally, "tests", programs, ["--ignore=tests/browser", *TWO_AT_A_TIME])
    if "--fast" not in arguments and (ROOT / "tests" / "browser").exists():
        _browser(tally, programs)
    print(f"{tally.passed} passed, {tally.failed} failed", flush=True)
    return 1 if tally.failed else 0


def _check(
    tally: Tally, name: str, command: list[Path | str], told: dict[str, str] | None = None, folder: Path = ROOT
) -> None:
    start = time.monotonic()
    ran = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | (told or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        print(ran.stdout, flush=True)
    failed = int(ran.returncode != 0)
    tally.add(name, time.monotonic() - start, 1 - failed, failed)


def _pytest(tally: Tally, name: str, programs: Path, arguments: list[str]) -> None:
    """Run pytest, showing its output as it comes, and count by its closing line."""
    start = time.monotonic()
    command: list[Path | str] = [programs / "python", "-m", "pytest", *arguments]
    closing = ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            print(line, end="", flush=True)
            closing = line.strip() or closing
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|errors?|skipped)", closing)}
    failed = counts.get("failed", 0) + counts.get("error", 0) + counts.get("errors", 0)
    if running.returncode not in {0, 5} and not failed:
        failed = 1  # it did not get as far as counting
    skipped = f", {counts['skipped']} skipped" if counts.get("skipped") else ""
    tally.add(name, time.monotonic() - start, counts.get("passed", 0), failed, skipped)


def _browser(tally: Tally, programs: Path) -> None:
    found = os.environ.get("TRATO_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found:
        os.environ["TRATO_CHROMIUM"] = found
        _pytest(tally, "browser", programs, ["tests/browser", *TWO_AT_A_TIME])
    elif os.environ.get("CI", "").lower() in {"1", "true"}:
        tally.add("browser", 0, 0, 1, ": no Chromium (apt-get install chromium)")
    else:
        print("· browser tests left out: no Chromium is installed", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        sys.exit(130)
