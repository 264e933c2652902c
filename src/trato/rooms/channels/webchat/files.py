"""Files at the visitor's door: taken in by content, given out so that they can do nothing to the page."""

from __future__ import annotations

from typing import BinaryIO

from starlette.responses import Response

from trato.kit.errors import Invalid, TooLarge
from trato.kit.file_types import FileType, sniff
from trato.kit.transfers import chunks_of, drain, give_out, plain_name
from trato.rooms.channels.adapters.webchat.adapter import LARGEST_FILE
from trato.rooms.channels.adapters.webchat.settings import settings_of
from trato.rooms.channels.adapters.webchat.shapes import StoredFile
from trato.rooms.channels.webchat import tokens
from trato.rooms.channels.webchat.door import Call, Door, json_answer
from trato.rooms.channels.webchat.errors import FilesRefused, FileTooLarge
from trato.rooms.channels.webchat.view import picture_of


async def upload(door: Door, call: Call) -> Response:
    """Take one file as the raw body, `?name=` its name; answer a ticket that a message of this visitor may carry."""
    visitor = door.visitor(call)
    if not settings_of(call.account.settings).attachments:
        raise FilesRefused()
    door.limits.spend(f"upload:{visitor.id}", door.ports.allowances.uploads)
    name = plain_name(call.request.query_params.get("name", ""))
    found: list[FileType] = []

    def inspect(file: BinaryIO) -> None:
        found.append(sniff(file, name))

    try:
        blob = await door.ports.blobs.put(
            call.account.workspace_id, chunks_of(call.request, LARGEST_FILE), limit=LARGEST_FILE, inspect=inspect
        )
    except TooLarge as error:
        await drain(call.request)
        raise FileTooLarge(limit=LARGEST_FILE) from error
    if blob.size == 0:
        raise Invalid(field="body", reason="empty file")
    stored = StoredFile(blob.key, found[0].mime, blob.size, name, blob.sha256)
    ticket = tokens.upload_ticket(call.account, visitor, stored, call.now)
    url = picture_of(call.account, tokens.file_ticket(call.account, blob.key, stored.mime, name, call.now))
    answer = {"ticket": ticket, "mime": stored.mime, "size": blob.size, "name": name, "url": url}
    return json_answer(answer, status=201)


async def download(door: Door, call: Call) -> Response:
    """Give out a file by the ticket in its URL: shown in a page only when its kind is harmless, else saved."""
    claims = tokens.read_file(call.account, call.request.path_params["ticket"], call.now)
    return give_out(door.ports.blobs.path(claims.key), claims.mime, claims.name, seconds=43_200, anywhere=True)
