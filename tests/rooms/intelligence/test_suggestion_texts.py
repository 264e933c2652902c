"""Templates hold nothing of anybody's own; the brand's guide is held to as far as its lines can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import numpy as np
import pytest

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.near import near_key
from trato.rooms.intelligence.engine.slots import template_of
from trato.rooms.intelligence.engine.suggesting import Library, Wanted
from trato.rooms.intelligence.engine.voice import Address, Guide, address_of, read_guide
from trato.rooms.intelligence.model import PastAnswer, TextRecord, TextSource

NOW = datetime(2026, 11, 20, tzinfo=UTC)
BRAND, AUTHOR = uuid4(), uuid4()


class Two:
    """An encoder of two directions: what speaks of pots, and all else."""

    encoder_id = "two"
    wide = 2

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.array([[1, 0] if "olla" in one else [0, 1] for one in texts], np.float32).reshape(len(texts), 2)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Gracias, Rosa. Soy Camila y lo veo.", "Gracias, {{contact.first_name}}. Soy {{agent.alias}} y lo veo."),
        ("Tu pedido PR-30123 llega mañana.", "Tu pedido {{order_id}} llega {{date}}."),
        ("Por la mañana abrimos siempre.", "Por la mañana abrimos siempre."),
        ("Te devolvemos S/ 120.50 el 3 de mayo.", "Te devolvemos {{amount}} el {{date}}."),
        ("Escriba a rosa@correo.example o al 987654321.", "Escriba a {{email}} o al {{phone}}."),
        ("Recibe portería en Berlín 362.", "Recibe portería en Berlín {{number}}."),
        ("Salió às 14h e voltou às 21h10.", "Salió às {{time}} e voltou às {{time}}."),
        ("Míralo en https://pirca.example/ayuda", "Míralo en https://pirca.example/ayuda"),
        ("Míralo en https://pirca.example/s?id=9", "Míralo en {{link}}"),
    ],
)
def test_what_was_somebodys_own_becomes_a_slot(said: str, kept: str) -> None:
    assert template_of(said, "es", "PE", "Rosa Huamán", ("Camila",)).text == kept


def test_a_greeting_and_what_is_all_slots_are_not_worth_keeping() -> None:
    assert not template_of("Hola, buenas tardes, Rosa", "es", "PE", "Rosa", ()).worth
    every = "Rosa: S/ 10 el 3 de mayo a las 15:30, al 987654321 o a@b.example, y listo queda todo"
    assert not template_of(every, "es", "PE", "Rosa", ()).worth


def test_the_lines_of_a_guide_say_what_is_forbidden_and_how_people_are_addressed() -> None:
    guide = read_guide("", "Hablar de usted.", "Decir «estimado cliente» o “políticas”.")
    assert guide.forbids("Estimado   cliente, le cuento") and guide.forbids("son nuestras POLÍTICAS.")
    assert not guide.forbids("estimada clienta")
    assert (guide.address, read_guide("", "Tutear siempre", "").address) == (Address.USTED, Address.TU)
    assert read_guide("", "Claro y breve", "").suits("puedes escribirnos")
    assert [address_of(one) for one in ("¿Puede indicarme su RUC?", "¿Puedes decirnos tu RUC?", "El barro va a gas.")] == [
        Address.USTED, Address.TU, Address.ANY,
    ]  # fmt: skip


def past(text: str, author: UUID = AUTHOR, csat: int = 90) -> PastAnswer:
    vector = np.array([1, 0], np.float16)
    return PastAnswer(
        uuid4(), uuid4(), uuid4(), uuid4(), BRAND, author, "es", NOW, text, near_key(text), csat, "two", vector
    )


def library(*answers: PastAnswer, records: dict[tuple[TextSource, str], TextRecord] | None = None,
            quality: dict[UUID, float] | None = None) -> Library:  # fmt: skip
    encoder: Encoder = Two()  # type: ignore[assignment]
    return Library(answers, [], quality or {}, records or {}, encoder)


def texts(shelf: Library, wanted: Wanted | None = None) -> list[str]:
    suited = wanted or Wanted(BRAND, "es", 1_000, False, Guide(), NOW)
    return [one.text for one in shelf.suggest("¿y la olla?", np.array([1, 0], np.float32), suited)]


SOAK = "Antes del primer uso remoja la olla una noche entera en agua."
MILK = "Hierve leche a fuego muy bajo durante una hora y deja que enfríe."
GAS = "El barro va a gas, leña u horno, nunca a inducción."
HEAT = "Calienta despacio y nunca la pongas vacía sobre la llama viva."


def test_three_at_most_and_none_twice() -> None:
    assert len(texts(library(past(SOAK), past(MILK), past(GAS), past(HEAT)))) == 3
    assert texts(library(past(SOAK), past(SOAK + "!"))) == [SOAK]


def test_whose_cases_end_well_comes_first() -> None:
    good = uuid4()
    assert texts(library(past(SOAK), past(MILK, good), quality={AUTHOR: 0.4, good: 0.95}))[0] == MILK


def test_what_was_rejected_again_and_again_is_gone_for_all_that_say_the_same() -> None:
    records = {(TextSource.ANSWER, near_key(SOAK)): TextRecord(rejected=40.0)}
    assert texts(library(past(SOAK), past(SOAK + "!"), past(MILK), records=records)) == [MILK]


def test_what_is_too_long_forbidden_or_private_where_everybody_reads_is_left_out() -> None:
    shelf = library(past(SOAK), past(MILK), past("Tu pedido {{order_id}} ya salió del almacén central."))
    assert texts(shelf, Wanted(BRAND, "es", len(SOAK), False, Guide(("leche",)), NOW))[0] == SOAK
    assert MILK not in texts(shelf, Wanted(BRAND, "es", 1_000, False, Guide(("leche",)), NOW))
    assert sorted(texts(shelf, Wanted(BRAND, "es", 1_000, True, Guide(), NOW))) == sorted([SOAK, MILK])
    assert max(map(len, texts(shelf, Wanted(BRAND, "es", 61, False, Guide(), NOW)))) <= 61


def test_who_is_addressed_otherwise_comes_later() -> None:
    formal = "Por favor indique su número y le confirmo el envío completo."
    familiar = "Por favor envía tu número y te confirmo después el despacho."
    guide = Guide((), Address.USTED)
    assert texts(library(past(familiar), past(formal)), Wanted(BRAND, "es", 1_000, False, guide, NOW)) == [
        formal,
        familiar,
    ]


def test_another_brand_gets_nothing() -> None:
    assert texts(library(past(SOAK)), Wanted(uuid4(), "es", 1_000, False, Guide(), NOW)) == []


def test_an_edited_answer_of_good_hands_is_its_better_form() -> None:
    better = "Antes del primer uso remoja la olla una noche entera en agua tibia, y luego cúrala con leche."
    good, poor = uuid4(), uuid4()
    old = past(SOAK)
    edited = replace(past(better, good), instead_of=old.near_key, vector=np.array([0, 1], np.float16))
    quality = {AUTHOR: 0.7, good: 0.8, poor: 0.5}
    assert texts(library(edited, old, quality=quality)) == [better]
    assert texts(library(replace(edited, author_id=poor), old, quality=quality)) == [SOAK]
    again = replace(past(f"{better} Así dura años.", good), instead_of=edited.near_key)
    assert texts(library(again, edited, old, quality=quality)) == [again.text]
    assert texts(library(replace(edited, brand_id=uuid4()), old, quality=quality)) == [SOAK]  # another brand's
