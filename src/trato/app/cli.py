"""The command `trato`: a file in `app/commands/` is a command of that name.

Such a file holds either `command`, a function, or `app`, a `typer.Typer` with commands of its own.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version

import typer

from trato.app import commands
from trato.app.dumps import DumpRefused
from trato.app.export import ExportRefused
from trato.app.restore import RestoreRefused
from trato.app.safety import UnsafeDatabase
from trato.kit.errors import TratoError
from trato.kit.i18n import problem_title
from trato.kit.migrations import MigrationRefused
from trato.kit.postgres import PostgresDidNotStart
from trato.kit.settings import SettingRefused

REFUSALS = (
    SettingRefused,
    MigrationRefused,
    PostgresDidNotStart,
    UnsafeDatabase,
    DumpRefused,
    RestoreRefused,
    ExportRefused,
    TratoError,
)


def main() -> None:
    """Run the command that the arguments name; refusals are one line on stderr and exit code 2."""
    try:
        build(sys.argv[1:])()
    except REFUSALS as refusal:
        typer.echo(f"trato: {sentence(refusal, os.environ)}", err=True)
        sys.exit(2)


def sentence(refusal: Exception, environment: Mapping[str, str]) -> str:
    """Return what a refusal says in the language that the terminal names (LC_ALL, LC_MESSAGES, LANG); or in Spanish."""
    if not isinstance(refusal, TratoError):
        return str(refusal)
    named = next((environment[one] for one in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(one)), "")
    return problem_title(refusal.code, named[:2], refusal.data) or str(refusal)


def build(arguments: list[str]) -> typer.Typer:
    """Return the program; only the command asked for is loaded, all of them to show the help."""
    program = typer.Typer(
        no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
    )
    program.callback()(_root)
    names = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    wanted = arguments[0].replace("-", "_") if arguments else ""
    for name in [wanted] if wanted in names else names:
        module = import_module(f"{commands.__name__}.{name}")
        label = name.replace("_", "-")
        if hasattr(module, "app"):
            program.add_typer(module.app, name=label)
        else:
            program.command(label)(module.command)
    return program


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"trato {version('trato')}")
        raise typer.Exit


def _root(
    shown: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Show the version."),
) -> None:
    """Trato: customer care that keeps its promises."""
