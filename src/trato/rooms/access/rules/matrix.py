"""The roles of the manuals (S279, S280) and what each may do: only `matrix.csv` says it, and it is read once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from msgspec import Struct

from trato.rooms.access.model import Verb

FIXED_COLUMNS = ("role", "source", "es", "en", "pt")


class Role(Struct, frozen=True):
    """A role as shipped. `source` is the entry of the capability list that asks for it; `names` are by language."""

    code: str
    source: str
    names: Mapping[str, str]
    verbs: frozenset[Verb]


def read_matrix(text: str) -> Mapping[str, Role]:
    """Read the matrix. Raises ValueError for a column or a cell that it does not know, and for a verb without one."""
    head, *lines = csv.reader(text.splitlines())
    strange = {*FIXED_COLUMNS, *Verb} ^ set(head)
    if strange or any(len(line) != len(head) for line in lines):
        raise ValueError(f"the matrix and the verbs differ: {sorted(strange)}")
    return MappingProxyType({line[0]: _read_role(dict(zip(head, line, strict=True))) for line in lines})


def _read_role(line: Mapping[str, str]) -> Role:
    strange = {value for verb in Verb if (value := line[verb]) not in {"", "yes"}}
    if strange:
        raise ValueError(f"{line['role']}: cells are empty or yes, not {sorted(strange)}")
    names = {language: line[language] for language in ("es", "en", "pt")}
    return Role(line["role"], line["source"], names, frozenset(verb for verb in Verb if line[verb]))


ROLES = read_matrix(files("trato.rooms.access").joinpath("matrix.csv").read_text(encoding="utf-8"))


def permissions_page(roles: Mapping[str, Role] = ROLES) -> str:
    """Return docs/permissions.md: the matrix for people to read."""
    codes = list(roles)
    head = "| verb | " + " | ".join(codes) + " |"
    rule = "|---|" + ":-:|" * len(codes)
    rows = [
        f"| `{verb}` | " + " | ".join("●" if verb in roles[code].verbs else "" for code in codes) + " |"
        for verb in Verb
    ]
    named = [
        f"| `{one.code}` | {one.names['es']} | {one.names['en']} | {one.names['pt']} | {one.source} |"
        for one in roles.values()
    ]
    return "\n".join(
        [
            "# Permissions",
            "",
            "Made from `src/trato/rooms/access/matrix.csv` by `python -m trato.rooms.access.cli docs/permissions.md`;",
            "change the matrix, never this page.",
            "",
            "A grant gives a user or a team one role within one scope: the whole workspace, a unit with all below it,",
            "a brand, a queue or a channel account. What somebody may do is the sum of their grants, each within its",
            "scope. A grant may have an end. A workspace makes roles of its own by copying one of these and changing",
            "it: such a role never holds a verb that its maker does not have everywhere. Somebody active who manages",
            "people and grants in the whole workspace, without an end, always remains.",
            "",
            "A workspace may trust providers of OpenID Connect. One vouches for people who are known here, by a",
            "verified e-mail: it makes nobody, gives no role, and is no second factor. As it could vouch for anybody,",
            "it is chosen by a person who manages people and grants in the whole workspace, never by a token.",
            "",
            "## Roles",
            "",
            "| role | es | en | pt | source |",
            "|---|---|---|---|---|",
            *named,
            "",
            "## Who may do what",
            "",
            head,
            rule,
            *rows,
            "",
        ]
    )
