"""Make the messages that heads learn from out of what was written by hand in `training/messages`.

A file holds blocks: a line `@ lang kind country industry channel`, then messages of one author, one a line, with
`{places}` and, after ` | `, what differs from its kind: `s-`, `s0`, `s+` mood, `u0` to `u2` urgency, `h` wants or
needs a person, `o` offends. In a block of kind `mixed` each line begins with a word that says all that at once: a
letter of `CODES`, then a digit of urgency, `h`, `o`, and `-`, `=` or `+` for the mood, each only where it differs.

A block with `val` in its heading is held out whole: none of its sentences is in training. Blocks in `test` are too:
written in another manner than all others, and looked at only to tell how good the heads are.

Each line gives some messages: as it stands, and as others would have typed it (greetings, no accents, slips, capitals,
chat shorthand, emoji, an e-mail's signature, personal data). Those of `test` are taken as they stand.
Run: `python -m training.compose`.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.slots import PERSONAL, filled

HERE = Path(__file__).parent
WRITTEN = HERE / "messages"
MADE = HERE / "messages.jsonl"
VARIANTS = {"train": 3, "val": 2, "test": 1}  # messages that a line gives
MOOD = {"issue": "negative", "praise": "positive", "complaint_brand": "negative", "troll": "negative"}
SET_ASIDE = {"noise", "spam", "troll"}
PLACE = re.compile(r"\{(\w+)\}")
CODES = {
    "i": "issue", "q": "question", "l": "lead", "p": "product_insight", "k": "praise", "c": "complaint_brand",
    "n": "noise", "s": "spam", "t": "troll",
}  # fmt: skip
CODE = re.compile(r"([iqlpkcnst])([012]?)([ho]{0,2})([-=+]?)$")
SIGNS = {"-": "s-", "=": "s0", "+": "s+"}

BEFORE = {
    "es": "Hola, |hola |buenas |Buenos días, |buenas tardes, |hola buenas, |Buen día. |disculpe, |oigan |Estimados: |q tal, |holaa |Hola!! |una consulta, |perdón la molestia, ",
    "pt": "Oi, |oi |olá |Bom dia, |boa tarde, |gente, |Prezados, |oii |por favor, |Olá! |então, |moço, ",
    "en": "Hi, |hi |hello |Good morning, |hey |Hey guys, |excuse me, |Dear team, ",
}
AFTER = {
    "es": " gracias| por favor|, espero respuesta| Saludos.| porfa| Quedo atento.| desde ya gracias| muchas gracias de antemano| ayuda| plis| quedo al pendiente",
    "pt": " obrigado| por favor|, aguardo retorno| Att.| pfv| desde já agradeço| me ajudem| obg",
    "en": " thanks| please|, waiting for your reply| Best regards.| pls| thank you in advance| help",
}
ANGRY = {
    "es": " ya estoy harto| qué falta de respeto| es una vergüenza| esto es inaceptable| !!!!| siempre lo mismo con ustedes| 😡| pésimo servicio| increíble| no puede ser 🤬",
    "pt": " um absurdo| que falta de respeito| tô cansado disso| !!!!| sempre a mesma coisa| 😡| péssimo| inaceitável",
    "en": " this is unacceptable| ridiculous| I'm fed up| !!!!| 😡| every single time| awful service",
}
GLAD = {"es": " 😊| ❤️| 👏👏| !!| mil gracias", "pt": " 😍| ❤️| 👏| !!| de coração", "en": " 😊| ❤️| 👏| !!| cheers"}
PERSONS = {
    "es": " quiero hablar con una persona| páseme con un asesor por favor| necesito un humano, no un bot| comuníqueme con su supervisor| exijo hablar con alguien",
    "pt": " quero falar com um atendente| me passa pra uma pessoa| preciso falar com um humano| quero o supervisor",
    "en": " let me talk to a person| I want a real agent| get me a supervisor| I need a human please",
}
TOLD = {
    "es": " Soy {name}.| mi nombre es {name}| mi cel es {phone}| mi teléfono: {phone}| mi correo es {email}| el pedido es {order}| pedido nro {order}| mi documento es {id}| DNI/ID {id}| vivo en {address}| dirección: {address}| tarjeta {card}| mi cuenta {account}| placa {plate}| les dejo mi número {phone} y mi nombre {name}| Atte. {name}",
    "pt": " Sou {name}.| meu nome é {name}| meu telefone é {phone}| whatsapp {phone}| meu e-mail {email}| pedido {order}| pedido nº {order}| CPF {id}| moro na {address}| endereço: {address}| cartão {card}| placa {plate}| Att. {name}",
    "en": " I'm {name}.| my name is {name}| my phone is {phone}| email me at {email}| order {order}| order number {order}| SSN {id}| I live at {address}| card {card}| plate {plate}| Regards, {name}",
}
SHORT = {
    "es": {"que": "q", "porque": "xq", "por": "x", "también": "tb", "estoy": "toy", "para": "pa", "con": "c", "de": "d", "mensaje": "msj", "cuando": "cdo"},
    "pt": {"você": "vc", "vocês": "vcs", "porque": "pq", "que": "q", "também": "tbm", "não": "n", "muito": "mt", "por": "p", "hoje": "hj", "beleza": "blz"},
    "en": {"you": "u", "your": "ur", "please": "pls", "are": "r", "because": "bc", "to": "2", "for": "4"},
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A message as it was written, and what is true of it."""

    text: str
    lang: str
    kind: str
    country: str
    industry: str
    channel: str
    author: str
    split: str  # train, val or test
    flags: frozenset[str]


