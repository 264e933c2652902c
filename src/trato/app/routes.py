"""Every URL of the house with what it needs. No entry, no door."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.routing import BaseRoute

from trato.app import (
    backups,
    doors,
    files,
    health,
    hooks,
    importing,
    lending,
    llm,
    oidc,
    openapi,
    panels,
    replies,
    reports,
    rewriting,
    screens,
    signing,
)
from trato.app.beginning import first_run, practice
from trato.app.beginning.steps import Steps
from trato.app.channel_accounts import (
    administering,
    authorising,
    examining,
    practising,
    profiling,
    standing,
    templating,
)
from trato.app.chat import Chat
from trato.app.feed import Feed
from trato.app.firm import FIRM
from trato.app.guide import site as guide
from trato.app.live import Hub
from trato.app.tv import Screens
from trato.app.unit_settings import KNOWN, UNIT_SETTINGS
from trato.app.wiring import House
from trato.rooms.access.http.account import Account
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.invitations import Invitations
from trato.rooms.access.http.oidc import OidcDoor
from trato.rooms.access.http.oidc import client as oidc_client
from trato.rooms.access.http.oidc_providers import Doors as OidcProviders
from trato.rooms.access.http.organisation import TABLE as ORGANISATION
from trato.rooms.access.http.people import TABLE as PEOPLE
from trato.rooms.access.http.roles import TABLE as ROLES
from trato.rooms.access.http.routes import ROUTES as ACCESS
from trato.rooms.access.http.routes import Route
from trato.rooms.access.http.settings import Settings as UnitSettings
from trato.rooms.channels import api as channels
from trato.rooms.channels.http.chats import Chats
from trato.rooms.channels.webchat import assets
from trato.rooms.channels.webchat.routes import routes as chat_routes
from trato.rooms.console.http import activities, automation, macros
from trato.rooms.console.http.alerts import TABLE as ALERTS
from trato.rooms.console.http.audit_log import TABLE as AUDIT_LOG
from trato.rooms.console.http.auto_replies import TABLE as AUTO_REPLIES
from trato.rooms.console.http.floor import FloorDoors
from trato.rooms.console.http.personal import PushDoors
from trato.rooms.console.http.staffing import TABLE as STAFFING
from trato.rooms.console.http.table import table as console
from trato.rooms.console.http.typing import TABLE as TYPING
from trato.rooms.console.http.wall_links import TABLE as WALL_LINKS
from trato.rooms.imports.http import TABLE as IMPORTS
from trato.rooms.intelligence.http.cards import TABLE as CARDS
from trato.rooms.intelligence.http.coaching import TABLE as COACHING
from trato.rooms.intelligence.http.discovery import TABLE as DISCOVERY
from trato.rooms.intelligence.http.learning import TABLE as LEARNING
from trato.rooms.intelligence.http.llm import Doors as Llm
from trato.rooms.intelligence.http.starters import TABLE as STARTERS
from trato.rooms.intelligence.http.summing_up import TABLE as SUMMING_UP
from trato.rooms.knowledge.http.canned import TABLE as KNOWLEDGE
from trato.rooms.panels.http import Doors as Panels
from trato.rooms.playbook.http import Doors as Playbook
from trato.rooms.reporting.http import TABLE as REPORTING
from trato.rooms.search.http import TABLE as SEARCH
from trato.rooms.spending.http import Spending
from trato.rooms.webhooks.http import Doors as Webhooks
from trato.rooms.whatif.http import TABLE as WHAT_IF
from trato.rooms.workforce.http.schedules import TABLE as SCHEDULES

STATIC = Path(__file__).parent / "static"


def table(house: House) -> tuple[Route, ...]:
    """Return every address of the API that asks for a session or a token, with what it needs."""
    keys, plain = house.keyring, house.settings.is_local
    rows = (
        *console(house.book, house.counters),
        *AUDIT_LOG,
        *FloorDoors(house.walls).table(),
        *WALL_LINKS,
        *ALERTS,
        *activities.TABLE,
        *automation.table(house.book),
        *macros.table(house.book),
        *AUTO_REPLIES,
        *KNOWLEDGE,
        *LEARNING,
        *STARTERS,
        *TYPING,
        *FIRM,
        *SCHEDULES,
        *STAFFING,
        *SEARCH,
        *REPORTING,
        *WHAT_IF,
        *CARDS,
        *COACHING,
        *SUMMING_UP,
        *DISCOVERY,
        *IMPORTS,
        *Chats(house.book, house.seal, local=plain).table(),
        *PushDoors(keys, plain=plain).table(),
        *Webhooks(keys, plain=plain).table(),
        *Panels(keys, plain=plain).table(),
        *Llm(keys, plain=llm.reaches_inside(house)).table(),
        *panels.TABLE,
        *Steps(house).table(),
        *administering.Accounts(house).table(),
        *templating.Libraries(house, administering.Accounts(house)).table(),
        *Spending(house.book).table(),
        *profiling.Profiles(house).table(),
        *practising.Practices(house).table(),
        *standing.Standings(house).table(),
        *backups.Doors(house).table(),
        *Playbook(house.book, keys, house.seal, plain, KNOWN).table(),
    )
    return (*ACCESS, *_people(house), *(Route(*row) for row in rows))


def _people(house: House) -> tuple[Route, ...]:
    settings = house.settings
    account = Account(house.passwords, house.keyring, settings.public_url)
    invitations = Invitations(house.keyring, settings.public_url, by_mail=bool(settings.smtp_url))
    return (
        *account.table(),
        *PEOPLE,
        *ROLES,
        *ORGANISATION,
        *invitations.table(),
        *OidcProviders(house.keyring, settings.public_url, plain=settings.is_local).table(),
        *UnitSettings(UNIT_SETTINGS).table(),
    )


@contextlib.asynccontextmanager
async def hang(house: House, entrance: Entrance, acceptor: channels.Acceptor) -> AsyncIterator[list[BaseRoute]]:
    """Give all routes; what they keep open is closed at the end."""
    feed = Feed(house.db, house.settings.app_url)
    listening = asyncio.create_task(feed.run(), name="feed")
    chat = Chat(house, feed, acceptor)
    hub = Hub(house, entrance, feed)
    attending = asyncio.create_task(hub.attendance.run(), name="attendance")
    rows = table(house)
    asking = panels.client(local=house.settings.is_local)
    models = llm.client(house)
    vouching = oidc_client(local=house.settings.is_local, networks=house.settings.oidc_networks)
    by_company = OidcDoor(entrance, vouching, house.settings.public_url, plain=house.settings.is_local)
    try:
        yield [
            *hooks.routes(house, acceptor),
            *health.routes(house),
            *signing.routes(entrance, house.settings.public_url, by_mail=bool(house.settings.smtp_url)),
            *oidc.routes(entrance, by_company),
            *first_run.routes(house, entrance),
            *practice.routes(house),
            *examining.routes(house, entrance),
            *authorising.routes(house, entrance),
            *templating.routes(house, entrance),
            *files.routes(house, entrance),
            *importing.routes(house, entrance),
            *lending.routes(house),
            *reports.routes(house, entrance),
            *panels.routes(house, entrance, asking),
            *llm.routes(house, entrance, models),
            *rewriting.routes(house, entrance, models),
            *openapi.routes(rows),
            *replies.routes(house, entrance, rows),
            *doors.routes(house, entrance, rows),
            hub.route(),
            Screens(hub).route(),
            *chat_routes(chat.ports()),
            *assets.routes(STATIC / "widget", chat.find_account),
            *guide.routes(),
            *screens.routes(STATIC / "console"),
        ]
    finally:
        await asking.aclose()
        await models.aclose()
        await vouching.aclose()
        attending.cancel()
        listening.cancel()
        for task in (attending, listening):
            with contextlib.suppress(asyncio.CancelledError):
                await task
