"""Making the workspace of Grupo Lluvialta, in one transaction: all of it is there, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from trato.app.demo.attributes import ATTRIBUTES
from trato.app.demo.cast import GROUP, MEMBERS, OUTSOURCER, PASSWORD, PIRCA, SLUG, ZUMBAL
from trato.app.demo.loading import seams, staffing, views
from trato.app.demo.loading.house import DOORS
from trato.app.demo.wording import CANNED, CONSENTS, DISPOSITIONS, STARTER, TAGS, VOICES
from trato.app.founding import FoundedBrand, open_channel
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Employment, ScopeKind, TeamId, UnitKind, UserId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId, HolderKind, HoursPlan, always_open, opening
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Purpose
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import TriageWay, TrollWay
from trato.rooms.knowledge import api as knowledge
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import ExpectationTerms, PauseReason, Promised, Target
from trato.rooms.workforce import api as workforce

MAIL_PASSWORD = "clave-de-muestra"


def secrets_of(brand: str, channel: str) -> dict[str, str]:
    """Return the secrets of a demo account. They open nothing but stand-ins on this machine."""
    match channel:
        case "whatsapp":
            return {"access_token": f"muestra-{brand}", "app_secret": f"secreto-{brand}", "verify_token": "muestra"}
        case "messenger" | "facebook":
            return {"access_token": f"pagina-{brand}", "app_secret": f"app-{brand}", "verify_token": "muestra"}
        case "webchat":
            return {"visitor_secret": f"visitas-de-muestra-visitas-{brand}", "identity_secret": f"identidad-{brand}"}
        case _:
            return {"password": MAIL_PASSWORD, "thread_key": f"hilo-de-muestra-hilo-de-muestra-{brand}"}


SITES: dict[str, dict[str, Any]] = {
    PIRCA: {
        "brand": "Pirca",
        "locale": "es",
        "greetings": {
            "es": "¿En qué te ayudamos con tu cocina?",
            "en": "How can we help with your kitchen?",
            "pt": "Como ajudamos com a sua cozinha?",
        },
        "accent": "#2f6b57",
        "attributes": [{"key": "producto"}, {"key": "precio"}],
        "activities": [{"key": "bolsa_agregada"}],
    },
    ZUMBAL: {
        "brand": "Zumbal",
        "locale": "es",
        "greetings": {"es": "¿Qué pasa con tu servicio?"},
        "accent": "#3b4f9c",
    },
}


async def load(house: House) -> UUID:
    """Make everything; return the workspace."""
    workspace = uuid7()
    password = await access.Passwords().hash(PASSWORD)
    async with house.db.transaction(workspace, SYSTEM) as tx:
        await access.create_workspace(tx, SLUG, GROUP, "es")
        await _promises(tx)
        await cases.prepare_workspace(tx)
        pirca = await _found(tx, PIRCA, "Pirca", "PE", "America/Lima", "Pirca Cocina S.A.C.", "Postventa de Pirca")
        zumbal = await _found(
            tx, ZUMBAL, "Zumbal", "MX", "America/Mexico_City", "Zumbal Redes S.A. de C.V.", "Clientes de Zumbal"
        )
        support = await access.add_team(tx, zumbal.brand.id, f"Soporte · {OUTSOURCER}")
        queue = await routing.create_queue(
            tx, "Soporte técnico de Zumbal", brand_id=zumbal.brand.id, team_id=support.id, position=2
        )
        teams = {"postventa": pirca.team_id, "clientes": zumbal.team_id, "soporte": support.id}
        founded = {PIRCA: pirca, ZUMBAL: zumbal}
        owners = await _people(tx, password, founded, teams, queue.id)
        await _channels(house, tx, founded, queue.id, owners)
        await _hours(tx, founded, queue.id)
        await _texts(tx, founded)
        by_brand: dict[UUID, list[UserId]] = {
            founded[brand].brand.id: [owners[one.key] for one in MEMBERS if one.brand == brand and one.team]
            for brand in founded
        }
        await staffing.add(tx, [one.brand for one in founded.values()], by_brand)
        await seams.add(tx, founded)
        await views.add(tx, owners, teams)
    house.book.forget(workspace)
    return workspace


# half of what is set aside is looked at, so that there is something to look at; Zumbal says one thing to who provokes
WAYS = {
    PIRCA: TriageWay(UUID(int=0), sample=0.5),
    ZUMBAL: TriageWay(
        UUID(int=0), sample=0.5, trolls=TrollWay.REPLY,
        reply="Aquí ayudamos con el servicio de Zumbal. Cuando haya algo que podamos resolver, aquí estamos.",
    ),
}  # fmt: skip
LEADERS = {"postventa": "renato", "clientes": "ximena"}  # who is asked when agents of a team need help


async def _promises(tx: Tx) -> None:
    """Promise what the manuals promise, and an end within a day that rests while others are awaited."""
    await sla.add_default_policies(tx)
    end = Promised(Target.RESOLUTION, timedelta(hours=24), frozenset(PauseReason))
    for policy in await sla.list_policies(tx):
        ceiling = policy.terms.promised(Target.CEILING) is not None
        if not ceiling and policy.terms.promised(Target.RESOLUTION) is None:
            await sla.revise_policy(tx, policy.id, replace(policy.terms, promises=(*policy.terms.promises, end)))


async def _found(tx: Tx, key: str, name: str, country: str, zone: str, legal: str, queue_name: str) -> FoundedBrand:
    unit = await access.add_unit(tx, tx.workspace, UnitKind.BRAND, name)
    controller = await brands.create_controller(tx, legal, country, f"datos@{key}.example")
    long_day, saturday = (opening("09:00", "13:30"), opening("14:30", "19:00")), (opening("09:00", "14:00"),)
    plan = HoursPlan(zone, (*(long_day,) * 5, saturday, ()), country=country)
    brand = await brands.create_brand(
        tx,
        brands.BrandPlan(BrandId(unit.id), controller.id, name, "es", country, zone, voice=VOICES[key], hours=plan),
    )
    team = await access.add_team(tx, unit.id, queue_name)
    queue = await routing.create_queue(tx, queue_name, brand_id=brand.id, team_id=team.id)
    return FoundedBrand(brand, controller.id, team.id, queue)


async def _people(
    tx: Tx, password: str, founded: dict[str, FoundedBrand], teams: dict[str, TeamId], outside_queue: UUID
) -> dict[str, UserId]:
    """Add the cast. The outsourced team gets its rights as a team, and only for its queue."""
    users: dict[str, UserId] = {}
    for one in MEMBERS:
        user = await access.add_user(
            tx, one.email, one.name, alias=one.alias, locale=one.locale, time_zone=one.post.zone, password_hash=password
        )
        users[one.key] = user.id
        job = Employment(one.post.employer, one.post.site, one.post.cost, one.post.currency)
        started = tx.now - timedelta(days=120 + 90 * len(users))
        await access.employ(tx, user.id, job, since=started)
        for role in one.roles:
            scope = (ScopeKind.BRAND, founded[one.brand].brand.id) if one.brand else (ScopeKind.WORKSPACE, None)
            await access.grant(tx, None, user.id, role, *scope)
        if one.team:
            await access.join_team(tx, teams[one.team], user.id)
            await workforce.set_capacity(tx, user.id, one.capacity)
    for team, leader in LEADERS.items():
        await access.join_team(tx, teams[team], users[leader])
        await access.lead_team(tx, teams[team], users[leader], True)
        within = ExpectationTerms(team_id=teams[team], accept=timedelta(minutes=15), answer=timedelta(hours=2))
        await sla.add_expectation(tx, (await access.get_team(tx, teams[team])).name, within)
    await access.grant(tx, None, teams["soporte"], "service_agent", ScopeKind.QUEUE, outside_queue, team=True)
    return users


async def _channels(
    house: House, tx: Tx, founded: dict[str, FoundedBrand], outside_queue: UUID, owners: dict[str, UserId]
) -> None:
    for (brand, channel), (address, name) in DOORS.items():
        settings = SITES[brand] if channel == "webchat" else {"from_name": "Pirca" if brand == PIRCA else "Zumbal"}
        await open_channel(
            house, tx, founded[brand], channel, address, name,
            settings=dict(settings), secrets=secrets_of(brand, channel),
            portfolio="lluvialta" if channel == "whatsapp" else "",
            queue_id=outside_queue if (brand, channel) == (ZUMBAL, "whatsapp") else None,
            owner_id=owners["renato" if brand == PIRCA else "ximena"],
        )  # fmt: skip


async def _hours(tx: Tx, founded: dict[str, FoundedBrand], outside_queue: UUID) -> None:
    """Chat and WhatsApp are answered at every hour; mail in the brand's own."""
    for brand, founding in founded.items():
        zone = founding.brand.timezone
        calendar = await brands.create_calendar(
            tx, f"{founding.brand.name}, chat a toda hora", HoursPlan(zone, always_open(zone).week)
        )
        for (of, channel), (address, _) in DOORS.items():
            if of == brand and channel != "email":
                account = await tx.connection.fetchval(seams.FIND_ACCOUNT, tx.workspace, channel, address)
                await brands.attach_calendar(tx, HolderKind.CHANNEL_ACCOUNT, account, calendar.calendar_id)
        if brand == ZUMBAL:
            await brands.attach_calendar(tx, HolderKind.QUEUE, outside_queue, calendar.calendar_id)


