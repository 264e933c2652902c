"""Files at the desk: taken by their content, given out harmless, to whoever may see their case."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.kit.clamd import EICAR, clamd
from tests.rooms.console.desk import Desk, open_desk
from trato.kit.ids import uuid7
from trato.rooms.console.service.uploads import LARGEST


@pytest.fixture
async def desk(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with (
        open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house,
        open_desk(house, await make_world(house)) as desk,
    ):
        yield desk


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return out.getvalue()


async def test_a_picture_goes_in_and_comes_out_inline_and_the_same_again_is_the_same(desk: Desk) -> None:
    camila = await desk.add("camila")
    id = uuid7()
    for _ in range(2):
        answer = await camila.client.put(f"/api/v1/attachments/{id}?name=foto.exe", content=png())
        assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["mime"] == "image/png" and told["media"] == "image" and told["state"] == "ready"
    out = await camila.client.get(told["url"])
    assert out.content == png() and out.headers["content-type"] == "image/png"
    assert out.headers["content-disposition"].startswith("inline")
    assert out.headers["x-content-type-options"] == "nosniff" and "sandbox" in out.headers["content-security-policy"]
    other = await camila.client.put(f"/api/v1/attachments/{id}?name=x.txt", content=b"otra cosa")
    assert other.status_code == 409 and other.json()["code"] == "key_reused"


async def test_what_an_agent_attaches_is_scanned_and_nothing_stays_of_what_is_infected(
    database_urls: Urls, tmp_path: Path
) -> None:
    path = tmp_path / "clamd.ctl"
    where = {"TRATO_CLAMAV": f"unix:{path}"}
    async with (
        open_test_house(database_urls, tmp_path / "home", where) as house,
        open_desk(house, await make_world(house)) as desk,
    ):
        camila = await desk.add("camila")

        async def put(content: bytes) -> tuple[int, str]:
            answer = await camila.client.put(f"/api/v1/attachments/{uuid7()}?name=nota.txt", content=content)
            return answer.status_code, answer.json().get("code", "")

        assert await put(b"nada malo") == (503, "file_not_scanned")
        async with clamd(path, longest=100_000):
            assert await put(b"nada malo") == (200, "")
            assert await put(b"antes " + EICAR) == (422, "file_infected")
            assert await put(b"x" * 200_000) == (413, "file_not_scannable")
        kept = [one for one in house.settings.blobs.rglob("*") if one.is_file()]
        assert [one.read_bytes() for one in kept] == [b"nada malo"]


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<html><script>alert(1)</script></html>",
     b"MZ\x90\x00" + b"\x00" * 200],
)  # fmt: skip
async def test_what_may_do_harm_is_refused_by_its_content_whatever_its_name(desk: Desk, content: bytes) -> None:
    camila = await desk.add("camila")
    answer = await camila.client.put(
        f"/api/v1/attachments/{uuid7()}?name=foto.png", content=content, headers={"content-type": "image/png"}
    )
    assert answer.status_code == 415 and answer.json()["code"] == "file_refused"


async def test_a_bomb_is_refused(desk: Desk) -> None:
    camila = await desk.add("camila")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"{n}", b"\0" * 30_000_000)
    answer = await camila.client.put(f"/api/v1/attachments/{uuid7()}?name=a.zip", content=out.getvalue())
    assert answer.status_code == 422 and answer.json()["code"] == "dangerous_file"


async def test_thirty_megabytes_are_too_big_and_the_limit_is_told(desk: Desk) -> None:
    camila = await desk.add("camila")

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b"\0" * 1_000_000

    for content in (b"\0" * 30_000_000, pieces()):
        answer = await camila.client.put(f"/api/v1/attachments/{uuid7()}?name=a.bin", content=content)
        assert answer.status_code == 413 and answer.json()["code"] == "file_too_big"
        assert answer.json()["limit"] == LARGEST
    empty = await camila.client.put(f"/api/v1/attachments/{uuid7()}?name=a.bin", content=b"")
    assert empty.status_code == 422


async def test_a_file_that_was_sent_is_for_whoever_sees_its_case(desk: Desk) -> None:
    camila = await desk.add("camila")
    ana = await desk.add("ana")
    await desk.world.webchat("Hola")
    row = (await camila.get("/cases", view="all"))["items"][0]
    detail = await camila.get(f"/cases/{row['id']}")
    upload = uuid7()
    url = f"/api/v1/files/{upload}"
    await camila.client.put(f"/api/v1/attachments/{upload}?name=foto.png", content=png())
    assert (await ana.client.get(url)).status_code == 404

    body = {"id": str(uuid7()), "case_id": row["id"], "text": "Mire", "attachments": [str(upload)], "purpose": "reply"}
    message = await camila.post(f"/conversations/{detail['conversations'][0]['id']}/messages", body)
    assert [one["url"] for one in message["attachments"]] == [url]
    assert message["parts"][1]["attachment_id"] == str(upload) and message["parts"][1]["ref"] == ""
    assert (await ana.client.get(url)).status_code == 200
    again = {**body, "id": str(uuid7())}
    assert (
        await camila.ask("POST", f"/conversations/{detail['conversations'][0]['id']}/messages", again)
    ).status_code == 404
