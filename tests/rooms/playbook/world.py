"""A workspace with something of every part of the configuration, and the file out of it and into it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.flow.world import World
from trato.app.unit_settings import KNOWN
from trato.app.wiring import House
from trato.kit.events import SYSTEM, Actor
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Reach, ScopeKind, UnitKind, UserId
from trato.rooms.access.rules.rights import resolve
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind, HoursPlan, opening
from trato.rooms.cases import api as cases
from trato.rooms.console import api as views
from trato.rooms.console.model import CaseFilter, CaseSort
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Attribute, AttributeId, AttributeKind, LegalBasis, Purpose
from trato.rooms.knowledge import api as knowledge
from trato.rooms.panels import api as panels
from trato.rooms.panels.model import Tell
from trato.rooms.playbook import api as playbook
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Overflow
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import ExpectationTerms, PolicyScope, PolicyTerms, Promised, Target
from trato.rooms.webhooks import api as webhooks
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import ChannelWeight, Matches

ALL_RIGHTS = resolve([Reach("director_of_care", ScopeKind.WORKSPACE), Reach("system_admin", ScopeKind.WORKSPACE)])


def tools(house: House) -> playbook.Tools:
    return playbook.Tools(ALL_RIGHTS, house.book, house.keyring, house.seal, True, KNOWN)


@asynccontextmanager
async def inside(house: House, workspace: Any, actor: Actor = SYSTEM) -> AsyncIterator[Tx]:
    async with house.db.transaction(workspace, actor) as tx:
        yield tx


async def export(house: House, workspace: Any) -> Any:
    async with inside(house, workspace) as tx:
        return await playbook.export(tx, tools(house))


async def apply(house: House, workspace: Any, text: str, *, removing: bool = False, actor: Actor = SYSTEM) -> Any:
    async with inside(house, workspace, actor) as tx:
        made = await playbook.plan(tx, tools(house), text, removing=removing)
        return await playbook.apply(tx, tools(house), text, made.state, removing=removing)


async def say(tx: Tx, unit: Any, key: str, value: object, reason: str = "") -> None:
    await access.say_setting(tx, KNOWN, unit, key, value, lock=bool(reason), reason=reason)


async def furnish(world: World) -> None:
    """Put something of every part into a workspace."""
    async with world.tx() as tx:
        region = await access.add_unit(tx, world.workspace, UnitKind.REGION, "Andes")
        await access.add_unit(tx, region.id, UnitKind.COUNTRY, "Perú")
        ada = await access.add_user(tx, f"ada-{world.workspace.hex}@pirca.example", "Ada Quispe", alias="Ada")
        for role in ("director_of_care", "system_admin"):
            await access.grant(tx, None, ada.id, role, ScopeKind.WORKSPACE)
        await access.join_team(tx, world.brand.team_id, ada.id)
        await access.grant(
            tx, None, world.brand.team_id, "service_agent", ScopeKind.BRAND, world.brand.brand.id, team=True
        )
        await access.add_role(tx, ALL_RIGHTS, "Mirona", "auditor", ["cases.read"], "Solo mira")  # type: ignore[list-item]
        week = ((opening("09:00", "13:00"), opening("22:00", "02:00")),) * 5 + ((), ())
        noon = await brands.create_calendar(tx, "Partido", HoursPlan("America/Lima", week, country="PE"))
        await brands.attach_calendar(tx, HolderKind.QUEUE, world.brand.queue.id, noon.calendar_id)
        root = await cases.add_disposition(tx, "envio", {"es": "Envío", "pt": "Envio"})
        await cases.add_disposition(tx, "roto", {"es": "Roto: llegó quiñado\ny sin caja"}, parent_id=root.id)
        vip = await cases.create_tag(tx, "VIP: sí")
        legal = await workforce.add_skill(tx, "Legal", Matches.TAG, str(vip.id), 3)
        brand = await workforce.add_skill(tx, "Pirca", Matches.BRAND, str(world.brand.brand.id))
        await workforce.set_skills(tx, ada.id, {legal.id: 4, brand.id: 1})
        spill = await routing.create_queue(tx, "Refuerzo", brand_id=None, team_id=world.brand.team_id)
        kept = replace(
            world.brand.queue, accept_seconds=20, overflow=Overflow(spill.id, timedelta(minutes=5), closed=True)
        )
        await routing.change_queue(tx, kept)
        await routing.change_policy(tx, {"age": 2.0, "values": {"vip": 0.5}})
        await workforce.set_channel_weight(tx, "webchat", ChannelWeight(25, exclusive=True))
        await knowledge.add_canned(tx, world.workspace, "hola", "Saludo", {"es": "Hola {{contact.name}}\n\n¿Qué tal?"})
        await knowledge.add_canned(tx, world.brand.brand.id, "hola", "Saludo de Pirca", {"es": "Hola", "en": "Hi"})
        await contacts.publish_text(tx, world.brand.controller_id, Purpose.MARKETING, "es", "¿Quiere ofertas?")
        await contacts.define_attribute(
            tx, Attribute(
                AttributeId(uuid7()), "talla", {"es": "Talla"}, AttributeKind.CHOICE, Purpose.SERVICE,
                LegalBasis.CONTRACT, 90, False, "contacts.read", "contacts.write", tx.now, ("S", "M"),
                needed_to_resolve=True,
            ),
        )  # fmt: skip
        await say(tx, world.workspace, "send.undo_seconds", 5)
        await webhooks.add_endpoint(tx, world.house.keyring, "https://crm.example/hook", "CRM", ["cases.*"], plain=True)
        await furnish_desk(tx, world, ada.id)


async def furnish_desk(tx: Tx, world: World, ada: UserId) -> None:
    """Put in views, a leader, roles that end, a promise of one account, systems that are asked."""
    brand, queue, account = world.brand.brand.id, world.brand.queue.id, world.accounts["whatsapp"]
    await access.lead_team(tx, world.brand.team_id, ada, True)
    ends = tx.now + timedelta(days=40)
    region = next(one for one in await access.list_units(tx) if one.name == "Andes")
    for kind, id in ((ScopeKind.UNIT, region.id), (ScopeKind.BRAND, brand), (ScopeKind.QUEUE, queue)):
        await access.grant(tx, None, ada, "service_leader", kind, id, until=ends)
    await access.grant(tx, None, world.brand.team_id, "auditor", ScopeKind.ACCOUNT, account, team=True, until=ends)
    terms = PolicyTerms(PolicyScope(account_id=account), (Promised(Target.FIRST_RESPONSE, timedelta(minutes=5)),))
    await sla.add_policy(tx, "Solo WhatsApp", terms)
    vip = PolicyScope(flag="vip", team_id=world.brand.team_id)
    await sla.add_policy(tx, "Clientes VIP", PolicyTerms(vip, terms.promises))
    within = ExpectationTerms(team_id=world.brand.team_id, accept=timedelta(minutes=15), answer=timedelta(hours=2))
    await sla.add_expectation(tx, "Ayuda de posventa", within)
    for tells in (Tell.EMAILS, Tell.PHONES):
        told = (world.house.keyring, "Tienda", "https://shop.example/ask", [tells])
        await panels.add_panel(tx, *told, brand_id=brand if tells is Tell.EMAILS else None)
    tag = (await cases.tags(tx))[0]
    whole = CaseFilter(
        ("open",), ("whatsapp",), ("me", str(ada)), ("mine", str(world.brand.team_id)), (queue,), (brand,), ("urgent",),
        (tag.id,), ("es",), ("breached",), ("contact",), "cierre roto",
    )  # fmt: skip
    of_team = f"team.{world.brand.team_id}"
    for name, base, given in (
        ("Todo", "all", whole),
        ("Atrasos", of_team, CaseFilter()),
        ("Atrasos", "breached", whole),
    ):
        await views.keep(tx, world.brand.team_id, views.KeptView(name, base, given, CaseSort.OLDEST, len(name)))