async def _texts(tx: Tx, founded: dict[str, FoundedBrand]) -> None:
    for text in CANNED:
        unit = founded[text.brand].brand.id if text.brand else tx.workspace
        await knowledge.add_canned(tx, unit, text.shortcut, text.title, {"es": text.es, "pt": text.pt, "en": text.en})
    nodes: dict[str, UUID] = {}
    for position, (code, (es, en, pt)) in enumerate(DISPOSITIONS.items()):
        parent = nodes.get(code.rpartition(".")[0])
        node = await cases.add_disposition(
            tx, code.replace(".", "_"), {"es": es, "en": en, "pt": pt}, parent_id=parent, position=position
        )
        nodes[code] = node.id
    for name in TAGS:
        await cases.create_tag(tx, name)
    for brand, founding in founded.items():
        await intelligence.set_way(tx, replace(WAYS[brand], brand_id=founding.brand.id))
    await intelligence.add_starter(tx, "retail", STARTER, "es", reasons=False)  # the group has reasons of its own
    for position, one in enumerate(ATTRIBUTES):
        await contacts.define_attribute(tx, replace(one, position=position))
    for founding in founded.values():
        for purpose, locale, body in CONSENTS:
            await contacts.publish_text(
                tx, founding.controller_id, Purpose(purpose), locale, body.format(controller=founding.brand.name)
            )
