"""Personal data is found where it stands, as what it is, and what only looks like it is left alone."""

from __future__ import annotations

import time

import pytest

from bench.intelligence.own import Marked, marked
from trato.rooms.intelligence.engine.personal.finding import find_personal

FOUND = [
    ("mi rut es 12.345.678-5", "CL", "12.345.678-5", "national_id"),
    ("meu CPF é 111.444.777-35 obrigado", "BR", "111.444.777-35", "national_id"),
    ("DNI 12345678Z", "ES", "12345678Z", "national_id"),
    ("mi cédula: 1.017.484.223", "CO", "1.017.484.223", "national_id"),
    ("la tarjeta 4111 1111 1111 1111 no pasa", "MX", "4111 1111 1111 1111", "card_number"),
    ("CLABE 032180000118359719", "MX", "032180000118359719", "iban_clabe_cbu"),
    ("mi cbu 2850590940090418135201", "AR", "2850590940090418135201", "iban_clabe_cbu"),
    ("IBAN ES91 2100 0418 4502 0005 1332.", "ES", "ES91 2100 0418 4502 0005 1332", "iban_clabe_cbu"),
    ("a ES91 2100 0418 4502 0005 1332 y ya", "ES", "ES91 2100 0418 4502 0005 1332", "iban_clabe_cbu"),
    ("IBAN: ES9121000418450200051332 gracias", "ES", "ES9121000418450200051332", "iban_clabe_cbu"),
    ("con la 4111 1111 1111 1111 2 cuotas", "PE", "4111 1111 1111 1111", "card_number"),
    ("llámenme al 55 1234 5678 por favor", "MX", "55 1234 5678", "phone"),
    ("whatsapp +54 9 11 6123 4567", "", "+54 9 11 6123 4567", "phone"),
    ("me liga no (11) 98765-4321", "BR", "(11) 98765-4321", "phone"),
    ("escriban a ana.lopez@correo.example hoy", "", "ana.lopez@correo.example", "email"),
    ("vivo en Carrera 15 # 93-47, Bogotá", "CO", "Carrera 15 # 93-47", "address"),
    ("moro na Rua das Flores, 123", "BR", "Rua das Flores, 123", "address"),
    ("I live at 221 Baker Street", "GB", "221 Baker Street", "address"),
    ("pedido 4471-8823 no llega", "MX", "4471-8823", "order_id"),
    ("cadê meu pedido nº 99812345", "BR", "99812345", "order_id"),
    ("placa AB123CD", "AR", "AB123CD", "plate"),
    ("matrícula 4521 BCD", "ES", "4521 BCD", "plate"),
    ("hola, soy Marta Ruiz y no tengo luz", "ES", "Marta Ruiz", "person_name"),
    ("me llamo juan perez y quiero ayuda", "MX", "juan perez", "person_name"),
    ("Atte. Ricardo Ibáñez", "CL", "Ricardo Ibáñez", "person_name"),
]


@pytest.mark.parametrize(("text", "country", "what", "kind"), FOUND)
def test_personal_data_is_found_whole(text: str, country: str, what: str, kind: str) -> None:
    lang = {"BR": "pt", "GB": "en"}.get(country, "es")
    spans = find_personal(text, lang, country)
    assert [(text[one.start : one.end], one.kind.value) for one in spans] == [(what, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "llevo 15 días esperando y pagué $1.250.000",
        "el código 4111 1111 1111 1112 no existe, son 2.024.111 pesos",
        "abren el 24/12/2026 de 9:00 a 18:30?",
        "Buenos días, gracias por todo",
        "el modelo XR2000 cuesta 1299,99",
        "quiero 3 camisas talla 42 y 2 pantalones",
        "SOY CLIENTE HACE 10 AÑOS Y ASI ME TRATAN",
        "version 10.4.22 del sistema",
    ],
)
def test_what_only_looks_personal_is_left_alone(text: str) -> None:
    assert find_personal(text, "es", "MX") == ()


def test_a_name_of_the_profile_is_found_however_it_is_written() -> None:
    text = "ya le dije a ustedes que XIMENITA no está"
    spans = find_personal(text, "es", known_names=("Ximenita",))
    assert [text[one.start : one.end] for one in spans] == ["XIMENITA"]


def test_data_at_the_end_of_a_very_long_text_is_found_too() -> None:
    text = "no funciona nada " * 6_000 + "mi correo es ana@correo.example"
    assert [text[one.start : one.end] for one in find_personal(text, "es")] == ["ana@correo.example"]


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "a.", "calle a ", "pedido: ", "-1", "(1) ", "A-1-", "@", "María de ", "1.1-"]
)
def test_repetition_does_not_hold_up(piece: str) -> None:
    began = time.process_time()
    find_personal(piece * (100_000 // len(piece)), "es", "MX")
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    "piece",
    [
        "1 ", "1.", "1-", "1", " ", ".", "@", "a@", "a.b@", "+1 ", "(", "cpf ", "dni n.º ", "placa es ", "A1-", "12-", "X-1", "calle ",
        "rua das ", "#1", "ES12 ", "1 a ", "María ", "me llamo ", "soy María de la ", "12345678 9 Z", "QQ 12 ", "guía 1234 ", "\u00ba ", "arroba ",
        "señor Juan ", "pedido no. ", "tel 1", "1º ", "Av. 1 # 2-", "12 Oak ", "piso 1 ", "d@d.",
    ],
)  # fmt: skip
def test_a_hundred_thousand_letters_of_one_kind_take_no_longer(piece: str) -> None:
    began = time.process_time()
    find_personal((piece * 100_000)[:100_000], "es", "CO")
    assert time.process_time() - began < 8


@pytest.mark.parametrize("one", list(marked("seen")), ids=lambda one: one[0][:40])
def test_personal_data_is_found_as_people_write_it(one: Marked) -> None:
    text, lang, country, spans = one
    assert {(span.start, span.end, span.kind.value) for span in find_personal(text, lang, country)} == spans
