"""The pages on which a newcomer plays a customer: their words, in every language alike."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

PAGES = (("meta", "phone"), ("facebook", "board"), ("talk", "talk"))


@pytest.mark.parametrize(("package", "name"), PAGES)
def test_a_played_page_speaks_spanish_english_and_portuguese_alike(package: str, name: str) -> None:
    page = files(f"trato.rooms.channels.simulators.{package}").joinpath("page")
    blocks = {
        language: set(re.findall(r"(\w+): \"", block))
        for language, block in re.findall(
            r"^  (es|en|pt): \{(.*?)\},$", page.joinpath("words.js").read_text(), re.M | re.S
        )
    }
    assert blocks["es"] == blocks["en"] == blocks["pt"]
    used = set(re.findall(r"say\(\"(\w+)\"\)", page.joinpath(f"{name}.js").read_text()))
    used |= set(re.findall(r"data-word=\"(\w+)\"", page.joinpath(f"{name}.html").read_text()))
    assert used
    assert used <= blocks["es"]
