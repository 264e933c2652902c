"""JSON logs without personal data: ids, numbers and codes only."""

from __future__ import annotations

import logging
import sys

import structlog

from trato.kit.settings import LogLevel


def configure(level: LogLevel) -> None:
    """Write one JSON object a line to standard error, from `level` upwards."""
    number = logging.getLevelNamesMapping()[level.value.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
