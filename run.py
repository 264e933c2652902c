#!/usr/bin/env python3
"""Makes everything Trato needs and starts it with its demo. Needs Python 3.11 or later and nothing else.

python3 run.py            environment, web, database, demo
python3 run.py --setup    only makes the environment and the web
python3 run.py --port 9000 --no-demo …   what follows is for `trato serve` (see `trato serve --help`)
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str]) -> int:
    """Prepare, then become `trato serve`; returns the exit code when there is nothing more to do or it failed."""
    if sys.version_info < (3, 11):
        print(f"Trato needs Python 3.11 or later; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    if "-h" in arguments or "--help" in arguments:
        print(__doc__)
        return 0
    from tools.environment import make_environment  # noqa: PLC0415 (its syntax needs the Python just checked)
    from tools.progress import CannotGoOn, received_megabytes  # noqa: PLC0415
    from tools.web import build_web  # noqa: PLC0415

    is_first, began, before = not (ROOT / ".venv").exists(), time.time(), received_megabytes()  # noqa: TID251 (two processes measure)
    try:
        programs = make_environment("web", build=build_web)
    except CannotGoOn as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    if "--setup" in arguments:
        print("Everything is in place. Start Trato with: python3 run.py", file=sys.stderr)
        return 0
    rest = [one for one in arguments if one != "--no-demo"]
    demo = [] if "--no-demo" in arguments else ["--demo"]
    os.environ.setdefault("TRATO_HOME", str(ROOT / ".trato"))
    if is_first:  # `trato doctor` tells how long a newcomer waited
        os.environ["TRATO_FIRST_START"] = f"{began} {received_megabytes() - before if before else -1}"
    sys.stderr.flush()
    os.execv(programs / "trato", [str(programs / "trato"), "serve", *demo, *rest])
    return 0  # not reached: this process is `trato serve` now


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        sys.exit(130)
