"""What Pirca sells, and who buys there. Everything is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """`shape` names a drawing in the templates, `tint` its colour; prices are in soles."""

    slug: str
    name: str
    place: str
    text: str
    price: str
    shape: str
    tint: str


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who can sign in at the shop; `sub` is the shop's own id of them."""

    sub: str
    name: str
    email: str
    order: str


PRODUCTS = (
    Product(
        "olla-barro-4l",
        "Olla de barro 4 L",
        "Pucará, Puno",
        "Torneada en Pucará y curada a mano. Va al fuego directo y al horno, y guarda el calor media hora.",
        "S/ 289,00",
        "pot",
        "#2f6b57",
    ),
    Product(
        "cazuela-oaxaca",
        "Cazuela honda",
        "Atzompa, Oaxaca",
        "Barro vidriado sin plomo. Para moles, guisos y frijoles que piden fuego lento.",
        "S/ 198,00",
        "bowl",
        "#9a5b34",
    ),
    Product(
        "comal-barro",
        "Comal de barro 32 cm",
        "San Marcos Tlapazola, Oaxaca",
        "Liso, delgado y sin asas. Se cura con cal la primera vez; trae la cal y las instrucciones.",
        "S/ 149,00",
        "comal",
        "#7d4a3a",
    ),
    Product(
        "tetera-cobre",
        "Tetera de cobre 1,5 L",
        "Santa Clara del Cobre, Michoacán",
        "Martillada a mano y estañada por dentro. El cobre cambia con los años: es su manera de quedarse.",
        "S/ 420,00",
        "kettle",
        "#b3703c",
    ),
    Product(
        "mortero-piedra",
        "Batán chico",
        "Moho, Puno",
        "Piedra de río con su mano. Pesa 6 kg, así que el envío va en caja doble.",
        "S/ 235,00",
        "mortar",
        "#6a7268",
    ),
    Product(
        "tabla-capirona",
        "Tabla de capirona",
        "Pucallpa, Ucayali",
        "De una sola pieza, con canaleta. Bosque certificado, aceite de linaza.",
        "S/ 96,00",
        "board",
        "#a0793f",
    ),
)

CUSTOMERS = (
    Customer("cliente-48213", "Rosa Quispe", "rosa.quispe@correo.example", "PR-48213"),
    Customer("cliente-51077", "Mateo Salas", "mateo.salas@correo.example", "PR-51077"),
)
