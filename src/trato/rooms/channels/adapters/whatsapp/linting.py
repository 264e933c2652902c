"""What Meta asks of a template, told before it is sent there.

Meta, "Message templates" and "Template components": names, lengths, where variables may stand, buttons; and "Template
categorization", which says what makes a text marketing. What is only likely to be refused is not grave.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from trato.rooms.channels.connecting import Said
from trato.rooms.channels.library import VARIABLE, ButtonKind, Complaint, TemplateDraft

CATEGORIES = ("utility", "marketing")
NAME = re.compile(r"[a-z0-9_]{1,512}")
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")
BODY, LINE, BUTTON_TEXT, URL = 1024, 60, 25, 2000
BUTTONS = {None: 10, ButtonKind.REPLY: 10, ButtonKind.URL: 2, ButtonKind.PHONE: 1}
PHONE = re.compile(r"\+?\d{7,20}")
BRACES = re.compile(r"\{\{[^{}]*\}\}|[{}]{2,}")
WORD = re.compile(r"\w+")
SELLS = re.compile(
    r"\b(descuento|oferta|promoci[oó]n|promo|rebaja|cup[oó]n|gratis|aprovech\w*|compra ya|discount|sale|offer|coupon|"
    r"free|buy now|desconto|promoç[aã]o|cupom|gr[aá]tis|aproveite)\b|\d+ ?% ?(off|dto|de desc)",
    re.IGNORECASE,
)
LEAVES = re.compile(
    r"\b(baja|no recibir|dejar de recibir|stop|unsubscribe|opt.?out|sair|parar|descadastr\w*)\b", re.IGNORECASE
)


def lint(draft: TemplateDraft, brand: str) -> list[Complaint]:
    """Return what Meta would refuse in a draft, and what it would likely."""
    return [
        *_naming(draft),
        *_body(draft),
        *_variables(draft),
        *_lines(draft),
        *_buttons(draft),
        *_manners(draft, brand),
    ]


def _naming(draft: TemplateDraft) -> Iterator[Complaint]:
    if not NAME.fullmatch(draft.name):
        yield _wrong("name", "El nombre lleva solo minúsculas, cifras y guiones bajos, sin espacios ni acentos.",
                     "The name has only lower-case letters, digits and underscores, without spaces or accents.",
                     "O nome leva só minúsculas, algarismos e sublinhados, sem espaços nem acentos.")  # fmt: skip
    if not LANGUAGE.fullmatch(draft.language):
        yield _wrong("language", "El idioma va como lo escribe Meta: es, es_AR, pt_BR, en_US.",
                     "The language goes as Meta writes it: es, es_AR, pt_BR, en_US.",
                     "O idioma vai como a Meta o escreve: es, es_AR, pt_BR, en_US.")  # fmt: skip
    if draft.category not in CATEGORIES:
        yield _wrong("category", "La categoría es utilidad o marketing; las de autenticación se crean con Meta.",
                     "The category is utility or marketing; those of authentication are made with Meta.",
                     "A categoria é utilidade ou marketing; as de autenticação são criadas com a Meta.")  # fmt: skip


def _body(draft: TemplateDraft) -> Iterator[Complaint]:
    length = len(draft.body)
    if not draft.body.strip():
        yield _wrong("body", "Falta el texto.", "The text is missing.", "Falta o texto.")
    if length > BODY:
        yield _wrong("body", f"El texto tiene {length} caracteres; Meta toma {BODY}.",
                     f"The text has {length} characters; Meta takes {BODY}.",
                     f"O texto tem {length} caracteres; a Meta aceita {BODY}.")  # fmt: skip
    if "\t" in draft.body or re.search(r" {5,}|\n{3,}", draft.body):
        yield _wrong("body", "No van tabulaciones, más de cuatro espacios seguidos ni dos renglones en blanco.",
                     "No tabs, no more than four spaces in a row, no two blank lines.",
                     "Não vão tabulações, mais de quatro espaços seguidos nem duas linhas em branco.")  # fmt: skip


def _variables(draft: TemplateDraft) -> Iterator[Complaint]:
    numbers, text = draft.variables, draft.body.strip()
    if any(not VARIABLE.fullmatch(found) for found in BRACES.findall(draft.body)):
        yield _wrong("body", "Los datos variables se escriben {{1}}, {{2}}…, solo con su número.",
                     "Variables are written {{1}}, {{2}}…, with their number alone.",
                     "Os dados variáveis são escritos {{1}}, {{2}}…, só com seu número.")  # fmt: skip
    if sorted(set(numbers)) != list(range(1, len(set(numbers)) + 1)):
        yield _wrong("body", "Los datos se numeran desde {{1}}, sin saltos.",
                     "Variables count from {{1}}, without gaps.",
                     "Os dados são numerados a partir de {{1}}, sem saltos.")  # fmt: skip
    if numbers and (VARIABLE.match(text) or re.search(r"\{\{\s*\d+\s*\}\}\W*$", text)):
        yield _wrong("body", "El texto no puede empezar ni terminar con un dato: debe ir rodeado de palabras.",
                     "The text may not begin or end with a variable: it must stand among words.",
                     "O texto não pode começar nem terminar com um dado: deve ficar entre palavras.")  # fmt: skip
    if re.search(r"\}\}\s*\{\{", text):
        yield _wrong("body", "Dos datos no van seguidos: falta texto entre ellos.",
                     "Two variables may not stand side by side: text is missing between them.",
                     "Dois dados não vão seguidos: falta texto entre eles.")  # fmt: skip
    words = len(WORD.findall(VARIABLE.sub(" ", text)))
    if numbers and words < 2 * len(numbers) + 1:
        least = 2 * len(numbers) + 1
        yield _wrong("body", f"Hay muchos datos para tan poco texto: hacen falta al menos {least} palabras fijas.",
                     f"There are many variables for so little text: at least {least} fixed words are needed.",
                     f"Há muitos dados para tão pouco texto: faltam palavras fixas, ao menos {least}.")  # fmt: skip
    if len([one for one in draft.examples if one.strip()]) < len(set(numbers)):
        yield _wrong("examples", "Meta pide un ejemplo de cada dato.", "Meta asks for an example of each variable.",
                     "A Meta pede um exemplo de cada dado.")  # fmt: skip


def _lines(draft: TemplateDraft) -> Iterator[Complaint]:
    for field, text in (("header", draft.header), ("footer", draft.footer)):
        if len(text) > LINE or "\n" in text:
            yield _wrong(field, f"Va en un solo renglón de hasta {LINE} caracteres.",
                         f"It is one line of up to {LINE} characters.",
                         f"Vai em uma só linha de até {LINE} caracteres.")  # fmt: skip
        if BRACES.search(text):
            yield _wrong(field, "Aquí no van datos variables.", "No variables here.", "Aqui não vão dados variáveis.")
    if re.search(r"[*_~`]", draft.header) or _has_emoji(draft.header):
        yield _wrong("header", "El título no lleva emojis ni marcas de formato.",
                     "The title has no emojis and no formatting marks.",
                     "O título não leva emojis nem marcas de formato.")  # fmt: skip


def _buttons(draft: TemplateDraft) -> Iterator[Complaint]:
    kinds = [one.kind for one in draft.buttons]
    for kind, most in BUTTONS.items():
        if (len(kinds) if kind is None else kinds.count(kind)) > most:
            yield _wrong("buttons", f"Hasta {most} botones de esa clase: 10 en total, 2 enlaces, 1 teléfono.",
                         f"Up to {most} buttons of that kind: 10 in all, 2 links, 1 telephone.",
                         f"Até {most} botões desse tipo: 10 no total, 2 links, 1 telefone.")  # fmt: skip
    replies = "".join("r" if kind is ButtonKind.REPLY else "o" for kind in kinds)
    if "r" in replies.strip("r") or (replies.startswith("r") and replies.endswith("r") and "o" in replies):
        yield _wrong("buttons", "Las respuestas rápidas van juntas, antes o después de los otros botones.",
                     "Quick replies stand together, before or after the other buttons.",
                     "As respostas rápidas vão juntas, antes ou depois dos outros botões.")  # fmt: skip
    texts = [one.text.strip().casefold() for one in draft.buttons]
    if len(set(texts)) != len(texts):
        yield _wrong("buttons", "Dos botones no pueden decir lo mismo.", "Two buttons may not say the same.",
                     "Dois botões não podem dizer o mesmo.")  # fmt: skip
    for one in draft.buttons:
        if not 0 < len(one.text.strip()) <= BUTTON_TEXT or "\n" in one.text or BRACES.search(one.text):
            yield _wrong("buttons", f"Cada botón dice de 1 a {BUTTON_TEXT} caracteres, en un renglón y sin datos.",
                         f"Each button says 1 to {BUTTON_TEXT} characters, in one line and without variables.",
                         f"Cada botão diz de 1 a {BUTTON_TEXT} caracteres, em uma linha e sem dados.")  # fmt: skip
            break
    if any(one.kind is ButtonKind.URL and not (one.value.startswith("https://") and len(one.value) <= URL)
           for one in draft.buttons):  # fmt: skip
        yield _wrong("buttons", "El enlace de un botón empieza con https:// y es de la propia marca.",
                     "A button's link begins with https:// and is the brand's own.",
                     "O link de um botão começa com https:// e é da própria marca.")  # fmt: skip
    if any(one.kind is ButtonKind.PHONE and not PHONE.fullmatch(one.value) for one in draft.buttons):
        yield _wrong("buttons", "El teléfono de un botón va con su código de país: +51155501000.",
                     "A button's telephone goes with its country code: +51155501000.",
                     "O telefone de um botão vai com o código do país: +51155501000.")  # fmt: skip


def _manners(draft: TemplateDraft, brand: str) -> Iterator[Complaint]:
    """What Meta does not refuse by itself, and what makes it refuse, move or pause a template later."""
    whole = " ".join((draft.header, draft.body, draft.footer))
    if draft.category == "utility" and SELLS.search(whole):
        yield _hint("category", "El texto parece vender: Meta lo pasaría a marketing, que cuesta más.",
                    "The text seems to sell: Meta would move it to marketing, which costs more.",
                    "O texto parece vender: a Meta o passaria para marketing, que custa mais.")  # fmt: skip
    if brand and _plain(brand) not in _plain(whole):
        yield _hint("body", f"No dice quién escribe. Quien recibe un primer mensaje debe leer «{brand}».",
                    f"It does not say who writes. Whoever gets a first message should read “{brand}”.",
                    f"Não diz quem escreve. Quem recebe uma primeira mensagem deve ler “{brand}”.")  # fmt: skip
    leaving = " ".join((draft.footer, draft.body, *(one.text for one in draft.buttons)))
    if draft.category == "marketing" and not LEAVES.search(leaving):
        yield _hint("footer", "No dice cómo dejar de recibirlo. Quien no puede darse de baja, bloquea: la calidad cae.",
                    "It does not say how to stop receiving it. Who cannot opt out blocks: quality falls.",
                    "Não diz como deixar de receber. Quem não pode sair, bloqueia: a qualidade cai.")  # fmt: skip


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _has_emoji(text: str) -> bool:
    return any(unicodedata.category(sign) in ("So", "Cs") for sign in text)


def _wrong(field: str, es: str, en: str, pt: str) -> Complaint:
    return Complaint(field, Said(es, en, pt))


def _hint(field: str, es: str, en: str, pt: str) -> Complaint:
    return Complaint(field, Said(es, en, pt), grave=False)
