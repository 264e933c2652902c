"""JSON logs without personal data: ids, numbers and codes only."""

from __future__ import annotations

import logging
import re
import sys
from typing import Final

import structlog
from structlog.typing import EventDict

from trato.kit.settings import LogLevel

# what stands in quotes to the last of them, what looks like an address, and digits enough for a telephone
_SAID: Final = re.compile(r"'.*'|\".*\"|\S+@\S+|\+?\d[\d ().-]{5,}\d", re.DOTALL)
_LONGEST: Final = 300  # characters


def configure(level: LogLevel) -> None:
    """Write one JSON object a line to standard error, from `level` upwards."""
    number = logging.getLevelNamesMapping()[level.value.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False)),
            without_words,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


def without_words(_: object, __: str, event: EventDict) -> EventDict:
    """Take out of the words of errors what somebody may have said: drivers like to quote the value that they refuse."""
    for one in event.get("exception") or ():
        one["exc_value"] = _SAID.sub("…", str(one.get("exc_value", "")))[:_LONGEST]
        one["exc_notes"] = []
    return event
