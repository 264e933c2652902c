"""The operating-system account that servers run as when we are root."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

CANDIDATES = ("postgres", "nobody")  # they exist already; we never make one


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged account by its numbers."""

    uid: int
    gid: int


def unprivileged() -> Account | None:
    """Return the account to drop to, or None when we are not root and need none. Raises LookupError without one."""
    if os.geteuid() != 0:
        return None
    for name in (os.environ.get("TRATO_PG_USER", ""), *CANDIDATES):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise LookupError("Running as root needs an account to drop to: create `postgres` or name one in TRATO_PG_USER.")


def can_enter(folder: Path, account: Account) -> bool:
    """Say whether `account` may go through `folder` and every folder on the way to it."""
    return all(_allows(one, account, 0o1) for one in (folder, *folder.parents))


def can_run(program: Path, account: Account) -> bool:
    """Say whether `account` may reach, read and run `program`."""
    return can_enter(program.parent, account) and _allows(program, account, 0o5)


def give(path: Path, account: Account | None) -> None:
    """Hand `path` itself over to `account`; nothing to do without one."""
    if account:
        os.chown(path, account.uid, account.gid)


def _allows(path: Path, account: Account, wanted: int) -> bool:
    found = path.stat()
    shift = 6 if found.st_uid == account.uid else 3 if found.st_gid == account.gid else 0
    return (found.st_mode >> shift) & wanted == wanted
