"""Files at the visitor's door."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from tests.rooms.channels.webchat.asking import Page
from tests.rooms.channels.webchat.house import NOON, House
from trato.rooms.channels.model import Media

MEGABYTE = 1024 * 1024


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
async def page(house: House) -> Page:
    page = Page(house)
    await page.come()
    return page


def files_of(house: House) -> list[Path]:
    return [one for one in house.folder.rglob("*") if one.is_file()]


def a_picture(size: tuple[int, int] = (8, 8)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "green").save(file, "PNG")
    return file.getvalue()


def an_enormous_picture() -> bytes:
    """A few bytes that say they are 100,000 by 100,000 points."""
    picture = bytearray(a_picture())
    picture[16:24] = (100_000).to_bytes(4) + (100_000).to_bytes(4)
    picture[29:33] = zlib.crc32(picture[12:29]).to_bytes(4)
    return bytes(picture)


async def test_a_chat_that_takes_no_files_says_so_and_stores_none(house: House, page: Page) -> None:
    house.account = msgspec.structs.replace(house.account, settings={**house.account.settings, "attachments": False})
    assert (await page.come())["settings"]["files"] is False
    answer = await page.post("uploads?name=olla.png", a_picture())
    assert (answer.status_code, answer.json()["code"]) == (403, "files_refused")
    assert files_of(house) == []


async def test_a_photo_goes_up_with_its_message_and_comes_down_as_it_was(house: House, page: Page) -> None:
    photo = a_picture()
    up = await page.post("uploads?name=olla.png", photo)
    assert up.status_code == 201
    assert (up.json()["mime"], up.json()["size"]) == ("image/png", len(photo))
    assert (await page.write("Mira", files=[{"ticket": up.json()["ticket"]}])).status_code == 202
    media = house.events[0].parts[1]
    assert isinstance(media, Media)
    assert (media.media, media.name) == ("image", "olla.png")
    down = await page.client.get((await page.get("messages")).json()["messages"][0]["parts"][1]["url"])
    assert down.content == photo
    assert down.headers["content-type"] == "image/png"


async def test_the_name_does_not_decide_what_a_file_is(page: Page) -> None:
    up = await page.post("uploads?name=foto.png", b"<html><script>alert(1)</script>")
    assert up.json()["mime"] == "text/html"
    down = await page.client.get(up.json()["url"])
    assert down.headers["content-type"] == "application/octet-stream"
    assert down.headers["content-disposition"].startswith("attachment")


async def test_an_svg_is_only_for_download_and_can_run_nothing(page: Page) -> None:
    up = await page.post("uploads?name=a.svg", b'<?xml version="1.0"?><svg onload="alert(1)"/>')
    down = await page.client.get(up.json()["url"])
    assert down.headers["content-type"] == "application/octet-stream"
    assert down.headers["content-disposition"].startswith("attachment")
    assert down.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert down.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("size", [25 * MEGABYTE + 1, 30 * MEGABYTE])
async def test_a_file_of_thirty_megabytes_is_refused_with_the_limit_and_leaves_nothing(
    house: House, page: Page, size: int
) -> None:
    up = await page.post("uploads?name=video.mp4", b"\0" * size)
    assert up.status_code == 413
    assert up.json()["code"] == "file_too_large"
    assert up.json()["limit"] == 25 * MEGABYTE
    assert files_of(house) == []


async def test_a_picture_that_would_fill_the_memory_is_refused(house: House, page: Page) -> None:
    picture = an_enormous_picture()
    up = await page.post("uploads?name=a.png", picture)
    assert (up.status_code, up.json()["code"]) == (422, "dangerous_file")
    assert files_of(house) == []


async def test_an_archive_that_would_fill_the_disk_is_refused(page: Page) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ceros", b"\0" * (40 * MEGABYTE))
    up = await page.post("uploads?name=a.zip", file.getvalue())
    assert (up.status_code, up.json()["reason"]) == (422, "archive_bomb")


async def test_a_file_without_content_is_refused(page: Page) -> None:
    assert (await page.post("uploads?name=nada.txt", b"")).status_code == 422


async def test_nobody_can_send_what_another_visitor_uploaded(house: House, page: Page) -> None:
    up = await page.post("uploads?name=dni.png", a_picture())
    other = Page(house)
    await other.come()
    answer = await other.write("mira", files=[{"ticket": up.json()["ticket"]}])
    assert (answer.status_code, answer.json()["code"]) == (422, "file_unknown")
    assert house.stored == {}


async def test_a_ticket_to_send_is_no_ticket_to_read_and_the_other_way_round(page: Page) -> None:
    up = (await page.post("uploads?name=dni.png", a_picture())).json()
    assert (await page.get(f"files/{up['ticket']}")).status_code == 422
    ticket = up["url"].rsplit("/", 1)[-1]
    assert (await page.write("mira", files=[{"ticket": ticket}])).status_code == 422


async def test_the_url_of_a_file_stays_the_same_for_hours_and_then_ends(house: House, page: Page) -> None:
    first = (await page.post("uploads?name=dni.png", a_picture())).json()["url"]
    house.now = NOON + timedelta(minutes=30)
    assert (await page.post("uploads?name=dni.png", a_picture())).json()["url"] == first
    house.now = NOON + timedelta(days=2)
    assert (await page.client.get(first)).status_code == 422


async def test_a_file_needs_a_visitor(house: House) -> None:
    assert (await Page(house).post("uploads?name=a.png", a_picture())).status_code == 401


async def test_a_name_cannot_climb_out_of_its_folder_or_hide_its_end(page: Page) -> None:
    up = await page.post("uploads?name=..%2F..%2Fetc%2Fpass%E2%80%AEgpj.exe", b"hola")
    assert up.json()["name"] == "passgpj.exe"
