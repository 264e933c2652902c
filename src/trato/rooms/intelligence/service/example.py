"""What leaves the house, shown with a made-up reply: as it was written, and as the model outside gets it."""

from __future__ import annotations

from msgspec import Struct

from trato.rooms.intelligence.service.hiding import veil_for

# of nobody: the names are common, the numbers are of ranges that are given to no one
WRITTEN = {
    "es": "Hola, Rosa Huamán: su pedido PED-48213 ya salió. Le llamamos al +51 987 310 214 o le escribimos a "
    "rosa.huaman@correo.example. Puede seguirlo en https://pirca.example/s/48213",
    "pt": "Olá, Rosa Moreira: o seu pedido PED-48213 já saiu. Ligamos para +55 11 98731-0214 ou escrevemos para "
    "rosa.moreira@correio.example. Pode acompanhar em https://pirca.example/s/48213",
    "en": "Hello Rosa Harris: your order PED-48213 has left. We will call you at +44 20 7946 0958 or write to "
    "rosa.harris@mail.example. You can follow it at https://pirca.example/s/48213",
}
NAMES = {"es": "Rosa Huamán", "pt": "Rosa Moreira", "en": "Rosa Harris"}
COUNTRIES = {"es": "PE", "pt": "BR", "en": "GB"}


class Example(Struct, frozen=True):
    """A reply as it is written, and as it leaves."""

    written: str
    sent: str


def example(locale: str) -> Example:
    """Return the example in the reader's language."""
    lang = locale[:2] if locale[:2] in WRITTEN else "es"
    written = WRITTEN[lang]
    return Example(written, veil_for(lang, COUNTRIES[lang], (NAMES[lang],)).hide(written))
