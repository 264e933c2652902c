"""The API's own description: valid, complete, and the console's contract inside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate
from starlette.applications import Starlette

from trato.app import openapi, routes
from trato.app.wiring import House
from trato.kit.blobs import Blobs
from trato.kit.secrets import Keyring
from trato.kit.settings import read_settings
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS

CONTRACT = Path(__file__).parents[2] / "web/console/src/client/contract"
ENDPOINT = re.compile(r'^  "(GET|POST|PUT|PATCH|DELETE) (/[^"]*)":', re.MULTILINE)


def rows_of_no_database(home: Path) -> tuple[Any, ...]:
    settings = read_settings({"TRATO_HOME": str(home)})
    keyring = Keyring((settings.key,))
    book = channels.AccountBook(lambda workspace, account, sealed: sealed, ADAPTERS)
    house = House(settings, None, book, Blobs(settings.blobs), keyring)  # type: ignore[arg-type]
    return routes.table(house)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return openapi.document(openapi.describe(rows_of_no_database(tmp_path_factory.mktemp("home"))))


def test_the_description_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)


def test_every_operation_has_words_an_answer_and_a_name_of_its_own(document: dict[str, Any]) -> None:
    operations = [one for path in document["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    assert all(one["summary"].endswith(".") for one in operations)
    assert all({"401", "403", "404", "422"} <= set(one["responses"]) for one in operations)


def test_no_address_is_told_twice(tmp_path: Path) -> None:
    rows = [(row.method, re.sub(r"{\w+}", "{}", row.path)) for row in rows_of_no_database(tmp_path)]
    assert len(rows) == len(set(rows))


def test_everything_that_the_console_asks_is_there(document: dict[str, Any]) -> None:
    there = {
        (method.upper(), re.sub(r"{\w+}", "{}", path.removeprefix("/api/v1")))
        for path, methods in document["paths"].items()
        for method in methods
    }
    told = "".join(file.read_text(encoding="utf-8") for file in CONTRACT.glob("*ndpoints.ts"))
    asked = {(method, re.sub(r"{\w+}", "{}", path)) for method, path in ENDPOINT.findall(told)}
    assert len(asked) > 150
    assert asked - there == set()


async def test_the_viewer_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    app = Starlette(routes=openapi.routes(rows_of_no_database(tmp_path)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://here") as client:
        page = await client.get("/api")
        assert page.headers["content-type"].startswith("text/html")
        asked = re.findall(r'(?:src|href)="([^"]+)"', page.text)
        assert asked and all(one.startswith("/api") for one in asked)
        for one in asked:
            answer = await client.get(one)
            assert answer.status_code == 200, one
            assert "http://" not in answer.text or one.endswith("openapi.json")
        for bad in ("/api/viewer/..%2Fopenapi.py", "/api/viewer/viewer.py", "/api/viewer/nothing.js"):
            assert (await client.get(bad)).status_code == 404
