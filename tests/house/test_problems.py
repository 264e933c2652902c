"""Every refusal has a sentence in Spanish, English and Portuguese, and whoever asks hears it in their language."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import trato
from trato.app.doors import guard
from trato.kit.errors import Conflict, TooLarge, TratoError
from trato.kit.i18n import LOCALES, sentences

BESIDE = {"bug", "error"}  # what is no refusal of its own: a bug, and the word for any refusal
PLACE = re.compile(r"\{(\w+)\}")


def refusals(of: type[TratoError] = TratoError) -> Iterator[type[TratoError]]:
    """Give every kind of refusal of the code."""
    for module in pkgutil.walk_packages(trato.__path__, "trato."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    yield of
    for one in of.__subclasses__():
        yield from refusals(one)


CODES = sorted({one.code for one in refusals() if one.__module__.startswith("trato.")})


@pytest.mark.parametrize("locale", LOCALES)
def test_every_refusal_has_its_sentence(locale: str) -> None:
    told = sentences("problems", locale)
    assert [code for code in CODES if not told.get(code, "").strip()] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_is_for_a_refusal_that_nobody_makes(locale: str) -> None:
    spare = sentences("problems", locale).keys() - set(CODES) - BESIDE
    assert spare == set()


@pytest.mark.parametrize("locale", ["en", "pt"])
def test_a_translation_fills_in_the_same_data(locale: str) -> None:
    spanish, told = sentences("problems", "es"), sentences("problems", locale)
    assert [code for code in spanish if set(PLACE.findall(spanish[code])) != set(PLACE.findall(told[code]))] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_sentence_ends_like_one_and_is_short_enough_to_read(locale: str) -> None:
    assert [
        code for code, text in sentences("problems", locale).items() if text[-1] not in ".?" or len(text) > 140
    ] == []


async def asked(refusal: Exception, language: str) -> httpx.Response:
    async def deed(request: Request) -> Response:
        raise refusal

    app = Starlette(routes=[Route("/", guard(deed))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://casa") as client:
        return await client.get("/", headers={"accept-language": language})


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("es-PE", "Otra persona lo cambió primero, o su estado ya no lo permite."),
        ("en-GB, es;q=0.5", "Somebody else changed it first, or its state no longer allows it."),
        ("pt-BR", "Outra pessoa mudou antes, ou o estado já não permite."),
        ("de", "Otra persona lo cambió primero, o su estado ya no lo permite."),
    ],
)
async def test_a_refusal_is_told_in_the_language_of_whoever_asks(language: str, title: str) -> None:
    answer = await asked(Conflict(), language)

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json()["title"]) == ("conflict", title)


async def test_data_of_a_refusal_stand_beside_its_sentence() -> None:
    body = (await asked(TooLarge(limit=5), "en")).json()
    assert body == {
        "type": "urn:trato:too_large", "title": "What was sent is larger than what is accepted.", "status": 413,
        "limit": 5, "code": "too_large",
    }  # fmt: skip


async def test_a_bug_is_told_without_its_detail() -> None:
    answer = await asked(RuntimeError("the password is 1234"), "en")
    assert (answer.status_code, answer.json()["code"]) == (500, "bug")
    assert "1234" not in answer.text and "noted" in answer.json()["title"]
