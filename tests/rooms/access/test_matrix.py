"""The matrix is the only place that says which role may do what; everything else is made from it."""

import csv
from pathlib import Path
from uuid import UUID

import pytest

from trato.rooms.access.model import Place, Reach, ScopeKind, Verb
from trato.rooms.access.rules.matrix import ROLES, permissions_page, read_matrix
from trato.rooms.access.rules.rights import can, resolve

ROOT = Path(__file__).parents[3]
MATRIX = ROOT / "src/trato/rooms/access/matrix.csv"
BRAND, OTHER = UUID(int=1), UUID(int=2)
MANUALS = {
    "S279": "director_of_care agent analyst architect project_manager product_manager system_admin business_analyst"
    " evangelist communications_manager",
    "S280": "service_leader service_agent service_analyst",
}


def _cells() -> list[tuple[str, Verb, bool]]:
    """Read the file by other means than the code does."""
    lines = list(csv.reader(MATRIX.read_text(encoding="utf-8").splitlines()))
    return [(line[0], Verb(name), line[n] == "yes") for line in lines[1:] for n, name in enumerate(lines[0]) if n > 4]


@pytest.mark.parametrize(("role", "verb", "allowed"), _cells())
def test_each_cell_of_the_matrix_holds_within_the_scope_of_a_grant_and_nowhere_else(
    role: str, verb: Verb, allowed: bool
) -> None:
    rights = resolve([Reach(role, ScopeKind.BRAND, BRAND, frozenset({BRAND}))])
    assert can(rights, verb, Place(brand_id=BRAND)) is allowed
    assert not can(rights, verb, Place(brand_id=OTHER))
    assert not can(rights, verb, Place())
    everywhere = resolve([Reach(role, ScopeKind.WORKSPACE)])
    assert can(everywhere, verb, Place(brand_id=OTHER)) is can(everywhere, verb, Place()) is allowed


@pytest.mark.parametrize(("source", "roles"), MANUALS.items())
def test_every_role_of_the_manuals_is_shipped(source: str, roles: str) -> None:
    assert {role.code for role in ROLES.values() if role.source == source} == set(roles.split())


def test_every_role_has_a_name_in_each_language() -> None:
    assert all(role.names[language] for role in ROLES.values() for language in ("es", "en", "pt"))


def test_somebody_may_do_every_verb_and_nobody_may_do_everything() -> None:
    assert set().union(*(role.verbs for role in ROLES.values())) == set(Verb)
    assert all(role.verbs != set(Verb) for role in ROLES.values())


def test_who_runs_the_system_does_not_read_what_contacts_write() -> None:
    admin = ROLES["system_admin"].verbs
    assert not admin & {Verb.CASES_READ, Verb.CONTACTS_READ, Verb.CASES_EXPORT, Verb.CONTACTS_EXPORT}


def test_who_audits_changes_nothing() -> None:
    writes = {verb for verb in ROLES["auditor"].verbs if not verb.value.endswith((".read", ".export"))}
    assert writes == set()


def test_the_page_of_permissions_is_that_of_the_matrix() -> None:
    page = (ROOT / "docs/permissions.md").read_text(encoding="utf-8")
    assert page == permissions_page(), "run: python -m trato.rooms.access.cli docs/permissions.md"


@pytest.mark.parametrize(
    "change",
    [("cases.read", "cases.raed"), (",yes", ",maybe"), (",system.read\n", "\n")],
    ids=["verb", "cell", "column"],
)
def test_a_matrix_with_a_slip_is_refused(change: tuple[str, str]) -> None:
    with pytest.raises(ValueError):
        read_matrix(MATRIX.read_text(encoding="utf-8").replace(*change, 1))
