"""What the stand-in answers: as much as a few rules can, so that the demo shows what a model would be for."""

from __future__ import annotations

import re
from collections import Counter

from trato.rooms.intelligence.rules.tongue import SMALL, tongue_of

WARMER = {
    "es": (("no se puede", "por ahora no es posible"), ("espere", "le pedimos un momento"), ("mande", "envíenos")),
    "pt": (("não dá", "por enquanto não é possível"), ("espere", "pedimos um momento"), ("mande", "envie-nos")),
    "en": (
        ("we can't", "for now we are not able to"),
        ("wait", "please give us a moment"),
    ),
}
THANKS = {
    "es": "Gracias por escribirnos.",
    "pt": "Obrigado por nos escrever.",
    "en": "Thank you for writing to us.",
}
# enough for a newcomer to see what happens; a real model translates
PHRASES = (
    ("buenos días", "bom dia", "good morning"), ("buenas tardes", "boa tarde", "good afternoon"),
    ("hola", "olá", "hello"), ("gracias", "obrigado", "thank you"), ("su pedido", "o seu pedido", "your order"),
    ("tu pedido", "o seu pedido", "your order"), ("ya salió", "já saiu", "has already left"),
    ("llega mañana", "chega amanhã", "arrives tomorrow"), ("mañana", "amanhã", "tomorrow"), ("hoy", "hoje", "today"),
    ("lamentamos", "lamentamos", "we are sorry for"), ("la demora", "a demora", "the delay"), ("el", "o", "the"),
    ("la", "a", "the"), ("y", "e", "and"), ("con", "com", "with"), ("para", "para", "for"), ("está", "está", "is"),
    ("en camino", "a caminho", "on its way"), ("le avisamos", "avisamos você", "we will let you know"),
    ("cuando", "quando", "when"), ("llegue", "chegar", "it arrives"), ("que", "que", "that"), ("por", "por", "for"),
    ("no", "não", "not"), ("sí", "sim", "yes"), ("de", "de", "of"), ("en", "em", "in"), ("su", "seu", "your"),
)  # fmt: skip
PLACE = {"es": 0, "pt": 1, "en": 2}
LANGUAGE = {"Spanish": "es", "Portuguese": "pt", "English": "en"}


def answer(system: str, data: str) -> str:
    """Return an answer to one of the questions that Trato asks; `data` comes between two fences."""
    text = "\n".join(data.split("\n")[1:-1]) if "\n" in data else data
    asked = re.search(r"Write in (\w+)\.", system)
    lang = LANGUAGE.get(asked[1], "es") if asked else "es"
    if system.startswith("Translate"):
        return _translated(text, lang)
    if system.startswith("Shorten"):
        return _shorter(text)
    if system.startswith("Rewrite"):
        return _warmer(text, lang)
    if system.startswith("Sum up"):
        return _summed_up(text, lang)
    if system.startswith("These are"):
        return _named(text)
    return "ok"


def _translated(text: str, lang: str) -> str:
    source = PLACE[tongue_of(text) or "es"]
    words = {one[source]: one[PLACE[lang]] for one in PHRASES}
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)", re.I)
    return _capital(known.sub(lambda found: words[found[0].casefold()], text))


def _shorter(text: str) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    kept = [one for one in sentences if len(one.split()) > 3 or "{" in one] or sentences
    short = " ".join(kept)
    return short if len(short) < len(text) else short[: max(1, len(short) * 2 // 3)].rsplit(" ", 1)[0]


def _warmer(text: str, lang: str) -> str:
    for curt, warm in WARMER[lang]:
        text = re.sub(rf"(?<!\w){curt}(?!\w)", warm, text, flags=re.I)
    text = _capital(text.strip())
    text = text if text[-1:] in ".!?" else f"{text}."
    return text if THANKS[lang] in text else f"{text} {THANKS[lang]}"


def _summed_up(text: str, lang: str) -> str:
    said: dict[str, list[str]] = {"customer": [], "agent": []}
    for line in text.split("\n"):
        who, _, words = line.partition(": ")
        if who in said:
            said[who].append(words.strip())
    wants, last = said["customer"][:1], said["agent"][-1:]
    heads = {
        "es": ("El cliente escribió", "Lo último que se le dijo"),
        "pt": ("O cliente escreveu", "O último que se disse a ele foi"),
        "en": ("The customer wrote", "The last thing that was said to him"),
    }[lang]
    told = [(heads[0], one) for one in wants] + [(heads[1], one) for one in last]
    return " ".join(f"{head}: {one[:200]}" for head, one in told)


def _named(text: str) -> str:
    small = frozenset().union(*SMALL.values())
    words = [one for one in re.findall(r"[^\W\d_]{4,}", re.sub(r"\{[^}]*\}", " ", text.casefold())) if one not in small]
    return _capital(" ".join(one for one, _ in Counter(words).most_common(3)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
