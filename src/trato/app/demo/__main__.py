"""`python -m trato.app.demo`: the process that `trato serve --demo` starts beside the product."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence

import typer

from trato.app import logs
from trato.app.demo import first_start
from trato.app.demo import places as ports
from trato.app.demo.cast import GROUP, MEMBERS, PASSWORD
from trato.app.demo.places import NotForTheWorld, Places
from trato.app.demo.playing.pace import Clock, Pace
from trato.app.demo.running import open_demo
from trato.app.demo.standins.standing import Door
from trato.app.wiring import open_house
from trato.kit.settings import Settings, read_settings

PACE = "TRATO_DEMO_PACE"  # paused, calm, busy or storm at the start
SPEED = "TRATO_DEMO_SPEED"  # how many times faster stories are told


async def live(settings: Settings, clock: Clock) -> None:
    """Live until SIGTERM or Ctrl+C."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    ports.check_private(settings)
    places = ports.choose(settings)
    house = await open_house(settings, size=6, door_size=2)
    try:
        async with open_demo(settings, house, places, clock=clock) as demo:
            doors = [door for one in demo.stand_ins for door in one.doors]
            ports.note(settings, places, {
                "password": PASSWORD, "people": [one.email for one in MEMBERS],
                "doors": [f"{places.url}{door.path}" for door in doors],
            })  # fmt: skip
            _tell(settings, places, doors)
            demo.play()
            noting = asyncio.create_task(first_start.note(settings, os.environ))
            await stop.wait()
            noting.cancel()
    finally:
        await house.db.close()


def _tell(settings: Settings, places: Places, doors: Sequence[Door]) -> None:
    """Say where everything is, and who can sign in."""
    where = places.addresses(settings)
    lines = [
        "",
        f"  {GROUP}, una muestra: nada sale de esta máquina · a demo: nothing leaves this machine",
        f"  {'consola · console':<34}{where['console']}",
        f"  {'ritmo y cuentas · pace, accounts':<34}{where['control']}",
        f"  {'tienda con el chat · shop':<34}{where['shop']}",
        f"  {'teléfono (WhatsApp) · phone':<34}{where['phone']}",
        f"  {'teléfono (Messenger) · Page':<34}{where['page']}",
        f"  {'muro (Facebook) · wall':<34}{where['wall']}",
        f"  {'buzón (correo) · mailbox':<34}{where['mailbox']}",
        *(
            f"  {' · '.join(dict.fromkeys((door.title.es, door.title.en))):<34}{places.url}{door.path}"
            for door in doors
        ),
        "",
        f"  contraseña de todos · everybody's password: {PASSWORD}",
        *(f"  {one.email:<34}{one.duty}" for one in MEMBERS if not one.plays),
        "",
    ]
    typer.echo("\n".join(lines), err=True)


def main() -> int:
    """Run the demo; returns the exit code: 0 also when it must not load here, so that nobody starts it again."""
    settings = read_settings()
    logs.configure(settings.log)
    clock = Clock(Pace(os.environ.get(PACE) or Pace.CALM), float(os.environ.get(SPEED) or 1))
    try:
        asyncio.run(live(settings, clock))
    except NotForTheWorld as reason:
        typer.echo(f"trato: {reason}", err=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
