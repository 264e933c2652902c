"""A reply is shown without what it quotes, and no answer is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.mail import answers, discourse_pairs, run
from tests.rooms.channels.email.known import SHARED
from trato.rooms.channels.adapters.email.html_trimming import trim_html
from trato.rooms.channels.adapters.email.trimming import trim_text

ANSWER = "Sí, llegó ayer.\n\n¿Puedo cambiar la talla?"

INTRODUCTIONS = [
    "El vie, 20 nov 2026 a las 10:30, Ayuda (<ayuda@tienda.example>) escribió:",
    "El vie, 20 nov 2026 a las 10:30, Ayuda (<ayuda@tienda.example>)\nescribió:",
    "El vie., 20 de nov. de 2026 10:30 a. m., Ayuda <\nayuda@tienda.example> escribió:",
    "El viernes, 20 de noviembre de 2026, 10:30:11 GMT-3, Ayuda de la Tienda\n<ayuda@tienda.example> escribió:",
    "El 20/11/2026 a las 10:30, Ayuda escribió:",
    "El 20-11-2026, a la(s) 10:30, Ayuda <ayuda@tienda.example> escribió:",
    "El 20 nov 2026, a las 10:30, Ayuda <ayuda@tienda.example> escribió:",
    "El 20 de noviembre de 2026, 10:30, Ayuda<ayuda@tienda.example> escribió:",
    "El vie, 20-11-2026 a las 10:30 -0300, Ayuda escribió:",
    "2026-11-20 10:30 GMT-03:00 Ayuda <ayuda@tienda.example>:",
    "Ayuda <ayuda@tienda.example> escribió el vie, 20 nov 2026 a las 10:30:",
    "Em sex., 20 de nov. de 2026 às 10:30, Ayuda <ayuda@tienda.example> escreveu:",
    "Em sex, 20 de nov de 2026 10:30, Ayuda <ayuda@tienda.example>\nescreveu:",
    "Em 20/11/2026 10:30, Ayuda escreveu:",
    "Em 20 de nov. de 2026, à(s) 10:30, Ayuda <ayuda@tienda.example> escreveu:",
    "Em sexta-feira, 20 de novembro de 2026 10:30:11 BRT, Ayuda\n<ayuda@tienda.example> escreveu:",
    "No dia 20/11/2026, às 10:30, Ayuda <ayuda@tienda.example> escreveu:",
    "A 20 de nov. de 2026, às 10:30, Ayuda <ayuda@tienda.example> escreveu:",
    "Ayuda <ayuda@tienda.example> escreveu no dia sexta, 20/11/2026 à(s) 10:30:",
    "On Fri, Nov 20, 2026 at 10:30 AM Ayuda <ayuda@tienda.example> wrote:",
    "On 20 Nov 2026, at 10:30, Ayuda <ayuda@tienda.example> wrote:",
    "On Friday, November 20, 2026 at 10:30:11 AM GMT-3, Ayuda\n<ayuda@tienda.example> wrote:",
    "On 11/20/26 10:30, Ayuda wrote:",
]

BARE_BEGINNINGS = [
    "-----Mensaje original-----\nDe: Ayuda <ayuda@tienda.example>\nEnviado: viernes, 20 de noviembre",
    "De: Ayuda <ayuda@tienda.example>\nEnviado el: viernes, 20 de noviembre 10:30\nPara: Camila\nAsunto: Pedido",
    "De: Ayuda <ayuda@tienda.example>\nFecha: viernes, 20 de noviembre de 2026, 10:30\nPara: Camila\nAsunto: Pedido",
    "*De:* Ayuda <a@t.example>\n*Enviado el:* viernes, 20 de noviembre\n*Para:* Camila\n*Asunto:* Pedido",
    "________________________________\nDe: Ayuda <a@t.example>\nEnviado: viernes, 20 de noviembre\nPara: C\nAsunto: P",
    "________________________________\nDe: Ayuda <a@t.example>\nEnviada em: sexta-feira, 20\nPara: C\nAssunto: P",
    "De: Ayuda <ayuda@tienda.example>\nData: sexta-feira, 20 de novembro às 10:30\nPara: Bruna\nAssunto: Pedido",
    "-----Mensagem original-----\nDe: Ayuda\nEnviada em: sexta-feira",
    "From: Ayuda <ayuda@tienda.example>\nSent: Friday, November 20, 2026 10:30 AM\nTo: Camila\nSubject: Pedido",
    "-----Original Message-----\nFrom: Ayuda",
    "---------- Mensaje reenviado ---------\nDe: Ayuda",
    "---------- Mensagem encaminhada ---------\nDe: Ayuda",
    "Inicio del mensaje reenviado:\n\nDe: Ayuda",
    "El vie, 20 nov 2026 a las 10:30, Ayuda (<ayuda@tienda.example>) escribió:",
]

SIGNATURES = [
    "Enviado desde mi iPhone",
    "Enviado desde mi Samsung Mobile de Claro",
    "Enviado desde Outlook para Android",
    "Enviado desde Yahoo Mail para Android",
    "Enviado desde Correo para Windows",
    "Enviado con Mailtrack",
    "Obtener Outlook para iOS<https://aka.ms/o0ukef>",
    "Enviado do meu iPhone",
    "Enviado do Yahoo Mail para Android",
    "Obter o Outlook para Android",
    "Sent from my iPhone",
    "Get Outlook for iOS",
    "-- \nCamila Rojas\n+56 9 1111 2222",
]


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_an_introduced_quotation_below_the_answer_is_folded(introduction: str) -> None:
    trimmed = trim_text(f"{ANSWER}\n\n{introduction}\n\n> Hola, Camila.\n>\n> ¿Llegó el pedido?\n")
    assert trimmed.visible == ANSWER
    assert "¿Llegó el pedido?" in trimmed.quoted


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_an_introduced_quotation_above_the_answer_is_folded(introduction: str) -> None:
    trimmed = trim_text(f"{introduction}\n> Hola, Camila.\n> ¿Llegó el pedido?\n\n{ANSWER}")
    assert trimmed.visible == ANSWER


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_answers_between_quoted_lines_stay_with_their_questions(introduction: str) -> None:
    shown = trim_text(f"{introduction}\n\n> ¿Talla?\n\nM\n\n> ¿Color?\n\nVerde\n\n> Gracias").visible
    assert shown == "> ¿Talla?\n\nM\n\n> ¿Color?\n\nVerde"


@pytest.mark.parametrize("beginning", BARE_BEGINNINGS)
def test_an_earlier_mail_below_the_answer_is_folded(beginning: str) -> None:
    assert trim_text(f"{ANSWER}\n\n{beginning}\n\nHola, Camila: ¿llegó el pedido?\n").visible == ANSWER


@pytest.mark.parametrize("beginning", BARE_BEGINNINGS)
def test_a_mail_that_only_forwards_shows_what_it_forwards(beginning: str) -> None:
    assert "¿llegó el pedido?" in trim_text(f"{beginning}\n\nHola, Camila: ¿llegó el pedido?\n").visible


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_signature_is_folded(signature: str) -> None:
    assert trim_text(f"{ANSWER}\n\n{signature}\n").visible == ANSWER
    assert trim_text(f"{ANSWER}\n\n{signature}\n\n{INTRODUCTIONS[0]}\n> Hola\n").visible == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "De: Santiago\nPara: Lima\nFecha: 20 de noviembre\n\n¿Hay asientos?",
        "El 20 de noviembre de 2026 fui y el encargado me escribió:\n\nNo hay devoluciones.",
        "El 3 de marzo compré una mesa.\n\nLa mesa escribió su historia: está rota.",
        "Hola\n\n---\n\n¿Siguen abiertos?\n\n---\n\nGracias",
        "1) ¿Cuándo?\n2) ¿Dónde?\n\n--- urgente ---\n\nEspero",
        "Enviado el pedido, ¿cuándo llega?",
        "Para: ustedes\n\nLes escribo porque no funciona.",
        "Asunto: el pedido 5\n\nNo llegó.",
        "On the other hand, you wrote: nothing.",
        "> esto lo dijo el vendedor\n\ny no es cierto",
    ],
)
def test_what_only_looks_like_a_quotation_stays(text: str) -> None:
    assert trim_text(text).visible == text


def test_text_before_an_introduction_that_begins_like_one_stays() -> None:
    text = (
        "El 3 de marzo de 2026 compré una mesa.\nEl vie, 20 nov 2026 a las 10:30, Ayuda <a@t.example> escribió:\n> Hola"
    )
    assert trim_text(text).visible == "El 3 de marzo de 2026 compré una mesa."


def test_a_reply_without_words_of_its_own_shows_none() -> None:
    trimmed = trim_text(f"{INTRODUCTIONS[0]}\n\n> Hola, Camila.\n")
    assert trimmed.visible == ""
    assert "Hola, Camila." in trimmed.quoted


def test_a_reply_that_says_that_the_answers_are_below_is_not_trimmed() -> None:
    text = f"Respondo abajo en azul.\n\n{BARE_BEGINNINGS[1]}\n\n¿Talla? M"
    assert trim_text(text).visible == text


def test_the_document_keeps_the_answer_and_its_pictures_and_loses_the_quoted_ones() -> None:
    html = (
        '<div>Llegó así: <b>roto</b></div><img src="cid:foto"><div class="gmail_quote"><div>El vie, 20 nov 2026 a las'
        ' 10:30, Ayuda (&lt;a@t.example&gt;) escribió:</div><blockquote>Hola<img src="cid:logo"></blockquote></div>'
    )
    trimmed, kept = trim_html(html)
    assert trimmed.visible == "Llegó así: roto"
    assert "cid:foto" in kept
    assert "cid:logo" not in kept
    assert "escribió" not in kept


def test_an_answer_inside_a_mail_programs_quotation_stays() -> None:
    html = (
        '<div class="gmail_quote"><div class="gmail_attr">El vie, 20 nov 2026 a las 10:30, Ayuda (&lt;a@t.example&gt;)'
        " escribió:</div><blockquote>¿Talla?</blockquote><div>M</div><blockquote>¿Color?</blockquote>"
        "<div>Verde</div></div>"
    )
    shown = trim_html(html)[0].visible
    assert "M" in shown.split()
    assert "Verde" in shown


lines = st.lists(st.sampled_from([*ANSWER.split("\n"), "> cita", ">", "", "--", "-----", *INTRODUCTIONS, *SIGNATURES,
                                  *BARE_BEGINNINGS]), max_size=12)  # fmt: skip


@given(lines)
def test_every_line_is_either_shown_or_folded(given_lines: list[str]) -> None:
    text = "\n".join(given_lines)
    trimmed = trim_text(text)
    whole = text.split("\n")
    assert len(trimmed.keep) == len(whole)
    told = f"{trimmed.visible}\n{trimmed.quoted}".split()
    assert sorted(told) == sorted(text.split())


@given(st.text(max_size=300), lines)
def test_a_first_line_of_ones_own_is_always_shown(said: str, rest: list[str]) -> None:
    own = f"Respuesta {said.split()[0] if said.split() else ''}".strip()
    assert own in trim_text("\n".join([own, *rest])).visible


@pytest.mark.skipif(not discourse_pairs(SHARED), reason=f"no published replies in {SHARED}")
def test_at_least_sixty_of_the_published_replies_are_trimmed_exactly_and_none_loses_its_answer() -> None:
    assert list(answers(SHARED))
    figures = run(SHARED)
    assert figures["trimming_exact"] >= 60
    assert figures["answers_lost"] == []
    assert figures["ok"]
