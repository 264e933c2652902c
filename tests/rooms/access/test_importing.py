"""People from a file: whatever wrote it, told line by line, and all of them or none."""

from __future__ import annotations

from typing import Any, TypeAlias

import asyncpg
import pytest

from tests.rooms.access.world import World, start
from trato.kit.errors import Invalid
from trato.kit.secrets import Keyring
from trato.rooms.access import api as access
from trato.rooms.access.errors import FileRefusedByLines
from trato.rooms.access.http.invitations import Invitations, PeopleUpload
from trato.rooms.access.model import Principal, ScopeKind, WorkspaceId
from trato.rooms.access.rules.people_file import read_people
from trato.rooms.access.service import links

Connection: TypeAlias = "asyncpg.Connection[Any]"
TABLE = "Correo;Nombre;Equipo;Rol;Unidad\nana@example.org;Ana Muñoz;Noche;Agente;Brisa\nluis@example.org;Luís Peña;;;\n"
DOORS = Invitations(Keyring((bytes(32),)), "https://trato.example.org", by_mail=False)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8"),
        (TABLE.encode("latin-1"), "latin-1"),
        (TABLE.encode("utf-16"), "utf-16"),
        (TABLE.encode("utf-16-le"), "utf-16"),
        (TABLE.replace(";", ",").replace("\n", "\r\n").encode(), "utf-8"),
        (TABLE.replace(";", "\t").encode("utf-16"), "utf-16"),
    ],
)
def test_a_file_is_read_whatever_wrote_it(raw: bytes, encoding: str) -> None:
    file = read_people(raw)
    assert file.encoding == encoding
    assert [(one.number, one.email, one.name) for one in file.lines] == [
        (2, "ana@example.org", "Ana Muñoz"),
        (3, "luis@example.org", "Luís Peña"),
    ]
    assert (file.lines[0].team, file.lines[0].role, file.lines[0].unit) == ("Noche", "Agente", "Brisa")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"  \n", "empty"),
        (b"Correo;Nombre\n", "empty"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "not_text"),
        (b"Nombre;Equipo\nAna;Noche\n", "no_email"),
        (b"Correo;Equipo\na@example.org;Noche\n", "no_name"),
        (b"Correo;Nombre\n" + b"a@example.org;Ana\n" * 2001, "too_many"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw: bytes, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_people(raw)
    assert refused.value.data["reason"] == reason


async def _leader(here: World) -> Principal:
    await here.user("dire", "director_of_care")
    await here.team("Noche")
    here.as_user(here.people["dire"].id)
    return Principal(WorkspaceId(here.tx.workspace), here.people["dire"], await here.rights("dire"))


async def test_a_file_is_looked_at_and_then_taken_whole(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _leader(here)
    upload = PeopleUpload(TABLE.encode("latin-1"))
    found = await DOORS.bring_in(here.tx, who, upload)
    assert [one.problems for one in found.lines] == [[], []] and not found.done
    assert await access.find_user(here.tx, "ana@example.org") is None
    assert (await DOORS.bring_in(here.tx, who, PeopleUpload(upload.file, apply=True))).done
    ana = await access.find_user(here.tx, "ana@example.org")
    assert ana is not None and ana.name == "Ana Muñoz" and ana.state == "invited"
    (grant,) = [one for one in await access.list_grants(here.tx) if one.user_id == ana.id]
    assert (grant.role, grant.scope_kind, grant.scope_id) == ("agent", ScopeKind.BRAND, here.brisa)
    assert len(await access.memberships_of(here.tx, ana.id)) == 1
    assert len(await links.list_invitations(here.tx)) == 2


async def test_one_wrong_line_and_nobody_is_taken_each_wrong_line_says_why(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _leader(here)
    table = (
        "email,name,team,role,unit\n"
        "ana@example.org,Ana,,,\n"
        "no-es-correo,Beto,,,\n"
        "ANA@example.org,Otra Ana,,,\n"
        "dire@example.org,Dire,,,\n"
        "caro@example.org,,Tarde,Jefa,Marte\n"
        "juan@example.org,JosÃ© PeÃ±a,,,\n"
    )
    found = await DOORS.bring_in(here.tx, who, PeopleUpload(table.encode()))
    assert {one.number: one.problems for one in found.lines} == {
        2: [],
        3: ["email"],
        4: ["twice"],
        5: ["taken"],
        6: ["name", "team", "role", "unit"],
        7: ["encoding"],
    }
    with pytest.raises(FileRefusedByLines) as refused:
        await DOORS.bring_in(here.tx, who, PeopleUpload(table.encode(), apply=True))
    assert refused.value.data == {"lines": [3, 4, 5, 6, 7]}
    assert await access.find_user(here.tx, "ana@example.org") is None
