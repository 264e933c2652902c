"""What Pirca's customers meet before they write: a profile for every account whose provider shows one."""

from __future__ import annotations

from trato.app.demo.loading.house import Firm
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.rooms.channels import api as channels
from trato.rooms.channels.profiles import Entry, EntryKind, Profile, ProfileLimits

GREETING = {
    "es": "Ayuda con pedidos y devoluciones de Pirca. Una persona responde en menos de una hora, de 9 a 19 h.",
    "en": "Help with orders and returns at Pirca. A person answers within an hour, from 9 to 19 h.",
    "pt": "Ajuda com pedidos e devoluções da Pirca. Uma pessoa responde em menos de uma hora, das 9 às 19 h.",
}
ORDER = Entry(
    "pedido", EntryKind.REPLY,
    {"es": "Seguir mi pedido", "en": "Track my order", "pt": "Acompanhar meu pedido"},
    {
        "es": "El número de seguimiento está en el correo de despacho. Con ese número aquí mismo lo buscamos.",
        "en": "The tracking number is in the dispatch mail. With that number we look it up right here.",
        "pt": "O número de rastreio está no e-mail de envio. Com esse número procuramos aqui mesmo.",
    },
)  # fmt: skip
RETURN = Entry(
    "devolver", EntryKind.REPLY,
    {"es": "Devolver un producto", "en": "Return a product", "pt": "Devolver um produto"},
    {
        "es": "Hay 30 días para devolver, con el producto sin uso. Con el número de pedido se coordina el retiro.",
        "en": "There are 30 days to return, with the product unused. With the order number we arrange the pick-up.",
        "pt": "Há 30 dias para devolver, com o produto sem uso. Com o número do pedido se combina a retirada.",
    },
)  # fmt: skip
PERSON = Entry(
    "persona", EntryKind.PERSON,
    {"es": "Hablar con una persona", "en": "Talk to a person", "pt": "Falar com uma pessoa"},
    {
        "es": "Una persona del equipo responde por aquí. Mientras tanto se puede contar qué pasó.",
        "en": "A person of the team answers here. Meanwhile you can tell what happened.",
        "pt": "Uma pessoa da equipe responde por aqui. Enquanto isso, dá para contar o que aconteceu.",
    },
)  # fmt: skip
WARRANTY = Entry(
    "garantia", EntryKind.REPLY,
    {"es": "¿Qué cubre la garantía?", "en": "What does the warranty cover?", "pt": "O que a garantia cobre?"},
    {
        "es": "Dos años por fallas de fábrica. Los golpes no entran.",
        "en": "Two years for faults of manufacture. Knocks are not included.",
        "pt": "Dois anos por falhas de fábrica. Batidas não entram.",
    },
)  # fmt: skip


async def show_profiles(house: House, firm: Firm) -> None:
    """Let every account show its profile; the stand-ins forget with every start, so it is brought again."""
    async with house.db.transaction(firm.workspace, SYSTEM, ring=("events",)) as tx:
        house.book.forget(firm.workspace)
        every = await house.book.of_workspace(tx)
        kept = await channels.profiles_of(tx, every)
        for account in every.values():
            known = channels.profiling_of(house.book.adapter(account.row.channel), account.view)
            if known is None or account.row.state == "retired":
                continue
            if account.id in kept:
                await channels.look_at_profile(tx, account.id, again=True)
            else:
                await channels.save_profile(tx, account.id, _fitting(known.limits), 0)


def _fitting(limits: ProfileLimits) -> Profile:
    """Return as much of the profile as a channel shows."""
    return Profile(
        "es", GREETING if limits.greeting else {}, (ORDER, RETURN, PERSON) if limits.menu else (),
        (WARRANTY,) if limits.openers else (),
    )  # fmt: skip
