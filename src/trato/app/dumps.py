"""PostgreSQL's own programs for dumps, told the password without showing it to the machine."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from trato.kit.postgres import wheel_binaries

BEGUN = re.compile(r'dumping contents of table "(.+)"')
LONGEST = 4_000  # characters of what went wrong


class DumpRefused(RuntimeError):
    """pg_dump or pg_restore failed; the text is what it said."""


async def dump(url: str, snapshot: str, file: Path, begin: Callable[[str], None] = lambda _: None) -> None:
    """Write the database at `url`, as `snapshot` sees it, to `file` in the custom format. Raises DumpRefused.

    `begin` is told of each table, by schema and name, when its rows begin to be written.
    """

    def hear(line: str) -> None:
        found = BEGUN.search(line)
        if found:
            begin(found[1])

    told = ("--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={file}", "--verbose")
    await _run("pg_dump", url, *told, hear=hear)


async def load(url: str, file: Path) -> None:
    """Load the dump in `file` into the database at `url`, all or nothing. Raises DumpRefused."""
    await _run("pg_restore", url, "--no-owner", "--single-transaction", "--exit-on-error", str(file))


async def _run(program: str, url: str, *arguments: str, hear: Callable[[str], None] = lambda _: None) -> None:
    parts = urlsplit(url)
    login, _, place = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    plain = urlunsplit(parts._replace(netloc=f"{user}@{place}" if user else place))
    told = os.environ | {"LC_ALL": "C"} | ({"PGPASSWORD": unquote(password)} if password else {})
    running = await asyncio.create_subprocess_exec(
        wheel_binaries() / program,
        f"--dbname={plain}",
        *arguments,
        env=told,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert running.stderr is not None
    said: list[str] = []
    async for line in running.stderr:
        said.append(line.decode(errors="replace").rstrip())
        hear(said[-1])
    if await running.wait() != 0:
        wrong = next((n for n, line in enumerate(said) if ": error:" in line), 0)  # before it, only what it did
        words = "\n".join(said[wrong:])[:LONGEST].strip()
        hint = " Name an owner that passes row-level security (BYPASSRLS)." if "row-level security" in words else ""
        raise DumpRefused(f"{program}: {words}{hint}")
