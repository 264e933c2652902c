"""What fills the places of a written message: names, places, numbers with right check digits. All of it is invented."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

from trato.rooms.intelligence.engine.personal import check_digits as checks

GIVEN = {
    "es": "María José Luis Ana Carlos Laura Diego Valentina Jorge Camila Andrés Sofía Miguel Lucía Pedro Daniela Juan "
    "Gabriela Ricardo Paola Fernando Marta Sergio Ximena Raúl Noelia Iván Rocío Esteban Beatriz",
    "pt": "João Ana Pedro Mariana Lucas Juliana Rafael Camila Thiago Beatriz Bruno Larissa Felipe Letícia Gustavo Paula "
    "Rodrigo Fernanda André Isabela Marcelo Patrícia Eduardo Bianca",
    "en": "James Mary Robert Emily Michael Sarah David Jessica Daniel Karen Thomas Olivia Kevin Laura Brian Rachel",
}
FAMILY = {
    "es": "García Rodríguez López Martínez González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Vargas Castro "
    "Rojas Morales Ortiz Silva Mendoza Quispe Herrera Medina Aguilar Vega Navarro Ríos Fuentes Paredes Ibáñez",
    "pt": "Silva Santos Oliveira Souza Pereira Lima Carvalho Ferreira Ribeiro Almeida Gomes Martins Araújo Melo Barbosa "
    "Rocha Dias Moreira Nunes Teixeira",
    "en": "Smith Johnson Brown Miller Davis Wilson Taylor Clark Lewis Walker Hall Young King Wright Baker Turner",
}
CITIES = {
    "es": "Monterrey Guadalajara Puebla Mérida Tijuana Rosario Córdoba Mendoza Salta Bogotá Medellín Cali Barranquilla "
    "Santiago Valparaíso Concepción Lima Arequipa Cusco Quito Guayaquil Montevideo Caracas Madrid Sevilla Valencia "
    "Bilbao Zaragoza Asunción Cancún Cartagena Miami",
    "pt": "Recife Salvador Curitiba Fortaleza Manaus Goiânia Campinas Santos Florianópolis Vitória Natal Belém Lisboa "
    "Porto Brasília Londrina",
    "en": "Chicago Boston Denver Seattle Austin Miami Phoenix Leeds Bristol Atlanta Portland Dallas",
}
PRODUCTS = {
    "es": "televisor|refrigerador|celular|lavadora|microondas|sillón|colchón|reloj|taladro|cafetera|bicicleta|mochila|"
    "vestido|audífonos|aspiradora|escritorio|cochecito|ventilador|perfume|zapatos",
    "pt": "televisor|fogão|celular|micro-ondas|sofá|colchão|relógio|liquidificador|tênis|vestido|fone|aspirador|notebook|"
    "ventilador|perfume|guarda-roupa",
    "en": "TV|phone|washer|toaster|sofa|mattress|watch|blender|jacket|headphones|vacuum|desk|stroller|backpack",
}
MEDICINES = {
    "es": "ibuprofeno|metformina|losartán|amoxicilina|omeprazol",
    "pt": "dipirona|losartana|metformina|amoxicilina",
    "en": "ibuprofen|metformin|amoxicillin",
}
MONTHS = {
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
MONEY = {
    "MX": "${0} pesos", "AR": "${0}", "CO": "{0}.000 pesos", "ES": "{0} euros", "CL": "${0}.000", "PE": "S/{0}",
    "BR": "R$ {0}", "PT": "{0} €", "US": "${0}", "GB": "£{0}", "UY": "${0}", "VE": "{0} dólares", "EC": "${0}",
}  # fmt: skip
STREETS = {
    "es": "San Martín|Bolívar|Las Flores|Independencia|Juárez|Los Olivos|Mayor|del Sol|Hidalgo|Sucre|Colón|la Paz",
    "pt": "das Flores|XV de Novembro|Tiradentes|São João|dos Pinheiros|Augusta|Sete de Setembro",
    "en": "Maple|Oak|Main|Church|Park|Hill|Lake",
}
PHONES: dict[str, tuple[str, ...]] = {
    "MX": ("55 #### ####", "81########", "+52 33 #### ####"), "AR": ("11 5###-####", "+54 9 11 6### ####", "3416######"),
    "CO": ("310 ### ####", "+57 301#######", "320#######"), "ES": ("6## ## ## ##", "+34 61# ### ###", "91 2## ## ##"),
    "CL": ("+56 9 8### ####", "9 7### ####"), "PE": ("98# ### ###", "+51 97#######"), "BR": ("(11) 9####-####", "+55 21 98### ####", "11 97###-####"),
    "PT": ("91# ### ###", "+351 96# ### ###"), "US": ("(415) 55#-####", "+1 212-55#-####"), "GB": ("07700 900###", "+44 7700 900###"),
    "UY": ("09# ### ###", "+598 99 ### ###"), "EC": ("099 ### ####",), "VE": ("0414-#######",),
}  # fmt: skip


def filled(name: str, lang: str, country: str, chance: random.Random) -> str:
    """Return something for the place `{name}` of a message in `lang` from `country`."""
    return _FILLERS[name](lang, country, chance)


def _digits(shape: str, chance: random.Random) -> str:
    return "".join(str(chance.randint(1, 9)) if one == "#" else one for one in shape)


def _one(words: str, chance: random.Random) -> str:
    return chance.choice(words.split("|") if "|" in words else words.split())


def _name(lang: str, country: str, chance: random.Random) -> str:
    many = chance.choice((1, 1, 2))
    return " ".join([_one(GIVEN[lang], chance), *(_one(FAMILY[lang], chance) for _ in range(many))])


def _until(check: checks.Check, make: Callable[[], str]) -> str:
    while True:
        made = make()
        if check(made):
            return made


def _national(lang: str, country: str, chance: random.Random) -> str:
    def shaped(shape: str) -> Callable[[], str]:
        return lambda: _digits(shape, chance)

    match country:
        case "CL":
            return _until(checks.rut, lambda: _digits("1#.###.###-", chance) + chance.choice("0123456789K"))
        case "BR":
            return _until(checks.cpf, shaped(chance.choice(("###.###.###-##", "###########"))))
        case "ES":
            return _until(checks.nif, lambda: _digits("########", chance) + chance.choice(checks.NIF_LETTERS))
        case "MX":
            letters = "".join(chance.choice("BCDFGLMNPRST") for _ in range(3))
            start = f"{letters[0]}A{letters[1:]}{chance.randint(60, 99)}0{chance.randint(1, 9)}1{chance.randint(0, 9)}"
            return _until(
                checks.curp, lambda: start + chance.choice("HM") + "DF" + letters + "0" + str(chance.randint(0, 9))
            )
        case "AR":
            return _until(checks.cuit, shaped(chance.choice(("20-########-#", "27########" + "#"))))
        case "PT":
            return _until(checks.nif_pt, shaped("2########"))
        case "US":
            return _digits("5##-##-####", chance)
        case _:
            return _digits(chance.choice(("1.0##.###.###", "########", "4#.###.###")), chance)


def _card(lang: str, country: str, chance: random.Random) -> str:
    shape = chance.choice(("4### #### #### ####", "5###-####-####-####", "4###############"))
    return _until(checks.card, lambda: _digits(shape, chance))


def _account(lang: str, country: str, chance: random.Random) -> str:
    if country == "MX":
        return _until(checks.clabe, lambda: _digits("012180" + "#" * 12, chance))
    if country == "AR":
        first = _until(lambda one: checks.cbu(one + "0" * 14), lambda: _digits("#" * 8, chance))
        return _until(checks.cbu, lambda: first + _digits("#" * 14, chance))
    return _until(checks.iban, lambda: _digits("ES## #### #### #### #### ####", chance))


def _address(lang: str, country: str, chance: random.Random) -> str:
    street, number = _one(STREETS[lang], chance), chance.randint(12, 3900)
    if lang == "pt":
        return f"{chance.choice(('Rua', 'Avenida', 'Travessa'))} {street}, {number}"
    if lang == "en":
        return f"{number} {street} {chance.choice(('Street', 'Avenue', 'Road'))}"
    if country == "CO":
        return f"{chance.choice(('Carrera', 'Calle', 'Cra', 'Cll'))} {chance.randint(3, 99)} # {chance.randint(2, 99)}-{chance.randint(2, 99)}"
    way = chance.choice(
        {"ES": ("calle", "avenida", "paseo", "C/"), "PE": ("Jr.", "Av.", "calle")}.get(
            country, ("calle", "Av.", "avenida", "pasaje")
        )
    )
    return f"{way} {street} {number}{chance.choice(('', '', ' depto 4B', ', piso 3'))}"


def _order(lang: str, country: str, chance: random.Random) -> str:
    return _digits(chance.choice(("#######", "##########", "MX-#####", "A#####B##", "PED-######", "##-#####")), chance)


def _plate(lang: str, country: str, chance: random.Random) -> str:
    letters = [chance.choice("BCDFGHJKLMNPRSTVWXYZ") for _ in range(4)]
    shapes = {
        "AR": "{0}{1}###{2}{3}",
        "BR": "{0}{1}{2}#D##",
        "ES": "#### {0}{1}{2}",
        "CO": "{0}{1}{2}###",
        "CL": "{0}{1}{2}{3}-##",
    }
    return _digits(shapes.get(country, "{0}{1}{2}-##-##").format(*letters), chance)


def _email(lang: str, country: str, chance: random.Random) -> str:
    plain = str.maketrans("áéíóúñçãâêô", "aeiouncaaeo")
    start = f"{_one(GIVEN[lang], chance)}{chance.choice(('.', '_', ''))}{_one(FAMILY[lang], chance)}".lower().translate(
        plain
    )
    return f"{start}{chance.choice(('', '', '84', '2001'))}@{chance.choice(('correo.example', 'mail.example', 'gmail.example', 'empresa.example.com'))}"


def _link(lang: str, country: str, chance: random.Random) -> str:
    word = "".join(chance.choice(string.ascii_lowercase) for _ in range(chance.randint(4, 8)))
    return chance.choice(
        ("http://{0}.example/r", "bit.example/{0}", "www.{0}-promo.example", "https://{0}.example/login?id=7")
    ).format(word)


_FILLERS: dict[str, Callable[[str, str, random.Random], str]] = {
    "name": _name,
    "agent": lambda lang, country, chance: _one(GIVEN[lang], chance),
    "handle": lambda lang, country, chance: chance.choice(("Lluvia", "TiendaSol", "BancoRio", "Conecta", "ViaSur", "Andares")) + chance.choice(("Oficial", "", "MX", "Ayuda")),
    "name2": lambda lang, country, chance: _one(GIVEN[lang], chance).lower() + chance.choice(("_", "", ".ok")) + str(chance.randint(1, 99)),
    "name3": lambda lang, country, chance: _one(FAMILY[lang], chance).lower() + str(chance.randint(1, 99)),
    "city": lambda lang, country, chance: _one(CITIES[lang], chance),
    "product": lambda lang, country, chance: _one(PRODUCTS[lang], chance),
    "medicine": lambda lang, country, chance: _one(MEDICINES[lang], chance),
    "month": lambda lang, country, chance: _one(MONTHS[lang], chance),
    "date": lambda lang, country, chance: f"{chance.randint(1, 28)} {'of' if lang == 'en' else 'de'} {_one(MONTHS[lang], chance)}",
    "days": lambda lang, country, chance: str(chance.randint(2, 30)),
    "amount": lambda lang, country, chance: MONEY.get(country, "${0}").format(chance.choice((49, 120, 199, 350, 480, 799, 1250, 3400))),
    "street": lambda lang, country, chance: _one(STREETS[lang], chance),
    "order": _order,
    "url": _link,
    "phone": lambda lang, country, chance: _digits(chance.choice(PHONES.get(country, PHONES["MX"])), chance),
    "email": _email,
    "id": _national,
    "card": _card,
    "account": _account,
    "address": _address,
    "plate": _plate,
}  # fmt: skip
PERSONAL = {
    "name": "person_name", "agent": "person_name", "phone": "phone", "email": "email", "id": "national_id", "card": "card_number",
    "account": "iban_clabe_cbu", "address": "address", "order": "order_id", "plate": "plate",
}  # fmt: skip
