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
class Post:
    """Where somebody works, for whom and at what cost of an hour."""

    zone: str = "America/Lima"
    employer: str = GROUP
    site: str = "Lima"
    cost: Decimal = Decimal("6.50")
    currency: str = "USD"


LIMA = Post()
MEXICO = Post("America/Mexico_City", site="Ciudad de México")
OUTSIDE = Post("America/Hermosillo", "Mesa Norte S.A. de C.V.", "Hermosillo", Decimal("3.10"))
OUTSOURCER = "Mesa Norte (empresa externa)"


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
    post: Post = LIMA
    locale: str = "es"
    plays: bool = False
    capacity: int = 50

    @property
    def email(self) -> str:
        """What they sign in with."""
        return f"{self.key}@lluvialta.example"


AGENT = ("agent",)
MEMBERS = (
    Member("marisol", "Marisol Arce", "", ("director_of_care", "system_admin"), ("Directora de "
        "atención: ve y puede todo")),
    Member("camila", "Camila Rojas", "Cami", AGENT, "Agente de Pirca: el mejor lugar para empezar", PIRCA, "postventa"),
    Member("emiliano", "Emiliano Duarte", "Emi", AGENT, "Agente de Zumbal", ZUMBAL, "clientes", MEXICO),
    Member("karla", "Karla Téllez", "Karla", (), ("Agente externa: solo la cola de "
        "soporte de Zumbal"), "", "soporte", OUTSIDE),
    Member("renato", "Renato Chávez", "", ("supervisor",), "Supervisor de Pirca", PIRCA),
    Member("ximena", "Ximena Orozco", "", ("supervisor",), "Supervisora de Zumbal", ZUMBAL, post=MEXICO),
    Member("ofelia", "Ofelia Paz", "", ("auditor",), "Auditora: lee, no escribe a nadie"),
    Member("diego", "Diego Paredes", "Diego", AGENT, "Agente de Pirca", PIRCA, "postventa", plays=True, capacity=60),
    Member("lucia", "Lucía Farfán", "Lucía", AGENT, "Agente de Pirca", PIRCA, "postventa", plays=True, capacity=40),
    Member("beatriz", "Beatriz Nogueira", "Bia", AGENT, "Agente de Zumbal, en portugués también", ZUMBAL, "clientes",
           MEXICO, "pt", plays=True),
    Member("ivan", "Iván Luna", "Iván", (), "Agente externo", "", "soporte", OUTSIDE, plays=True, capacity=60),
)  # fmt: skip

FIRST_NAMES = {
    "pirca": (
        "Rosa", "Mateo", "Flor", "Julio", "Milagros", "Percy", "Nélida", "Gonzalo", "Yolanda", "Bruno", "Carmen",
        "Alonso", "Silvia", "Raúl", "Fiorella", "Edgar", "Pilar", "Jorge", "Maruja", "Sandro", "Lourdes", "Iker",
        "Nuria", "Teo",
    ),
    "zumbal": (
        "Guadalupe", "Ramiro", "Itzel", "Saúl", "Fernanda", "Abril", "Octavio", "Paloma", "Rogelio", "Citlali", "Nadia",
        "Héctor", "Valentina", "Joaquín", "Renata", "Ulises", "Marisa", "Leonel", "Dulce", "Gael", "Thiago", "Larissa",
    ),
}  # fmt: skip
LAST_NAMES = (
    "Quispe", "Salas", "Huamán", "Del Águila", "Villanueva", "Ccopa", "Reátegui", "Paucar", "Zegarra", "Ibáñez",
    "Montes", "Carranza", "Olvera", "Tamayo", "Cárdenas", "Becerra", "Ávalos", "Pacheco", "Noriega", "Espinoza",
    "Mejía", "Rangel", "Barragán", "Solís", "Ferreira", "Albuquerque", "Coronel", "Bedoya", "Luján", "Ochoa",
)  # fmt: skip
