"""Words for a long history: what people write to a shop, in Spanish, Portuguese and English, never the same for long.

Every text is made of a few turns of phrase, one product, one place and, often, a code that occurs in one message only.
"""

from __future__ import annotations

from random import Random

FIRST = (
    "María", "José", "Lucía", "Andrés", "Valentina", "Joaquín", "Camila", "Íñigo", "Rocío", "Tomás", "Núria", "Raúl",
    "João", "Conceição", "Luís", "Gabriela", "Inês", "Caetano", "Beatriz", "Thiago", "Emily", "Jack", "Sofía", "Mateo",
)  # fmt: skip
LAST = (
    "Quispe", "Núñez", "Huamán", "Fernández", "Gutiérrez", "Ibáñez", "Peña", "Castaño", "Güell", "Mamani", "Álvarez",
    "Gonçalves", "Araújo", "Brandão", "Magalhães", "Sant'Anna", "Ribeiro", "Walker", "O'Brien", "Zúñiga", "Etxeberria",
)  # fmt: skip
THINGS = {
    "es": (
        "la olla de hierro", "el sartén antiadherente", "la taza verde", "el juego de cuchillos",
        "la cafetera italiana",
        "el hervidor", "la licuadora", "las copas de vino", "el mantel bordado", "la tabla de bambú", "el módem",
        "el plan de fibra", "la tarjeta de regalo", "el molde de silicona", "la repisa flotante", "el frasco hermético",
    ),
    "pt": (
        "a panela de ferro", "a frigideira", "a caneca verde", "o jogo de facas", "a cafeteira", "a chaleira",
        "o liquidificador", "as taças de vinho", "a toalha bordada", "a tábua de bambu", "o roteador",
        "o plano de fibra",
    ),
    "en": (
        "the cast iron pot", "the frying pan", "the green mug", "the knife set", "the coffee maker", "the kettle",
        "the blender", "the wine glasses", "the tablecloth", "the bamboo board", "the router", "the gift card",
    ),
}  # fmt: skip
PLACES = (
    "Arequipa", "Trujillo", "Bogotá", "Medellín", "Córdoba", "Rosario", "Mérida", "León", "Querétaro", "Cusco",
    "Sevilla",
    "São Paulo", "Curitiba", "Porto Alegre", "Belém", "Cochabamba", "Asunción", "Cuenca", "Valparaíso", "Zaragoza",
)  # fmt: skip
ASKS = {
    "es": (
        "Hola, ¿cuándo llega {thing}? Estoy en {place}", "me llegó {thing} con un golpe, les mando foto",
        "Quisiera cambiar {thing} por otro color", "Me cobraron dos veces {thing} y quiero que me devuelvan la plata",
        "¿Tienen tienda en {place}? Busco {thing}", "Todavía no recibo {thing}, el courier dice que salió de {place}",
        "Necesito la factura de {thing} a nombre de mi empresa", "Se venció el cupón y no pude comprar {thing}",
        "¿Puedo devolver {thing} si ya lo usé una vez?", "Sigo esperando respuesta sobre {thing}, ya van tres días",
        "La garantía de {thing}, ¿cubre el envío hasta {place}?",
        "Gracias, ya encontré {thing} en la sucursal de {place}",
        "El manual de {thing} viene en chino, ¿me lo pueden mandar en español?",
        "Anulen el pedido de {thing}, por favor",
        "¿Hacen envíos a {place} los sábados? Es por {thing}", "La clave que me dieron para {thing} no funciona",
    ),
    "pt": (
        "Oi, quando chega {thing}? Moro em {place}", "Recebi {thing} com defeito, vou mandar uma foto",
        "Queria trocar {thing} por outra cor", "Cobraram duas vezes {thing}, quero o reembolso",
        "Vocês têm loja em {place}? Procuro {thing}",
        "Ainda não recebi {thing}, a transportadora diz que saiu de {place}",
        "Preciso da nota fiscal de {thing}", "O cupom venceu e não consegui comprar {thing}",
        "Posso devolver {thing} depois de usar?", "A garantia de {thing} cobre a entrega em {place}?",
    ),
    "en": (
        "Hi, when will {thing} arrive? I am in {place}", "{thing} came broken, sending you a picture",
        "Could I swap {thing} for another colour?", "I was charged twice for {thing} and want my money back",
        "Is there a shop in {place}? I am looking for {thing}", "I need an invoice for {thing}",
    ),
}  # fmt: skip
ANSWERS = {
    "es": (
        "Hola, {name}. Ya revisamos tu pedido de {thing} y sale hoy desde {place}.",
        "{name}, lamentamos lo de {thing}. Te enviamos un reemplazo sin costo.",
        "Listo, {name}: la devolución de {thing} quedó registrada.", "Gracias por escribirnos, {name}. Lo consultamos.",
        "Claro que sí, {name}. Hacemos envíos a {place} de lunes a sábado.", "La garantía de {thing} dura dos años.",
    ),
    "pt": (
        "Oi, {name}. Já conferimos o pedido de {thing} e ele sai hoje de {place}.",
        "{name}, sentimos muito por {thing}. Vamos enviar outro sem custo.",
        "Pronto, {name}: reembolso de {thing} feito.",
        "Obrigado por escrever, {name}. Vamos verificar.", "A garantia de {thing} vale por dois anos.",
    ),
    "en": (
        "Hi {name}, we checked your order for {thing}: it leaves {place} today.", "Sorry about {thing}, {name}.",
        "Done, {name}: the refund for {thing} is on its way.", "Thanks for writing, {name}. We are looking into it.",
    ),
}  # fmt: skip
SUBJECTS = {
    "es": ("Entrega de {thing}", "Cambio de {thing}", "Cobro doble", "Factura pendiente", "Garantía de {thing}"),
    "pt": ("Entrega de {thing}", "Troca de {thing}", "Cobrança em dobro", "Nota fiscal", "Garantia de {thing}"),
    "en": ("Delivery of {thing}", "Exchange of {thing}", "Charged twice", "Missing invoice", "Warranty of {thing}"),
}
LANGUAGES = ("es",) * 14 + ("pt",) * 5 + ("en",)


def name(chance: Random) -> str:
    """Return somebody's name."""
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def subject(chance: Random, language: str) -> str:
    """Return what a case is about."""
    return chance.choice(SUBJECTS[language]).format(thing=chance.choice(THINGS[language]))


def inbound(chance: Random, language: str, n: int) -> str:
    """Return what a contact writes; one in five names a code that nobody else has."""
    text = chance.choice(ASKS[language]).format(thing=chance.choice(THINGS[language]), place=chance.choice(PLACES))
    return f"{text}. Pedido LV-{n:07d}" if chance.random() < 0.2 else text


def outbound(chance: Random, language: str, to: str) -> str:
    """Return what an agent answers."""
    thing, place = chance.choice(THINGS[language]), chance.choice(PLACES)
    return chance.choice(ANSWERS[language]).format(name=to, thing=thing, place=place)
