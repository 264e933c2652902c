"""Saved views of the demo: what each person would have made in their first week, and one for each team."""

from __future__ import annotations

from collections.abc import Mapping

from trato.app.demo.cast import MEMBERS
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access.model import TeamId, UserId
from trato.rooms.cases import api as cases
from trato.rooms.console.model import CaseFilter, CaseSort, Listing, SavedView, ViewKey, ViewKind
from trato.rooms.console.model.views import Standing
from trato.rooms.console.store import views as store


async def add(tx: Tx, users: Mapping[str, UserId], teams: Mapping[str, TeamId]) -> None:
    """Save two views for everybody who works cases, and one for every team."""
    tags = {one.name: one.id for one in await cases.tags(tx)}
    open_: tuple[Standing, ...] = ("open",)
    all_ = ViewKey(ViewKind.ALL)
    mine = (
        (
            "Mías, a la espera del contacto",
            CaseFilter(state=open_, holder=("me",), waiting=("contact",)),
            CaseSort.OLDEST,
        ),
        (
            "Urgentes sin dueño",
            CaseFilter(state=open_, holder=("nobody",), priority=("high", "urgent")),
            CaseSort.SLACK,
        ),
    )
    leading = (
        (
            "WhatsApp por vencer",
            CaseFilter(state=open_, channel=("whatsapp",), sla=("approaching", "breached")),
            CaseSort.SLACK,
        ),
        ("Reclamos y prensa", CaseFilter(state=open_, tag=(tags["reclamo formal"], tags["prensa"])), CaseSort.SLACK),
    )
    for one in MEMBERS:
        for position, (name, given, sort) in enumerate(mine if one.team else leading):
            await _save(tx, users[one.key], None, name, Listing(all_, given), sort, position)
    for team in teams.values():
        given = CaseFilter(sla=("approaching", "breached"), waiting=("none",))
        await _save(tx, users["marisol"], team, "Primero esto", Listing(ViewKey(ViewKind.TEAM, team), given))


async def _save(
    tx: Tx,
    by: UserId,
    team: TeamId | None,
    name: str,
    listing: Listing,
    sort: CaseSort = CaseSort.SLACK,
    position: int = 0,
) -> None:
    owner = by if team is None else None
    await store.add_view(tx, SavedView(uuid7(), owner, team, name, listing, sort, position, None), by)