def read_lines() -> Iterator[Line]:
    """Yield every line that was written, in the order of files and blocks."""
    for path in (*sorted(WRITTEN.glob("*.txt")), *sorted(WRITTEN.glob("test/*.txt"))):
        heading: list[str] = []
        block = 0
        for raw in path.read_text(encoding="utf-8").splitlines():
            if raw.startswith("@ "):
                heading, block = raw[2:].split(), block + 1
            elif raw.strip():
                split = "test" if path.parent.name == "test" else "val" if "val" in heading else "train"
                lang, kind, country, *rest = [one for one in heading if one != "val"]
                industry, channel = (["mixed"] + rest)[-2:] if len(rest) < 2 else rest[:2]
                kind, text, flags = _told(raw) if kind == "mixed" else (kind, *_after(raw))
                yield Line(text, lang, kind, country, industry, channel, f"{path.stem}-{block}", split, flags)


def _told(raw: str) -> tuple[str, str, frozenset[str]]:
    """Return kind, text and flags of a line that begins with its code. Raises ValueError without one."""
    code, _, text = raw.partition(" ")
    found = CODE.match(code)
    if found is None or not text.strip():
        raise ValueError(f"no code before: {raw}")
    letter, urgency, marks, sign = found.groups()
    flags = {*marks} | ({f"u{urgency}"} if urgency else set()) | ({SIGNS[sign]} if sign else set())
    return CODES[letter], text.strip().replace("\\n", "\n"), frozenset(flags)


def _after(raw: str) -> tuple[str, frozenset[str]]:
    text, _, flags = raw.partition(" | ")
    return text.strip(), frozenset(flags.split())


