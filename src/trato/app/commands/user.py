"""`trato user`: let people in when nobody can yet, or when one forgot the password."""

from __future__ import annotations

import asyncio
import secrets
import sys

import typer

from trato.app.beginning.first_run import FIRST_ROLES
from trato.app.database import open_database, open_rooms
from trato.app.report import Report
from trato.app.workspaces import workspace_named
from trato.kit.events import SYSTEM
from trato.kit.settings import Settings, read_settings
from trato.rooms.access import api as access
from trato.rooms.access.errors import UserUnknown
from trato.rooms.access.model import ScopeKind

app = typer.Typer(help="Add people and reset passwords.", no_args_is_help=True)

ROLE = typer.Option(list(FIRST_ROLES), help=f"May be given more than once: {', '.join(access.ROLES)}.")
WORKSPACE = typer.Option("", help="The workspace's short name; not needed when there is one only.")
GENERATE = typer.Option(False, "--generate", help="Make up a password and print it once.")
JSON = typer.Option(False, "--json", help="Print one JSON object.")


@app.command()
def create(
    email: str = typer.Argument(help="What they sign in with."),
    name: str = typer.Argument(help="Their name."),
    role: list[str] = ROLE,
    workspace: str = WORKSPACE,
    generate: bool = GENERATE,
    as_json: bool = JSON,
) -> None:
    """Add a person with roles in the whole workspace. The password is asked for, or read from standard input."""
    password = _password(generate)
    with open_database(read_settings()) as settings:
        user = asyncio.run(_create(settings, workspace, email, name, role, password))
    _tell("user", user, email, password if generate else "", as_json)


@app.command("reset-password")
def reset_password(
    email: str = typer.Argument(help="Whose password."),
    workspace: str = WORKSPACE,
    generate: bool = GENERATE,
    as_json: bool = JSON,
) -> None:
    """Give a person a new password and end their sessions."""
    password = _password(generate)
    with open_database(read_settings()) as settings:
        user = asyncio.run(_reset(settings, workspace, email, password))
    _tell("user", user, email, password if generate else "", as_json)


async def _create(settings: Settings, slug: str, email: str, name: str, roles: list[str], password: str) -> str:
    hashed = await access.Passwords().hash(password)
    identity = await workspace_named(settings, slug)
    async with open_rooms(settings) as database, database.transaction(identity, SYSTEM) as tx:
        user = await access.add_user(tx, email, name, password_hash=hashed)
        for role in roles:
            await access.grant(tx, None, user.id, role, ScopeKind.WORKSPACE)
    return str(user.id)


async def _reset(settings: Settings, slug: str, email: str, password: str) -> str:
    hashed = await access.Passwords().hash(password)
    identity = await workspace_named(settings, slug)
    async with open_rooms(settings) as database, database.transaction(identity, SYSTEM) as tx:
        user = await access.find_user(tx, email)
        if user is None:
            raise UserUnknown(email=email)
        await access.set_password(tx, user.id, hashed)
    return str(user.id)


def _password(generate: bool) -> str:
    if generate:
        return secrets.token_urlsafe(15)
    if sys.stdin.isatty():
        entered: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return entered
    return sys.stdin.readline().rstrip("\n")


def _tell(what: str, identity: str, email: str, password: str, as_json: bool) -> None:
    report = Report()
    report.add(what, identity, note=email)
    if password:
        report.add("password", password, note="shown once")
    report.print(as_json)
