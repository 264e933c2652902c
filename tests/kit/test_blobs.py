"""Files of people: whole or absent, one copy for each content, nobody else's."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import pytest

from trato.kit.blobs import Blobs
from trato.kit.errors import NotFound, TooLarge

ONE, OTHER = UUID(int=1), UUID(int=2)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_what_was_put_is_read_back_by_its_key(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blob = await blobs.put(ONE, b"hola")
    assert blob.sha256 == hashlib.sha256(b"hola").hexdigest()
    assert blob.size == 4
    assert await blobs.open(blob.key) == b"hola"


async def test_the_same_content_is_kept_once_in_a_workspace_and_apart_in_another(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    keys = [(await blobs.put(one, b"hola")).key for one in (ONE, ONE, OTHER)]
    assert keys[0] == keys[1] != keys[2]
    assert len(files_in(tmp_path)) == 2


async def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await Blobs(tmp_path).put(ONE, broken())
    assert files_in(tmp_path) == []


async def test_more_than_the_limit_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        await Blobs(tmp_path).put(ONE, b"12345", limit=4)
    assert files_in(tmp_path) == []


async def test_an_inspector_sees_the_whole_file_and_can_refuse_it(tmp_path: Path) -> None:
    seen: list[bytes] = []

    def inspect(file: BinaryIO) -> None:
        seen.append(file.read())
        raise ValueError

    with pytest.raises(ValueError, match="^$"):
        await Blobs(tmp_path).put(ONE, b"hola", inspect=inspect)
    assert seen == [b"hola"]
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("key", ["", "../../etc/passwd", f"{ONE}/../x", f"{ONE}/{'a' * 64}", f"{ONE}/{'A' * 64}"])
async def test_a_key_that_names_nothing_is_not_found(tmp_path: Path, key: str) -> None:
    with pytest.raises(NotFound):
        await Blobs(tmp_path).open(key)


async def test_what_was_dropped_is_gone(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blob = await blobs.put(ONE, b"hola")
    await blobs.drop(blob.key)
    with pytest.raises(NotFound):
        await blobs.open(blob.key)
