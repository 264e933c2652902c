"""A contract for import-linter: from outside, a room is entered by `model`, `api` or `events` only."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output

DOORS = frozenset({"model", "api", "events"})  # words, deeds, facts
SEES_ALL = "trato.app"


def room_of(module: str) -> str | None:
    """Return the room that `module` belongs to, or None when it is outside of all rooms."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 and parts[:2] == ["trato", "rooms"] else None


def door_of(module: str) -> str | None:
    """Return the part of its room through which `module` is reached: `trato.rooms.sla.model.hours` is in `model`."""
    parts = module.split(".")
    return parts[3] if len(parts) > 3 else None


def climbs_in(importer: str, imported: str) -> bool:
    """Say whether `importer` enters somebody else's room otherwise than by a door."""
    room = room_of(imported)
    if room is None or room == room_of(importer) or f"{importer}.".startswith(f"{SEES_ALL}."):
        return False
    return door_of(imported) not in DOORS


class Doors(Contract):
    """Keeps `climbs_in` false for every import."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import of the code."""
        found = [
            (importer, imported)
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if climbs_in(importer, imported)
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say who climbs in where."""
        for importer, imported in check.metadata["found"]:
            output.print_error(f"{importer} enters {imported} otherwise than by a door", bold=False)
