"""How a loft of pigeons is connected."""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.connecting import Connection, Field, Finding, Holder, Made, Probe, Said, good
from trato.rooms.channels.model import AccountView, ProviderAnswer

LOFT = Said("Palomar", "Loft", "Pombal")


def examine(account: AccountView, hook: str) -> Generator[Probe | Finding, ProviderAnswer | None, None]:
    """Find the loft where it stands."""
    yield good("loft", LOFT)


CONNECTION = Connection(
    channel="pigeon",
    about=Said("Cartas por paloma.", "Letters by pigeon.", "Cartas por pombo."),
    needs=(LOFT,),
    fields=(Field("loft", LOFT, Holder.EXTERNAL_ID),),
    examine=examine,
    write_to=Said("Soltar una paloma.", "Let a pigeon fly.", "Soltar um pombo."),
    made=(Made("ring"),),
)
