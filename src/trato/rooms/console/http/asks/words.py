"""How long the values may be that the addresses of the desk take."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Line = Annotated[str, Meta(max_length=500)]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
