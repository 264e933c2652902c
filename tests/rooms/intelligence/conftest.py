"""One analyser for all tests: opening it takes a second."""

from __future__ import annotations

import pytest

from trato.rooms.intelligence.engine.analysis import Analyser, open_analyser
from trato.rooms.intelligence.engine.encoder import NoEncoder


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return open_analyser()


@pytest.fixture(scope="session")
def bare_analyser() -> Analyser:
    return open_analyser(NoEncoder())
