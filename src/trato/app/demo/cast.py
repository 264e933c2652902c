"""Who works at Grupo Lluvialta, an invented house of two brands. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

SLUG = "lluvialta"
GROUP = "Grupo Lluvialta"
PASSWORD = "trato-de-muestra"
PIRCA = "pirca"
ZUMBAL = "zumbal"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who signs in. `team` names a team of the loader, `brand` bounds the role ("" is everything).

    `plays` says that the demo answers for them, so that the wall is alive; who does not is free for a newcomer.
    """

    key: str
    name: str
    alias: str
    roles: tuple[str, ...]
    duty: str
    brand: str = ""
    team: str = ""
    zone: str = "America/Lima"
    locale: str = "es"
    employer: str = GROUP
    site: str = "Lima"
    cost: Decimal = Decimal("6.50")
    currency: str = "USD"
    plays: bool = False
    capacity: int = 50

    @property
    def email(self) -> str:
        """What they sign in with."""
        return f"{self.key}@lluvialta.example"


OUTSOURCER = "Mesa Norte (empresa externa)"
OUTSIDE = {"employer": "Mesa Norte S.A. de C.V.", "site": "Hermosillo", "cost": Decimal("3.10")}
MEXICO = {"zone": "America/Mexico_City", "site": "Ciudad de México"}

MEMBERS = (
    Member("marisol", "Marisol Arce", "", ("director_of_care", "system_admin"), "Directora de atención: ve y puede todo"),
    Member("renato", "Renato Chávez", "", ("supervisor",), "Supervisor de Pirca", PIRCA),
    Member("camila", "Camila Rojas", "Cami", ("agent",), "Agente de Pirca: un buen lugar para empezar", PIRCA, "postventa"),
    Member("ximena", "Ximena Orozco", "", ("supervisor",), "Supervisora de Zumbal", ZUMBAL, **MEXICO),
    Member("emiliano", "Emiliano Duarte", "Emi", ("agent",), "Agente de Zumbal", ZUMBAL, "clientes", **MEXICO),
    Member("karla", "Karla Téllez", "Karla", (), "Agente externa: solo la cola de soporte de Zumbal", "", "soporte",
           zone="America/Hermosillo", **OUTSIDE),
    Member("ofelia", "Ofelia Paz", "", ("auditor",), "Auditora: lee todo, no escribe a nadie"),
    Member("diego", "Diego Paredes", "Diego", ("agent",), "Agente de Pirca (responde la demostración)", PIRCA, "postventa",
           plays=True, capacity=60),
    Member("lucia", "Lucía Farfán", "Lucía", ("agent",), "Agente de Pirca (responde la demostración)", PIRCA, "postventa",
           plays=True, capacity=40),
    Member("beatriz", "Beatriz Nogueira", "Bia", ("agent",), "Agente de Zumbal, habla portugués (responde la demostración)",
           ZUMBAL, "clientes", locale="pt", plays=True, capacity=50, **MEXICO),
    Member("ivan", "Iván Luna", "Iván", (), "Agente externo (responde la demostración)", "", "soporte",
           zone="America/Hermosillo", plays=True, capacity=60, **OUTSIDE),
)  # fmt: skip

FIRST_NAMES = {
    "pirca": (
        "Rosa", "Mateo", "Flor", "Julio", "Milagros", "Percy", "Nélida", "Gonzalo", "Yolanda", "Bruno", "Carmen", "Alonso",
        "Silvia", "Raúl", "Fiorella", "Edgar", "Pilar", "Jorge", "Maruja", "Sandro", "Lourdes", "Iker", "Nuria", "Teo",
    ),
    "zumbal": (
        "Guadalupe", "Ramiro", "Itzel", "Saúl", "Fernanda", "Abril", "Octavio", "Paloma", "Rogelio", "Citlali", "Nadia",
        "Héctor", "Valentina", "Joaquín", "Renata", "Ulises", "Marisa", "Leonel", "Dulce", "Gael", "Thiago", "Larissa",
    ),
}  # fmt: skip
LAST_NAMES = (
    "Quispe", "Salas", "Huamán", "Del Águila", "Villanueva", "Ccopa", "Reátegui", "Paucar", "Zegarra", "Ibáñez", "Montes",
    "Carranza", "Olvera", "Tamayo", "Cárdenas", "Becerra", "Ávalos", "Pacheco", "Noriega", "Espinoza", "Mejía", "Rangel",
    "Barragán", "Solís", "Ferreira", "Albuquerque", "Coronel", "Bedoya", "Luján", "Ochoa",
)  # fmt: skip
