"""Files at the desk: the raw bytes in, by their content; the bytes out, so that they can do nothing to the page."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import admit, guard, json_answer
from trato.app.wiring import House
from trato.kit.errors import Forbidden, Invalid, NotFound, TooLarge
from trato.kit.events import Actor, ActorKind
from trato.kit.file_types import FileType, sniff
from trato.kit.transfers import chunks_of, drain, give_out, plain_name
from trato.kit.virus import Scanner, ScannerAway, TooBigToScan
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Verb
from trato.rooms.console.errors import FileInfected, FileNotScannable, FileNotScanned, FileTooBig
from trato.rooms.console.service import uploads

log = structlog.get_logger()


def routes(house: House, entrance: Entrance) -> list[Route]:
    """Return `PUT /api/v1/attachments/{id}` and `GET /api/v1/files/{id}`."""
    scanner = Scanner(house.settings.clamav)

    async def scan(content: bytes) -> None:
        try:
            found = await scanner.scan(content)
        except ScannerAway as away:
            log.warning("upload.scanner_away", error=str(away))
            raise FileNotScanned from away
        except TooBigToScan as big:
            raise FileNotScannable from big
        if found:
            log.warning("upload.infected", found=found)
            raise FileInfected(found=found)

    async def put(request: Request) -> Response:
        who = await admit(entrance, request, Verb.CASES_REPLY)
        assert who is not None
        id = _id(request)
        name = plain_name(request.query_params.get("name", ""))
        found: list[FileType] = []

        def inspect(file: BinaryIO) -> None:
            found.append(sniff(file, name))
            uploads.check_kind(found[-1].mime)

        try:
            chunks = chunks_of(request, uploads.LARGEST)
            look = scan if scanner.is_set else None
            blob = await house.blobs.put(who.workspace_id, chunks, limit=uploads.LARGEST, inspect=inspect, scan=look)
        except TooLarge as error:
            await drain(request)
            raise FileTooBig(limit=uploads.LARGEST) from error
        if blob.size == 0:
            raise Invalid(field="body", reason="empty_file")
        async with house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
            kept = await uploads.keep(tx, who, id, name, found[0].mime, blob.key, blob.size)
        return json_answer(kept)

    async def get(request: Request) -> Response:
        who = await admit(entrance, request, Verb.CASES_READ)
        if who is None:
            raise Forbidden()
        async with house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
            file = await uploads.find(tx, who, _id(request))
        return give_out(house.blobs.path(file.key), file.mime, file.name or "", seconds=3600, anywhere=False)

    return [
        Route("/api/v1/attachments/{id}", guard(put), methods=["PUT"]),
        Route("/api/v1/files/{id}", guard(get), methods=["GET"]),
    ]


def _id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["id"])
    except ValueError:
        raise NotFound() from None
