"""What `run.py` installs is pinned, and the two commands of the README say how they are used."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[ ;<>=!~\[]", requirement, maxsplit=1)[0]).lower()


def test_everything_asked_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = list(project["project"]["dependencies"])
    for group in project["dependency-groups"].values():
        asked += group
    pinned = {_name(line) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert {_name(one) for one in asked} - pinned == set()


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_a_command_of_the_readme_explains_itself_before_anything_is_installed(script: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-S", "-I", ROOT / script, "--help"], cwd="/", capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0
    assert f"python3 {script}" in ran.stdout
