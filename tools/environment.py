"""Makes `.venv`: uv when it is on the PATH, pip otherwise; again only when what is asked for has changed."""

import hashlib
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.progress import CannotGoOn, step

ROOT = Path(__file__).parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "trato-installed"
CONSTRAINTS = ROOT / "constraints.txt"
OLDEST = (3, 11)


def make_environment(*groups: str, build: Callable[[Path], None]) -> Path:
    """Install Trato (editable) with the dependency `groups` of pyproject.toml and `build` its web, at the same time.

    `build` is given the folder of programs, which is also returned; the group `web`, which it needs, is installed
    before. An environment that holds more than is asked for is left alone. Raises CannotGoOn.
    """
    if sys.version_info < OLDEST:
        raise CannotGoOn(f"Trato needs Python 3.11 or later; this is {sys.version.split()[0]}. Try python3.11 run.py.")
    programs = VENV / "bin"
    asked = _requirements(groups)
    wanted = _digest(asked)
    if _is_usable(programs) and wanted in _installed():
        build(programs)
        return programs
    with step("Python environment, and Node to build the web"):
        _make_venv(programs)
        _install(programs, _of_groups(("build", "web")))
    with step("Python packages (downloaded once)"), ThreadPoolExecutor() as pool:
        installing = pool.submit(_install, programs, asked)
        build(programs)
        installing.result()
        _install(programs, ["--no-build-isolation", "--no-deps", "--editable", str(ROOT)])
    narrower = [wanted, *(_digest(_requirements(groups[:count])) for count in range(len(groups)))]
    STAMP.write_text("\n".join(narrower), encoding="ascii")
    return programs


def _requirements(groups: tuple[str, ...]) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *_of_groups(("build", *groups))]


def _of_groups(groups: tuple[str, ...]) -> list[str]:
    known: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "dependency-groups"
    ]
    return [one for group in groups for one in known[group]]


def _digest(asked: list[str]) -> str:
    pins = CONSTRAINTS.read_bytes() if CONSTRAINTS.exists() else b""
    project = hashlib.sha256((ROOT / "pyproject.toml").read_bytes().partition(b"[dependency-groups]")[0]).hexdigest()
    parts = (sys.version, str(ROOT), project, *asked)
    return hashlib.sha256("\0".join(parts).encode() + pins).hexdigest()


def _installed() -> list[str]:
    return STAMP.read_text(encoding="ascii").split() if STAMP.exists() else []


def _is_usable(programs: Path) -> bool:
    return (programs / "python").exists() and (programs / "trato").exists()


def _make_venv(programs: Path) -> None:
    if (programs / "python").exists():
        return
    uv = shutil.which("uv")
    command = [uv, "venv", "--quiet", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
    made = subprocess.run([*command, str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotGoOn(
            f"The virtual environment cannot be made:\n{(made.stderr or made.stdout).strip()}\n"
            "On Debian and Ubuntu: apt install python3-venv, then run this again."
        )


def _install(programs: Path, what: list[str]) -> None:
    uv = shutil.which("uv")
    python = str(programs / "python")
    command = (
        [uv, "pip", "install", "--quiet", "--python", python]
        if uv
        else [python, "-m", "pip", "install", "-qq", "--no-compile"]
    )
    pinned = [*command, *what, "--constraint", str(CONSTRAINTS)]
    if subprocess.run(pinned, cwd=ROOT, check=False).returncode != 0:
        raise CannotGoOn(
            "The Python packages could not be installed. If a download failed, check the network or the proxy "
            "(HTTPS_PROXY, PIP_INDEX_URL) and run this again: what has arrived is kept."
        )
