"""`python -m trato.app.beginning`: the telephone to practise with; `trato serve` starts it once somebody wants it."""

from __future__ import annotations

import asyncio
import signal
import sys
from uuid import UUID

from trato.app import logs
from trato.app.beginning import practice
from trato.app.wiring import House, open_house
from trato.kit.events import SYSTEM
from trato.kit.settings import Settings, read_settings
from trato.rooms.channels import api as channels
from trato.rooms.channels.simulators.whatsapp import server
from trato.rooms.channels.simulators.whatsapp.world import Number

LOOK_EVERY = 1.0  # seconds between looks for new accounts
VISITOR = ("5491155550142", "Visita", "AR")


async def live(settings: Settings) -> None:
    """Play WhatsApp for the practice accounts of this machine until SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    house = await open_house(settings, size=2, door_size=1)
    running = await server.serve(server.Config())
    running.simulator.add_person(VISITOR[0], VISITOR[1], country=VISITOR[2])
    practice.note(settings.home, running.url)
    try:
        while not stop.is_set():
            for workspace in await house.db.workspaces():
                await connect(house, running, workspace)
            try:
                await asyncio.wait_for(stop.wait(), LOOK_EVERY)
            except TimeoutError:
                continue
    finally:
        await running.stop()
        await house.db.close()


async def connect(house: House, running: server.Running, workspace: UUID) -> None:
    """Give each practice account of a workspace its number, and tell the account where the telephone listens."""
    async with house.db.transaction(workspace, SYSTEM) as tx:
        house.book.forget(tx.workspace)
        for account in (await house.book.of_workspace(tx)).values():
            if not account.view.settings.get("practice") or "api_base" not in account.view.settings:
                continue
            if account.view.settings["api_base"] != running.url:
                await channels.change_settings(tx, account.id, {"api_base": running.url})
                await channels.mend(tx, account.id)
            if account.row.external_id not in running.simulator.world.numbers:
                running.simulator.add_number(_number(house.settings, account))


def _number(settings: Settings, account: channels.Account) -> Number:
    secrets = account.view.secrets
    hook = f"http://127.0.0.1:{settings.port}/hooks/{account.id}"
    shown = f"+{account.row.external_id}"
    return Number(
        account.row.external_id, shown, account.row.name, hook, secrets["access_token"], secrets["app_secret"]
    )


def main() -> int:
    """Run until told to stop; returns the exit code."""
    settings = read_settings()
    logs.configure(settings.log)
    asyncio.run(live(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
