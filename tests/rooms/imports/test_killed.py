"""A killed import loses nothing and doubles nothing: the same command goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.embedded import Urls
from tests.rooms.imports.world import LUIS, Desk, write
from trato.rooms.imports.sources import csv_folder

pytestmark = pytest.mark.anyio


async def test_a_killed_command_goes_on_where_it_stopped(desk: Desk, database_urls: Urls, tmp_path: Path) -> None:
    many = csv_folder.A_PAGE + 40
    rows = [{**LUIS, "id": f"c{n}", "email": f"c{n}@correo.example"} for n in range(many)]
    write(tmp_path, contacts=rows)
    (row,) = await desk.world.fetch("select slug from access.workspace where id = $1", desk.world.workspace)
    home = desk.world.house.settings.home
    told = os.environ | {"TRATO_HOME": str(home), "TRATO_DATABASE_URL": database_urls.owner}
    start = "from trato.app.cli import main; main()"
    command = [sys.executable, "-c", start, "import", "csv", str(tmp_path), "--workspace", row["slug"], "--json"]

    def ran(failpoint: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=told | {"TRATO_FAILPOINT": failpoint}, capture_output=True, text=True, check=False, timeout=60
        )

    assert ran("imports.after_commit").returncode == -signal.SIGKILL
    assert len(await desk.world.fetch("select 1 from contacts.contact")) == csv_folder.A_PAGE
    await desk.world.fetch("update imports.run set beat_at = beat_at - interval '1 min' returning id")
    last = ran("")
    assert last.returncode == 0, last.stderr
    assert json.loads(last.stdout)["figures"]["contact.created"]["value"] == many
    assert len(await desk.world.fetch("select 1 from contacts.contact")) == many
    assert len(await desk.world.fetch("select 1 from imports.run")) == 1
