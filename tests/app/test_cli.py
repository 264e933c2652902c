"""The command trato: each deed with its help, reports as one object, refusals in one line."""

from __future__ import annotations

import json
import os
import pkgutil
import socket
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from tests.embedded import Urls
from trato.app import cli, commands

NAMES = [module.name for module in pkgutil.iter_modules(commands.__path__)]


def _trato(*arguments: str, **told: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRATO_")} | told
    program = Path(sys.executable).parent / "trato"
    return subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_its_help(name: str) -> None:
    label = name.replace("_", "-")
    shown = CliRunner().invoke(cli.build([label]), [label, "--help"])
    assert shown.exit_code == 0
    assert "Usage:" in shown.output


def test_the_help_names_every_command() -> None:
    shown = CliRunner().invoke(cli.build([]), ["--help"]).output
    assert [name for name in NAMES if name.replace("_", "-") not in shown] == []


def test_only_the_command_asked_for_is_loaded() -> None:
    watched = "import sys; from trato.app import cli; cli.build(['migrate']); print('trato.app.serve' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", watched], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_a_taken_port_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = _trato("serve", "--port", str(port), TRATO_HOME=str(tmp_path))
    assert ran.returncode == 2
    assert f"127.0.0.1:{port}" in ran.stderr
    assert f"TRATO_PORT={port + 1}" in ran.stderr
    assert not (tmp_path / "postgres").exists()


def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    ran = _trato("doctor", TRATO_HOME=str(tmp_path), TRATO_PORT="eighty")
    assert ran.returncode == 2
    assert ran.stderr.startswith("trato: TRATO_PORT is 'eighty'")
    assert len(ran.stderr.splitlines()) == 1


def test_a_report_is_one_object_and_the_exit_code_keeps_its_word(database_urls: Urls, tmp_path: Path) -> None:
    told = {"TRATO_HOME": str(tmp_path), "TRATO_DATABASE_URL": database_urls.owner}
    ran = _trato("migrate", "--check", "--json", **told)
    report = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert set(report) == {"ok", "figures", "environment"}
    assert report["figures"]["missing"]["value"] == 0


def test_the_first_person_is_let_in_from_the_command_line(database_urls: Urls, tmp_path: Path) -> None:
    told = {"TRATO_HOME": str(tmp_path), "TRATO_DATABASE_URL": database_urls.owner}
    slug = f"cli-{uuid4().hex[:8]}"
    assert _trato("workspace", "create", slug, "Casa", **told).returncode == 0
    made = _trato("user", "create", "ana@casa.example", "Ana", "--workspace", slug, "--generate", "--json", **told)
    assert len(json.loads(made.stdout)["figures"]["password"]["value"]) >= 16
    again = _trato("user", "create", "ana@casa.example", "Ana", "--workspace", slug, "--generate", **told)
    assert again.returncode == 2
    assert again.stderr.startswith("trato: ")
    unknown = _trato("user", "reset-password", "eva@casa.example", "--workspace", slug, "--generate", **told)
    assert unknown.returncode == 2


@pytest.mark.parametrize(
    "language, said",
    [
        ("", "El cambio «nonsense» no existe."),
        ("C.UTF-8", "El cambio"),
        ("en_GB.UTF-8", "There is no change “nonsense”."),
    ],
)
def test_a_refusal_is_a_sentence_in_the_language_of_the_terminal(tmp_path: Path, language: str, said: str) -> None:
    told = {"TRATO_HOME": str(tmp_path), "LC_ALL": "", "LANG": language}
    ran = _trato("what-if", "--synthetic", "--seeds", "2", "--cases", "10", "--set", "nonsense=1", **told)
    assert ran.returncode == 2 and ran.stderr.startswith(f"trato: {said}") and "agents" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_workspace_is_asked_for_where_nobody_has_made_a_table_yet(tmp_path: Path) -> None:
    ran = _trato("what-if", "--day", "2026-03-02", TRATO_HOME=str(tmp_path))
    assert ran.returncode == 2 and "found: none" in ran.stderr and "Traceback" not in ran.stderr
