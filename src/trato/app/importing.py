"""What an import needs of the process: the files' place, the scanner, the door by which a zip comes."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import admit, guard, json_answer
from trato.app.wiring import House
from trato.kit.errors import Forbidden, Invalid, TooLarge
from trato.kit.file_types import sniff
from trato.kit.transfers import chunks_of, drain, plain_name
from trato.kit.virus import Scanner
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import EVERYWHERE, Verb
from trato.rooms.imports import api as imports
from trato.rooms.imports.reactions import Runner

FILES = "/api/v1/imports/files"
LARGEST = 2 * 1024**3  # bytes of a zip that is uploaded; the command takes larger ones


class ToUpload(Struct, frozen=True):
    """What a file is called."""

    name: str = ""


class Uploaded(Struct, frozen=True):
    """A file that can be imported: by `file` it is asked for; its `size` in bytes."""

    file: str
    name: str
    size: int


def importer_of(house: House) -> imports.Importer:
    """Return what brings records into this house."""
    return imports.Importer(house.db, imports.Porter(house.blobs, Scanner(house.settings.clamav)))


def runner_of(house: House) -> Runner:
    """Return what does the imports that were asked for on the screen."""
    return Runner(house.db, importer_of(house), house.blobs)


def routes(house: House, entrance: Entrance) -> list[Route]:
    """Return `PUT /api/v1/imports/files`: a zip of tables, to be asked about and brought in afterwards."""

    async def put(request: Request) -> Response:
        who = await admit(entrance, request, Verb.SETTINGS_WRITE)
        assert who is not None
        if not who.rights.scope(Verb.SETTINGS_WRITE).covers(EVERYWHERE):
            raise Forbidden(verb=Verb.SETTINGS_WRITE.value)
        name = plain_name(request.query_params.get("name", ""))

        def inspect(file: BinaryIO) -> None:
            sniff(file, name)  # one that is made to fill a disk is refused
            file.seek(0)
            if not zipfile.is_zipfile(file):
                raise Invalid(field="body", reason="no_zip")

        try:
            blob = await house.blobs.put(who.workspace_id, chunks_of(request, LARGEST), limit=LARGEST, inspect=inspect)
        except TooLarge:
            await drain(request)
            raise
        return json_answer(Uploaded(blob.sha256, name, blob.size))

    return [Route(FILES, guard(put), methods=["PUT"])]
