"""A file is asked for twice: where it lies, and the file itself; our token is shown to the provider alone."""

from __future__ import annotations

import json

import pytest

from tests.rooms.channels.whatsapp.known import DIALOG_360, META, WHATSAPP
from trato.rooms.channels.model import HttpAnswer

URL = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=77&ext=1&hash=x"


def _looked_up(url: str = URL) -> HttpAnswer:
    body = {"messaging_product": "whatsapp", "id": "77", "url": url, "mime_type": "image/jpeg", "file_size": "9"}
    return HttpAnswer(200, {"content-type": "application/json; charset=UTF-8"}, json.dumps(body).encode())


def test_meta_is_asked_where_the_file_lies_and_then_for_the_file() -> None:
    first = WHATSAPP.media("77", META, None)
    assert first is not None
    assert first.url == "https://graph.facebook.com/v23.0/77?phone_number_id=109876543210987"
    second = WHATSAPP.media("77", META, _looked_up())
    assert second is not None
    assert (second.url, second.headers["Authorization"]) == (URL, "Bearer EAAtoken")
    assert WHATSAPP.media("77", META, HttpAnswer(200, {"content-type": "image/jpeg"}, b"\xff\xd8")) is None


def test_360dialog_serves_files_from_its_own_host() -> None:
    first = WHATSAPP.media("77", DIALOG_360, None)
    assert first is not None
    assert (first.url, first.headers["D360-API-KEY"]) == ("https://waba-v2.360dialog.io/77", "d360-key")
    second = WHATSAPP.media("77", DIALOG_360, _looked_up())
    assert second is not None
    assert second.url == "https://waba-v2.360dialog.io/whatsapp_business/attachments/?mid=77&ext=1&hash=x"
    assert "Authorization" not in second.headers


@pytest.mark.parametrize(
    "url", ["https://evil.example/?x=.fbsbx.com", "https://fbsbx.com.evil.example/a", "http://10.0.0.1/"]
)
def test_a_token_is_never_shown_to_a_stranger(url: str) -> None:
    for call in (WHATSAPP.media("77", META, _looked_up(url)), WHATSAPP.media(url, META, None)):
        assert call is not None
        assert "Authorization" not in call.headers


def test_a_file_that_is_json_is_a_file() -> None:
    answer = HttpAnswer(200, {"Content-Type": "application/json"}, b'{"url": "https://evil.example"}')
    assert WHATSAPP.media("77", META, answer) is None


def test_a_failed_look_up_ends_there() -> None:
    assert WHATSAPP.media("77", META, HttpAnswer(404, {"content-type": "application/json"}, b"{}")) is None
