"""The log holds ids, numbers and codes; what people said is not in it, not even in the words of an error."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import asyncpg
import pytest

from trato.app.logs import without_words

SAID = ("Rosa Huamán", "rosa@otra.example", "+51 987 310 214", "mi 'pedido' no llegó")


def told(value: str) -> str:
    """Return an error's words as the log would hold them."""
    event: dict[str, Any] = {"exception": [{"exc_type": "DataError", "exc_value": value, "exc_notes": [value]}]}
    return json.dumps(without_words(None, "", event), ensure_ascii=False)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("quote", ["'", '"'])
def test_what_an_error_quotes_is_not_in_the_log(said: str, quote: str) -> None:
    assert said not in told(f"invalid input for query argument $2: {quote}{said}{quote} (value out of range)")


@pytest.mark.parametrize("said", ["rosa@otra.example", "+51 987 310 214", "51987310214"])
def test_addresses_are_not_in_the_log_even_without_quotes(said: str) -> None:
    assert said not in told(f"cannot reach {said} now")


def test_what_helps_to_find_the_fault_stays() -> None:
    line = told("LIMIT must not be negative at row 12")
    assert "LIMIT must not be negative at row 12" in line and "DataError" in line


async def test_what_the_driver_says_of_a_value_is_not_in_the_log(app_connection: asyncpg.Connection[Any]) -> None:
    with pytest.raises(asyncpg.DataError) as refusal:
        await app_connection.fetchval("select $1::int", "mi clave es 1234")
    assert "mi clave es 1234" in str(refusal.value)
    assert "clave" not in told(str(refusal.value))


def test_a_bug_is_one_line_of_json_without_the_values_of_variables() -> None:
    code = """
import structlog
from trato.app.logs import configure
from trato.kit.settings import LogLevel
configure(LogLevel.INFO)
def reply(text):
    raise ValueError(f"cannot send {text!r}")
try:
    reply("Rosa Huamán no pagó")
except ValueError:
    structlog.get_logger().exception("http.bug", path="/x")
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    (line,) = ran.stderr.splitlines()
    assert "Rosa" not in line
    entry = json.loads(line)
    assert entry["event"] == "http.bug" and entry["exception"][0]["exc_value"] == "cannot send …"
    assert entry["exception"][0]["frames"]
