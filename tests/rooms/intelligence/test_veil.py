"""What leaves the house is hidden, comes back as it was, and an answer can bring nothing that was not sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.intelligence.engine.voice import read_guide
from trato.rooms.intelligence.model.llm import LlmTrouble
from trato.rooms.intelligence.rules.llm_answers import Bounds, bare, judge
from trato.rooms.intelligence.rules.tongue import tongue_of
from trato.rooms.intelligence.service.hiding import veil_for

REPLIES = {
    "es": "Hola Rosa Huamán, su pedido PED-48213 salió hoy; la llamamos al +51 987 310 214 o a rosa@correo.example. "
    "Siga el envío en https://pirca.example/s/48213?c=9.",
    "pt": "Olá Rosa Huamán, o seu pedido PED-48213 saiu hoje; ligamos para +55 11 98731-0214 ou rosa@correo.example. "
    "Acompanhe em https://pirca.example/s/48213?c=9.",
    "en": "Hello Rosa Huamán, your order PED-48213 left today; we call +44 20 7946 0958 or write to rosa@correo.example. "
    "Follow it at https://pirca.example/s/48213?c=9.",
}
PERSONAL = ("Rosa", "Huamán", "48213", "987", "98731", "7946", "rosa@", "pirca.example")
MAKES_TEXT = st.text(alphabet="abcñãé {}_1.,:/@%0-+\n", max_size=80)
PIECES = st.lists(
    st.sampled_from(
        ["Rosa Huamán", "rosa@correo.example", "+51 987 310 214", "{nombre_1}", "{{x}}", "www.a.com/b", "{correo_1}"]
    )
    | MAKES_TEXT,
    max_size=8,
)


@pytest.mark.parametrize("lang", REPLIES)
def test_nothing_personal_and_no_link_leaves(lang: str) -> None:
    sent = veil_for(lang, "PE", ("Rosa Huamán",)).hide(REPLIES[lang])
    assert not [one for one in PERSONAL if one.casefold() in sent.casefold()]
    assert "{nombre_1}" in sent and "{enlace_1}" in sent


@given(PIECES)
def test_what_was_hidden_comes_back_as_it_was(pieces: list[str]) -> None:
    veil, text = veil_for("es", "PE", ("Rosa Huamán",)), " ".join(pieces)
    assert veil.lift(veil.hide(text)) == text


@given(PIECES)
def test_nobody_can_forge_a_slot(pieces: list[str]) -> None:
    veil, text = veil_for("es", "PE", ("Rosa Huamán",)), " ".join(pieces)
    assert not veil.foreign(veil.hide(text))


def test_the_same_words_are_the_same_slot_and_two_names_stay_two() -> None:
    veil = veil_for("es", "PE", ("Rosa Huamán",))
    assert veil.hide("Rosa Huamán llamó. Rosa Huamán insistió.") == "{nombre_1} llamó. {nombre_1} insistió."
    assert veil.hide("Le escribe Mariana Torres") == "Le escribe {nombre_2}"


def held(
    answer: str, source: str = "Hola {0}, el pedido {1} sale en 3 días y no hay que hacer nada más", **more: object
) -> LlmTrouble | None:
    """Judge an answer to a source with a name and an order."""
    veil = veil_for("es", "PE", ("Rosa Huamán",))
    sent = veil.hide(source.replace("{0}", "Rosa Huamán").replace("{1}", "PED-48213"))
    bounds = Bounds(sent, "es", 400, **more)  # type: ignore[arg-type]
    return judge(bare(answer), veil, bounds)


GOOD = "Hola, {nombre_1}: el pedido {pedido_1} sale en 3 días y no tiene que hacer nada más."


@pytest.mark.parametrize(
    "answer, trouble",
    [
        (GOOD, None),
        (f"<think>to whom? {{correo_9}}</think>\n{GOOD}", None),
        (f"```\n{GOOD}\n```", None),
        (f"«{GOOD}»", None),
        ("", LlmTrouble.EMPTY),
        (GOOD + " Escriba a {correo_1}", LlmTrouble.FOREIGN_SLOT),
        (GOOD + " Pague en https://malo.example/x", LlmTrouble.FOREIGN_LINK),
        (GOOD + " Pague en malo.com/x", LlmTrouble.FOREIGN_LINK),
        (GOOD + " Llame al +51 987 310 215", LlmTrouble.FOREIGN_PERSONAL),
        (GOOD + " Escriba a malo@ladron.example", LlmTrouble.FOREIGN_PERSONAL),
        (GOOD.replace("3 días", "5 días"), LlmTrouble.FOREIGN_NUMBER),
        (GOOD + " Le devolvemos 100", LlmTrouble.FOREIGN_NUMBER),
        ("Hello {nombre_1}, your order {pedido_1} will leave in 3 days and there is nothing that you have to do", LlmTrouble.OTHER_LANGUAGE),
        (GOOD + " Gracias por la espera y por la paciencia." * 12, LlmTrouble.TOO_LONG),
    ],
)  # fmt: skip
def test_an_answer_with_what_was_not_sent_is_refused(answer: str, trouble: LlmTrouble | None) -> None:
    assert held(answer) == trouble


def test_an_answer_keeps_what_it_must_keep() -> None:
    assert held("Hola, {nombre_1}: sale en 3 días.", keeps=True) is LlmTrouble.LOST_SLOT
    assert held(GOOD + " De nada y hasta pronto.", shorter=True) is LlmTrouble.NOT_SHORTER
    assert (
        held(GOOD + " Estimado cliente.", guide=read_guide("«estimado cliente»", "", "")) is LlmTrouble.FORBIDDEN_WORDS
    )
    assert held(GOOD + " abc123fence", secret="abc123fence") is LlmTrouble.LEAKED
    assert held("El cliente escribió 4 veces por {pedido_1}.", counts=True) is None
    assert held("El cliente pide 40 por {pedido_1}.", counts=True) is LlmTrouble.FOREIGN_NUMBER


@pytest.mark.parametrize(
    "text, lang",
    [
        ("Su pedido ya está en camino y llega mañana por la tarde.", "es"),
        ("O seu pedido já saiu e não há mais nada que você tenha de fazer.", "pt"),
        ("Your order is on its way and it will be with you tomorrow.", "en"),
        ("Ok, 3.500", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_of_ours_is_told_without_a_model(text: str, lang: str) -> None:
    assert tongue_of(text) == lang
