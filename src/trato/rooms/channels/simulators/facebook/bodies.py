"""Reading the JSON body of a call as one shape."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from starlette.requests import Request

from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.shapes import Closed

Shape = TypeVar("Shape", bound=Closed)


async def shaped(request: Request, shape: type[Shape]) -> Shape:
    """Return a JSON body of one shape. Raises `Refused`."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise Refused(100, "Content-Type must be application/json")
    try:
        return msgspec.json.decode(await request.body(), type=shape)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as wrong:
        raise Refused(100, str(wrong)) from wrong
