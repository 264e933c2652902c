"""The demo's number for calls on a Twilio of this machine: its account, its menu, and the telephone that calls it."""

from __future__ import annotations

from starlette.routing import Mount

from trato.app.demo.cast import PIRCA
from trato.app.demo.standins.sms import NUMBER as TEXTS
from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of
from trato.kit.events import SYSTEM
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.voice.server import make_app
from trato.rooms.channels.simulators.voice.simulator import Simulator
from trato.rooms.channels.simulators.voice.world import Line

MOUNT = "/telefono"
NUMBER, NAME = "+51155501012", "Pirca por teléfono"
SID, TOKEN = f"AC{'8' * 32}", "muestra-de-voz"
MENU = (
    "1 = pedidos y entregas > cola",
    "2 = nuestros horarios > horarios",
    "3 = seguir por mensaje > mensaje",
    "0 = dejar un mensaje > buzón",
)
DOOR = Door(
    f"{MOUNT}/phone/",
    Said("Teléfono", "Phone", "Telefone"),
    Said(
        "Un teléfono simulado: llamar a Pirca, leer lo que se oye, marcar teclas y colgar.",
        "A simulated telephone: call Pirca, read what is heard, press keys and hang up.",
        "Um telefone simulado: ligar para a Pirca, ler o que se ouve, digitar teclas e desligar.",
    ),
)


async def open_calls(stage: Stage) -> StandIn:
    """Connect the number where it is not yet, and put it into a Twilio that calls us."""
    site = f"{stage.site}{MOUNT}"
    settings = {
        "account_sid": SID, "api_base": site, "softphone": "stand_in", "language": "es",
        "greeting": "Hola, gracias por llamar a Pirca.", "menu": list(MENU), "aside": "yes",
        "out_of_hours": "queue", "calls_from": "0", "calls_until": "24",  # whoever tries the demo may do so at night
        "aside_template": "seguir_por_escrito",
        "hours_said": "Atendemos de lunes a sábado, de nueve de la mañana a siete de la tarde.",
        "aside_texts": TEXTS, "aside_page": f"{stage.places.url}/demo/tienda",
    }  # fmt: skip
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "voice", NUMBER, NAME, settings, {"auth_token": TOKEN})
    simulator = Simulator()
    simulator.playing.at = site
    hook = f"{stage.house.settings.public_url}/hooks/{account}"
    simulator.add_line(Line(NUMBER, PIRCA.title(), SID, TOKEN, hook, status_url=hook))
    simulator.world.people["+51987310214"] = "Visita de Lima"
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.world.close, simulator.close)