def made_from(line: Line, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the messages that a line gives."""
    for variant in range(VARIANTS[line.split]):
        yield _row(line, variant, chance)


def _row(line: Line, variant: int, chance: random.Random) -> dict[str, Any]:
    human, template, mood = "h" in line.flags, line.text, _mood(line)
    if variant:
        talks = line.kind not in {"noise", "spam", "troll", "complaint_brand", "product_insight"}
        if talks and chance.random() < 0.35:
            template = chance.choice(BEFORE[line.lang].split("|")) + template
        if talks and line.kind != "praise" and chance.random() < 0.25:
            template += chance.choice(AFTER[line.lang].split("|"))
        elif line.kind in {"issue", "complaint_brand"} and chance.random() < 0.3:
            template += chance.choice(ANGRY[line.lang].split("|"))
        elif mood == "positive" and chance.random() < 0.4:
            template += chance.choice(GLAD[line.lang].split("|"))
        if line.kind in {"issue", "question"} and chance.random() < 0.07:
            template, human = template + chance.choice(PERSONS[line.lang].split("|")), True
        if line.kind in {"issue", "question", "lead"} and chance.random() < 0.22:
            template += "." * (template[-1].isalnum()) + chance.choice(TOLD[line.lang].split("|"))
        template = _typed(template, line, chance)
    text, spans = _fill(template, line, chance)
    urgency = next((int(one[1]) for one in line.flags if one[0] == "u"), 1 if line.kind == "issue" else 0)
    return {
        "text": text, "lang": line.lang, "country": line.country, "industry": line.industry, "channel": line.channel,
        "kind": line.kind, "engageable": line.kind not in SET_ASIDE, "sentiment": mood, "offensive": "o" in line.flags,
        "urgency": urgency, "needs_human": human, "pii": spans, "author": line.author, "split": line.split,
    }  # fmt: skip


def _mood(line: Line) -> str:
    told = {"s-": "negative", "s0": "neutral", "s+": "positive"}
    return next((told[one] for one in line.flags if one in told), MOOD.get(line.kind, "neutral"))


def _typed(template: str, line: Line, chance: random.Random) -> str:
    """Return the template as somebody else would have typed it; places stay as they are."""
    pieces = re.split(r"(\{\w+\})", template)
    dropped, small = chance.random() < 0.35, chance.random() < 0.4
    loud = not small and chance.random() < (
        0.12 if line.kind in {"issue", "complaint_brand", "spam", "troll"} else 0.03
    )
    short, bare, slips = chance.random() < 0.15, chance.random() < 0.25, chance.random() < 0.25
    for at, piece in enumerate(pieces):
        if piece.startswith("{"):
            continue
        if short:
            piece = re.sub(r"\w+", lambda found: SHORT[line.lang].get(found[0].lower(), found[0]), piece)
        if dropped:
            piece = "".join(
                one
                for one in unicodedata.normalize("NFD", piece)
                if unicodedata.category(one) != "Mn" or one == "\u0303" and line.lang == "pt"
            )
            piece = unicodedata.normalize("NFC", piece)
        if bare:
            piece = re.sub(r"[¿¡,.:;]", "", piece)
        if slips:
            piece = _slip(piece, chance)
        pieces[at] = piece.lower() if small else piece.upper() if loud else piece
    return "".join(pieces)


def _slip(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    for at in chance.sample(long, min(len(long), chance.choice((1, 1, 2)))):
        word, spot = words[at], chance.randint(1, len(words[at]) - 2)
        words[at] = chance.choice(
            (
                word[:spot] + word[spot + 1 :],
                word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :],
                word[:spot] + word[spot] + word[spot:],
                word[:-1] + word[-1] * 4,
                word.replace("v", "b") if "v" in word else word.replace("c", "s", 1),
            )
        )
    return " ".join(words)


def _fill(template: str, line: Line, chance: random.Random) -> tuple[str, list[dict[str, Any]]]:
    text, spans, end = "", [], 0
    for place in PLACE.finditer(template):
        text += template[end : place.start()]
        value = filled(place[1], line.lang, line.country, chance)
        if place[1] in PERSONAL:
            spans.append({"start": len(text), "end": len(text) + len(value), "type": PERSONAL[place[1]]})
        text, end = text + value, place.end()
    return text + template[end:], spans


def main() -> None:
    """Write `messages.jsonl`, each text once."""
    seen: set[str] = set()
    rows: list[dict[str, Any]] = []
    for line in read_lines():
        chance = random.Random(f"20261123 {line.author} {line.text}")  # what is added later changes nothing else
        for row in made_from(line, chance):
            if row["text"] not in seen:
                seen.add(row["text"])
                rows.append({"id": f"m{len(rows):05d}", **row})
    MADE.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
