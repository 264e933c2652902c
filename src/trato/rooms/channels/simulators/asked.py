"""What every stand-in asks of a call before it reads it."""

from __future__ import annotations

from starlette.requests import Request


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def is_form(request: Request) -> bool:
    """Say whether the body calls itself a form."""
    return _kind(request) == "application/x-www-form-urlencoded"


def is_json(request: Request) -> bool:
    """Say whether the body calls itself JSON."""
    return _kind(request) == "application/json"
