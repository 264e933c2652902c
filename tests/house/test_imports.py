"""The rule of imports: its own contract, and that all contracts hold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.doors import climbs_in

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("door", ["model", "model.hours", "api", "events"])
def test_a_room_is_entered_by_its_doors(door: str) -> None:
    assert not climbs_in("trato.flow.inbound", f"trato.rooms.sla.{door}")


@pytest.mark.parametrize("window", ["trato.rooms.sla", "trato.rooms.sla.store", "trato.rooms.sla.service.clocks"])
def test_a_room_is_not_entered_otherwise(window: str) -> None:
    assert climbs_in("trato.flow.inbound", window)
    assert climbs_in("trato.rooms.console.store", window)


def test_a_room_is_free_inside_itself_and_the_app_everywhere() -> None:
    assert not climbs_in("trato.rooms.sla.service", "trato.rooms.sla.store")
    assert not climbs_in("trato.app.wiring", "trato.rooms.sla.reactions")
    assert not climbs_in("trato.rooms.sla.store", "trato.kit.tx")


def test_every_import_contract_holds() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    told = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}  # this checkout, whatever is installed
    ran = subprocess.run([program, "--no-cache"], cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[ran.stdout.find("Contracts:") :]


def test_the_supervisor_which_lives_as_long_as_the_product_holds_nothing_of_it_in_memory() -> None:
    loaded = "import sys, trato.app.commands.serve; print(*(one for one in sys.modules if one.startswith('trato.')))"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    names = said.stdout.split()
    assert "trato.app.serve" in names
    assert [one for one in names if one.startswith(("trato.rooms", "trato.flow"))] == []
