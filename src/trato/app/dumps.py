"""PostgreSQL's own programs for dumps, told the password without showing it to the machine."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from trato.kit.postgres import wheel_binaries


class DumpRefused(RuntimeError):
    """pg_dump or pg_restore failed; the text is what it said."""


async def dump(url: str, snapshot: str, file: Path) -> None:
    """Write the database at `url`, as `snapshot` sees it, to `file` in the custom format. Raises DumpRefused."""
    await _run("pg_dump", url, "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={file}")


async def load(url: str, file: Path) -> None:
    """Load the dump in `file` into the database at `url`, all or nothing. Raises DumpRefused."""
    await _run("pg_restore", url, "--no-owner", "--single-transaction", "--exit-on-error", str(file))


async def _run(program: str, url: str, *arguments: str) -> None:
    parts = urlsplit(url)
    login, _, place = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    plain = urlunsplit(parts._replace(netloc=f"{user}@{place}" if user else place))
    told = os.environ | ({"PGPASSWORD": unquote(password)} if password else {})
    running = await asyncio.create_subprocess_exec(
        wheel_binaries() / program,
        f"--dbname={plain}",
        *arguments,
        env=told,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await running.communicate()
    if running.returncode != 0:
        words = said.decode(errors="replace").strip()
        hint = " Name an owner that passes row-level security (BYPASSRLS)." if "row-level security" in words else ""
        raise DumpRefused(f"{program}: {words}{hint}")
